"""Too many regions for one table: in which groups of adjacent regions could they sit instead?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

Borders = Mapping[str, Collection[str]]
# Up to this many regions every way to split is weighed; beyond it the groups are grown one by one.
MOST_REGIONS = 14
# More groups than this around one region are not looked through.
MOST_GROUPS = 10_000


@dataclass(frozen=True)
class Split:
    """Groups of adjacent regions, in order of their codes; ``proven`` when no split is better."""

    groups: tuple[tuple[str, ...], ...]
    proven: bool


def split(regions: Collection[str], borders: Borders, most: int) -> Split:
    """Return the fewest groups of at most ``most`` adjacent regions, as even as can be.

    What is still equal is decided by the codes: the first in order wins.
    """
    found = sorted(regions)
    if len(found) > MOST_REGIONS:
        return _large(found, borders, most)
    groups = _Puzzle(tuple(found), borders, most).best((1 << len(found)) - 1)
    return Split(tuple(sorted(groups)), proven=True)


def _large(regions: Sequence[str], borders: Borders, most: int) -> Split:
    """Return the first split in order of codes than which none can be fewer or more even.

    Where no such split is found, the groups are grown one by one: good, but not proven.
    """
    found: list[tuple[str, ...]] = []
    for part in parts(regions, borders):
        number = -(-len(part) // most)
        sizes = tuple(sorted((len(part) + place) // number for place in range(number)))
        puzzle = _Puzzle(tuple(sorted(part)), borders, most)
        even = puzzle.even((1 << len(part)) - 1, sizes)
        if even is None:
            return Split(tuple(sorted(_grown(regions, borders, most))), proven=False)
        found += even
    return Split(tuple(sorted(found)), proven=True)


def parts(regions: Iterable[str], borders: Borders) -> list[set[str]]:
    """Return the regions in parts that hang together by borders, in order of their codes."""
    left, found = set(regions), []
    while left:
        part = {min(left)}
        while fresh := {other for one in part for other in borders.get(one, ())} & left - part:
            part |= fresh
        found.append(part)
        left -= part
    return found


def _grown(regions: Iterable[str], borders: Borders, most: int) -> Iterator[tuple[str, ...]]:
    """Grow groups from the lowest code outwards, each about as large as the next."""
    for part in parts(regions, borders):
        left = set(part)
        while left:
            even = -(-len(left) // -(-len(left) // most))
            group = _group(left, borders, even)
            left -= group
            yield tuple(sorted(group))


def _group(left: set[str], borders: Borders, size: int) -> set[str]:
    group = {min(left)}
    while len(group) < size:
        near = {other for one in group for other in borders.get(one, ())} & left - group
        if not near:
            break
        # The closer together the better: first who borders on most of the group.
        group.add(min(near, key=lambda one: (-len(group & set(borders.get(one, ()))), one)))
    return group


@dataclass(frozen=True)
class _Puzzle:
    """All regions as bits, the lowest code first."""

    codes: tuple[str, ...]
    borders: Borders
    most: int

    @cached_property
    def _near(self) -> list[int]:
        place = {code: 1 << number for number, code in enumerate(self.codes)}
        return [
            sum(place[other] for other in set(self.borders.get(code, ())) if other in place)
            for code in self.codes
        ]

    @cached_property
    def _groups(self) -> list[list[int]]:
        """All groups that hang together and fit, by their lowest region; the largest first."""
        return [
            sorted(self._from(lowest), key=lambda g: (-g.bit_count(), g))
            for lowest in range(len(self.codes))
        ]

    @cached_property
    def _known(self) -> dict[int, tuple[int, int, tuple[tuple[str, ...], ...]]]:
        return {0: (0, 0, ())}

    def best(self, left: int) -> tuple[tuple[str, ...], ...]:
        """Return the best groups for these regions."""
        return self._solved(left)[2]

    def even(self, left: int, sizes: tuple[int, ...]) -> list[tuple[str, ...]] | None:
        """Return the first groups of exactly these sizes, or None when there are none."""
        if not left:
            return []
        if (left, sizes) in self._hopeless:
            return None
        for group in sorted(self._around(left, set(sizes)), key=self._names):
            others = list(sizes)
            others.remove(group.bit_count())
            rest = self.even(left & ~group, tuple(others))
            if rest is not None:
                return [self._names(group), *rest]
        self._hopeless.add((left, sizes))
        return None

    @cached_property
    def _hopeless(self) -> set[tuple[int, tuple[int, ...]]]:
        return set()

    def _around(self, left: int, sizes: set[int]) -> list[int]:
        """Return the groups of these sizes around the lowest region that is left."""
        found: list[int] = []
        layer = {left & -left}
        for size in range(1, max(sizes) + 1):
            if size in sizes:
                found += layer
            layer = {
                group | 1 << near
                for group in layer
                for near in range(len(self.codes))
                if left >> near & 1 and self._touches(group, near)
            }
            if len(layer) > MOST_GROUPS:
                return []
        return found

    def _from(self, lowest: int) -> set[int]:
        above = -1 << lowest
        found = layer = {1 << lowest}
        for _size in range(1, self.most):
            layer = {
                group | 1 << near
                for group in layer
                for near in range(len(self.codes))
                if self._touches(group, near) and above >> near & 1
            }
            found = found | layer
        return found

    def _touches(self, group: int, near: int) -> bool:
        return not group >> near & 1 and bool(self._near[near] & group)

    def _solved(self, left: int) -> tuple[int, int, tuple[tuple[str, ...], ...]]:
        """Return the number of groups, the sum of their squared sizes, and the groups."""
        if left in self._known:
            return self._known[left]
        best: tuple[int, int, tuple[tuple[str, ...], ...]] | None = None
        lowest = (left & -left).bit_length() - 1
        for group in self._groups[lowest]:
            rest = left & ~group
            least = 1 - (-rest.bit_count() // self.most)
            if group & ~left or (best and least > best[0]):
                continue
            number, squares, others = self._solved(rest)
            here = (number + 1, squares + group.bit_count() ** 2, (self._names(group), *others))
            best = min(best, here) if best else here
        self._known[left] = best or (0, 0, ())
        return self._known[left]

    def _names(self, group: int) -> tuple[str, ...]:
        return tuple(code for number, code in enumerate(self.codes) if group >> number & 1)
