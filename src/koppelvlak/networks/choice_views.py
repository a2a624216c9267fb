"""The page on which people choose networks, where no supply areas are known."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from koppelvlak.kit.access import may, require
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import run, typed
from koppelvlak.networks.choice_map import parts, unit_map
from koppelvlak.networks.choosing import (
    Choice,
    Division,
    Unit,
    companies_for,
    propose_by_choice,
    units,
)
from koppelvlak.networks.models import Network
from koppelvlak.networks.proposal_forms import ChoiceForm, PickForm
from koppelvlak.registers.models import Register
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.sectors.queries import sectors

TEMPLATE = "networks/choose.html"


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: ActingRequest) -> HttpResponse:
    """Show what follows from a division of the country; propose what is ticked there."""
    book = Register.objects.with_relations(request.actor).get(key=Register.NETWORKS)
    related = book.related_to(request.actor)
    if not may(Can.SEE_REGISTER, related, book.rights):
        raise UnseenError
    if request.method == "POST":
        require(Can.PROPOSE_NETWORK, related, book.rights)
    every = sectors()
    asked = {"indeling": Division.CONTROL_ROOM, **request.GET.dict()}
    pick = PickForm(asked if request.GET else None, sectors=every)
    context: dict[str, Any] = {
        "pick": pick,
        "open_sectors": [one for one in every if not one.has_areas],
        "may_propose": may(Can.PROPOSE_NETWORK, related, book.rights),
    }
    if not pick.is_valid():
        wrong = pick.is_bound or request.method == "POST"
        status = HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK
        return render(request, TEMPLATE, context, status=status)
    return _propose(request, context, pick.cleaned_data["sector"], pick.cleaned_data["indeling"])


def _propose(
    request: ActingRequest, context: dict[str, Any], sector: Sector, division: str
) -> HttpResponse:
    known, companies = units(sector, division), companies_for(sector)
    form = ChoiceForm(typed(request), units=known, companies=companies)

    def act(given: dict[str, Any]) -> list[Network]:
        choice = Choice(
            division=division,
            units=frozenset(given["units"]),
            companies=tuple(given.get("companies", ())),
            why=given["why"],
        )
        made = propose_by_choice(sector, choice, by=request.actor)
        words = ngettext(
            "%(number)s network is proposed. It exists when it is accepted.",
            "%(number)s networks are proposed. They exist when they are accepted.",
            len(made),
        )
        messages.success(request, words % {"number": len(made)})
        return made

    context |= _follows(request, known, sector, division)
    return run(request, form, act, template=TEMPLATE, context=context, then=_made)


def _follows(
    request: ActingRequest, known: list[Unit], sector: Sector, division: str
) -> dict[str, Any]:
    words, follows = Division(division).label, parts(known, request.actor)
    return {
        "sector": sector,
        "division": words,
        "parts": follows.units,
        "left_out": follows.left_out,
        "free": any(unit.taken is None for unit in known),
        "map": unit_map(known, sector, words),
    }


def _made(made: list[Network]) -> str:
    """Lead to the one proposal that was made, or to those of the sector."""
    if len(made) == 1:
        return made[0].proposals.get().get_absolute_url()
    return f"{reverse('networks:proposals')}?sector={made[0].sector.key}&stand=open"
