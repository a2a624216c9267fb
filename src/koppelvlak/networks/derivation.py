"""From supply areas to networks: which safety regions does each company reach, and how surely?"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from itertools import combinations
from math import fsum

from koppelvlak.territory.succession import (
    PARCELS,
    PART,
    UNKNOWN,
    UNVERIFIED,
    WHOLE,
    Link,
    Place,
)

UNVERIFIED_PARCELS = "unverified-parcels"
# A municipality counts once per company, in the first of these that any of its links gives.
CLASSES = (WHOLE, PART, UNKNOWN, UNVERIFIED, PARCELS, UNVERIFIED_PARCELS)
SURE = frozenset({WHOLE, PART, UNKNOWN})
REACHED = "reached"


@dataclass(frozen=True)
class Extent:
    """A number of municipalities, their area in km² and their people."""

    municipalities: int = 0
    area_km2: float = 0.0
    population: int = 0


@dataclass(frozen=True)
class Reach:
    """One region in one network: the extent of each class, of the whole region.

    ``standing`` is reached (a verified link that is more than parcels), unverified (such links,
    none of them verified) or parcels (nothing else). Part, unknown and parcels count the whole
    municipality: an upper bound.
    """

    region: str
    classes: Mapping[str, Extent]
    of: Extent

    @property
    def standing(self) -> str:
        """Return the ground on which the region belongs to the network."""
        if SURE & self.classes.keys():
            return REACHED
        return UNVERIFIED if UNVERIFIED in self.classes else PARCELS

    @property
    def share(self) -> float:
        """Return the share (0 to 1) of the region's municipalities in the verified classes."""
        return self.count(SURE) / self.of.municipalities

    def count(self, classes: Iterable[str]) -> int:
        """Return the number of municipalities in these classes."""
        return sum(self.classes[name].municipalities for name in classes if name in self.classes)

    def people(self, classes: Iterable[str]) -> int:
        """Return the people who live in the municipalities of these classes."""
        return sum(self.classes[name].population for name in classes if name in self.classes)


@dataclass(frozen=True)
class Derived:
    """The network of one company in one sector; ``regions`` in order of their codes."""

    sector: str
    organisation: str
    regions: tuple[Reach, ...]
    input_checksum: str

    def region_codes(self, standing: str) -> list[str]:
        """Return the codes of the regions that belong to it on this ground."""
        return [reach.region for reach in self.regions if reach.standing == standing]

    def count(self, classes: Iterable[str]) -> int:
        """Return the number of municipalities in these classes."""
        return sum(reach.count(classes) for reach in self.regions)

    def people(self, classes: Iterable[str]) -> int:
        """Return the people who live in the municipalities of these classes."""
        return sum(reach.people(classes) for reach in self.regions)


@dataclass(frozen=True)
class Overlap:
    """Where two companies of one sector meet, both by verified links that are more than parcels.

    ``regions`` both reach; ``municipalities`` both supply (a border runs through them).
    """

    sector: str
    organisations: tuple[str, str]
    regions: tuple[str, ...]
    municipalities: tuple[str, ...]


def coverage_class(link: Link) -> str:
    """Return the class in which a link puts its municipality."""
    if not link.unverified:
        return link.coverage
    return UNVERIFIED_PARCELS if link.coverage == PARCELS else UNVERIFIED


def derive_networks(places: Iterable[Place], links: Iterable[Link]) -> list[Derived]:
    """Return the network of every company × sector, in order of both.

    Links to a municipality that is not among the places are left out: see ``unplaced``.
    """
    here = {place.code: place for place in places}
    by_region = _grouped(here.values())
    whole = {region: _extent(members) for region, members in by_region.items()}
    return [
        Derived(
            sector,
            organisation,
            _reaches(_classed(own), here, whole),
            checksum(_around(own, here, by_region), own),
        )
        for (sector, organisation), own in sorted(_by_company(links, here).items())
    ]


def unplaced(places: Iterable[Place], links: Iterable[Link]) -> list[Link]:
    """Return the links to a municipality that is not among the places."""
    here = {place.code for place in places}
    return [link for link in links if link.municipality not in here]


def overlaps(places: Iterable[Place], links: Iterable[Link]) -> list[Overlap]:
    """Return per sector every pair of companies that meet, in order of sector and names."""
    here = {place.code: place for place in places}
    served: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for link in links:
        if link.municipality in here and coverage_class(link) in SURE:
            served[link.sector][link.organisation].add(link.municipality)
    pairs = (
        _overlap(sector, (one, other), companies, here)
        for sector, companies in sorted(served.items())
        for one, other in combinations(sorted(companies), 2)
    )
    return [pair for pair in pairs if pair.regions]


def checksum(places: Iterable[Place], links: Iterable[Link]) -> str:
    """Return the SHA-256 of this input, in one order and spelling."""
    canonical = [
        sorted({(p.code, p.region, float(p.area_km2), p.population) for p in places}),
        sorted(
            {(x.sector, x.organisation, x.municipality, x.coverage, x.certainty) for x in links}
        ),
    ]
    return sha256(json.dumps(canonical, separators=(",", ":")).encode()).hexdigest()


def _by_company(
    links: Iterable[Link], here: Mapping[str, Place]
) -> dict[tuple[str, str], list[Link]]:
    companies: dict[tuple[str, str], list[Link]] = defaultdict(list)
    for link in links:
        if link.municipality in here:
            companies[link.sector, link.organisation].append(link)
    return companies


def _classed(links: Iterable[Link]) -> dict[str, str]:
    """Give each municipality one class, the surest of its links."""
    best: dict[str, int] = {}
    for link in links:
        rank = CLASSES.index(coverage_class(link))
        best[link.municipality] = min(rank, best.get(link.municipality, rank))
    return {code: CLASSES[rank] for code, rank in best.items()}


def _reaches(
    classed: Mapping[str, str], here: Mapping[str, Place], whole: Mapping[str, Extent]
) -> tuple[Reach, ...]:
    cells: dict[str, dict[str, list[Place]]] = defaultdict(lambda: defaultdict(list))
    for code, name in classed.items():
        cells[here[code].region][name].append(here[code])
    return tuple(
        Reach(
            region,
            {name: _extent(found[name]) for name in CLASSES if name in found},
            whole[region],
        )
        for region, found in sorted(cells.items())
    )


def _around(
    links: Iterable[Link], here: Mapping[str, Place], by_region: Mapping[str, Sequence[Place]]
) -> list[Place]:
    """Return all places of the regions that the links touch: the shares rest on them too."""
    regions = {here[link.municipality].region for link in links}
    return [place for region in regions for place in by_region[region]]


def _grouped(places: Iterable[Place]) -> dict[str, list[Place]]:
    by_region: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        by_region[place.region].append(place)
    return by_region


def _extent(places: Sequence[Place]) -> Extent:
    # fsum: a plain sum of floats depends on the order in which the places came.
    area = round(fsum(place.area_km2 for place in places), 2)
    return Extent(len(places), area, sum(place.population for place in places))


def _overlap(
    sector: str,
    pair: tuple[str, str],
    companies: Mapping[str, set[str]],
    here: Mapping[str, Place],
) -> Overlap:
    one, other = (companies[name] for name in pair)
    regions = {here[code].region for code in one} & {here[code].region for code in other}
    return Overlap(sector, pair, tuple(sorted(regions)), tuple(sorted(one & other)))
