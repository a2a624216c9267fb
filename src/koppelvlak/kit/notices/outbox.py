"""Put what must be told in the outbox, in the same transaction as what it tells of."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias
from uuid import UUID

from django.utils.translation import override

from koppelvlak.kit.access import Actor
from koppelvlak.kit.living import Living
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.tlp import Tlp


@dataclass(frozen=True)
class Notice:
    """What one person is told; ``key`` makes it unique for what it tells of.

    ``tlp`` stands in the subject, as the protocol asks, and in words at the head of the text.
    """

    to: str
    subject: Any
    text: Any
    key: str
    person: UUID | None = None
    language: str = "nl"
    tlp: str = ""


Tell: TypeAlias = Callable[[Any, Actor], Iterable[Notice]]
_tellers: dict[tuple[str, type[Living] | None], list[Tell]] = {}


def told(can: str, tell: Tell, *, about: type[Living] | None = None) -> None:
    """Register, at start, who is told what when this capability is used.

    ``about`` names a kind of child that the door mentions, to tell of that instead of the parent.
    """
    _tellers.setdefault((str(can), about), []).append(tell)


def post(can: str, row: Living, by: Actor, *, about: type[Living] | None = None) -> None:
    """Write the notices that belong to one use of a capability; a key is told of once."""
    tellers = _tellers.get((str(can), about), [])
    messages = [_message(notice, str(can)) for tell in tellers for notice in tell(row, by)]
    Message.objects.bulk_create(messages, ignore_conflicts=True)


def _message(notice: Notice, capability: str) -> Message:
    with override(notice.language):
        subject, text = str(notice.subject), str(notice.text)
        if notice.tlp:
            subject, text = f"[TLP:{notice.tlp}] {subject}", f"{Tlp(notice.tlp).label}\n\n{text}"
    return Message(
        key=notice.key,
        to=notice.to,
        person=notice.person,
        subject=" ".join(subject.split())[:200],
        text=text,
        capability=capability,
    )
