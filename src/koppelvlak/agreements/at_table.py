"""Who sits at the table of a network, or at any: "every safety region" follows from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from django.db.models import Q

from koppelvlak.kit.access import NOTHING, Actor
from koppelvlak.networks.lifecycle import FORMING, PRESENT, PROPOSED, STANDING, TAKEN
from koppelvlak.networks.models import Member, Network, Seat, SeatKind, Standing, at_tables
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Rel, Role

SEAT = ("network", "organisation", "state")


def seat_workers(actor: Actor) -> Mapping[str, Q]:
    """Say at which networks the actor sits as boundary worker: who may put an agreement there."""
    works = Role.BOUNDARY_WORKER in actor.roles
    return {Rel.SEAT_WORKER: at_tables(actor)[Rel.MEMBER] if works else NOTHING}


def seated(networks: Iterable[Network]) -> dict[int, list[Organisation]]:
    """Return per network (by key) the organisations at its table, by name; guests sit at none.

    As ``networks.models.tables_of`` tells it: who took a seat, and while a network that follows
    from a supply area is not formed, its company and the regions that it surely reaches. Three
    queries, however many networks.
    """
    wanted = {one.pk: one for one in networks}
    at: dict[int, set[int]] = defaultdict(set)
    gone: set[tuple[int, int]] = set()
    seats = Seat.objects.filter(network__in=wanted).exclude(kind=SeatKind.GUEST)
    for network, organisation, state in seats.order_by().values_list(*SEAT):
        if state in TAKEN:
            at[network].add(organisation)
        elif state not in PRESENT:
            gone.add((network, organisation))
    for network, organisation in _waiting(wanted):
        if (network, organisation) not in gone:
            at[network].add(organisation)
    # Each organisation once, however many tables it sits at.
    sitting = Organisation.objects.filter(pk__in={key for keys in at.values() for key in keys})
    named = sorted(sitting.select_related("kind"), key=lambda one: one.name)
    rank = {one.pk: number for number, one in enumerate(named)}
    return {pk: [named[number] for number in sorted(rank[key] for key in at[pk])] for pk in wanted}


def seated_anywhere() -> list[Organisation]:
    """Return the organisations at the table of any network, by name; four queries."""
    tables = seated(Network.objects.filter(state__in=(PROPOSED, *STANDING)))
    every = {one.pk: one for table in tables.values() for one in table}
    return sorted(every.values(), key=lambda one: one.name)


def _waiting(wanted: Mapping[int, Network]) -> Iterable[tuple[int, int]]:
    new = {
        pk: one.anchor_id
        for pk, one in wanted.items()
        if one.state in {PROPOSED, FORMING} and one.anchor_id
    }
    if new:
        yield from new.items()
        members = Member.objects.filter(network__in=new, standing=Standing.REACHED)
        yield from members.order_by().values_list("network", "region__organisation")


Network.also_related(seat_workers)
