"""What may be asked of the territory; every answer is for a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.search.words import words
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.division import Change, Row
from koppelvlak.territory.division_file import CODE
from koppelvlak.territory.models import (
    Coverage,
    Municipality,
    MunicipalSuccession,
    Source,
    SupplyLink,
)
from koppelvlak.territory.succession import Link, Place, Succession, carry

# From which day a link counts: its own, or that of its source.
SINCE = Coalesce(F("valid_from"), F("source__dated"))


@dataclass(frozen=True)
class Supply:
    """Who supplies a municipality in a sector, ready for a page; ``carried_from`` are names."""

    sector: Sector
    organisation: Organisation
    coverage: str
    certainty: str
    sources: tuple[Source, ...]
    since: date | None
    until: date | None
    note: str
    carried_from: tuple[str, ...]


@dataclass(frozen=True)
class Merger:
    """One municipality that went up in another on a day: codes and names of both."""

    on: date
    gone: str
    gone_name: str
    heir: str
    heir_name: str
    source: Source | None


def valid_on(on: date) -> Q:
    """Return the rule by which a dated row holds on a day."""
    return Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))


def see_territory(actor: Actor) -> None:
    """Raise UnseenError for someone who may not see the territory."""
    if not visible(actor):
        raise UnseenError


def municipalities(on: date) -> QuerySet[Municipality]:
    """Return the municipalities of a day, each with its region."""
    return Municipality.objects.filter(valid_on(on)).select_related("region", "source")


def municipalities_like(text: str, on: date) -> list[Municipality]:
    """Return the municipalities of a day whose name, code or region holds what was typed."""
    wanted = _folded(text)
    return [
        row
        for row in municipalities(on)
        if wanted in _folded(f"{row.name} {row.code} {row.region.name} {row.region.code}")
    ]


def _folded(text: str) -> str:
    return " ".join(words(text))


def municipality(code: str, on: date) -> Municipality:
    """Return a municipality as it is on a day, or as it last was, or first will be.

    Raises UnseenError for a code that never was one.
    """
    rows = list(history(code)) if CODE.fullmatch(code) else []
    if not rows:
        raise UnseenError
    held = [row for row in rows if row.valid_from <= on]
    return held[-1] if held else rows[0]


def history(code: str) -> QuerySet[Municipality]:
    """Return all rows of one municipality, oldest first."""
    return Municipality.objects.filter(code=code).select_related("region", "source")


def mergers(code: str) -> list[Merger]:
    """Return the mergers in which a municipality went up or took in another, oldest first."""
    rows = MunicipalSuccession.objects.filter(Q(predecessor=code) | Q(successor=code))
    found = list(rows.select_related("source").order_by("on", "predecessor"))
    names = names_of({one for row in found for one in (row.predecessor, row.successor)})
    return [
        Merger(
            row.on,
            row.predecessor,
            names.get(row.predecessor, row.predecessor),
            row.successor,
            names.get(row.successor, row.successor),
            row.source,
        )
        for row in found
    ]


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Return the latest name of each of these municipalities."""
    rows = Municipality.objects.filter(code__in=list(codes)).order_by("valid_from")
    return dict(rows.values_list("code", "name"))


def supply_facts(on: date) -> tuple[list[Place], list[Link]]:
    """Return the municipalities and supply links of a day, for the engines; four queries.

    A link without a beginning counts from the day of its source, or always. Links of a
    municipality that went up in another have followed it.
    """
    return places_on(on), carry(_links(on), _successions(on), on)


def places_on(on: date) -> list[Place]:
    """Return the municipalities of a day, for the engines; one query."""
    rows = municipalities(on).values_list("code", "region__code", "area_km2", "population")
    return [Place(*row) for row in rows]


def _links(on: date) -> list[Link]:
    told = _links_on(on).values_list(
        "sector__key",
        "organisation__short_name",
        "municipality",
        "coverage",
        "certainty",
        "source__key",
        SINCE,
    )
    return [
        Link(sector, company, code, coverage, certainty, (source,), since)
        for sector, company, code, coverage, certainty, source, since in told
    ]


def _links_on(on: date) -> QuerySet[SupplyLink]:
    return SupplyLink.objects.filter(
        Q(valid_from__lte=on)
        | Q(valid_from__isnull=True, source__dated__lte=on)
        | Q(valid_from__isnull=True, source__dated__isnull=True),
        Q(valid_to__isnull=True) | Q(valid_to__gt=on),
    )


