"""Bring the territory in step with the facts, without touching what people decided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from koppelvlak.door import change, mention_all
from koppelvlak.kit.access import Actor
from koppelvlak.kit.imports.rows import Kept, keep
from koppelvlak.kit.imports.table import BadFileError
from koppelvlak.organisations.facts import RegionFact, checksum, region_key
from koppelvlak.organisations.loading import keep_organisations
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.facts import COVERAGE, DECISION, FILES, Facts, as_organisation, read
from koppelvlak.territory.lifecycle import ACCEPTED
from koppelvlak.territory.models import (
    AreaImport,
    AreaKind,
    Municipality,
    Region,
    Source,
    SupplyLink,
)

REGION_FIELDS = (
    "organisation_id",
    "name",
    "province",
    "seat",
    "control_room_id",
    "control_room_location",
    "control_room_certainty",
    "police_unit_id",
    "police_unit_certainty",
    "source_id",
    "control_room_source_id",
)
MUNICIPALITY_FIELDS = (
    "name",
    "region_id",
    "province",
    "lon",
    "lat",
    "area_km2",
    "population",
    "certainty",
    "source_id",
)
LINK = ("sector_id", "organisation_id", "municipality", "valid_from")
LINK_FIELDS = ("coverage", "certainty", "note", "source_id", "valid_to")


def load_territory(*, by: Actor, files: Sequence[Path] = FILES) -> int:
    """Load sources, regions, municipalities and supply links; return how many rows changed.

    Equal files are not loaded again. Nothing is deleted, and what people decided stays. Needs the
    organisations. Raises BadFileError with file and line.
    """
    book = register(Register.TERRITORY)
    if book.checksum == checksum(files):
        return 0
    facts = read(files)
    companies = _companies(facts, files[3].name)
    with change(book, Can.LOAD_FACTS, by=by) as row:
        row.checksum = facts.checksum
        done: list[Kept[Any]] = [_keep_sources(facts)]
        sources = dict(Source.objects.values_list("key", "pk"))
        done.append(_keep_regions(facts, sources))
        done.append(_keep_municipalities(facts, sources))
        done.append(_keep_links(facts, sources, companies))
        for kept in done:
            mention_all(kept.made)
            mention_all(kept.changed, "changed")
        done.append(
            keep_organisations(
                as_organisation(m.code, m.name, m.source) for m in facts.municipalities
            )
        )
    return sum(len(kept.made) + len(kept.changed) for kept in done)


def _companies(facts: Facts, name: str) -> dict[str, int]:
    """Return the companies by the name the facts use; each of them must be loaded."""
    wanted = {link.organisation for link in facts.links}
    found = dict(
        Organisation.objects.filter(loaded__short_name__in=wanted).values_list(
            "loaded__short_name", "pk"
        )
    )
    if missing := sorted(wanted - found.keys()):
        raise BadFileError(name, [f"organisation: {', '.join(missing)}"])
    return found


def _keep_sources(facts: Facts) -> Kept[Source]:
    rows = (Source(key=f.key, text=f.source, dated=f.dated) for f in facts.sources)
    return keep(Source.objects, rows, by=["key"], fields=["text", "dated"])


def _keep_regions(facts: Facts, sources: Mapping[str, int]) -> Kept[Region]:
    known = dict(Organisation.objects.values_list("key", "pk"))
    rows = (_region(fact, known, sources) for fact in facts.regions)
    return keep(Region.objects, rows, by=["code"], fields=REGION_FIELDS)


def _region(fact: RegionFact, known: Mapping[str, int], sources: Mapping[str, int]) -> Region:
    return Region(
        code=fact.code,
        organisation_id=known[region_key(fact.code)],
        name=fact.name,
        province=fact.province,
        seat=fact.seat,
        control_room_id=known[_key("room", fact.control_room)],
        control_room_location=fact.control_room_location,
        control_room_certainty=fact.control_room_certainty,
        police_unit_id=known[_key("police", fact.police_unit)],
        police_unit_certainty=fact.police_unit_certainty,
        source_id=sources[fact.source],
        control_room_source_id=sources[fact.control_room_source],
    )


def _key(kind: str, name: str) -> str:
    return f"{kind}-{name.lower().replace(' ', '-')}"


def _keep_municipalities(facts: Facts, sources: Mapping[str, int]) -> Kept[Municipality]:
    regions = dict(Region.objects.values_list("code", "pk"))
    decided = set(
        Municipality.objects.filter(source__key__startswith=DECISION).values_list(
            "code", "valid_from"
        )
    )
    rows = (
        Municipality(
            code=fact.code,
            name=fact.name,
            region_id=regions[fact.safety_region],
            province=fact.province,
            lon=fact.lon,
            lat=fact.lat,
            area_km2=fact.area_km2,
            population=fact.population,
            valid_from=fact.valid_from,
            certainty=fact.certainty,
            source_id=sources[fact.source],
        )
        for fact in facts.municipalities
        if (fact.code, fact.valid_from) not in decided
    )
    return keep(Municipality.objects, rows, by=["code", "valid_from"], fields=MUNICIPALITY_FIELDS)


def _keep_links(
    facts: Facts, sources: Mapping[str, int], companies: Mapping[str, int]
) -> Kept[SupplyLink]:
    sectors = dict(Sector.objects.values_list("key", "pk"))
    # Where an imported area says how far a company supplies, the list says it no longer.
    decided = set(
        AreaImport.objects.filter(kind=AreaKind.SUPPLY, state=ACCEPTED).values_list(
            "sector_id", "organisation_id"
        )
    )
    rows = (
        SupplyLink(
            sector_id=sectors[fact.sector],
            organisation_id=companies[fact.organisation],
            municipality=fact.municipality,
            coverage=COVERAGE[fact.coverage],
            certainty=fact.certainty,
            note=fact.note,
            source_id=sources[fact.source],
            valid_from=fact.valid_from,
            valid_to=fact.valid_to,
        )
        for fact in facts.links
        if (sectors[fact.sector], companies[fact.organisation]) not in decided
    )
    return keep(SupplyLink.objects, rows, by=LINK, fields=LINK_FIELDS)
