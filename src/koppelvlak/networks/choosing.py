"""Networks by choice: where no supply area is known, a person picks how the country is divided."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import Count, Q, Sum
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError
from koppelvlak.networks.forming import NATIONAL_KIND, needed
from koppelvlak.networks.lifecycle import CLOSED, DECLINED
from koppelvlak.networks.models import (
    Basis,
    Member,
    Network,
    Proposal,
    ProposalKind,
    Standing,
)
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.models import Region
from koppelvlak.territory.succession import WHOLE

NAME_LENGTH = 80


class Division(models.TextChoices):
    """The ways to divide the country that the facts know."""

    CONTROL_ROOM = "control-room", _("per control-room area")
    POLICE_UNIT = "police-unit", _("per police unit")
    PROVINCE = "province", _("per province")
    NATIONAL = "national", _("one for the whole country")


@dataclass
class Unit:
    """One network that would follow: its name, its regions, and how sure the division is."""

    key: str
    name: str
    regions: list[Region] = field(default_factory=list)
    certainties: set[str] = field(default_factory=set)
    taken: Network | None = None

    @property
    def codes(self) -> list[str]:
        """Return the codes of its regions, in order."""
        return [region.code for region in self.regions]


def units(sector: Sector, division: str) -> list[Unit]:
    """Return the networks that a division would give, in order of name; ``taken`` where one exists.

    A region whose place in the division is not known is in none of them. Two queries.
    """
    found: dict[str, Unit] = {}
    with_place = ("organisation", "control_room", "police_unit")
    for region in Region.objects.select_related(*with_place):
        name, certainty = _place(region, division)
        if name:
            unit = found.setdefault(name, Unit(f"{division}:{name}"[:NAME_LENGTH], name))
            unit.regions.append(region)
            unit.certainties |= {certainty} - {""}
    standing = Network.objects.exclude(state__in=(CLOSED, DECLINED)).filter(
        sector=sector, basis=Basis.CHOSEN
    )
    existing = {one.division: one for one in standing.select_related("sector", "anchor")}
    for unit in found.values():
        unit.taken = existing.get(unit.key)
    return sorted(found.values(), key=lambda unit: unit.name)


def companies_for(sector: Sector) -> list[Organisation]:
    """Return whom a network by choice of this sector can be proposed with, by name."""
    rows = Organisation.objects.filter(sectors=sector, successions__isnull=True)
    kinds = (NATIONAL_KIND, "grid-operator", "drinking-water-company", "trade-body")
    return list(rows.filter(kind__key__in=kinds).distinct())


@dataclass(frozen=True)
class Choice:
    """What a person chose: units of a division by key, with which companies (keys), and why."""

    division: str
    units: frozenset[str]
    companies: tuple[str, ...] = ()
    why: str = ""


def propose_by_choice(sector: Sector, choice: Choice, *, by: Actor) -> list[Network]:
    """Propose a network for each chosen unit of a division; a person forms it, never we.

    Raises BadInputError for a sector whose networks follow from supply areas, for a division or a
    unit that does not exist or has a network already, and without a choice or a reason.
    """
    with change(register(Register.NETWORKS), Can.PROPOSE_NETWORK, by=by):
        if sector.has_areas:
            words = _("The networks of this sector follow from supply areas; none are chosen.")
            raise BadInputError(errors={"sector": [words]})
        if choice.division not in Division.values:
            raise BadInputError(errors={"division": [_("Choose one of the divisions shown.")]})
        _check_companies(sector, choice.companies)
        needed(choice.why, at="why")
        chosen = _chosen(units(sector, choice.division), choice.units)
        return [_propose(sector, unit, choice, by) for unit in chosen]


def _check_companies(sector: Sector, keys: Collection[str]) -> None:
    known = {company.key for company in companies_for(sector)}
    if not set(keys) <= known:
        raise BadInputError(errors={"companies": [_("Choose companies of this sector.")]})


def _chosen(known: list[Unit], keys: Collection[str]) -> list[Unit]:
    chosen = [unit for unit in known if unit.key in keys]
    taken = [unit.name for unit in chosen if unit.taken]
    if taken:
        words = _("There is a network already for: %(names)s.") % {"names": ", ".join(taken)}
        raise BadInputError(errors={"units": [words]})
    if len(chosen) != len(keys) or not chosen:
        raise BadInputError(errors={"units": [_("Choose at least one of the areas shown.")]})
    return chosen


def _place(region: Region, division: str) -> tuple[str, str]:
    if division == Division.CONTROL_ROOM:
        room = region.control_room
        return (room.short_name if room else "", region.control_room_certainty)
    if division == Division.POLICE_UNIT:
        unit = region.police_unit
        return (unit.short_name if unit else "", region.police_unit_certainty)
    if division == Division.PROVINCE:
        return region.province, ""
    return "Nederland", ""


def _propose(sector: Sector, unit: Unit, choice: Choice, by: Actor) -> Network:
    network = Network(
        sector=sector,
        basis=Basis.CHOSEN,
        name=unit.name,
        division=unit.key,
        derived_for=by.on,
    )
    members = [_member(network, region, by.on) for region in unit.regions]
    network.municipalities = sum(one.of_municipalities for one in members)
    network.population_whole = network.population_touched = sum(
        one.of_population for one in members
    )
    network.save()
    Member.objects.bulk_create(members)
    mention(network, "proposed", show=True)
    proposal = Proposal(
        network=network,
        kind=ProposalKind.NEW,
        evidence=_evidence(unit, choice, by),
        checksum=_checksum(unit),
        made_on=by.on,
    )
    proposal.save()
    mention(proposal, "proposed")
    return network


def _evidence(unit: Unit, choice: Choice, by: Actor) -> dict[str, Any]:
    return {
        "division": choice.division,
        "regions": unit.codes,
        "companies": list(choice.companies),
        "certainties": sorted(unit.certainties),
        "why": choice.why,
        "by": str(by),
    }


def _checksum(unit: Unit) -> str:
    return sha256("|".join([unit.key, *unit.codes]).encode()).hexdigest()


def _member(network: Network, region: Region, on: date) -> Member:
    """Return a whole region as area: a choice is not evidence, but it covers all of it."""
    holds = Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gt=on))
    sums = region.municipalities.filter(holds).aggregate(
        number=Count("pk"), area=Sum("area_km2"), people=Sum("population")
    )
    number, area, people = sums["number"], sums["area"] or 0.0, sums["people"] or 0
    extent = {"municipalities": number, "area_km2": area, "population": people}
    return Member(
        network=network,
        region=region,
        standing=Standing.REACHED,
        share=1.0 if number else 0.0,
        of_municipalities=number,
        of_area_km2=area,
        of_population=people,
        classes={WHOLE: extent} if number else {},
    )
