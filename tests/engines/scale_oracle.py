"""The scale advice worked out the slow way: every way to seat everyone, and the best of them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import product

from koppelvlak.networks.staffing import Limits, Net

Borders = Mapping[str, Collection[str]]
# Regions, networks and companies of one table.
Seated = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def partitions(items: Sequence[str]) -> Iterator[list[list[str]]]:
    """Every way to put these in groups."""
    if not items:
        yield []
        return
    for smaller in partitions(items[1:]):
        yield [[items[0]], *smaller]
        for place, group in enumerate(smaller):
            yield [*smaller[:place], [items[0], *group], *smaller[place + 1 :]]


def hang_together(items: Collection[str], pairs: Collection[frozenset[str]]) -> bool:
    """No way to cut these in two without cutting a pair."""
    return all(
        any(frozenset({one, other}) in pairs for one in part for other in set(items) - part)
        for part in _halves(sorted(items))
    )


def best_tables(nets: Sequence[Net], borders: Borders, limits: Limits) -> list[Seated]:
    """The tables of the best way."""
    scope = limits.asked or frozenset().union(*(net.regions for net in nets), {""})
    concerned = {net.code: net for net in nets if net.regions & scope}
    pairs = {
        frozenset({one, other})
        for one in concerned
        for other in concerned
        if one != other and _together(concerned[one], concerned[other], scope, limits)
    }
    best = min(
        _everybody(partitions(sorted(concerned)), pairs, concerned, (scope, borders, limits)),
        key=lambda way: _rank(way[0], way[1], scope, limits),
    )
    return sorted(best[0])


def _everybody(
    ways: Iterator[list[list[str]]],
    pairs: Collection[frozenset[str]],
    nets: Mapping[str, Net],
    rules: tuple[frozenset[str], Borders, Limits],
) -> Iterator[tuple[list[Seated], int]]:
    for groups in ways:
        if all(hang_together(group, pairs) for group in groups):
            options = [list(_ways([nets[code] for code in group], *rules)) for group in groups]
            for chosen in product(*options):
                tables = [table for tables, _changes in chosen for table in tables]
                yield tables, sum(changes for _tables, changes in chosen)


def _halves(items: list[str]) -> Iterator[set[str]]:
    for bits in range(1, 2 ** len(items) - 1):
        yield {item for place, item in enumerate(items) if bits >> place & 1}


def _together(one: Net, other: Net, scope: frozenset[str], limits: Limits) -> bool:
    kind = one.sector == other.sector or any(
        one.sector in group and other.sector in group for group in limits.together
    )
    meet = one.regions & other.regions & scope
    common = one.companies & other.companies
    return kind and bool(common or (limits.neighbours and meet))


def _seated(nets: Sequence[Net], regions: Collection[str]) -> Seated:
    here = [net for net in nets if any(region in net.regions for region in regions)]
    return (
        tuple(sorted(regions)),
        tuple(sorted(net.code for net in here)),
        tuple(sorted(frozenset().union(*(net.companies for net in here)))),
    )


def _size(table: Seated) -> int:
    return len(table[0]) + len(table[2])


def _ways(
    nets: Sequence[Net], scope: frozenset[str], borders: Borders, limits: Limits
) -> Iterator[tuple[list[Seated], int]]:
    """Every way to seat these networks together, with how many of them change."""
    if len(nets) == 1:
        yield [_seated(nets, nets[0].regions)], 0
    regions = sorted(frozenset().union(*(net.regions for net in nets)) & scope)
    rest = [_seated([net], net.regions - scope) for net in nets if net.regions - scope]
    whole = _seated(nets, regions)
    if _size(whole) <= limits.table:
        yield [whole, *rest], len(nets)
    elif len({net.companies for net in nets}) == 1:
        pairs = {frozenset({one, other}) for one in borders for other in borders[one]}
        for groups in partitions(regions):
            tables = [_seated(nets, group) for group in groups]
            if all(_size(table) <= limits.table for table in tables) and all(
                hang_together(group, pairs) for group in groups
            ):
                yield [*tables, *rest], len(nets)


def _rank(
    tables: Sequence[Seated], changes: int, scope: frozenset[str], limits: Limits
) -> tuple[int, int, int, int, list[tuple[tuple[str, ...], tuple[str, ...]]]]:
    sizes = [_size(table) for table in tables]
    staffed = [sum(region in table[0] for table in tables) for region in scope]
    above = [size - limits.table for size in sizes] + [n - limits.region for n in staffed]
    return (
        sum(over for over in above if over > 0),
        sum(sizes),
        changes,
        sum(size * size for size in sizes),
        sorted((table[0], table[1]) for table in tables),
    )
