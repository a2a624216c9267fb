"""The page of a seat, and what its organisation answers there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.kit.access import require
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.networks import seating, tables
from koppelvlak.networks.forming import acting_for
from koppelvlak.networks.forms import DelegateForm, LeaveForm, PlacesForm, ReasonForm
from koppelvlak.networks.keeping_views import say_invited
from koppelvlak.networks.leading import heirs, may_speak
from koppelvlak.networks.lifecycle import DELEGATED, INVITED
from koppelvlak.networks.models import Seat
from koppelvlak.networks.seating import Places
from koppelvlak.people.forms import ConfirmForm
from koppelvlak.rights import Can

PLACES = ("representative", "deputy", "working_area")
STEPS = (
    (Can.ACCEPT_SEAT, "networks:accept_seat", _("Accept")),
    (Can.DELEGATE_SEAT, "networks:delegate_seat", _("Let a lead partner speak")),
    (Can.DECLINE_SEAT, "networks:decline_seat", _("Decline")),
    (Can.STAFF_SEAT, "networks:staff_seat", _("Change who speaks")),
    (Can.LEAVE_SEAT, "networks:leave_seat", _("Leave the network")),
    (Can.INVITE_AGAIN, "networks:invite_again", _("Invite again")),
)


@require_safe
def seat(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show one seat: who was asked, what was answered, who speaks, and what one may do."""
    row = tables.seat(request.actor, uuid)
    network = row.network
    sees = bool(row.related_to(request.actor) & row.rights.needed(Can.SEE_SEAT_PEOPLE))
    context = {
        "seat": row,
        "network": network,
        "sees_people": sees,
        "page_tlp": "AMBER" if sees else "GREEN",
        "spoken_for": seating.spoken_for(row),
        "steps": [
            (address, label)
            for can, address, label in STEPS
            if network.stands and row.may(request.actor, can) and not _double(row, can)
        ],
    }
    return render(request, "networks/seat.html", context)


def _double(row: Seat, can: Can) -> bool:
    """Say whether another answer says this better: who has not answered declines."""
    return can is Can.LEAVE_SEAT and row.state == INVITED


def accept(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Take the seat oneself."""
    row = _open(request, uuid, Can.ACCEPT_SEAT)
    form = PlacesForm(typed(request), people=_own(row, request), version=row.version)

    def act(given: dict[str, Any]) -> Seat:
        done = seating.accept_seat(row, _places(given), by=request.actor, seen=form.seen)
        messages.success(request, _("Your organisation sits in this network from today."))
        return done

    return _page(request, form, act, row, title=_("Accept the seat"), submit=_("Accept"))


def delegate(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Let a lead partner sit there, with a contact person of one's own."""
    row = _open(request, uuid, Can.DELEGATE_SEAT)
    form = DelegateForm(
        typed(request),
        people=_own(row, request),
        partners=may_speak(row.network, but=row),
        initial=_said(row),
        version=row.version,
    )

    def act(given: dict[str, Any]) -> Seat:
        places = _places(given)
        return seating.delegate_seat(
            row, given["partner"], places, by=request.actor, seen=form.seen
        )

    title = _("Let a lead partner speak for your organisation")
    return _page(request, form, act, row, title=title, submit=_("Appoint this lead partner"))


def decline(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Decline the seat, with a reason."""
    row = _open(request, uuid, Can.DECLINE_SEAT)
    form = ReasonForm(typed(request), version=row.version)

    def act(given: dict[str, Any]) -> Seat:
        return seating.decline_seat(row, reason=given["reason"], by=request.actor, seen=form.seen)

    return _page(request, form, act, row, title=_("Decline the seat"), submit=_("Decline"))


def staff(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Say who speaks from now on."""
    row = _open(request, uuid, Can.STAFF_SEAT)
    people = _own(row, request)
    form = PlacesForm(typed(request), people=people, initial=_said(row), version=row.version)

    def act(given: dict[str, Any]) -> Seat:
        return seating.staff_seat(row, _places(given), by=request.actor, seen=form.seen)

    return _page(request, form, act, row, title=_("Who speaks in this network?"), submit=_("Save"))


def leave(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Leave the network, and hand over what one did for others."""
    row = _open(request, uuid, Can.LEAVE_SEAT)
    form = LeaveForm(typed(request), organisations=heirs(row), version=row.version)

    def act(given: dict[str, Any]) -> Seat:
        heir = given["heir"]
        return seating.leave_seat(
            row, reason=given["reason"], heir=heir, by=request.actor, seen=form.seen
        )

    return _page(request, form, act, row, title=_("Leave the network"), submit=_("Leave"))


def invite_again(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Invite an organisation that declined or left once more."""
    row = _open(request, uuid, Can.INVITE_AGAIN)
    form = ConfirmForm(typed(request), version=row.version)

    def act(_given: dict[str, Any]) -> Seat:
        seat = seating.invite_again(row, by=request.actor, seen=form.seen)
        say_invited(request, seat)
        return seat

    return _page(request, form, act, row, title=_("Invite again"), submit=_("Invite"))


def _open(request: ActingRequest, uuid: UUID, can: Can) -> Seat:
    row = tables.seat(request.actor, uuid)
    require(can, row.related_to(request.actor), row.rights)
    return row


def _own(row: Seat, request: ActingRequest) -> Any:
    return acting_for([row.organisation_id], request.actor.on)


def _places(given: dict[str, Any]) -> Places:
    return Places(**{name: given[name] for name in PLACES})


def _said(row: Seat) -> dict[str, Any]:
    return {
        "representative": row.representative and row.representative.uuid,
        "deputy": row.deputy and row.deputy.uuid,
        "working_area": row.working_area,
        "partner": row.delegate.uuid if row.state == DELEGATED and row.delegate else None,
    }


def _page(
    request: ActingRequest,
    form: Form,
    act: Callable[[dict[str, Any]], Seat],
    row: Seat,
    **words: Any,
) -> HttpResponse:
    context = {"seat": row, "network": row.network, "spoken_for": seating.spoken_for(row), **words}
    return run(request, form, act, template="networks/seat_form.html", context=context, then=row)
