"""Municipalities, supply areas and their sources as the data files tell them.

Every file is CSV in UTF-8; what was not checked carries the certainty "unverified".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from koppelvlak.organisations.facts import FOLDER as ORGANISATIONS
from koppelvlak.organisations.facts import (
    OrganisationFact,
    RegionFact,
    checksum,
    region_facts,
    rows,
)

FOLDER = Path(__file__).parent / "data"
FILES = (
    FOLDER / "sources.csv",
    ORGANISATIONS / "safety_regions.csv",
    FOLDER / "municipalities.csv",
    FOLDER / "supply_areas.csv",
)
# As the files say it → as the model says it.
COVERAGE = {"full": "whole", "partial": "part", "parcels": "parcels", "unknown": "unknown"}

# The key of a source that is a decided division file begins like this, and this is how sure it is:
# a load of the facts never overwrites such rows.
DECISION, DECIDED = "division-", "decided"
# The key of a source that is an imported file of areas begins like this.
AREAS = "areas-"


@dataclass(frozen=True)
class SourceFact:
    """A source; ``dated`` is the day for which it speaks, empty when nobody knows.

    Of a month or year that a source names, the first day is meant.
    """

    key: str
    source: str
    dated: date | None


@dataclass(frozen=True)
class MunicipalityFact:
    """A municipality: its point in degrees (WGS84), its area in km², its people."""

    code: str
    name: str
    safety_region: str
    province: str
    lon: float
    lat: float
    area_km2: float
    population: int
    valid_from: date
    certainty: str
    source: str


@dataclass(frozen=True)
class LinkFact:
    """One company supplies one municipality; ``organisation`` is its short name."""

    sector: str
    organisation: str
    municipality: str
    coverage: str
    certainty: str
    note: str
    source: str
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True)
class Facts:
    """All facts of the files, and the checksum of what they were read from."""

    checksum: str
    sources: list[SourceFact]
    regions: list[RegionFact]
    municipalities: list[MunicipalityFact]
    links: list[LinkFact]


def read(files: Sequence[Path] = FILES) -> Facts:
    """Return the facts of the files, in the order of ``FILES``; raises BadFileError."""
    sources = rows(files[0], SourceFact, once=["key"])
    keys = {source.key for source in sources}
    regions = region_facts(files[1])
    municipalities = rows(
        files[2],
        MunicipalityFact,
        once=["code", "valid_from"],
        safety_region={region.code for region in regions},
        source=keys,
    )
    return Facts(
        checksum=checksum(files),
        sources=sources,
        regions=regions,
        municipalities=municipalities,
        links=rows(
            files[3],
            LinkFact,
            once=["sector", "organisation", "municipality", "valid_from"],
            municipality={row.code for row in municipalities},
            coverage=COVERAGE,
            source=keys,
        ),
    )


def as_organisation(code: str, name: str, source: str) -> OrganisationFact:
    """Return a municipality as an organisation that can join."""
    called = f"Gemeente {name}"
    return OrganisationFact(
        key=code.lower(),
        kind="municipality",
        name=called,
        short_name=called,
        source=source,
        joined=False,
    )
