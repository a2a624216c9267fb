"""What may one do with a proposal: let a region join or leave, or not, with the reason."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, WrongStateError
from koppelvlak.networks.forming import decide, needed, stirred
from koppelvlak.networks.lifecycle import ACCEPTED, INVITED, LEFT, OPEN, PRESENT, TURNED_DOWN
from koppelvlak.networks.models import Network, Proposal, ProposalKind, Seat, keep_stay
from koppelvlak.networks.seating import hand_over
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can


def accept_region(proposal: Proposal, *, by: Actor, seen: int | None = None) -> Proposal:
    """Let the region join (it is invited) or leave (its seat ends today).

    ``seen`` is the version of the network. Raises WrongStateError when the proposal was decided or
    overtaken in the meantime.
    """
    with change(proposal.network, Can.DECIDE_MEMBERS, by=by, seen=seen) as network:
        row = _open(proposal)
        organisation = _organisation(row)
        if row.kind == ProposalKind.JOIN:
            _join(network, organisation, row, by)
        else:
            _leave(network, organisation, row, by)
        decide(row, ACCEPTED, by)
        stirred(network, by.on)
    return row


def decline_region(
    proposal: Proposal, *, reason: str, by: Actor, seen: int | None = None
) -> Proposal:
    """Leave the network as it is; proposed again only when the facts change."""
    with change(proposal.network, Can.DECIDE_MEMBERS, by=by, seen=seen) as network:
        row = _open(proposal)
        decide(row, TURNED_DOWN, by, reason=needed(reason))
        stirred(network, by.on)
    return row


def _open(proposal: Proposal) -> Proposal:
    row = proposal.locked()
    if row.state != OPEN:
        words = _('This proposal is not open any more: it is "%(state)s".')
        raise WrongStateError(words % {"state": row.state_words})
    return row


def _organisation(proposal: Proposal) -> Organisation:
    if proposal.region is None:
        raise WrongStateError(_("This proposal is not about one region."))
    return proposal.region.organisation


def _join(network: Network, organisation: Organisation, why: Proposal, by: Actor) -> None:
    seat = network.seats.filter(organisation=organisation).first()
    if seat is not None and seat.state in PRESENT:
        return
    seat = seat or Seat(network=network, organisation=organisation, version=0)
    seat.state, seat.invited_on, seat.reason = INVITED, by.on, ""
    seat.since = seat.until = seat.delegate = None
    seat.representative = seat.deputy = None
    seat.evidence_checksum = why.checksum
    seat.version += 1
    seat.save()
    keep_stay(seat, by.on)
    mention(seat, "invited")


def _leave(network: Network, organisation: Organisation, why: Proposal, by: Actor) -> None:
    if network.lead_id == organisation.pk:
        raise BadInputError(_("This region leads the network. First let another one lead it."))
    seat = network.seats.filter(organisation=organisation, state__in=PRESENT).first()
    if seat is None:
        return
    seat.state, seat.until, seat.evidence_checksum = LEFT, by.on, why.checksum
    hand_over(network, seat, None, by)
    seat.rose = seat.representative
    seat.representative = seat.deputy = seat.delegate = None
    seat.version += 1
    seat.save()
    keep_stay(seat, by.on)
    mention(seat, "left")
