"""How far long work is, for who waits for it: kept outside its transaction, so that it is seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias, TypeVar

from django.core.cache import caches

from koppelvlak.kit.access import Actor

T = TypeVar("T")
# Hears which share of the work is done: from 0 to 1.
Hear: TypeAlias = Callable[[float], object]
STEPS = 100
# Longer than any work goes on without telling anything, in seconds.
KEPT = 120


def over(rows: Sequence[T], hear: Hear | None) -> Iterator[T]:
    """Go over the rows, and tell a hundred times or so how far that is."""
    step = max(len(rows) // STEPS, 1)
    for number, row in enumerate(rows):
        if hear is not None and number % step == 0:
            hear(number / len(rows))
        yield row


def within(hear: Hear | None, part: tuple[float, float]) -> Hear | None:
    """Return what to tell a part of the work to: the whole of that is this part, from and to."""
    start, end = part
    return None if hear is None else lambda share: hear(start + (end - start) * share)


@contextmanager
def told_to(by: Actor) -> Iterator[Hear]:
    """Keep how far the work is for who sent this form, as long as the work lasts."""
    store, key = caches["progress"], _key(by, str(by.token))

    def hear(share: float) -> None:
        store.set(key, share, KEPT)

    try:
        yield hear
    finally:
        store.delete(key)


def how_far(token: str, by: Actor) -> float | None:
    """Return the share done of what the actor sent with this form; None: nothing was heard yet."""
    share: float | None = caches["progress"].get(_key(by, token))
    return share


def _key(by: Actor, token: str) -> str:
    return f"{by.person}:{token}"
