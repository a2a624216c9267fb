"""The area of a network that was merged or split: what it took over from those before it."""

from __future__ import annotations

from collections.abc import Iterable

from koppelvlak.networks.lifecycle import STANDING
from koppelvlak.networks.models import Basis, Member, Network
from koppelvlak.networks.proposing import Ground, read_ground
from koppelvlak.territory.succession import UNVERIFIED

TAKEN_OVER = (Basis.MERGED, Basis.SPLIT)
KEPT = ("standing", "share", "of_municipalities", "of_area_km2", "of_population", "classes")


def inherit_areas(networks: Iterable[Network] | None = None) -> None:
    """Let merged and split networks, all that stand or these, take over the areas as they are now.

    Called inside a door; each region lies as in the network before it, and a region that another
    part took does not come along. Four queries and three for each network.
    """
    standing = Network.objects.filter(basis__in=TAKEN_OVER, state__in=STANDING)
    found = list(standing if networks is None else networks)
    ground = read_ground() if found else Ground()
    for network in found:
        _inherit(network, list(ground.area(network).values()))


def _inherit(network: Network, before: list[Member]) -> None:
    members = [_copy(member, network) for member in before]
    network.members.exclude(region__in=[member.region for member in members]).delete()
    Member.objects.bulk_create(
        members, update_conflicts=True, unique_fields=["network", "region"], update_fields=KEPT
    )
    network.municipalities = sum(member.municipalities for member in members)
    network.population_whole = sum(member.whole for member in members)
    network.population_touched = sum(member.touched for member in members)
    network.municipalities_unverified = sum(member.doubtful for member in members)
    network.population_unverified = sum(
        int(member.classes.get(UNVERIFIED, {}).get("population", 0)) for member in members
    )
    days = [member.network.derived_for for member in before if member.network.derived_for]
    network.derived_for = max(days, default=network.derived_for)
    network.save()


def _copy(member: Member, network: Network) -> Member:
    kept = {name: getattr(member, name) for name in KEPT}
    return Member(network=network, region=member.region, **kept)
