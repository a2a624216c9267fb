"""Who sits at which table: networks, the limits to what one table holds, and what that counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True)
class Net:
    """One network: its code, sector, companies, and the regions that staff it (at least one)."""

    code: str
    sector: str
    companies: frozenset[str]
    regions: frozenset[str]


@dataclass(frozen=True)
class Limits:
    """What a proposal keeps to.

    ``table``: organisations at one table; ``region``: tables that one region staffs; ``together``:
    groups of sectors that may share a table; ``neighbours``: whether companies that meet in a
    region may; ``asked``: the regions that it is about, all when empty.
    """

    table: int = 12
    region: int = 5
    together: tuple[frozenset[str], ...] = ()
    neighbours: bool = True
    asked: frozenset[str] = frozenset()


@dataclass(frozen=True, order=True)
class Table:
    """Who sits together: regions, the codes of their networks, and the companies of those."""

    regions: tuple[str, ...]
    networks: tuple[str, ...]
    companies: tuple[str, ...]

    @property
    def seats(self) -> int:
        """Return how many organisations sit there."""
        return len(self.regions) + len(self.companies)


@dataclass(frozen=True)
class Figures:
    """A number of tables, their seats, and the most: at one table, and tables of one region.

    ``above`` counts the seats beyond the limits, of tables and of regions.
    """

    tables: int
    seats: int
    largest: int
    most: int
    above: int


def figures(tables: Collection[Table], limits: Limits) -> Figures:
    """Return the figures of these tables; regions that were not asked about have no limit."""
    load = load_of(tables)
    counted = [load[region] for region in load if region in limits.asked or not limits.asked]
    return Figures(
        tables=len(tables),
        seats=sum(table.seats for table in tables),
        largest=max((table.seats for table in tables), default=0),
        most=max(counted, default=0),
        above=sum(max(0, table.seats - limits.table) for table in tables)
        + sum(max(0, number - limits.region) for number in counted),
    )


def may_share(one: Net, other: Net, limits: Limits) -> bool:
    """Say whether two networks may share a table, however large it gets."""
    if not _same_kind(one, other, limits):
        return False
    return bool(one.companies & other.companies) or (
        limits.neighbours and bool(_meet(one, other, limits))
    )


def pairs(nets: Iterable[Net], limits: Limits) -> dict[tuple[str, str], int]:
    """Return every two networks that may share a table, with the seats that it would have."""
    concerned = sorted((net for net in nets if asked(net, limits)), key=lambda net: net.code)
    return {
        (one.code, other.code): table_of(
            [one, other], asked(one, limits) | asked(other, limits)
        ).seats
        for one, other in combinations(concerned, 2)
        if may_share(one, other, limits)
    }


def asked(net: Net, limits: Limits) -> frozenset[str]:
    """Return the regions of a network that the advice is about."""
    return net.regions & limits.asked if limits.asked else net.regions


def table_of(nets: Iterable[Net], regions: Collection[str]) -> Table:
    """Return the table of these regions, with those of the networks that they staff."""
    seated = sorted((net for net in nets if net.regions & set(regions)), key=lambda net: net.code)
    companies = sorted({company for net in seated for company in net.companies})
    return Table(tuple(sorted(regions)), tuple(net.code for net in seated), tuple(companies))


def load_of(tables: Iterable[Table]) -> Counter[str]:
    """Return how many of these tables each region staffs."""
    return Counter(region for table in tables for region in table.regions)


def _same_kind(one: Net, other: Net, limits: Limits) -> bool:
    both = {one.sector, other.sector}
    return len(both) == 1 or any(both <= group for group in limits.together)


def _meet(one: Net, other: Net, limits: Limits) -> frozenset[str]:
    return asked(one, limits) & asked(other, limits)
