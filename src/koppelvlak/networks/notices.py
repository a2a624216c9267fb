"""Whom we tell what about networks and seats; registered at start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices.outbox import Notice, told
from koppelvlak.networks.lifecycle import INVITED, LEFT
from koppelvlak.networks.models import Network, Seat
from koppelvlak.people.models import Function, Person
from koppelvlak.people.queries import current
from koppelvlak.rights import Can, Role

ANSWERING = (Role.BOUNDARY_WORKER, Role.MANAGER)


def listen() -> None:
    """Register who is told what."""
    # A network that comes of others still waits for the answer of who was only invited there.
    inviting = (Can.FORM_NETWORK, Can.INVITE_TO_NETWORK, Can.DECIDE_MEMBERS, Can.DECIDE_SCALE)
    for can in inviting:
        told(can, _invited, about=Seat)
    told(Can.INVITE_AGAIN, _invited)
    for can in (Can.ACCEPT_SEAT, Can.DELEGATE_SEAT, Can.DECLINE_SEAT, Can.LEAVE_SEAT):
        told(can, _answered)
    told(Can.ACTIVATE_NETWORK, _started)
    for can in (Can.CLOSE_NETWORK, Can.DECIDE_SCALE):
        told(can, _ended, about=Seat)
    told(Can.DECIDE_MEMBERS, _put_out, about=Seat)


def _invited(seat: Seat, by: Actor) -> Iterator[Notice]:
    if seat.state != INVITED:
        return
    text = _(
        "{by} invites {organisation} to take part in the network {network}.\n\n"
        "Accept, decline, or let a lead partner speak for you: {link}"
    )
    for person in answering([seat.organisation_id], by):
        yield _to(
            person,
            format_lazy(_("Invitation to the network {network}"), network=seat.network),
            format_lazy(
                text,
                by=by,
                organisation=seat.organisation.name,
                network=seat.network,
                link=_link(seat),
            ),
            f"seat:{seat.uuid}:{seat.version}",
        )


def _answered(seat: Seat, by: Actor) -> Iterator[Notice]:
    text = _("{by}: {organisation} in the network {network} is now: {state}.\n\n{reason}\n\n{link}")
    lead = seat.network.lead_id
    if lead is None or lead == seat.organisation_id:
        return
    for person in answering([lead], by):
        yield _to(
            person,
            format_lazy(_("Answer from {organisation}"), organisation=seat.organisation.short_name),
            format_lazy(
                text,
                by=by,
                organisation=seat.organisation.name,
                network=seat.network,
                state=seat.lifecycle.states[seat.state],
                reason=seat.reason,
                link=_link(seat),
            ),
            f"seat:{seat.uuid}:{seat.version}",
        )


def _started(network: Network, by: Actor) -> Iterator[Notice]:
    text = _("{by} started the network {network}. Who sits in it: {link}")
    seated = network.seats.filter(representative__isnull=False)
    for seat in seated.select_related("representative"):
        if seat.representative and seat.representative.uuid != by.person:
            yield _to(
                seat.representative,
                format_lazy(_("The network {network} has started"), network=network),
                format_lazy(text, by=by, network=network, link=_link(network)),
                f"network:{network.uuid}:{network.version}",
            )


def _ended(seat: Seat, by: Actor) -> Iterator[Notice]:
    """Tell who sat there or was invited that the network ended, and why or what comes of it."""
    text = _(
        "{by} closed the network {network}, and with it the seat of {organisation}.\n\n{reason}\n\n"
        "What was agreed and who sat there stays readable: {link}"
    )
    subject = format_lazy(_("The network {network} has ended"), network=seat.network)
    return _rose(seat, by, subject, text)


def _put_out(seat: Seat, by: Actor) -> Iterator[Notice]:
    """Tell a region whose seat ended because the area does not reach it any more."""
    text = _(
        "{by} decided that {organisation} leaves the network {network}: its area does not surely"
        " reach you any more. Your seat ended today.\n\n"
        "What was agreed and who sat there stays readable: {link}"
    )
    words = _("{organisation} does not sit in the network {network} any more")
    subject = format_lazy(words, organisation=seat.organisation.short_name, network=seat.network)
    return _rose(seat, by, subject, text)


def _rose(seat: Seat, by: Actor, subject: Any, text: Any) -> Iterator[Notice]:
    if seat.state != LEFT:
        return
    people = {one.pk: one for one in answering([seat.organisation_id], by)}
    speaks = seat.rose or seat.representative
    if speaks is not None and speaks.uuid != by.person:
        people[speaks.pk] = speaks
    said = format_lazy(
        text,
        by=by,
        organisation=seat.organisation.name,
        network=seat.network,
        reason=seat.network.reason,
        link=_link(seat.network),
    )
    for person in people.values():
        yield _to(person, subject, said, f"seat:{seat.uuid}:{seat.version}")


def answering(organisations: Iterable[int], by: Actor) -> list[Person]:
    """Return the boundary workers and managers of these organisations, but for who acts."""
    held = Function.objects.filter(
        current(by.on), organisation__in=organisations, role__in=ANSWERING
    )
    people: Any = Person.objects.filter(pk__in=held.values("person")).exclude(uuid=by.person)
    return list(people.order_by("pk"))


def can_answer(organisation: int, on: date) -> bool:
    """Say whether anybody can answer for this organisation on a day."""
    held = Function.objects.filter(current(on), organisation=organisation, role__in=ANSWERING)
    return held.exists()


def _to(person: Person, subject: Any, text: Any, key: str) -> Notice:
    return Notice(
        to=person.email,
        subject=subject,
        text=text,
        key=f"networks:{key}:{person.uuid}",
        person=person.uuid,
        language=person.language,
        tlp="GREEN",
    )


def _link(thing: Seat | Network) -> str:
    return f"{settings.BASE_URL}{thing.get_absolute_url()}"
