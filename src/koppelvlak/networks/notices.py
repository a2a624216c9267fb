"""Whom we tell what about networks and seats; registered at start."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices.outbox import Notice, told
from koppelvlak.networks.lifecycle import INVITED
from koppelvlak.networks.models import Network, Seat
from koppelvlak.people.models import Function, Person
from koppelvlak.people.queries import current
from koppelvlak.rights import Can, Role

ANSWERING = (Role.BOUNDARY_WORKER, Role.MANAGER)


def listen() -> None:
    """Register who is told what."""
    for can in (Can.FORM_NETWORK, Can.INVITE_TO_NETWORK, Can.DECIDE_MEMBERS):
        told(can, _invited, about=Seat)
    told(Can.INVITE_AGAIN, _invited)
    for can in (Can.ACCEPT_SEAT, Can.DELEGATE_SEAT, Can.DECLINE_SEAT, Can.LEAVE_SEAT):
        told(can, _answered)
    told(Can.ACTIVATE_NETWORK, _started)


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


def answering(organisations: Iterable[int], by: Actor) -> list[Person]:
    """Return the boundary workers and managers of these organisations, but for who acts."""
    held = Function.objects.filter(
        current(by.on), organisation__in=organisations, role__in=ANSWERING
    )
    people: Any = Person.objects.filter(pk__in=held.values("person")).exclude(uuid=by.person)
    return list(people.order_by("pk"))


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
