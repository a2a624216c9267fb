"""The first pages: my work, the regions, help, and what everybody may read."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from koppelvlak.kit.errors import BadInputError
from koppelvlak.kit.requests import LANGUAGE_KEY, ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.listing import Column, listing
from koppelvlak.kit.waiting import one_look, waiting
from koppelvlak.networks.tables import my_networks
from koppelvlak.portal import queries
from koppelvlak.sectors.queries import sectors
from koppelvlak.territory.models import Coverage

# When the makers last went through the accessibility statement.
STATED_ON = date(2026, 11, 23)


@require_safe
def home(request: ActingRequest) -> HttpResponse:
    """Show what waits for this person, and the networks they are in."""
    with one_look():
        context = {
            "waiting": waiting(request.actor),
            "networks": my_networks(request.actor),
            "region": queries.my_region(request.actor),
        }
    return render(request, "portal/home.html", context)


REGION_COLUMNS = (
    Column("code", _("Code"), lambda row: row.code, "code"),
    Column("naam", _("Safety region"), lambda row: row.name, "name"),
    Column("provincie", _("Province"), lambda row: row.province, "province"),
    Column("zetel", _("Seat"), lambda row: row.seat, "seat"),
    Column("netwerken", _("Networks"), lambda row: row.networks, "networks", numeric=True),
)


@require_safe
def regions(request: ActingRequest) -> HttpResponse:
    """List the safety regions."""
    shown = listing(request, queries.regions(request.actor), REGION_COLUMNS, default="code")
    if shown.wants_csv:
        return shown.csv("veiligheidsregios")
    return render(request, "portal/regions.html", {"listing": shown})


@require_safe
def explanation(request: ActingRequest) -> HttpResponse:
    """Explain the words that the pages use."""
    context = {"sectors": sectors(), "coverages": Coverage.choices, "tlps": list(Tlp)}
    return render(request, "portal/help.html", context)


@login_not_required
@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    context = {"feedback": settings.FEEDBACK, "stated_on": STATED_ON}
    return render(request, "portal/accessibility.html", context)


@login_not_required
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Speak another language from now on, and go back to where one was."""
    chosen = request.POST.get("language", "")
    if chosen not in dict(settings.LANGUAGES):
        raise BadInputError(_("Choose one of the languages shown."))
    request.session[LANGUAGE_KEY] = chosen
    back = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(back, allowed_hosts=None)
    return HttpResponseRedirect(back if safe else "/", status=HTTPStatus.SEE_OTHER)
