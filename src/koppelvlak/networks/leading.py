"""Who at a table may act for others: lead the network, or speak as lead partner. Guests never."""

from __future__ import annotations

from django.db.models import QuerySet

from koppelvlak.networks.lifecycle import FORMING, PRESENT, SITTING, TAKEN
from koppelvlak.networks.models import Network, Seat, SeatKind
from koppelvlak.organisations.models import Organisation

# A region or a company leads: not who helps, represents companies, or supervises them.
LEADS_NEVER = (
    "trade-body", "consultation", "ministry", "police", "control-room", "defence",
    "municipality", "water-board", "supervisor",
)  # fmt: skip


def may_lead(network: Network) -> QuerySet[Organisation]:
    """Return the regions and companies that took their seat; while forming also the invited."""
    states = PRESENT if network.state == FORMING else TAKEN
    seats = _members(network).filter(kind=SeatKind.MEMBER, state__in=states)
    return _organisations(seats).exclude(kind__key__in=LEADS_NEVER)


def may_begin(invited: QuerySet[Organisation]) -> QuerySet[Organisation]:
    """Return who, of those who are invited when a network is formed, may lead it for now."""
    return invited.exclude(kind__key__in=LEADS_NEVER).exclude(kind__guest=True)


def may_be_lead(network: Network) -> QuerySet[Organisation]:
    """Return who may lead, and who leads already and did not leave the table.

    Without that one nothing else of the network could be arranged once its lead, say a trade body
    that formed it, would not be chosen any more.
    """
    leads = network.seats.filter(organisation=network.lead_id, state__in=PRESENT)
    return may_lead(network) | _organisations(leads)


def may_speak(network: Network, *, but: Seat) -> QuerySet[Organisation]:
    """Return who sits at the table itself, no guest, and so can speak for the one of ``but``."""
    return _organisations(_members(network).filter(state=SITTING).exclude(pk=but.pk))


def heirs(seat: Seat) -> QuerySet[Organisation]:
    """Return who can take over what the organisation of a seat did for others, its lead too."""
    found = may_speak(seat.network, but=seat)
    if seat.network.lead_id != seat.organisation_id:
        return found
    return found.filter(pk__in=may_lead(seat.network).values("pk"))


def _members(network: Network) -> QuerySet[Seat]:
    seats: QuerySet[Seat] = network.seats.exclude(kind=SeatKind.GUEST)
    return seats.exclude(organisation__kind__guest=True)


def _organisations(seats: QuerySet[Seat]) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=seats.values("organisation")).order_by("name")
