"""Is this the right scale for real work? Which networks could share a table, and which be split?

The advice seats every network with, in this order: the fewest seats above the limits, the fewest
seats in all (one for each organisation at each table), the fewest networks that change, the most
even tables; what is still equal is decided by the codes.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations

from koppelvlak.networks.combining import Choice, Name, Score, cheapest
from koppelvlak.networks.splitting import Borders, split
from koppelvlak.networks.staffing import (
    Figures,
    Limits,
    Net,
    Table,
    asked,
    figures,
    load_of,
    may_share,
    table_of,
)


@dataclass(frozen=True)
class Suggestion:
    """Networks that change together: the tables they have, and those they would get.

    A table in ``rest`` seats what lies outside the regions that were asked about.
    """

    networks: tuple[str, ...]
    before: tuple[Table, ...]
    tables: tuple[Table, ...]
    rest: tuple[Table, ...]
    meet: tuple[str, ...]

    @property
    def key(self) -> str:
        """Return what names it in an address: equal tables have the equal name."""
        said = [[table.regions, table.networks] for table in (*self.tables, *self.rest)]
        return sha256(json.dumps(said).encode()).hexdigest()[:16]

    @property
    def merges(self) -> bool:
        """Say whether networks would share a table."""
        return len(self.networks) > 1

    @property
    def splits(self) -> bool:
        """Say whether a network would have several tables."""
        return len(self.tables) + len(self.rest) > 1

    @property
    def saved(self) -> int:
        """Return how many seats fewer are to be staffed; below zero when it takes more."""
        after = sum(table.seats for table in (*self.tables, *self.rest))
        return sum(table.seats for table in self.before) - after


@dataclass(frozen=True)
class Advice:
    """The tables as they would be, what changes, and the figures before and after.

    ``loads`` counts per region the tables that it staffs before and after. ``proven`` when nothing
    within these limits is better; the checksum is that of all input.
    """

    tables: tuple[Table, ...]
    suggestions: tuple[Suggestion, ...]
    before: Figures
    after: Figures
    loads: Mapping[str, tuple[int, int]]
    proven: bool
    checksum: str


def advise(nets: Iterable[Net], borders: Borders, limits: Limits) -> Advice:
    """Return the best tables for the networks that the asked regions staff.

    Networks are combined when their sectors belong together and they have a company in common or,
    if the limits allow it, their companies meet in an asked region; always at one table that they
    fit. Networks of the same companies that do not fit are split in groups of adjacent regions.
    What fits stays whole.
    """
    every = sorted(nets, key=lambda net: net.code)
    concerned = [net for net in every if asked(net, limits)]
    now = [table_of([net], net.regions) for net in concerned]
    desk = _Desk(tuple(concerned), borders, limits, _scarce(now, limits))
    best = cheapest(_near(concerned, limits), desk.offer, room=limits.region)
    tables = tuple(sorted(desk.table(name) for name in best.names))
    load, fresh = load_of(now), load_of(tables)
    return Advice(
        tables=tables,
        suggestions=_suggestions(now, tables, concerned, limits),
        before=figures(now, limits),
        after=figures(tables, limits),
        loads={region: (load[region], fresh[region]) for region in sorted(load)},
        proven=best.proven and desk.proven,
        checksum=checksum(every, borders, limits),
    )


def checksum(nets: Iterable[Net], borders: Borders, limits: Limits) -> str:
    """Return the SHA-256 of this input, in one order and spelling."""
    canonical = [
        sorted((net.code, net.sector, sorted(net.companies), sorted(net.regions)) for net in nets),
        sorted((one, sorted(set(others))) for one, others in borders.items()),
        [limits.table, limits.region, limits.neighbours, sorted(limits.asked)],
        sorted(sorted(group) for group in limits.together),
    ]
    return sha256(json.dumps(canonical, separators=(",", ":")).encode()).hexdigest()


@dataclass
class _Desk:
    """Works out what some networks together would take; the networks are bits."""

    nets: Sequence[Net]
    borders: Borders
    limits: Limits
    scarce: Sequence[str]
    proven: bool = True

    def offer(self, items: int) -> Choice | None:
        """Return the best tables for these networks together; None when they do not fit."""
        nets = [net for place, net in enumerate(self.nets) if items >> place & 1]
        regions = frozenset().union(*(asked(net, self.limits) for net in nets))
        ways = [self._choice(items, self._formed(nets, regions), len(nets), regions)]
        if len(nets) == 1:
            kept = [table_of(nets, nets[0].regions)]
            ways.append(self._choice(items, kept, 0, regions))
        fitting = [way for way in ways if way is not None]
        return min(fitting, key=lambda way: way.rank) if fitting else None

    def table(self, name: Name) -> Table:
        """Return the table of this name."""
        regions, codes = name
        return table_of([net for net in self.nets if net.code in codes], regions)

    def _formed(self, nets: Sequence[Net], regions: frozenset[str]) -> list[Table]:
        """Return the tables of the asked regions, then what networks keep outside; or nothing."""
        rest = [table_of([net], net.regions - regions) for net in nets if net.regions - regions]
        whole = table_of(nets, regions)
        if whole.seats <= self.limits.table:
            return [whole, *rest]
        most = self.limits.table - len(whole.companies)
        if len({net.companies for net in nets}) > 1 or most < 1:
            return []
        found = split(regions, self.borders, most)
        self.proven = self.proven and found.proven
        return [*(table_of(nets, group) for group in found.groups), *rest]

    def _choice(
        self, items: int, tables: Sequence[Table], changes: int, regions: frozenset[str]
    ) -> Choice | None:
        if not tables:
            return None
        sizes = [table.seats for table in tables]
        return Choice(
            items=items,
            load=tuple(int(region in regions) for region in self.scarce),
            score=Score(
                excess=sum(max(0, size - self.limits.table) for size in sizes),
                seats=sum(sizes),
                changes=changes,
                squares=sum(size * size for size in sizes),
            ),
            names=tuple(sorted((table.regions, table.networks) for table in tables)),
        )


def _scarce(now: Iterable[Table], limits: Limits) -> list[str]:
    """Return the asked regions that staff too many tables; no advice makes it more anywhere."""
    load = load_of(now)
    over = (region for region, number in load.items() if number > limits.region)
    return sorted(region for region in over if region in limits.asked or not limits.asked)


def _near(nets: Sequence[Net], limits: Limits) -> list[int]:
    near = [0] * len(nets)
    for (one, net), (other, second) in combinations(enumerate(nets), 2):
        if may_share(net, second, limits):
            near[one] |= 1 << other
            near[other] |= 1 << one
    return near


def _suggestions(
    now: Sequence[Table], tables: Sequence[Table], nets: Sequence[Net], limits: Limits
) -> tuple[Suggestion, ...]:
    """Return what changes, the most seats saved first."""
    kept = set(now)
    before = {table.networks[0]: table for table in now}
    changed: dict[tuple[str, ...], list[Table]] = defaultdict(list)
    for group in _changing([table for table in tables if table not in kept]):
        changed[tuple(sorted({code for table in group for code in table.networks}))] += group
    found = [
        _suggestion(codes, [before[code] for code in codes], own, nets, limits)
        for codes, own in changed.items()
    ]
    return tuple(sorted(found, key=lambda one: (-one.saved, one.tables, one.networks)))


def _changing(tables: Iterable[Table]) -> list[list[Table]]:
    """Return the tables in groups that share a network."""
    groups: list[list[Table]] = []
    for table in tables:
        met = [g for g in groups if any(set(table.networks) & set(one.networks) for one in g)]
        joined = [table, *(one for group in met for one in group)]
        groups = [*(group for group in groups if group not in met), joined]
    return groups


def _suggestion(
    codes: tuple[str, ...],
    before: Sequence[Table],
    tables: Iterable[Table],
    nets: Sequence[Net],
    limits: Limits,
) -> Suggestion:
    def outside(table: Table) -> bool:
        return bool(limits.asked) and not set(table.regions) <= limits.asked

    own = sorted(tables)
    number = Counter(region for net in nets if net.code in codes for region in net.regions)
    return Suggestion(
        networks=codes,
        before=tuple(before),
        tables=tuple(table for table in own if not outside(table)),
        rest=tuple(table for table in own if outside(table)),
        meet=tuple(sorted(region for region in number if number[region] > 1)),
    )
