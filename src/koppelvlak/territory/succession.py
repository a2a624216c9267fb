"""Municipalities and supply links on one day, and how links follow a municipality that goes up.

A supply area does not change because a border between municipalities goes. So what was supplied
before a merger is supplied after it: the links follow to the successor, and say that they did.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

WHOLE, PART, UNKNOWN, PARCELS = "whole", "part", "unknown", "parcels"
# From the most that a link can say to the least.
COVERAGES = (WHOLE, PART, UNKNOWN, PARCELS)
UNVERIFIED = "unverified"


@dataclass(frozen=True)
class Place:
    """A municipality: its region's code, ``area_km2`` in square kilometres, its people."""

    code: str
    region: str
    area_km2: float
    population: int


@dataclass(frozen=True)
class Link:
    """One company supplies one municipality; coverage is whole, part, parcels or unknown.

    ``sources`` are keys; ``since`` is the day from which it holds, where that was said;
    ``carried_from`` are the municipalities from which it came along at a merger.
    """

    sector: str
    organisation: str
    municipality: str
    coverage: str
    certainty: str
    sources: tuple[str, ...] = ()
    since: date | None = None
    carried_from: tuple[str, ...] = ()

    @property
    def unverified(self) -> bool:
        """Say whether it rests on nothing that was checked."""
        return self.certainty == UNVERIFIED


@dataclass(frozen=True)
class Succession:
    """A municipality went up in another on a day; ``joined``: the successor existed before."""

    predecessor: str
    successor: str
    on: date
    joined: bool = True


Pool = dict[str, list[Link]]


def carry(links: Iterable[Link], successions: Iterable[Succession], on: date) -> list[Link]:
    """Return the links as they are on a day, each at the municipality that is there by then.

    Whole stays whole only when every part of the merged municipality was whole. Verified links
    make verified links; unverified ones never do. A link of the successor that holds since the
    merger or later, or of one that did not exist before, speaks of the merged municipality, and
    stands as it is.
    """
    pool: Pool = defaultdict(list)
    for link in links:
        pool[link.municipality].append(link)
    passed = sorted((s for s in set(successions) if s.on <= on), key=lambda s: (s.on, s.successor))
    for _day, merged in groupby(passed, key=lambda s: s.on):
        _merge(pool, list(merged))
    return sorted(
        (link for found in pool.values() for link in found),
        key=lambda x: (x.sector, x.organisation, x.municipality, x.certainty, x.coverage),
    )


def _merge(pool: Pool, merged: Sequence[Succession]) -> None:
    """Move all links that change municipality on one day."""
    heirs = _in_order(merged)
    gone = {s.predecessor for s in merged if s.successor in heirs}
    divided = {code for code in gone if sum(s.predecessor == code for s in merged) > 1}
    for successor in heirs:
        coming = [s for s in merged if s.successor == successor]
        parts = {s.predecessor: pool.get(s.predecessor, []) for s in coming}
        for code in parts.keys() & divided:
            parts[code] = [_doubted(link) for link in parts[code]]
        own, day = pool.get(successor, []), coming[0].on
        stated = own
        if all(s.joined for s in coming):
            stated = [x for x in own if x.since is not None and x.since >= day]
            parts[successor] = [x for x in own if x not in stated]
        pool[successor] = stated + _combined(parts, stated, coming[0])
    for code in gone:
        pool.pop(code, None)


def _in_order(merged: Iterable[Succession]) -> list[str]:
    """Return the successors of one day, each after all that it takes in, so that nothing is lost.

    Who goes up in a circle cannot have done so: what waits for it is left out, and stays.
    """
    takes: dict[str, set[str]] = defaultdict(set)
    for one in merged:
        takes[one.successor].add(one.predecessor)
    order: list[str] = []
    while ready := sorted(code for code, parts in takes.items() if not parts & takes.keys()):
        order += ready
        for code in ready:
            del takes[code]
    return order


def _doubted(link: Link) -> Link:
    """Return a link of a municipality that is divided: part of it may be none of this piece."""
    coverage = UNKNOWN if link.coverage == PART else link.coverage
    return Link(
        link.sector,
        link.organisation,
        link.municipality,
        coverage,
        link.certainty,
        link.sources,
        link.since,
        link.carried_from,
    )


def _combined(
    parts: Mapping[str, Sequence[Link]], stated: Sequence[Link], at: Succession
) -> list[Link]:
    """Return one link per company for the merged municipality, and one for what is unverified.

    What is stated of the merged municipality goes before; but nothing unverified puts aside what
    is verified.
    """
    told, told_surely = _companies(stated), _companies(x for x in stated if not x.unverified)
    links = []
    for company in sorted(_companies(x for found in parts.values() for x in found) - told_surely):
        own = {
            code: [x for x in found if (x.sector, x.organisation) == company]
            for code, found in parts.items()
        }
        sure = {code: [x for x in found if not x.unverified] for code, found in own.items()}
        links += _joined(sure, at)
        if company not in told and any(x.unverified for found in own.values() for x in found):
            links += _joined(own, at, certainty=UNVERIFIED)
    return links


def _companies(links: Iterable[Link]) -> set[tuple[str, str]]:
    return {(x.sector, x.organisation) for x in links}


def _joined(
    own: Mapping[str, Sequence[Link]], at: Succession, *, certainty: str = ""
) -> list[Link]:
    """Return what the links of one company in the parts come to; nothing comes to nothing."""
    links = [link for found in own.values() for link in found]
    if not links:
        return []
    came = {x.municipality for x in links} | {code for x in links for code in x.carried_from}
    return [
        Link(
            links[0].sector,
            links[0].organisation,
            at.successor,
            _coverage([min((_rank(x) for x in found), default=None) for found in own.values()]),
            certainty or "; ".join(sorted({x.certainty for x in links})),
            tuple(sorted({key for x in links for key in x.sources})),
            at.on,
            tuple(sorted(came - {at.successor})),
        )
    ]


def _rank(link: Link) -> int:
    return COVERAGES.index(link.coverage)


def _coverage(ranks: Sequence[int | None]) -> str:
    """Return the coverage of the merged municipality; None is a part that is not supplied."""
    best = COVERAGES[min(rank for rank in ranks if rank is not None)]
    if best == WHOLE and any(rank != 0 for rank in ranks):
        return PART
    return best
