"""The national overview of networks, and the page of one network."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.listing import listing
from koppelvlak.networks import queries
from koppelvlak.networks.atlas import coverage_map, number_map
from koppelvlak.networks.documents import (
    MEMBER_COLUMNS,
    MEMBER_DETAILS,
    NETWORK_COLUMNS,
    NETWORK_DETAILS,
)
from koppelvlak.networks.evidence import evidence
from koppelvlak.networks.models import Standing
from koppelvlak.sectors.queries import sectors


@require_safe
def overview(request: ActingRequest) -> HttpResponse:
    """Show all networks of the Netherlands, of one sector (``?sector=``) or of all."""
    every = sectors()
    chosen = next((s for s in every if s.key == request.GET.get("sector")), None)
    networks = list(queries.networks(request.actor))
    if chosen:
        networks = [one for one in networks if one.sector_id == chosen.pk]
    shown = listing(request, networks, NETWORK_COLUMNS, default="")
    if shown.wants_csv:
        whole = listing(request, networks, NETWORK_COLUMNS + NETWORK_DETAILS, default="")
        return whole.csv("netwerken")
    standings = queries.standings(request.actor, sector=chosen)
    context = {
        "sectors": every,
        "chosen": chosen,
        "listing": shown,
        "figures": queries.figures(networks, standings),
        "missing": [s for s in every if not s.has_areas and chosen in {None, s}],
        "overlaps": queries.meetings(networks, standings, on=request.actor.on),
        "map": number_map(standings, chosen),
    }
    return render(request, "networks/list.html", context)


@require_safe
def detail(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show one network: its regions, on what evidence, and who sits at the table."""
    network = queries.network(request.actor, uuid)
    members = queries.members(network)
    shown = listing(request, members, MEMBER_COLUMNS, default="")
    if shown.wants_csv:
        whole = listing(request, members, MEMBER_COLUMNS + MEMBER_DETAILS, default="")
        return whole.csv(f"netwerk-{network.sector.key}-{network.key}", tlp=network.tlp)
    table = queries.at_the_table(request.actor, network, members)
    context = {
        "network": network,
        "listing": shown,
        "evidence": evidence(network, members),
        "table": table,
        "apart": [m for m in members if m.standing != Standing.REACHED],
        "map": coverage_map(network, members),
        "page_tlp": queries.page_class(table),
    }
    return render(request, "networks/detail.html", context)
