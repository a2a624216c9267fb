"""Pages with which a manager gives and ends functions and mandates, and invites."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import require
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.organisations.models import Organisation
from koppelvlak.people import actions, invitations, queries
from koppelvlak.people.forms import (
    ConfirmForm,
    DeputyForm,
    EndFunctionForm,
    FunctionForm,
    InviteForm,
    MandateForm,
)
from koppelvlak.people.handover import HandOver, hanging
from koppelvlak.people.models import Function, Invitation, Mandate
from koppelvlak.rights import Can, givable
from koppelvlak.thing import Thing

# What the door adds to a form; an action takes the rest.
OURS = {"token", "version"}


def give_function(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Give one of the people of the organisation a function."""
    organisation = _open(request, uuid, Can.GIVE_FUNCTION)
    form = FunctionForm(
        typed(request),
        people=queries.people_at(organisation, request.actor.on),
        roles=givable(request.actor.roles),
        initial={"valid_from": request.actor.on},
    )

    def act(given: dict[str, Any]) -> Function:
        return actions.give_function(organisation, by=request.actor, **_said(given))

    return _page(request, form, act, "people/give_function.html", organisation=organisation)


def give_mandate(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Give one of the people of the organisation a mandate."""
    organisation = _open(request, uuid, Can.GIVE_MANDATE)
    form = MandateForm(
        typed(request),
        people=queries.people_at(organisation, request.actor.on),
        initial={"valid_from": request.actor.on},
    )

    def act(given: dict[str, Any]) -> Mandate:
        return actions.give_mandate(organisation, by=request.actor, **_said(given))

    kind = queries.mandate_kind(organisation).label
    template = "people/give_mandate.html"
    return _page(request, form, act, template, organisation=organisation, kind=kind)


def invite(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Invite someone by mail to act for the organisation."""
    organisation = _open(request, uuid, Can.INVITE_PERSON)
    asked = {"role": request.GET.get("rol", "")}
    form = InviteForm(typed(request), roles=givable(request.actor.roles), initial=asked)

    def act(given: dict[str, Any]) -> Invitation:
        invitation = invitations.invite(organisation, by=request.actor, **_said(given))
        messages.success(request, _("The invitation is on its way to {}.").format(given["email"]))
        return invitation

    return _page(request, form, act, "people/invite.html", organisation=organisation)


def withdraw(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Withdraw an invitation, after a confirmation."""
    invitation = queries.invitation_seen(uuid, request.actor)
    _check(request, invitation, Can.WITHDRAW_INVITATION)
    form = ConfirmForm(typed(request), version=invitation.version)

    def act(_given: dict[str, Any]) -> Invitation:
        return invitations.withdraw_invitation(invitation, by=request.actor, seen=form.seen)

    template = "people/withdraw.html"
    organisation = invitation.organisation
    return _page(request, form, act, template, organisation=organisation, invitation=invitation)


def end_function(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """End a function, after saying who takes over what hangs on its holder."""
    function = queries.function_seen(uuid, request.actor)
    _check(request, function, Can.END_FUNCTION)
    choices = hanging(function, request.actor.on)
    form = EndFunctionForm(typed(request), choices=choices, version=function.version)

    def act(_given: dict[str, Any]) -> Function:
        over = HandOver(form.over, form.reason)
        return actions.end_function(function, by=request.actor, seen=form.seen, over=over)

    template = "people/end_function.html"
    shown = {"organisation": function.organisation, "function": function, "choices": choices}
    return _page(request, form, act, template, **shown)


def set_deputy(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Name who stands in for the holder of a function."""
    function = queries.function_seen(uuid, request.actor)
    _check(request, function, Can.SET_DEPUTY)
    organisation = function.organisation
    people = queries.people_at(organisation, request.actor.on).exclude(pk=function.person_id)
    deputy = function.deputy and function.deputy.uuid
    form = DeputyForm(
        typed(request),
        people=people,
        initial={"deputy": deputy},
        version=function.version,
    )

    def act(given: dict[str, Any]) -> Function:
        return actions.set_deputy(
            function, deputy=given["deputy"], by=request.actor, seen=form.seen
        )

    template = "people/set_deputy.html"
    return _page(request, form, act, template, organisation=organisation, function=function)


def end_mandate(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """End a mandate, after a confirmation."""
    mandate = queries.mandate_seen(uuid, request.actor)
    _check(request, mandate, Can.END_MANDATE)
    form = ConfirmForm(typed(request), version=mandate.version)

    def act(_given: dict[str, Any]) -> Mandate:
        return actions.end_mandate(mandate, by=request.actor, seen=form.seen)

    template = "people/end_mandate.html"
    organisation = mandate.organisation
    return _page(request, form, act, template, organisation=organisation, mandate=mandate)


def _open(request: ActingRequest, uuid: UUID, can: Can) -> Organisation:
    organisation = queries.organisation_seen(uuid, request.actor)
    _check(request, organisation, can)
    return organisation


def _check(request: ActingRequest, thing: Thing, can: Can) -> None:
    """Refuse before the form is shown; the door asks again when it is sent."""
    require(can, thing.related_to(request.actor), thing.rights)


def _said(given: dict[str, Any]) -> Any:
    return {name: value for name, value in given.items() if name not in OURS}


def _page(
    request: ActingRequest, form: Form, act: Any, template: str, **shown: Any
) -> HttpResponse:
    place = reverse("people:of_organisation", args=[shown["organisation"].uuid])
    context = {"form": form, "back": place, "page_tlp": Tlp.AMBER_STRICT, **shown}
    return run(request, form, act, template=template, context=context, then=place)
