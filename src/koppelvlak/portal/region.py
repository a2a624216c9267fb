"""All networks of one safety region at a glance."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.kit.documents.printing import Format
from koppelvlak.kit.documents.responses import asked, download, downloads
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.listing import Column, listing
from koppelvlak.networks.atlas import supply_map
from koppelvlak.networks.lacking import missing_in
from koppelvlak.networks.models import Standing
from koppelvlak.networks.queries import memberships, sees_networks
from koppelvlak.portal.documents import lead_of, region_sheet
from koppelvlak.portal.queries import regions
from koppelvlak.sectors.queries import sectors
from koppelvlak.territory.queries import supply_facts

COLUMNS = (
    Column("sector", _("Sector"), lambda row: row.network.sector.name),
    Column("bedrijf", _("Network of"), lambda row: row.network.called),
    Column("rol", _("How it is reached"), lambda row: row.extent_words),
    Column("gemeenten", _("Municipalities"), lambda row: row.municipalities, numeric=True),
    Column("aandeel", _("Share"), lambda row: row.share, numeric=True),
    Column("inwoners", _("People, at most"), lambda row: row.touched, numeric=True),
)
# On the page these stand beside the name of the network.
DETAILS = (
    Column("stand", _("State"), lambda row: row.network.state_words),
    Column("trekker", _("Lead"), lambda row: lead_of(row.network)),
)
FORMATS = (Format.PDF, Format.EXCEL, Format.WORD)
CODE = re.compile(r"VR\d\d")
WITH = ("organisation", "control_room", "police_unit", "source", "control_room_source")


@require_safe
def region(request: ActingRequest, code: str) -> HttpResponse:
    """Show the networks of a region, and with which control room and police unit it works."""
    known = regions(request.actor).filter(code=code).select_related(*WITH)
    # PostgreSQL cannot even be asked for some of what may stand in an address.
    found = known.first() if CODE.fullmatch(code) else None
    if found is None:
        raise UnseenError
    rows = memberships(request.actor, code)
    shown = listing(request, rows, COLUMNS, default="")
    if shown.wants_csv:
        return listing(request, rows, COLUMNS + DETAILS, default="").csv(f"netwerken-{code}")
    places, every = supply_facts(request.actor.on)
    towns = {place.code for place in places if place.region == code}
    links = [link for link in every if link.municipality in towns]
    absent, chosen = missing_in(request.actor, sectors(), rows, {link.sector for link in links})
    drawn = supply_map(found, towns, links)
    if wanted := asked(request, FORMATS):
        sheet = region_sheet(request.actor, found, rows, [*absent, *chosen], drawn)
        return download(sheet, wanted, by=request.actor)
    reached = [row for row in rows if row.standing == Standing.REACHED]
    context = {
        "region": found,
        "sees": sees_networks(request.actor),
        "listing": shown,
        "reached": len(reached),
        "apart": len(rows) - len(reached),
        "companies": len({row.network.anchor_id for row in reached if row.network.anchor_id}),
        "proposed": sum(row.network.is_proposed for row in rows),
        "unreached": absent,
        "missing": chosen,
        "map": drawn,
        "downloads": downloads(request, FORMATS),
    }
    return render(request, "portal/region.html", context)
