"""What may one do with a network as a whole: form it, say who leads it, start, rest, close it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, WrongStateError
from koppelvlak.networks.leading import may_be_lead, may_begin
from koppelvlak.networks.lifecycle import ACCEPTED, ACTIVE, OPEN, PRESENT, TAKEN, TURNED_DOWN
from koppelvlak.networks.models import (
    Chapter,
    Network,
    Proposal,
    ProposalKind,
    Seat,
    SeatKind,
    Standing,
    keep_stay,
)
from koppelvlak.networks.proposing import overtake
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Function, Person
from koppelvlak.people.queries import current
from koppelvlak.rights import CONTENT_ROLES, Can

# After this long without anything happening in it a network counts as dormant.
QUIET = timedelta(days=365)
NATIONAL_KIND = "national-player"


@dataclass(frozen=True)
class Arrangement:
    """Who leads a network and how it works; the area in words, on top of the map."""

    lead: Organisation | None
    chair: Person | None = None
    secretary: Person | None = None
    working_area: str = ""
    need_to_know: bool = False


def form_network(
    network: Network, lead: Organisation, *, by: Actor, seen: int | None = None
) -> Network:
    """Accept a proposed network: its company, regions and national players are invited.

    ``lead`` is the organisation that leads it for now. Raises BadInputError when that organisation
    is none of the regions and companies that are invited.
    """
    with change(network, Can.FORM_NETWORK, by=by, seen=seen) as row:
        invited = _first_seats(row, by.on)
        if lead not in may_begin(candidates(row)):
            words = _("Choose one of the regions and companies that are invited.")
            raise BadInputError(errors={"lead": [words]})
        for seat in invited:
            seat.save()
            keep_stay(seat, by.on)
            mention(seat, "invited")
        row.lead, row.reason = lead, ""
        _decided(row, ProposalKind.NEW, ACCEPTED, by)
        stirred(row, by.on)
        keep_chapter(row, by.on)
    return row


def decline_network(
    network: Network, *, reason: str, by: Actor, seen: int | None = None
) -> Network:
    """Leave a proposed network be; it is proposed again only when its input changes."""
    with change(network, Can.DECLINE_NETWORK, by=by, seen=seen) as row:
        row.reason = needed(reason)
        _decided(row, ProposalKind.NEW, TURNED_DOWN, by, reason=reason)
    return row


def arrange_network(
    network: Network, arrangement: Arrangement, *, by: Actor, seen: int | None = None
) -> Network:
    """Say who leads a network on behalf of the others, who chairs it and who keeps its papers."""
    with change(network, Can.ARRANGE_NETWORK, by=by, seen=seen) as row:
        _check_lead(row, arrangement.lead)
        for name in ("chair", "secretary"):
            _check_officer(row, name, getattr(arrangement, name), by.on)
        row.lead, row.working_area = arrangement.lead, arrangement.working_area
        row.chair, row.secretary = arrangement.chair, arrangement.secretary
        row.need_to_know = arrangement.need_to_know
        stirred(row, by.on)
        keep_chapter(row, by.on)
    return row


def activate_network(network: Network, *, by: Actor, seen: int | None = None) -> Network:
    """Start a network. Raises WrongStateError with what still lacks."""
    with change(network, Can.ACTIVATE_NETWORK, by=by, seen=seen) as row:
        lacking = still_lacking(row)
        if lacking:
            raise WrongStateError(" ".join(str(one) for one in lacking))
        stirred(row, by.on)
        keep_chapter(row, by.on)
    return row


def close_network(network: Network, *, reason: str, by: Actor, seen: int | None = None) -> Network:
    """Close a network: its seats end today, nothing is proposed for it, its history stays."""
    with change(network, Can.CLOSE_NETWORK, by=by, seen=seen) as row:
        row.reason = needed(reason)
        end_seats(row, by.on)
        overtake(row.proposals.filter(state=OPEN))
        keep_chapter(row, by.on)
    return row


def wake_network(network: Network, *, by: Actor, seen: int | None = None) -> Network:
    """Take up a dormant network again."""
    with change(network, Can.WAKE_NETWORK, by=by, seen=seen) as row:
        stirred(row, by.on)
        keep_chapter(row, by.on)
    return row


def rest_networks(*, by: Actor) -> list[Network]:
    """Let the active networks rest in which nothing happened for a year; return those."""
    quiet = Network.objects.filter(state=ACTIVE, stirred_on__lt=by.on - QUIET)
    rested = []
    for network in quiet:
        with change(network, Can.REST_NETWORK, by=by) as row:
            keep_chapter(row, by.on)
        rested.append(row)
    return rested


def still_lacking(network: Network) -> list[Any]:
    """Return, in sentences, what a forming network needs before it can start.

    Who has not answered its invitation keeps an empty chair and does not hold up the others.
    """
    lacking: list[Any] = []
    seats = list(network.seats.filter(kind=SeatKind.MEMBER).select_related("organisation"))
    taken = [seat for seat in seats if seat.state in TAKEN]
    if network.lead is None or network.lead.pk not in {seat.organisation_id for seat in taken}:
        lacking.append(_("Name a lead that sits at the table."))
    unnamed = [seat.organisation.short_name for seat in taken if seat.empty]
    if unnamed:
        words = _("No representative yet: %(names)s.")
        lacking.append(words % {"names": ", ".join(sorted(unnamed))})
    if not taken:
        lacking.append(_("No organisation has accepted its seat yet."))
    return lacking


def candidates(network: Network) -> QuerySet[Organisation]:
    """Return who is invited when this network is formed: company, regions, national players."""
    reached = network.members.filter(standing=Standing.REACHED)
    regions = Organisation.objects.filter(region__in=reached.values("region"))
    anchor = Organisation.objects.filter(anchored=network.pk)
    planned = _planned(network)
    return (regions | anchor | planned).distinct()


def keep_chapter(network: Network, on: date) -> None:
    """Keep how the network is from this day on, so that the past stays readable."""
    last = network.chapters.last()
    if last and (last.state, last.lead_id) == (network.state, network.lead_id):
        return
    Chapter.objects.update_or_create(
        network=network, begun=on, defaults={"state": network.state, "lead": network.lead}
    )


def stirred(network: Network, on: date) -> None:
    """Note that something happened in the network on this day."""
    network.stirred_on = max(on, network.stirred_on or on)


def end_seats(network: Network, on: date) -> None:
    """Let everybody rise from the table of a network that ends."""
    seats = network.seats.filter(state__in=PRESENT)
    for seat in seats.select_related("organisation", "representative"):
        seat.state, seat.until = "left", on
        seat.version += 1
        seat.save()
        keep_stay(seat, on)
        mention(seat, "ended")


def needed(reason: str, *, at: str = "reason") -> str:
    """Return a reason that was given; raise BadInputError, at this field, when there is none."""
    if not reason.strip():
        raise BadInputError(errors={at: [_("Say why, for those who read this later.")]})
    return reason.strip()


def national_players(network: Network) -> QuerySet[Organisation]:
    """Return the national players of the sector: in every network there is a chair for them."""
    return Organisation.objects.filter(
        kind__key=NATIONAL_KIND, sectors=network.sector, successions__isnull=True
    )


def _planned(network: Network) -> QuerySet[Organisation]:
    """Return the companies that a network by choice was proposed with."""
    new = network.proposals.filter(kind=ProposalKind.NEW).first()
    keys = (new.evidence if new else {}).get("companies", [])
    return Organisation.objects.filter(key__in=keys)


def _first_seats(network: Network, on: date) -> list[Seat]:
    evidence = {m.region.organisation_id: m for m in network.members.select_related("region")}
    seats = []
    for organisation in candidates(network):
        member = evidence.get(organisation.pk)
        seats.append(
            Seat(
                network=network,
                organisation=organisation,
                invited_on=on,
                evidence_checksum=member.checksum if member else "",
            )
        )
    known = {seat.organisation_id for seat in seats}
    seats += [
        Seat(network=network, organisation=player, invited_on=on, kind=SeatKind.NATIONAL)
        for player in national_players(network)
        if player.pk not in known
    ]
    return seats


def _decided(network: Network, kind: str, state: str, by: Actor, *, reason: str = "") -> None:
    for proposal in network.proposals.filter(kind=kind, state=OPEN):
        decide(proposal, state, by, reason=reason)


def decide(proposal: Proposal, state: str, by: Actor, *, reason: str = "") -> None:
    """Keep what became of a proposal, inside the door on its network."""
    proposal.state, proposal.reason = state, reason.strip()
    proposal.decided_on, proposal.decided_by = by.on, str(by)
    proposal.version += 1
    proposal.save()
    mention(proposal, state)


def _check_lead(network: Network, lead: Organisation | None) -> None:
    if lead and lead not in may_be_lead(network):
        words = _("Choose a region or company that sits at this table as a member.")
        raise BadInputError(errors={"lead": [words]})


def _check_officer(network: Network, name: str, person: Person | None, on: date) -> None:
    if person and person not in officers(network, on):
        words = _("Choose someone who acts for an organisation at this table.")
        raise BadInputError(errors={name: [words]})


def officers(network: Network, on: date) -> QuerySet[Person]:
    """Return who can chair a network or keep its papers: people of those who sit in it."""
    seated = network.seats.filter(state__in=PRESENT).values("organisation")
    return acting_for(seated, on)


def acting_for(organisations: Any, on: date) -> QuerySet[Person]:
    """Return the people who act for these organisations on a day, by name."""
    held = Function.objects.filter(current(on), organisation__in=organisations)
    held = held.filter(role__in=CONTENT_ROLES)
    people: QuerySet[Person] = Person.objects.filter(pk__in=held.values("person"))
    return people.order_by("name")
