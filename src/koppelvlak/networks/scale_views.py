"""The page on scale: what networks take to be staffed, and what could be combined or split."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.listing import Column, listing
from koppelvlak.networks import advice, proposed, reasons
from koppelvlak.networks.atlas import load_map
from koppelvlak.networks.lifecycle import OPEN
from koppelvlak.networks.scale_forms import LimitsForm
from koppelvlak.sectors.queries import sectors

PER_REGION = (
    Column("code", _("Code"), lambda row: row.code),
    Column("regio", _("Safety region"), lambda row: row.name),
    Column("nu", _("Tables now"), lambda row: row.now, numeric=True),
    Column("straks", _("As advised"), lambda row: row.then, numeric=True),
)
PER_NETWORK = (
    Column("sector", _("Sector"), lambda row: row.network.sector.name),
    Column("netwerk", _("Network"), lambda row: row.network.called),
    Column("regios", _("Regions"), lambda row: row.regions, numeric=True),
    Column("bedrijven", _("Companies"), lambda row: row.companies, numeric=True),
    Column("stoelen", _("At the table"), lambda row: row.seats, numeric=True),
)


@require_safe
def scale(request: ActingRequest) -> HttpResponse:
    """Show what the networks take, and the advice within the limits in the address."""
    advice.see_scale(request.actor)
    ground = advice.ground(request.actor)
    form = LimitsForm(request.GET, sectors=sectors(), regions=ground.regions)
    limits = form.limits()
    found = advice.advised(ground, limits)
    by_network = request.GET.get("per") == "netwerk"
    loads = advice.loads(found, ground, limits)
    rows = advice.sizes(ground, limits) if by_network else loads
    shown = listing(request, rows, PER_NETWORK if by_network else PER_REGION, default="")
    if shown.wants_csv:
        return shown.csv("schaal-per-netwerk" if by_network else "schaal-per-regio")
    own = proposed.may_propose_for(request.actor)
    context = {
        "form": form,
        "limits": limits,
        "advice": found,
        "ideas": reasons.ideas(found, ground, limits, own),
        "open": list(proposed.scale_proposals(request.actor).filter(state=OPEN)),
        "why_nothing": reasons.why_nothing(ground, limits),
        "ground": ground,
        "listing": shown,
        "by_network": by_network,
        "map": load_map(loads, some=bool(limits.asked)),
        "pages": _pages(request),
    }
    status = HTTPStatus.OK if form.is_valid() else HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "networks/scale.html", context, status=status)


def _pages(request: ActingRequest) -> dict[str, str]:
    """Return the addresses of both lists, within the same limits."""
    query = request.GET.copy()
    for name in ("per", "sorteer", "pagina", "formaat"):
        query.pop(name, None)
    by_region = f"?{query.urlencode()}"
    query["per"] = "netwerk"
    return {"region": by_region, "network": f"?{query.urlencode()}"}
