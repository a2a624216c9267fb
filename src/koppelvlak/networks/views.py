"""The national overview of networks, and the page of one network."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.kit.access import Actor
from koppelvlak.kit.documents.printing import Format
from koppelvlak.kit.documents.responses import asked, download, downloads
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.listing import listing
from koppelvlak.networks import proposals, queries, tables
from koppelvlak.networks.added import added
from koppelvlak.networks.advice import may_see_scale
from koppelvlak.networks.atlas import coverage_map, number_map
from koppelvlak.networks.derivation import overlaps
from koppelvlak.networks.documents import (
    MEMBER_COLUMNS,
    MEMBER_DETAILS,
    NETWORK_COLUMNS,
    NETWORK_DETAILS,
)
from koppelvlak.networks.evidence import evidence
from koppelvlak.networks.forms import DayForm
from koppelvlak.networks.lacking import chosen_by_people
from koppelvlak.networks.lifecycle import TAKEN
from koppelvlak.networks.models import Member, Network, Standing
from koppelvlak.networks.models.network import chapter_on
from koppelvlak.networks.queries import ENDED
from koppelvlak.networks.sheet import network_sheet
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.sectors.queries import sectors
from koppelvlak.territory.queries import supply_facts

STEPS = (
    (Can.ACTIVATE_NETWORK, "networks:activate", _("Start")),
    (Can.WAKE_NETWORK, "networks:wake", _("Take up again")),
    (Can.INVITE_TO_NETWORK, "networks:invite", _("Invite an organisation")),
    (Can.ARRANGE_NETWORK, "networks:arrange", _("Lead and way of working")),
    (Can.CLOSE_NETWORK, "networks:close", _("Close")),
)
# What is of class AMBER here reaches who does not sit here by another way.
ELSEWHERE = _("Shared with you outside this network (TLP:AMBER)")
FORMATS = (Format.PDF, Format.EXCEL, Format.WORD)


@require_safe
def overview(request: ActingRequest) -> HttpResponse:
    """Show all networks of the Netherlands, of one sector (``?sector=``) or of all."""
    every = sectors()
    chosen = next((s for s in every if s.key == request.GET.get("sector")), None)
    ended = request.GET.get("stand") == "beeindigd"
    networks = [
        one
        for one in queries.networks(request.actor)
        if (one.state in ENDED) == ended and chosen in {None, one.sector}
    ]
    shown = listing(request, networks, NETWORK_COLUMNS, default="")
    if shown.wants_csv:
        whole = listing(request, networks, NETWORK_COLUMNS + NETWORK_DETAILS, default="")
        return whole.csv("netwerken")
    context = {"sectors": every, "chosen": chosen, "listing": shown, "ended": ended}
    context["by_area"] = any(not one.is_by_choice for one in networks)
    context["by_choice"] = any(one.is_by_choice for one in networks)
    context["sees"] = queries.sees_networks(request.actor)
    if context["sees"] and not ended:
        context |= _together(request.actor, networks, [chosen] if chosen else every, chosen)
    return render(request, "networks/list.html", context)


def _together(
    actor: Actor, networks: list[Network], among: list[Sector], chosen: Sector | None
) -> dict[str, Any]:
    """Return what the living networks are together, and which are still to be chosen."""
    every = queries.standings(actor)
    standings = [one for one in every if chosen is None or one.sector == chosen.pk]
    places, links = supply_facts(actor.on)
    regions = len({place.region for place in places})
    return {
        "figures": queries.figures(networks, standings),
        "missing": chosen_by_people(among, every, regions=regions),
        "may_see_scale": may_see_scale(actor),
        "overlaps": queries.meetings(networks, standings, overlaps(places, links)),
        "map": number_map(standings, chosen),
    }


@require_safe
def detail(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show one network, now or as it was (``?op=``): who sits there, what one may do.

    While it is a proposal its area and evidence stand here too; later they have their own page.
    """
    actor, form = request.actor, DayForm(request.GET)
    status = HTTPStatus.OK if form.is_valid() else HTTPStatus.UNPROCESSABLE_ENTITY
    day = form.cleaned_data.get("op")
    network = queries.network(actor, uuid)
    members = queries.members(network)
    if request.GET.get("formaat") == "csv":
        return _csv(request, network, members)
    past = day if day and day != actor.on else None
    # How it was on a past day is read on the page; what one takes along is how it is.
    wanted = None if past or form.errors else asked(request, FORMATS)
    if wanted:
        return download(network_sheet(actor, network, members), wanted, by=actor)
    parts = [] if past else added(network, actor)
    table = _table(request, network, members, past)
    classes = [Tlp(table["page_tlp"]), *(part.tlp for part in parts)]
    context = {
        "network": network,
        "apart": [m for m in members if m.standing != Standing.REACHED],
        "map": coverage_map(network, members, past=bool(past)),
        "form": form,
        "past": past,
        "added": parts,
        "downloads": [] if past else downloads(request, (*FORMATS, Format.CSV)),
        **(_area(request, network, members) if network.is_proposed else {}),
        **table,
        "table_tlp": table["page_tlp"],
        "page_tlp": max(classes, key=lambda tlp: tlp.rank),
        "amber_said": "" if tables.sits_in(actor, network) else ELSEWHERE,
    }
    return render(request, "networks/detail.html", context, status=status)


@require_safe
def area(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show the area of a network: its regions, and on what evidence."""
    network = queries.network(request.actor, uuid)
    members = queries.members(network)
    if request.GET.get("formaat") == "csv":
        return _csv(request, network, members)
    context = {
        "network": network,
        "map": coverage_map(network, members),
        **_area(request, network, members),
    }
    return render(request, "networks/area.html", context)


def _csv(request: ActingRequest, network: Network, members: list[Member]) -> HttpResponse:
    whole = listing(request, members, MEMBER_COLUMNS + MEMBER_DETAILS, default="")
    return whole.csv(f"netwerk-{network.sector.key}-{network.key}", tlp=network.tlp)


def _area(request: ActingRequest, network: Network, members: list[Member]) -> dict[str, Any]:
    return {
        "listing": listing(request, members, MEMBER_COLUMNS, default=""),
        "evidence": evidence(network, members),
        "choice": None if network.anchor else network.proposals.filter(kind="new").first(),
    }


def _table(
    request: ActingRequest, network: Network, members: list[Member], past: date | None
) -> dict[str, Any]:
    rows = tables.seats(request.actor, network) if not network.is_proposed else []
    if past:
        chairs = tables.chairs_on(network, rows, past)
    else:
        chairs = tables.chairs(request.actor, network, members, rows)
    seated = [chair for chair in chairs if chair.state in TAKEN]
    return {
        "table": chairs,
        "seated": len(chairs),
        "officers": [] if past else tables.officers(request.actor, network),
        "named": sum(chair.named for chair in seated),
        "gone": [] if past else tables.gone(rows),
        "chapter": chapter_on(network, past) if past else None,
        "history": [] if network.is_proposed else list(network.chapters.select_related("lead")),
        "lineage": tables.lineage(network),
        "proposals": proposals.of_network(request.actor, network),
        "page_tlp": tables.page_class(chairs),
        "steps": [] if past else _steps(request, network),
    }


def _steps(request: ActingRequest, network: Network) -> list[tuple[str, Any]]:
    return [(address, label) for can, address, label in STEPS if network.may(request.actor, can)]
