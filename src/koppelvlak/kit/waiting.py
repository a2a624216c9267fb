"""What waits for somebody: each package says at start what of its own may; one page shows it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import Any, TypeAlias, TypeVar

from koppelvlak.kit.access import Actor
from koppelvlak.kit.lines import Line, Rows, together


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for someone: until when (None: as soon as you can), and the one step."""

    title: Any
    about: Any
    step: Any
    url: str
    due: date | None = None
    late: int = 0
    # The first steps of somebody new stand above everything else.
    first: bool = False


Found = TypeVar("Found")
Ask: TypeAlias = Callable[[Actor], Iterable[Waiting]]
Lines: TypeAlias = Callable[[Actor], Rows]
Say: TypeAlias = Callable[[Line, Actor], Iterable[Waiting]]
_looked: ContextVar[dict[Any, Any] | None] = ContextVar("looked", default=None)
_asked: list[Ask] = []
_lined: list[tuple[Lines, Say]] = []


def waits(ask: Ask) -> Ask:
    """Register, at start, what may wait for somebody; a query or two, never one per row."""
    _asked.append(ask)
    return ask


def waits_as(say: Say) -> Callable[[Lines], Lines]:
    """Register what waits as lines: all kinds are asked for at once; ``say`` puts one in words."""

    def register(lines: Lines) -> Lines:
        _lined.append((lines, say))
        return lines

    return register


@contextmanager
def one_look() -> Iterator[None]:
    """Let what is ``shared`` be looked up once while a page gathers its facts; it changes none."""
    token = _looked.set({})
    try:
        yield
    finally:
        _looked.reset(token)


def shared(look: Callable[[Actor], Found]) -> Callable[[Actor], Found]:
    """Let several parts of a page use one answer about an actor, within ``one_look``."""

    @wraps(look)
    def once(actor: Actor) -> Found:
        known = _looked.get()
        if known is None:
            return look(actor)
        if (look, actor) not in known:
            known[look, actor] = look(actor)
        found: Found = known[look, actor]
        return found

    return once


def waiting(actor: Actor) -> list[Waiting]:
    """Return everything that waits for this person, the latest first; ``late`` counts days."""
    found = [item for ask in _asked for item in ask(actor)]
    lines = together({place: rows(actor) for place, (rows, _say) in enumerate(_lined)})
    for place, (_rows, say) in enumerate(_lined):
        found += [item for line in lines[place] for item in say(line, actor)]
    return sorted(found, key=_urgency)


def _urgency(item: Waiting) -> tuple[bool, bool, date, str]:
    return not item.first, item.due is None, item.due or date.max, str(item.title)


def days_late(due: date | None, on: date) -> int:
    """Return how many days ago it was due; nothing that is not due is late."""
    return max((on - due).days, 0) if due else 0
