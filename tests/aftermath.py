"""What an action leaves behind: what the log says of it, who is told, and how it was refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

import pytest

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusalError
from koppelvlak.kit.notices.models import Message


@dataclass(frozen=True)
class Left:
    """The last event of the log; ``rows`` are the children it speaks of, as (kind, what)."""

    action: str
    result: str
    subject: UUID
    who: str
    organisation: str
    thing: str
    reason: str
    before: dict[str, Any]
    after: dict[str, Any]
    rows: list[tuple[str, str]]


def left() -> Left:
    """Return what the log says of what was done last."""
    event = Event.objects.latest("number")
    said: dict[str, Any] = event.payload or {}
    return Left(
        action=event.action,
        result=event.result,
        subject=event.subject,
        who=said["actor"]["name"],
        organisation=said["actor"]["organisation_name"],
        thing=said["object"],
        reason=said["reason"],
        before=said.get("before", {}),
        after=said.get("after", {}),
        rows=[(one["kind"], one["what"]) for one in said.get("rows", [])],
    )


def events() -> int:
    """Return how many events the log holds."""
    return Event.objects.count()


def refusal(kind: type[RefusalError], act: Callable[[], object]) -> str:
    """Do what must be refused in this way; return the sentence, and see that the log has it."""
    before = events()
    with pytest.raises(kind) as caught:
        act()
    assert type(caught.value) is kind, type(caught.value)
    assert events() == before + 1
    assert (left().result, left().reason) == ("refused", str(kind.title))
    return str(caught.value.detail)


def refused(
    kind: type[RefusalError], names: Iterable[str], act: Callable[[str], object]
) -> set[str]:
    """Let each of these people try what is refused in this way; return the sentences they hear."""
    return {refusal(kind, partial(act, name)) for name in names}


def wrong(act: Callable[[], object]) -> dict[str, list[str]]:
    """Do what cannot be accepted; return per field why."""
    before = events()
    with pytest.raises(BadInputError) as caught:
        act()
    assert (events(), left().result) == (before + 1, "refused")
    return {name: [str(one) for one in texts] for name, texts in caught.value.errors.items()}


def mails() -> list[tuple[str, str]]:
    """Return the mails that wait, as (to, subject), in the order of their addresses."""
    return sorted((one.to, one.subject) for one in Message.objects.all())
