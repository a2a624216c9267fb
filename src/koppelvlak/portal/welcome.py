"""The last of the first steps of a new organisation manager; each can be left and taken up again.

The earlier ones are an account, a second factor and its recovery codes.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import Form, run
from koppelvlak.kit.waiting import one_look, waiting
from koppelvlak.organisations import actions, queries
from koppelvlak.organisations.contact_points import FIELDS
from koppelvlak.organisations.forms import ConfirmAllForm, ConfirmForm, ContactPointForm
from koppelvlak.organisations.freshness import Freshness
from koppelvlak.organisations.models import Organisation
from koppelvlak.organisations.queries import Desk
from koppelvlak.people.introduction import begun_here, take_part
from koppelvlak.people.sign_in import INTRODUCTION_KEY
from koppelvlak.portal.queries import tables
from koppelvlak.rights import Can

NETWORKS = "portal:welcome_networks"
# More than this does not help somebody who comes in.
SHOWN = 5


def welcome(request: ActingRequest) -> HttpResponse:
    """Take up the first steps where they were left."""
    if begun_here(request.actor) is None:
        return redirect("portal:home")
    desks = queries.desks(_own(request, Can.CONFIRM_CONTACT_POINTS), actor=request.actor)
    right = desks and all(desk.freshness == Freshness.FRESH for desk in desks)
    return redirect(NETWORKS if right else "portal:welcome_contact_points")


def contact_points(request: ActingRequest) -> HttpResponse:
    """Let a new manager say that the contact points are right, or give the first one."""
    if begun_here(request.actor) is None:
        return redirect("portal:home")
    organisation = _own(request, Can.CONFIRM_CONTACT_POINTS)
    desks = queries.desks(organisation, actor=request.actor)
    form = _form(request, desks)

    def act(given: dict[str, Any]) -> None:
        by, seen = request.actor, given.get("points")
        if seen is None:
            reached = actions.Reached(**{name: given[name] for name in FIELDS})
            point = actions.add_contact_point(organisation, reached, by=by)
            # Whoever types a number says with it that it is right.
            seen, by = {point.uuid: point.version}, replace(by, token=None)
        actions.confirm_contact_points(organisation, seen, by=by)

    context = {
        "organisation": organisation,
        "desks": desks,
        "submit": _("Yes, what is marked is right") if desks else _("Save and go on"),
        "page_tlp": queries.strictest(desks),
    }
    template = "portal/welcome_contact_points.html"
    return run(request, form, act, template=template, context=context, then=NETWORKS)


def networks(request: ActingRequest) -> HttpResponse:
    """Show a new manager where the organisation sits, with whom, and what waits; then it joins."""
    with one_look():
        if begun_here(request.actor) is None:
            return redirect("portal:home")
        organisation = _own(request, Can.TAKE_PART)
        seats, things = tables(request.actor), waiting(request.actor)
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def act(_given: dict[str, Any]) -> None:
        take_part(organisation, by=request.actor)
        request.session.pop(INTRODUCTION_KEY, None)
        messages.success(request, _("Welcome. From now on you begin here."))

    context = {
        "organisation": organisation,
        "tables": seats,
        "waiting": [one for one in things if not one.first][:SHOWN],
        "submit": _("Go to my work") if organisation.joined else _("Take part"),
        "page_tlp": Tlp.AMBER_STRICT,
    }
    template = "portal/welcome_networks.html"
    return run(request, form, act, template=template, context=context, then="portal:home")


def _own(request: ActingRequest, can: Can) -> Organisation:
    here = begun_here(request.actor)
    if here is None:
        raise UnseenError
    return queries.organisation_to(can, here.organisation.uuid, actor=request.actor)


def _form(request: ActingRequest, desks: list[Desk]) -> Form:
    said = request.POST if request.method == "POST" else None
    if desks:
        return ConfirmAllForm(said, desks=desks)
    return ContactPointForm(said, initial={"tlp": Tlp.AMBER})
