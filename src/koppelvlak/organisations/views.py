"""Pages of organisations."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import run, typed
from koppelvlak.kit.ui.listing import Column, listing
from koppelvlak.organisations import actions, page_parts, queries
from koppelvlak.organisations.forms import AboutForm
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.sectors.queries import sectors


def taking_part(row: Organisation) -> Any:
    """Say in words whether an organisation takes part, looks on, or has not joined."""
    if row.kind.guest:
        return _("guest")
    if row.ended:
        return _("exists no longer")
    return _("takes part") if row.joined else _("has not joined yet")


def _sectors(row: Organisation) -> str:
    return ", ".join(sector.name for sector in row.sectors.all())


COLUMNS = (
    Column("naam", _("Name"), lambda row: row.name, order="name"),
    Column("kort", _("Short name"), lambda row: row.short_name, order="short_name"),
    Column("soort", _("Kind"), lambda row: row.kind, order="kind__position"),
    Column("sectoren", _("Sectors"), _sectors),
    Column("deelname", _("Participation"), taking_part, order="joined"),
)


@require_safe
def every(request: ActingRequest) -> HttpResponse:
    """List the organisations, of one kind or sector, or all."""
    kinds, every_sector = list(queries.kinds()), sectors()
    wanted = queries.Wanted(
        kind=_known(request.GET, "soort", [kind.key for kind in kinds]),
        sector=_known(request.GET, "sector", [sector.key for sector in every_sector]),
        everybody=request.GET.get("wie") == "iedereen",
    )
    shown = listing(request, queries.organisations(request.actor, wanted), COLUMNS, default="naam")
    if shown.wants_csv:
        return shown.csv("organisaties")
    context = {"listing": shown, "wanted": wanted, "kinds": kinds, "sectors": every_sector}
    return render(request, "organisations/list.html", context)


@require_safe
def detail(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show who an organisation is, how it is reached, and where it sits."""
    actor = request.actor
    row = queries.organisation(uuid, actor=actor)
    desks = queries.desks(row, actor=actor)
    facts: list[Any] = [row, *row.names.all(), *row.successions.all(), *row.precedents.all()]
    context = {
        "organisation": row,
        "taking_part": taking_part(row),
        "role_is_kind": row.role.casefold() == str(row.kind).casefold(),
        "desks": desks,
        "page_tlp": queries.strictest(desks),
        "parts": page_parts.parts(row, actor=actor),
        "sources": page_parts.sources({fact.source for fact in facts}),
        "own_words": queries.in_own_words(row),
        "may_edit": bool(row.may(actor, Can.EDIT_ORGANISATION)),
        "may_add": bool(row.may(actor, Can.ADD_CONTACT_POINT)),
        "may_import": bool(row.may(actor, Can.IMPORT_CONTACT_POINTS)),
        "may_confirm": bool(desks and row.may(actor, Can.CONFIRM_CONTACT_POINTS)),
    }
    return render(request, "organisations/detail.html", context)


def edit(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Let a manager say what the organisation does."""
    row = queries.organisation_to(Can.EDIT_ORGANISATION, uuid, actor=request.actor)
    said = {name: getattr(row, name) for name in queries.OWN_WORDS}
    form = AboutForm(typed(request), initial=said, version=row.version)

    def act(given: dict[str, Any]) -> Organisation:
        about = actions.About(**{name: given[name] for name in queries.OWN_WORDS})
        done = actions.edit_organisation(row, about, by=request.actor, seen=form.seen)
        messages.success(request, _("Saved."))
        return done

    return run(
        request,
        form,
        act,
        template="organisations/form.html",
        context={"organisation": row, "title": _("Change what is said here")},
        then=row,
    )


def _known(query: QueryDict, name: str, offered: list[str]) -> str:
    """Return the choice in the address; what was not offered counts as no choice."""
    value = query.get(name, "")
    return value if value in offered else ""
