"""Pages with which an organisation keeps its contact points."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.once.claim import refuse_twice
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.organisations import actions, queries
from koppelvlak.organisations.actions import Reached
from koppelvlak.organisations.forms import ConfirmAllForm, ConfirmForm, ContactPointForm
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.rights import Can

FIELDS = ("function", "channel", "address", "hours", "fallback", "tlp", "sharing_reason")


def add(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Add a contact point to an organisation."""
    organisation = queries.organisation_to(Can.ADD_CONTACT_POINT, uuid, actor=request.actor)
    form = ContactPointForm(typed(request), initial={"tlp": "AMBER"})

    def act(given: dict[str, Any]) -> None:
        actions.add_contact_point(organisation, _reached(given), by=request.actor)
        messages.success(request, _("Added. Confirm it once you have tried it."))

    return _page(
        request, form, act, {"organisation": organisation, "title": _("New contact point")}
    )


def edit(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Change a contact point; it counts as not confirmed until somebody confirms it anew."""
    point = queries.contact_point_to(Can.EDIT_CONTACT_POINT, uuid, actor=request.actor)
    said = {name: getattr(point, name) for name in FIELDS}
    form = ContactPointForm(typed(request), initial=said, version=point.version)

    def act(given: dict[str, Any]) -> None:
        actions.edit_contact_point(point, _reached(given), by=request.actor, seen=form.seen)
        messages.success(request, _("Saved. Confirm it once you have tried it."))

    return _page(request, form, act, _about(point, _("Change contact point")))


def confirm(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Say that a contact point is right."""
    point = queries.contact_point_to(Can.CONFIRM_CONTACT_POINT, uuid, actor=request.actor)
    form = ConfirmForm(typed(request), version=point.version)

    def act(_given: dict[str, Any]) -> None:
        actions.confirm_contact_point(point, by=request.actor, seen=form.seen)
        messages.success(request, _("Confirmed."))

    return _page(
        request, form, act, _about(point, _("Is this still right?"), submit=_("Yes, this is right"))
    )


def confirm_all(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Say of all contact points of an organisation at once that they are right."""
    organisation = queries.organisation_to(Can.CONFIRM_CONTACT_POINTS, uuid, actor=request.actor)
    desks = queries.desks(organisation, actor=request.actor)
    form = ConfirmAllForm(typed(request), desks=desks)

    def act(given: dict[str, Any]) -> None:
        actions.confirm_contact_points(organisation, given["points"], by=request.actor)
        messages.success(request, _("Confirmed."))

    context = {
        "organisation": organisation,
        "title": _("Are these contact points still right?"),
        "lead": _("Take away the mark where something is wrong, and change that one afterwards."),
        "submit": _("Yes, what is marked is right"),
        "page_tlp": queries.strictest(desks),
    }
    return _page(request, form, act, context)


def remove(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask whether a contact point may really go, and let it go."""
    refuse_twice(request.actor)
    point = queries.contact_point_to(Can.REMOVE_CONTACT_POINT, uuid, actor=request.actor)
    form = ConfirmForm(typed(request), version=point.version)

    def act(_given: dict[str, Any]) -> None:
        actions.remove_contact_point(point, by=request.actor, seen=form.seen)
        messages.success(request, _("Removed."))

    context = _about(
        point,
        _("Remove this contact point?"),
        submit=_("Yes, remove it"),
        lead=_("Whoever relies on it will no longer find it here. The log keeps what it said."),
    )
    return _page(request, form, act, context)


def _about(point: ContactPoint, title: Any, **more: Any) -> dict[str, Any]:
    organisation: Organisation = point.organisation
    told = {"organisation": organisation, "point": point, "title": title}
    return {**told, "page_tlp": point.tlp, **more}


def _reached(given: dict[str, Any]) -> Reached:
    return Reached(**{name: given[name] for name in FIELDS})


def _page(
    request: ActingRequest,
    form: Form,
    act: Callable[[dict[str, Any]], None],
    context: dict[str, Any],
) -> HttpResponse:
    organisation: Organisation = context["organisation"]
    return run(
        request,
        form,
        act,
        template="organisations/form.html",
        context=context,
        then=organisation.get_absolute_url(),
    )
