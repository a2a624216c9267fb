"""Pages of the territory."""

from __future__ import annotations

from http import HTTPStatus
from uuid import UUID

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.listing import Column, listing
from koppelvlak.rights import Can
from koppelvlak.territory import proposals, queries
from koppelvlak.territory.forms import DayForm, FindForm

MUNICIPALITIES = (
    Column("naam", _("Municipality"), lambda row: row.name),
    Column("code", _("Code"), lambda row: row.code),
    Column("regio", _("Safety region"), lambda row: row.region.name),
    Column("provincie", _("Province"), lambda row: row.province),
    Column("inwoners", _("People"), lambda row: row.population, numeric=True),
    Column("oppervlakte", _("Area in km²"), lambda row: row.area_km2, numeric=True),
    Column("sinds", _("Since"), lambda row: row.valid_from),
)
SOURCES = (
    Column("sleutel", _("Key"), lambda row: row.key, order="key"),
    Column("tekst", _("Source"), lambda row: row.text, order="text"),
    Column("dag", _("Speaks for"), lambda row: row.dated, order="dated"),
    Column("feiten", _("Supply links"), lambda row: row.carries, order="carries", numeric=True),
)
CHANGES = (
    Column("dag", _("From"), lambda row: row.on, order="on"),
    Column("wat", _("What changes"), lambda row: row.title, order="title"),
    Column("soort", _("Kind"), lambda row: row.kind_in_words, order="kind"),
    Column("stand", _("State"), lambda row: row.state_in_words, order="state"),
)
# All sources on one page: other pages point to one of them.
EVERY_SOURCE = 500


@require_safe
def municipalities(request: ActingRequest) -> HttpResponse:
    """List the municipalities of a day, all or those that are looked for."""
    queries.see_territory(request.actor)
    form = FindForm(request.GET)
    on = form.day(today=request.actor.on)
    rows = queries.municipalities_like(form.text(), on)
    shown = listing(request, rows, MUNICIPALITIES, default="naam")
    if shown.wants_csv:
        return shown.csv("gemeenten")
    context = {"listing": shown, "form": form, "on": on, "today": request.actor.on}
    return render(request, "territory/municipalities.html", context, status=_status(form))


@require_safe
def municipality(request: ActingRequest, code: str) -> HttpResponse:
    """Show one municipality on a day: its region, who supplies it, and how it came to be."""
    queries.see_territory(request.actor)
    form = DayForm(request.GET)
    on = form.day(today=request.actor.on)
    row = queries.municipality(code, on)
    supplies = queries.supplies(code, on)
    context = {
        "municipality": row,
        "form": form,
        "on": on,
        "exists": row.holds(on),
        "supplies": supplies,
        "supply_sources": queries.sources_of(supplies),
        "history": queries.history(code),
        "mergers": queries.mergers(code),
    }
    return render(request, "territory/municipality.html", context, status=_status(form))


@require_safe
def sources(request: ActingRequest) -> HttpResponse:
    """List the sources that facts rest on."""
    queries.see_territory(request.actor)
    shown = listing(request, queries.sources(), SOURCES, default="sleutel", size=EVERY_SOURCE)
    if shown.wants_csv:
        return shown.csv("bronnen")
    return render(request, "territory/sources.html", {"listing": shown})


@require_safe
def changes(request: ActingRequest) -> HttpResponse:
    """List the proposed changes of the division, decided or not."""
    queries.see_territory(request.actor)
    shown = listing(request, proposals.division_changes(request.actor), CHANGES, default="-dag")
    if shown.wants_csv:
        return shown.csv("wijzigingen-indeling")
    return render(request, "territory/changes.html", {"listing": shown})


@require_safe
def change(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what a proposed change would do, and who may decide."""
    row = proposals.division_change(request.actor, uuid)
    context = {
        "change": row,
        "effects": proposals.effects(row),
        "may_decide": bool(row.may(request.actor, Can.ACCEPT_DIVISION_CHANGE)),
    }
    return render(request, "territory/change.html", context)


def _status(form: forms.Form) -> int:
    return HTTPStatus.OK if form.is_valid() else HTTPStatus.UNPROCESSABLE_ENTITY
