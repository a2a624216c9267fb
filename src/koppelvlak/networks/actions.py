"""Let the networks follow from the supply areas, and propose to people what that asks of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date

from django.utils import timezone

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.networks.derivation import SURE, Derived, Reach, checksum, derive_networks
from koppelvlak.networks.models import Member, Network
from koppelvlak.networks.proposing import propose_all
from koppelvlak.networks.rested import Rested, rested
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.models import Region
from koppelvlak.territory.queries import supply_facts
from koppelvlak.territory.succession import UNVERIFIED, WHOLE

KEPT = ("standing", "share", "of_municipalities", "of_area_km2", "of_population", "classes")


def derive(*, on: date, by: Actor) -> list[Network]:
    """Let the networks follow from the supply areas of a day; return those that changed.

    Equal input changes nothing. What the areas ask of the networks is proposed, for people to
    decide. A network keeps its identity for as long as its company is known:
    one that nothing leads to any more stays, without regions.
    """
    places, links = supply_facts(on)
    book, fresh = register(Register.NETWORKS), checksum(places, links)
    if book.checksum == fresh:
        return []
    derived = derive_networks(places, links)
    with change(book, Can.DERIVE_NETWORKS, by=by) as row:
        row.checksum = fresh
        before: Rested = {}
        changed = _store(derived, on, before)
        propose_all(on, before)
        return changed


def _store(derived: list[Derived], on: date, before: Rested) -> list[Network]:
    """Keep what follows; ``before`` gets on what it rested until now, where that changes."""
    known = {(n.sector.key, n.anchor.short_name): n for n in _networks() if n.anchor}
    regions = {region.code: region for region in Region.objects.all()}
    sectors = {sector.key: sector for sector in Sector.objects.all()}
    companies = {o.short_name: o for o in Organisation.objects.filter(links__isnull=False)}
    changed = []
    for one in _with_the_empty(derived, known):
        network = known.get((one.sector, one.organisation)) or Network(
            sector=sectors[one.sector], anchor=companies[one.organisation], version=0
        )
        if network.input_checksum == one.input_checksum:
            continue
        before |= rested(network)
        _write(network, one, on)
        _write_members(network, one.regions, regions)
        changed.append(network)
    return changed


def _networks() -> list[Network]:
    held = Network.objects.filter(anchor__isnull=False).select_for_update(of=("self",))
    return list(held.select_related("sector", "anchor"))


def _with_the_empty(
    derived: list[Derived], known: Mapping[tuple[str, str], Network]
) -> list[Derived]:
    gone = known.keys() - {(one.sector, one.organisation) for one in derived}
    nothing = checksum([], [])
    return [*derived, *(Derived(*key, regions=(), input_checksum=nothing) for key in sorted(gone))]


def _write(network: Network, one: Derived, on: date) -> None:
    made = network.pk is None
    network.derived_for, network.derived_at = on, timezone.now()
    network.input_checksum = one.input_checksum
    network.municipalities = one.count(SURE)
    network.population_whole = one.people({WHOLE})
    network.population_touched = one.people(SURE)
    network.municipalities_unverified = one.count({UNVERIFIED})
    network.population_unverified = one.people({UNVERIFIED})
    network.version += 1
    network.save()
    mention(network, "created" if made else "derived")


def _write_members(
    network: Network, reaches: tuple[Reach, ...], regions: Mapping[str, Region]
) -> None:
    members = [_member(network, reach, regions[reach.region]) for reach in reaches]
    network.members.exclude(region__in=[member.region for member in members]).delete()
    Member.objects.bulk_create(
        members, update_conflicts=True, unique_fields=["network", "region"], update_fields=KEPT
    )


def _member(network: Network, reach: Reach, region: Region) -> Member:
    return Member(
        network=network,
        region=region,
        standing=reach.standing,
        share=reach.share,
        of_municipalities=reach.of.municipalities,
        of_area_km2=reach.of.area_km2,
        of_population=reach.of.population,
        classes={name: asdict(extent) for name, extent in reach.classes.items()},
    )
