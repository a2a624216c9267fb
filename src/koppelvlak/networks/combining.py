"""Which of many possible tables together seat every network once, at the least cost?

It knows nothing of networks: candidates cover items (bits), weigh on places that have room for so
many, and have a score. Exact by dynamic programming over what is still to be covered.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import reduce
from itertools import combinations
from typing import NamedTuple

Name = tuple[tuple[str, ...], tuple[str, ...]]
# More steps than this take too long for someone who waits for a page.
BUDGET = 150_000
STEPS_PER_CHOICE = 20


class Score(NamedTuple):
    """What is compared, in this order; ``names`` of tables settle what is equal."""

    excess: int = 0
    seats: int = 0
    changes: int = 0
    squares: int = 0

    def plus(self, other: Score) -> Score:
        """Return both together."""
        return Score(*(mine + theirs for mine, theirs in zip(self, other, strict=True)))


@dataclass(frozen=True)
class Choice:
    """Some items together: ``load`` on each scarce place, ``names`` of its tables in order."""

    items: int
    load: tuple[int, ...]
    score: Score
    names: tuple[Name, ...]

    @property
    def rank(self) -> tuple[Score, tuple[Name, ...]]:
        """Return what decides between choices of equal load."""
        return self.score, self.names

    def plus(self, other: Choice) -> Choice:
        """Return both together."""
        return Choice(
            self.items | other.items,
            tuple(mine + theirs for mine, theirs in zip(self.load, other.load, strict=True)),
            self.score.plus(other.score),
            tuple(sorted(self.names + other.names)),
        )


@dataclass(frozen=True)
class Best:
    """The tables that were found; ``proven`` when nothing better exists."""

    names: tuple[Name, ...]
    proven: bool


class _OutOfBudgetError(Exception):
    """There are more ways than anyone can wait for."""


Offer = Callable[[int], Choice | None]


def cheapest(near: Sequence[int], offer: Offer, *, room: int) -> Best:
    """Return the best way to cover every item once.

    ``near`` says per item which others (as bits) it may be joined with; ``offer`` gives the choice
    for items that hang together so, or None when they do not fit; more items fit no better. Each
    single item has a choice. The excess of a place is its load above ``room``. Beyond the budget,
    single items are joined two by two for as long as that helps: good, but not proven.
    """
    if not near:
        return Best((), proven=True)
    try:
        return Best(_exact(_choices(near, offer, BUDGET), room, BUDGET).names, proven=True)
    except _OutOfBudgetError:
        return Best(_joined(near, offer, room).names, proven=False)


def _choices(near: Sequence[int], offer: Offer, budget: int) -> list[Choice]:
    """Return the choices for all items that hang together and fit, grown one item at a time."""
    found: dict[int, Choice] = {}
    layer = {1 << item for item in range(len(near))}
    while layer:
        offered = {items: made for items in sorted(layer) if (made := offer(items))}
        found |= offered
        if len(found) * STEPS_PER_CHOICE > budget:
            raise _OutOfBudgetError
        layer = {
            items | 1 << other
            for items in offered
            for other, touches in enumerate(near)
            if touches & items and not items >> other & 1
        }
    return list(found.values())


def _judge(room: int) -> Callable[[Choice], tuple[Score, tuple[Name, ...]]]:
    def judged(state: Choice) -> tuple[Score, tuple[Name, ...]]:
        over = sum(max(0, load - room) for load in state.load)
        return state.score._replace(excess=state.score.excess + over), state.names

    return judged


def _exact(choices: Sequence[Choice], room: int, budget: int) -> Choice:
    search = _Search(choices, budget)
    ways = [_nothing(choices)]
    for items in _components(choices):
        ways = search.crossed(ways, search.front(items))
    return min(ways, key=_judge(room))


def _nothing(choices: Sequence[Choice]) -> Choice:
    return Choice(0, (0,) * len(choices[0].load) if choices else (), Score(), ())


def _components(choices: Iterable[Choice]) -> list[int]:
    """Return the items in groups that no choice connects."""
    found: list[int] = []
    for choice in choices:
        apart = [group for group in found if not group & choice.items]
        met = [group for group in found if group & choice.items]
        found = [*apart, reduce(int.__or__, met, choice.items)]
    return sorted(found)


@dataclass
class _Search:
    """For every set of items that is still to be covered: all ways that could yet be the best."""

    choices: Sequence[Choice]
    budget: int
    known: dict[int, list[Choice]] = field(default_factory=dict)
    by_lowest: Mapping[int, list[Choice]] = field(init=False)

    def __post_init__(self) -> None:
        by_lowest = defaultdict(list)
        for choice in self.choices:
            by_lowest[choice.items & -choice.items].append(choice)
        self.by_lowest = by_lowest
        self.known[0] = [_nothing(self.choices)]

    def front(self, left: int) -> list[Choice]:
        """Return the ways to cover these items that no other way makes pointless."""
        if left not in self.known:
            fitting = [c for c in self.by_lowest[left & -left] if not c.items & ~left]
            ways: list[Choice] = []
            for choice in fitting:
                ways += self.crossed([choice], self.front(left & ~choice.items))
            self.known[left] = _undominated(ways)
        return self.known[left]

    def crossed(self, some: list[Choice], others: list[Choice]) -> list[Choice]:
        """Return every way of some with every way of others, as far as one may be the best."""
        self.budget -= len(some) * len(others)
        if self.budget < 0:
            raise _OutOfBudgetError
        return _undominated([one.plus(other) for one in some for other in others])


def _undominated(ways: Iterable[Choice]) -> list[Choice]:
    """Drop each way that another matches on every place and beats in rank.

    Whatever is added to both, the other then stays at least as good: see decision 0037.
    """
    kept: list[Choice] = []
    for way in sorted(ways, key=lambda one: (one.rank, one.load)):
        if not any(_no_heavier(one, way) for one in kept):
            kept.append(way)
    return kept


def _no_heavier(one: Choice, other: Choice) -> bool:
    return all(mine <= theirs for mine, theirs in zip(one.load, other.load, strict=True))


def _joined(near: Sequence[int], offer: Offer, room: int) -> Choice:
    """Start with every item alone, and join two groups for as long as the whole gets better."""
    known: dict[int, Choice | None] = {}

    def offered(items: int) -> Choice | None:
        if items not in known:
            known[items] = offer(items)
        return known[items]

    judged = _judge(room)
    now = [alone for item in range(len(near)) if (alone := offered(1 << item))]
    while True:
        joins = [
            [*(each for each in now if each not in {one, other}), joined]
            for one, other in combinations(now, 2)
            if _touch(one.items, other.items, near) and (joined := offered(one.items | other.items))
        ]
        best = min([now, *joins], key=lambda way: judged(_sum(way)))
        if best is now:
            return _sum(now)
        now = best


def _touch(one: int, other: int, near: Sequence[int]) -> bool:
    return any(touches & other for item, touches in enumerate(near) if one >> item & 1)


def _sum(way: Sequence[Choice]) -> Choice:
    return Choice(
        items=sum(each.items for each in way),
        load=tuple(map(sum, zip(*(each.load for each in way), strict=True))),
        score=Score(*map(sum, zip(*(each.score for each in way), strict=True))),
        names=tuple(sorted(name for each in way for name in each.names)),
    )
