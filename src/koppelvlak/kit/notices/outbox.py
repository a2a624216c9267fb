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


@dataclass(frozen=True)
class Notice:
    """What one person is told; ``key`` makes it unique for what it tells of."""

    to: str
    subject: Any
    text: Any
    key: str
    person: UUID | None = None
    language: str = "nl"


Tell: TypeAlias = Callable[[Any, Actor], Iterable[Notice]]
_tellers: dict[str, list[Tell]] = {}


def told(can: str, tell: Tell) -> None:
    """Register, at start, who is told what when this capability is used."""
    _tellers.setdefault(str(can), []).append(tell)


def post(can: str, row: Living, by: Actor) -> None:
    """Write the notices that belong to one use of a capability."""
    for tell in _tellers.get(str(can), []):
        for notice in tell(row, by):
            with override(notice.language):
                Message.objects.create(
                    key=notice.key,
                    to=notice.to,
                    person=notice.person,
                    subject=" ".join(str(notice.subject).split())[:200],
                    text=str(notice.text),
                    capability=str(can),
                )
