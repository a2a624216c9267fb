"""What may one do with a seat: offer it, take it, let another speak, decline it, leave it."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, WrongStateError
from koppelvlak.networks.forming import acting_for, keep_chapter, needed, stirred
from koppelvlak.networks.leading import heirs, may_speak
from koppelvlak.networks.lifecycle import DELEGATED, INVITED, PRESENT, SITTING
from koppelvlak.networks.models import Network, Seat, SeatKind, keep_stay
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Person
from koppelvlak.rights import Can


@dataclass(frozen=True)
class Places:
    """Who speaks for an organisation in a network, who stands in, and for what area."""

    representative: Person | None = None
    deputy: Person | None = None
    working_area: str = ""


def invite(
    network: Network, organisation: Organisation, *, by: Actor, seen: int | None = None
) -> Seat:
    """Offer an organisation a seat; a supervisor can only be a guest.

    Raises WrongStateError when it sits there or is invited already.
    """
    with change(network, Can.INVITE_TO_NETWORK, by=by, seen=seen) as row:
        seat = row.seats.filter(organisation=organisation).first()
        if seat is not None and seat.state in PRESENT:
            words = _("%(name)s is invited or sits at the table already.")
            raise WrongStateError(words % {"name": organisation.short_name})
        kind = SeatKind.GUEST if organisation.kind.guest else SeatKind.MEMBER
        if seat is None:
            seat = Seat(network=row, organisation=organisation, kind=kind)
        seat.state, seat.invited_on, seat.reason = INVITED, by.on, ""
        seat.since = seat.until = seat.delegate = None
        seat.representative = seat.deputy = None
        seat.save()
        keep_stay(seat, by.on)
        mention(seat, "invited", show=True)
        stirred(row, by.on)
    return seat


def accept_seat(seat: Seat, places: Places, *, by: Actor, seen: int | None = None) -> Seat:
    """Take a seat oneself, and say who sits in it; that can be said later as well."""
    with change(seat, Can.ACCEPT_SEAT, by=by, seen=seen) as row:
        _place(row, places, by)
        row.since, row.until, row.delegate = row.since or by.on, None, None
        _stir(row, by)
    return row


def delegate_seat(
    seat: Seat, partner: Organisation, places: Places, *, by: Actor, seen: int | None = None
) -> Seat:
    """Let a lead partner at the table speak, and name one's own contact person.

    Raises BadInputError when the partner does not sit at that table itself.
    """
    with change(seat, Can.DELEGATE_SEAT, by=by, seen=seen) as row:
        if partner not in may_speak(row.network, but=row):
            words = _("Choose an organisation that sits at this table itself.")
            raise BadInputError(errors={"partner": [words]})
        if places.representative is None:
            words = _("Name a contact person: the lead partner must know whom to call.")
            raise BadInputError(errors={"representative": [words]})
        _place(row, places, by)
        row.since, row.until, row.delegate = row.since or by.on, None, partner
        _stir(row, by)
    return row


def decline_seat(seat: Seat, *, reason: str, by: Actor, seen: int | None = None) -> Seat:
    """Decline a seat, with the reason for those who invited."""
    with change(seat, Can.DECLINE_SEAT, by=by, seen=seen) as row:
        row.reason, row.until = needed(reason), by.on
        _stir(row, by)
    return row


def invite_again(seat: Seat, *, by: Actor, seen: int | None = None) -> Seat:
    """Offer the seat once more to who declined or left."""
    with change(seat, Can.INVITE_AGAIN, by=by, seen=seen) as row:
        row.invited_on, row.since, row.until, row.reason = by.on, None, None, ""
        _stir(row, by)
    return row


def staff_seat(seat: Seat, places: Places, *, by: Actor, seen: int | None = None) -> Seat:
    """Say who speaks for the organisation from now on, and who stands in."""
    with change(seat, Can.STAFF_SEAT, by=by, seen=seen) as row:
        _place(row, places, by)
        _stir(row, by)
    return row


def leave_seat(
    seat: Seat, *, reason: str, heir: Organisation | None, by: Actor, seen: int | None = None
) -> Seat:
    """Leave a network today; what one did there for others goes to ``heir``.

    The lead hands over the lead; whoever one spoke for is spoken for by the heir, or invited again
    when there is none. Raises BadInputError when an heir is needed, or does not sit there.
    """
    with change(seat, Can.LEAVE_SEAT, by=by, seen=seen) as row:
        row.reason, row.until = needed(reason), by.on
        network = row.network.locked()
        _check_heir(network, row, heir)
        hand_over(network, row, heir, by)
        row.representative = row.deputy = row.delegate = None
        keep_stay(row, by.on)
        network.version += 1
        stirred(network, by.on)
        network.save()
        mention(network, "left by a member")
    return row


def spoken_for(seat: Seat) -> list[Seat]:
    """Return the seats in the network for which this organisation speaks."""
    seats = seat.network.seats.filter(delegate=seat.organisation, state=DELEGATED)
    return list(seats.select_related("organisation"))


def _check_heir(network: Network, seat: Seat, heir: Organisation | None) -> None:
    if heir is None:
        if network.lead_id == seat.organisation_id:
            words = _("Your organisation leads this network. Choose who leads it from now on.")
            raise BadInputError(errors={"heir": [words]})
        return
    if heir not in heirs(seat):
        words = _("Choose an organisation that sits at this table itself.")
        raise BadInputError(errors={"heir": [words]})


def hand_over(network: Network, seat: Seat, heir: Organisation | None, by: Actor) -> None:
    """Give the heir what the organisation of a seat did for others, inside the door."""
    if network.lead_id == seat.organisation_id and heir is not None:
        network.lead = heir
        keep_chapter(network, by.on)
    for other in spoken_for(seat):
        other.delegate = heir
        if heir is None:
            other.state, other.since, other.invited_on = INVITED, None, by.on
        elif other.organisation_id == heir.pk:
            other.state, other.delegate = SITTING, None
        other.version += 1
        other.save()
        keep_stay(other, by.on)
        mention(other, "handed over")
    for office in ("chair", "secretary"):
        holder = getattr(network, office)
        if holder and holder in acting_for([seat.organisation_id], by.on):
            setattr(network, office, None)


def _place(seat: Seat, places: Places, by: Actor) -> None:
    people = acting_for([seat.organisation_id], by.on)
    for name in ("representative", "deputy"):
        person = getattr(places, name)
        if person and person not in people:
            words = _("Choose someone who acts for the organisation.")
            raise BadInputError(errors={name: [words]})
        setattr(seat, name, person)
    if places.deputy and places.deputy == places.representative:
        raise BadInputError(errors={"deputy": [_("Nobody is their own deputy.")]})
    seat.working_area = places.working_area


def _stir(seat: Seat, by: Actor) -> None:
    """Keep how the seat is now, and note at the network (locked) that something happened."""
    keep_stay(seat, by.on)
    network = seat.network.locked()
    stirred(network, by.on)
    network.save(update_fields=["stirred_on"])
