"""What waits for someone, and the networks they are in: the facts of *My work*."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Exists, Q, QuerySet

from koppelvlak.kit.access import Actor
from koppelvlak.networks.lifecycle import PRESENT
from koppelvlak.networks.models import Member, Network, Seat, Standing
from koppelvlak.networks.tables import my_networks
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.territory.models import Region

NAMED = 6


@dataclass(frozen=True)
class Table:
    """A network as a newcomer sees it: who else sits there, as many as fit in a line."""

    network: Network
    others: tuple[str, ...]
    more: int


def tables(actor: Actor) -> list[Table]:
    """Return the networks of the organisation acted for, with who else sits in each."""
    found = [one.network for one in my_networks(actor)]
    names: dict[int, dict[str, None]] = {one.pk: {} for one in found}
    seats = Seat.objects.visible_to(actor).filter(network__in=found, state__in=PRESENT)
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
