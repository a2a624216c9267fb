"""Pages on which official boundaries and supply areas are imported and decided on."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.kit.access import require
from koppelvlak.kit.imports.areas import SYSTEMS
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.kit.ui.listing import Column, listing
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.territory import area_actions, area_queries, queries
from koppelvlak.territory.area_forms import AreasForm, DeclineAreasForm
from koppelvlak.territory.area_import import Wanted
from koppelvlak.territory.area_map import map_of
from koppelvlak.territory.models import AreaImport
from koppelvlak.territory.overlay import SLIVER, WHOLE
from koppelvlak.territory.words import AGREES, COVERAGES, OUTCOMES

IMPORTS = (
    Column("dag", _("Imported"), lambda row: row.made_on, order="made_on"),
    Column("wat", _("What"), str, order="kind"),
    Column("bestand", _("File"), lambda row: row.name, order="name"),
    Column("bron", _("Source"), lambda row: row.source.text, order="source__text"),
    Column("stand", _("State"), lambda row: row.state_in_words, order="state"),
)
PLACED = (
    Column("naam", _("Municipality"), lambda row: row["name"]),
    Column("code", _("Code"), lambda row: row["code"]),
    Column("gelijk", _("Agrees"), lambda row: str(AGREES[row["said"] == row["lies"]])),
    Column("tabel", _("By the table"), lambda row: row["said"]),
    Column("grond", _("By the ground"), lambda row: row["lies"]),
    Column("deel", _("Share in %"), lambda row: round(row["percent"], 2), numeric=True),
    Column("km2", _("Area in km²"), lambda row: round(row["km2"], 1), numeric=True),
)
COVERED = (
    Column("naam", _("Municipality"), lambda row: row["name"]),
    Column("code", _("Code"), lambda row: row["code"]),
    Column("deel", _("Share in %"), lambda row: round(row["percent"], 2), numeric=True),
    Column("km2", _("Area in km²"), lambda row: round(row["km2"], 1), numeric=True),
    Column("nu", _("Now"), lambda row: row["now_words"]),
    Column("straks", _("Then"), lambda row: row["then_words"]),
    Column("gevolg", _("What follows"), lambda row: row["outcome_words"]),
)

# Said here since it is asked here; what happens that night stands with the networks.
TONIGHT = _("Tonight the networks follow; what that asks of them is then proposed.")


@require_safe
def areas(request: ActingRequest) -> HttpResponse:
    """List the imported boundaries and supply areas, decided or not."""
    queries.see_territory(request.actor)
    shown = listing(request, area_queries.area_imports(request.actor), IMPORTS, default="-dag")
    if shown.wants_csv:
        return shown.csv("grenzen")
    book = register(Register.TERRITORY)
    context = {"listing": shown, "may_import": bool(book.may(request.actor, Can.PROPOSE_AREAS))}
    return render(request, "territory/areas.html", context)


def import_areas(request: ActingRequest) -> HttpResponse:
    """Take a file, check and compare it, and show what would follow; nothing changes yet."""
    queries.see_territory(request.actor)
    book = register(Register.TERRITORY)
    require(Can.PROPOSE_AREAS, book.related_to(request.actor), book.rights)
    form = AreasForm(typed(request), request.FILES or None)

    def act(given: dict[str, Any]) -> AreaImport:
        file = given["file"]
        wanted = Wanted(
            given["kind"],
            Organisation.objects.filter(key=given["organisation"]).first(),
            Sector.objects.filter(key=given["sector"]).first(),
        )
        checked = area_actions.preview(file.read(), name=file.name, wanted=wanted, by=request.actor)
        return area_actions.propose_areas(
            checked, origin=given["origin"], dated=given["dated"], by=request.actor
        )

    return run(
        request, form, act, template="territory/import_areas.html", context={}, then=lambda row: row
    )


@require_safe
def area_import(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what a file turned out to be, what follows from it, and who may decide."""
    row = area_queries.area_import(request.actor, uuid)
    columns = COVERED if row.is_supply else PLACED
    # What is doubtful comes first: the smallest shares.
    shown = listing(request, _in_words(row), columns, default="deel")
    if shown.wants_csv:
        return shown.csv("grenzen-vergeleken")
    can = Can.ACCEPT_SUPPLY if row.is_supply else Can.ACCEPT_BOUNDARIES
    context = {
        "change": row,
        "listing": shown,
        "outcome": area_queries.outcome(row),
        "system": SYSTEMS[row.found["system"]],
        "map": map_of(row),
        "may_decide": bool(row.may(request.actor, can)),
        "sliver": f"{100 * SLIVER:g}",
        "whole": f"{100 * WHOLE:g}",
    }
    return render(request, "territory/area_import.html", context)


def _in_words(row: AreaImport) -> list[dict[str, Any]]:
    """Return the findings with the words and figures that the list shows."""
    found = [{**one, "percent": 100 * one["share"]} for one in row.findings["rows"]]
    if row.is_supply:
        for one in found:
            one["now_words"] = str(COVERAGES[one["now"]])
            one["then_words"] = str(COVERAGES[one["coverage"]])
            one["outcome_words"] = str(OUTCOMES[one["outcome"]])
    return found


def accept_areas(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask once more, then draw the boundaries or let the links follow from the area."""
    seen = area_queries.area_import(request.actor, uuid)
    can = Can.ACCEPT_SUPPLY if seen.is_supply else Can.ACCEPT_BOUNDARIES
    row = area_queries.decidable_areas(request.actor, uuid, can)
    form = Form(typed(request), version=row.version)

    def act(_given: dict[str, Any]) -> AreaImport:
        if row.is_supply:
            done = area_actions.accept_supply(row, by=request.actor, seen=form.seen)
            messages.success(request, _("Accepted. The supply links follow the area from today."))
            messages.success(request, TONIGHT)
        else:
            done = area_actions.accept_boundaries(row, by=request.actor, seen=form.seen)
            messages.success(request, _("Accepted. The maps show these boundaries."))
        return done

    context = {"change": row, "outcome": area_queries.outcome(row)}
    return run(
        request, form, act, template="territory/accept_areas.html", context=context, then=row
    )


def decline_areas(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Leave maps and links as they are, with a reason."""
    row = area_queries.decidable_areas(request.actor, uuid, Can.DECLINE_AREAS)
    form = DeclineAreasForm(typed(request), version=row.version)

    def act(given: dict[str, Any]) -> AreaImport:
        done = area_actions.decline_areas(
            row, reason=given["reason"], by=request.actor, seen=form.seen
        )
        messages.success(request, _("Declined. Maps and links stay as they are."))
        return done

    return run(
        request,
        form,
        act,
        template="territory/decline_areas.html",
        context={"change": row},
        then=row,
    )