def _successions(on: date) -> list[Succession]:
    rows = list(
        MunicipalSuccession.objects.filter(on__lte=on).values_list("predecessor", "successor", "on")
    )
    began = dict(
        Municipality.objects.filter(code__in={row[1] for row in rows})
        .values_list("code")
        .annotate(began=Min("valid_from"))
    )
    return [
        Succession(gone, heir, day, joined=heir in began and began[heir] < day)
        for gone, heir, day in rows
    ]


def supplies(code: str, on: date) -> list[Supply]:
    """Return who supplies a municipality on a day, in order of sector and company."""
    return _supplies({code}, _successions(on), on)


def sources_of(found: Iterable[Supply]) -> list[Source]:
    """Return the sources that supplies rest on, each once, in order of their keys."""
    every = {source for supply in found for source in supply.sources}
    return sorted(every, key=lambda source: source.key)


def supplies_after(change: Change) -> list[Supply]:
    """Return who would supply the successors of a proposed merger on its day."""
    going = [
        Succession(gone, heir, change.on, joined=bool(_begun_before(heir, change.on)))
        for gone, heir in change.successions
    ]
    heirs = {s.successor for s in going}
    return _supplies(heirs, [*_successions(change.on), *going], change.on)


def _begun_before(code: str, on: date) -> bool:
    return Municipality.objects.filter(code=code, valid_from__lt=on).exists()


def _supplies(codes: set[str], successions: Sequence[Succession], on: date) -> list[Supply]:
    rows = _links_on(on).filter(municipality__in=_forebears(codes, successions))
    kept = list(rows.select_related("sector", "organisation", "source"))
    links = carry((_link(row) for row in kept), successions, on)
    names = names_of({code for link in links for code in link.carried_from})
    found = [_supply(link, kept, names) for link in links if link.municipality in codes]
    return sorted(found, key=lambda x: (x.sector.position, x.organisation.short_name))


def supply_of(
    sector: Sector, organisation: Organisation, on: date
) -> tuple[list[Link], list[SupplyLink]]:
    """Return the links of one company on a day, and the rows with sources that they rest on."""
    rows = _links_on(on).filter(sector=sector, organisation=organisation)
    kept = list(rows.select_related("sector", "organisation", "source"))
    return carry((_link(row) for row in kept), _successions(on), on), kept


def _link(row: SupplyLink) -> Link:
    """Return a link as the engines see it; its sector, company and source must be there."""
    return Link(
        row.sector.key,
        row.organisation.short_name,
        row.municipality,
        row.coverage,
        row.certainty,
        sources=(row.source.key,),
        since=row.valid_from or row.source.dated,
    )


def _forebears(codes: Iterable[str], successions: Sequence[Succession]) -> set[str]:
    """Return the codes of all municipalities that went up in these, themselves included."""
    found = set(codes)
    while more := {s.predecessor for s in successions if s.successor in found} - found:
        found |= more
    return found


def _supply(link: Link, kept: Iterable[SupplyLink], names: Mapping[str, str]) -> Supply:
    parts = {link.municipality, *link.carried_from}
    own = [
        row
        for row in kept
        if (row.sector.key, row.organisation.short_name) == (link.sector, link.organisation)
        and row.municipality in parts
    ]
    return Supply(
        sector=own[0].sector,
        organisation=own[0].organisation,
        coverage=str(Coverage(link.coverage).label),
        certainty=link.certainty,
        sources=tuple({row.source for row in own if row.source.key in link.sources}),
        since=link.since,
        until=None if link.carried_from else own[0].valid_to,
        note="; ".join(row.note for row in own if row.note),
        carried_from=tuple(names.get(code, code) for code in link.carried_from),
    )


def sources() -> QuerySet[Source]:
    """Return all sources, each with the number of supply links that rest on it as ``carries``."""
    return Source.objects.annotate(carries=Count("links"))


def sources_by_key(keys: AbstractSet[str]) -> dict[str, Source]:
    """Return the sources with these keys, as far as there are any."""
    return {source.key: source for source in Source.objects.filter(key__in=keys)}


def visible(actor: Actor) -> bool:
    """Say whether the actor may find municipalities."""
    return Register.objects.visible_to(actor).filter(key=Register.TERRITORY).exists()


def known_division() -> list[Row]:
    """Return every row of the division that we know, for the engine that compares."""
    rows = Municipality.objects.values_list(
        "code", "name", "region__code", "province", "lon", "lat", "area_km2", "population",
        "valid_from", "valid_to",
    )  # fmt: skip
    return [Row(*row) for row in rows]
