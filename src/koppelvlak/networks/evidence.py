"""What a network rests on: per region which municipalities, how much, how sure, who says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from koppelvlak.networks.derivation import CLASSES
from koppelvlak.networks.models import CLASS_WORDS, Member, Network
from koppelvlak.territory.models import Coverage, Municipality, Source, SupplyLink
from koppelvlak.territory.queries import supply_of
from koppelvlak.territory.succession import Link


@dataclass(frozen=True)
class Line:
    """One link: ``sources`` are numbers in the list of sources, ``carried_from`` names."""

    code: str
    name: str
    coverage: Any
    certainty: str
    sources: tuple[int, ...]
    note: str
    carried_from: str


@dataclass(frozen=True)
class Share:
    """One coverage class in one region: numbers, and as shares (0 to 1) of the whole region."""

    words: Any
    municipalities: int
    municipalities_share: float
    area_km2: float
    area_share: float
    population: int
    population_share: float


@dataclass(frozen=True)
class RegionEvidence:
    """All that makes one region a member; ``number`` of municipalities."""

    member: Member
    shares: list[Share]
    lines: list[Line]

    @property
    def number(self) -> int:
        """Return how many municipalities the links lead to."""
        return len({line.code for line in self.lines})


@dataclass(frozen=True)
class Evidence:
    """All regions in order of code, and the sources by number (from 1)."""

    regions: list[RegionEvidence]
    sources: list[Source]


def evidence(of: Network, members: Iterable[Member]) -> Evidence:
    """Return the evidence for a network as on the day for which it was derived; four queries."""
    if of.anchor is None or of.derived_for is None:
        # Chosen by people: no supply area leads to it.
        return Evidence([RegionEvidence(member, shares(member), []) for member in members], [])
    links, rows = supply_of(of.sector, of.anchor, of.derived_for)
    names, home = towns(of.derived_for)
    sources = sorted({row.source for row in rows}, key=lambda source: source.key)
    numbers = {source.key: place for place, source in enumerate(sources, start=1)}
    lines: dict[str, list[Line]] = defaultdict(list)
    for link in links:
        lines[home.get(link.municipality, "")].append(_line(link, rows, names, numbers))
    regions = [
        RegionEvidence(
            member, shares(member), sorted(lines[member.region.code], key=lambda x: x.name)
        )
        for member in members
    ]
    return Evidence(regions, sources)


def towns(on: date) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names of all municipalities up to a day, and the regions of those of that day."""
    rows = Municipality.objects.filter(valid_from__lte=on).order_by("valid_from")
    names, home = {}, {}
    for code, name, region, until in rows.values_list("code", "name", "region__code", "valid_to"):
        names[code] = name
        if until is None or until > on:
            home[code] = region
    return names, home


def _line(
    link: Link,
    rows: Sequence[SupplyLink],
    names: Mapping[str, str],
    numbers: Mapping[str, int],
) -> Line:
    own = {link.municipality, *link.carried_from}
    notes = {row.note for row in rows if row.note and row.municipality in own}
    return Line(
        code=link.municipality,
        name=names.get(link.municipality, link.municipality),
        coverage=Coverage(link.coverage).label,
        certainty=link.certainty,
        sources=tuple(numbers[key] for key in link.sources if key in numbers),
        note="; ".join(sorted(notes)),
        carried_from=", ".join(names.get(code, code) for code in link.carried_from),
    )


def shares(member: Member) -> list[Share]:
    """Return how a supply area reaches a region, by coverage class."""
    # PostgreSQL keeps JSON in an order of its own.
    return [
        _share(name, member.classes[name], member) for name in CLASSES if name in member.classes
    ]


def _share(name: str, extent: Mapping[str, float], member: Member) -> Share:
    return Share(
        words=CLASS_WORDS[name],
        municipalities=int(extent["municipalities"]),
        municipalities_share=_of(extent["municipalities"], member.of_municipalities),
        area_km2=extent["area_km2"],
        area_share=_of(extent["area_km2"], member.of_area_km2),
        population=int(extent["population"]),
        population_share=_of(extent["population"], member.of_population),
    )


def _of(some: float, whole: float) -> float:
    return some / whole if whole else 0.0
