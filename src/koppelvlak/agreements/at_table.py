"""Who sits at the table of a network: "every safety region of the network" follows it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q

from koppelvlak.kit.access import NOTHING, Actor
from koppelvlak.networks.lifecycle import FORMING, PRESENT, PROPOSED, TAKEN
from koppelvlak.networks.models import Member, Network, Seat, SeatKind, Standing, at_tables
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Rel, Role


def seat_workers(actor: Actor) -> Mapping[str, Q]:
    """Say at which networks the actor sits as boundary worker: who may put an agreement there."""
    works = Role.BOUNDARY_WORKER in actor.roles
    return {Rel.SEAT_WORKER: at_tables(actor)[Rel.MEMBER] if works else NOTHING}


def seated(networks: Iterable[Network]) -> dict[int, list[Organisation]]:
    """Return per network (by key) the organisations at its table, by name; guests sit at none.

    As ``networks.models.tables_of`` tells it: who took a seat, and while a network that follows
    from a supply area is not formed, its company and the regions that it surely reaches. Two
    queries, however many networks (and the companies, where they did not come along).
    """
    wanted = {one.pk: one for one in networks}
    found: dict[int, dict[int, Organisation]] = defaultdict(dict)
    gone: set[tuple[int, int]] = set()
    seats = Seat.objects.filter(network__in=wanted).exclude(kind=SeatKind.GUEST)
    for seat in seats.select_related("organisation"):
        if seat.state in TAKEN:
            found[seat.network_id][seat.organisation_id] = seat.organisation
        elif seat.state not in PRESENT:
            gone.add((seat.network_id, seat.organisation_id))
    for pk, organisation in _waiting(wanted):
        if (pk, organisation.pk) not in gone:
            found[pk][organisation.pk] = organisation
    return {pk: sorted(found[pk].values(), key=lambda one: one.name) for pk in wanted}


def _waiting(wanted: Mapping[int, Network]) -> Iterable[tuple[int, Organisation]]:
    new = [pk for pk, one in wanted.items() if one.state in {PROPOSED, FORMING} and one.anchor_id]
    if not new:
        return
    for pk in new:
        anchor = wanted[pk].anchor
        if anchor is not None:
            yield pk, anchor
    members = Member.objects.filter(network__in=new, standing=Standing.REACHED)
    for member in members.select_related("region__organisation"):
        yield member.network_id, member.region.organisation


Network.also_related(seat_workers)
