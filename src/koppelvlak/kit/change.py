"""The one door through which anything changes: lock, version, right, move, body, save, audit."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from django.db import models, transaction

from koppelvlak.kit.access import Actor, may, require
from koppelvlak.kit.audit.record import DONE, REFUSED, Entry, record
from koppelvlak.kit.errors import AlreadyDoneError, RefusalError, StaleError, UnseenError
from koppelvlak.kit.lifecycle import Move
from koppelvlak.kit.living import Living
from koppelvlak.kit.notices.outbox import post
from koppelvlak.kit.once.claim import claim, settle
from koppelvlak.kit.search.index import follow

Thing = TypeVar("Thing", bound=Living)


class NestedDoorError(RuntimeError):
    """A programming mistake: an action was called inside another action."""


@dataclass
class Opening:
    """What happens while the door is open."""

    by: Actor
    can: StrEnum
    rows: list[dict[str, Any]] = field(default_factory=list)
    children: list[Living] = field(default_factory=list)
    shown: str = ""
    forgotten: UUID | None = None
    last: dict[Hashable, Callable[[], object]] = field(default_factory=dict)


_opening: ContextVar[Opening | None] = ContextVar("opening", default=None)


def is_open() -> bool:
    """Say whether a door stands open here; tests let no domain row change without one."""
    return _opening.get() is not None


def mention(row: models.Model, what: str = "created", *, show: bool = False) -> None:
    """Tell the audit of a child row that changed with its parent; ``show`` leads to its page."""
    opening = _opening.get()
    if opening is None:
        raise RuntimeError("mention() is for inside the door")
    name = getattr(row, "uuid", None) or row.pk
    opening.rows.append({"kind": row._meta.label_lower, "id": str(name), "what": what})
    if isinstance(row, Living):
        follow(row)
        opening.children.append(row)
        opening.shown = row.get_absolute_url() if show else opening.shown


def mention_all(rows: Iterable[models.Model], what: str = "created") -> None:
    """Tell the audit of many rows; nobody gets a notice, and the loader builds the index after."""
    opening = _opening.get()
    if opening is None:
        raise RuntimeError("mention_all() is for inside the door")
    for row in rows:
        name = getattr(row, "uuid", None) or row.pk
        opening.rows.append({"kind": row._meta.label_lower, "id": str(name), "what": what})


def forget(person: UUID) -> None:
    """Let the audit of this door say nothing of what changed, nor name this person as actor."""
    opening = _opening.get()
    if opening is None:
        raise RuntimeError("forget() is for inside the door")
    opening.forgotten = person


def at_last(key: Hashable, act: Callable[[], object]) -> None:
    """Do this when the door has saved all else, once for each ``key``; at once without a door.

    For what is counted from rows that change: however many change, it is counted once.
    """
    opening = _opening.get()
    if opening is None:
        act()
    else:
        opening.last[key] = act


@contextmanager
def change(thing: Thing, can: StrEnum, *, by: Actor, seen: int | None = None) -> Iterator[Thing]:
    """Do one thing to one thing, or nothing at all.

    Yields the locked row, in the first state the move leads to; the body changes that row and no
    other instance. ``seen`` is the version the person had read. Raises a RefusalError (recorded
    after the rollback) when it is unseen, stale, not allowed, or not possible now.

    It may not stand inside another transaction (``durable``): what it saved is then truly saved
    when it returns, and what it refused is recorded whatever happens around it.
    """
    with _recorded(thing, can, by), transaction.atomic(durable=True):
        row, move, before = _enter(thing, can, by, seen)
        with _opened(Opening(by, can)) as opening:
            yield row
            if row.state not in move.to:
                raise NotImplementedError(f"{can} cannot end in {row.state}")
            row.version += 1
            row.save(force_update=True)
            follow(row)
            _finish(opening)
            _leave(row, opening, before, row.said())


def remove(thing: Living, can: StrEnum, *, by: Actor, seen: int | None = None) -> None:
    """Delete one thing through the door; the audit keeps what it said."""
    with _recorded(thing, can, by), transaction.atomic(durable=True):
        row, _move, before = _enter(thing, can, by, seen)
        with _opened(Opening(by, can)) as opening:
            follow(row, gone=True)
            pk = row.pk
            row.delete()
            row.pk = pk
            _finish(opening)
            _leave(row, opening, before, {})


@contextmanager
def _opened(opening: Opening) -> Iterator[Opening]:
    token = _opening.set(opening)
    try:
        yield opening
    finally:
        _opening.reset(token)


@contextmanager
def _recorded(thing: Living, can: StrEnum, by: Actor) -> Iterator[None]:
    """Keep what was refused: the rollback undid everything, the attempt stays known."""
    if is_open():
        raise NestedDoorError(str(can))
    try:
        yield
    except AlreadyDoneError:
        raise
    except RefusalError as refusal:
        with transaction.atomic(durable=True):
            record(Entry(thing, can, by, REFUSED, reason=refusal.title))
        raise


def _enter(
    thing: Thing, can: StrEnum, by: Actor, seen: int | None
) -> tuple[Thing, Move, dict[str, Any]]:
    # The token comes first: of two equal forms sent at once the second must hear "already done",
    # not "somebody else changed this".
    claim(by)
    row = thing.locked()
    related = row.related_to(by, row.rights.needed(row.see) | row.rights.needed(can))
    if not may(row.see, related, row.rights):
        raise UnseenError
    if seen is not None and seen != row.version:
        raise StaleError(row)
    require(can, related, row.rights)
    move = row.lifecycle.move(row.state, can)
    before = row.said()
    row.state = move.to[0]
    return row, move, before


def _finish(opening: Opening) -> None:
    # In one order: two doors that count the same places then never wait for each other.
    for key in sorted(opening.last, key=repr):
        opening.last[key]()


def _leave(row: Living, opening: Opening, before: dict[str, Any], after: dict[str, Any]) -> None:
    settle(opening.by, opening.shown or row.get_absolute_url())
    post(opening.can, row, opening.by)
    for child in opening.children:
        post(opening.can, child, opening.by, about=type(child))
    # The audit's head is one row for everybody: its lock is taken last and held shortest.
    changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    if opening.forgotten:
        changed = set()
    record(
        Entry(
            row,
            opening.can,
            _unnamed(opening.by, opening.forgotten),
            DONE,
            before={key: before[key] for key in sorted(changed & before.keys())},
            after={key: after[key] for key in sorted(changed & after.keys())},
            rows=opening.rows,
        )
    )


def _unnamed(by: Actor, forgotten: UUID | None) -> Actor:
    if forgotten is None or by.person != forgotten:
        return by
    return replace(by, name="", person=None)
