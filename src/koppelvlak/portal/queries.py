"""What waits for someone, and the networks they are in: the facts of *My work*."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, Q, QuerySet

from koppelvlak.kit.access import Actor
from koppelvlak.networks.lifecycle import DELEGATED, INVITED, SITTING
from koppelvlak.networks.models import Member, Network, Seat, Standing
from koppelvlak.networks.queries import networks
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.territory.models import Region

AT_THE_TABLE = (INVITED, SITTING, DELEGATED)
NAMED = 6


def my_networks(actor: Actor) -> QuerySet[Network]:
    """Return the networks of the organisation acted for: its own, or that surely reach its region.

    Each carries ``reached``, its number of regions.
    """
    here = Q(region__organisation__uuid=actor.organisation, standing=Standing.REACHED)
    reaching = Member.objects.filter(here).values("network")
    return networks(actor).filter(Q(anchor__uuid=actor.organisation) | Q(pk__in=reaching))


@dataclass(frozen=True)
class Table:
    """A network as a newcomer sees it: who else sits there, as many as fit in a line."""

    network: Network
    others: tuple[str, ...]
    more: int


def tables(actor: Actor) -> list[Table]:
    """Return the networks of the organisation acted for, with who else sits in each."""
    found = list(my_networks(actor))
    names: dict[int, dict[str, None]] = {one.pk: {} for one in found}
    seats = Seat.objects.visible_to(actor).filter(network__in=found, state__in=AT_THE_TABLE)
    for seat in seats.select_related("organisation"):
        names[seat.network_id][seat.organisation.short_name] = None
    members = Member.objects.filter(network__in=found, standing=Standing.REACHED)
    for member in members.select_related("region__organisation").order_by("region__code"):
        names[member.network_id][member.region.organisation.short_name] = None
    return [_table(one, list(names[one.pk]), actor) for one in found]


def _table(network: Network, names: list[str], actor: Actor) -> Table:
    if network.anchor and network.anchor.short_name not in names:
        names.insert(0, network.anchor.short_name)
    others = [name for name in names if name != actor.organisation_name]
    return Table(network, tuple(others[:NAMED]), max(len(others) - NAMED, 0))


def my_region(actor: Actor) -> Region | None:
    """Return the safety region that the organisation acted for is, or None."""
    return regions(actor).filter(Q(organisation__uuid=actor.organisation)).first()


def regions(actor: Actor) -> QuerySet[Region]:
    """Return the safety regions that this actor may see, with their number of networks."""
    seen = Organisation.objects.visible_to(actor)
    # An auditor sees the own organisation, but not the territory that it lies in.
    territory = Register.objects.visible_to(actor).filter(key=Register.TERRITORY)
    rows = Region.objects.filter(Exists(territory), organisation__in=seen)
    return rows.select_related("organisation").annotate(
        networks=Count("memberships", filter=Q(memberships__standing=Standing.REACHED))
    )
