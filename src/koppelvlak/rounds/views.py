"""Pages of the verification round for who signed in: how far everybody is, and one's own answer."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.kit.half_years import half_year
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.by_link import ConfirmForm
from koppelvlak.kit.ui.forms import run
from koppelvlak.kit.ui.listing import Column, listing
from koppelvlak.rounds import actions, queries
from koppelvlak.rounds.cover import Standing
from koppelvlak.rounds.models import Ask
from koppelvlak.rounds.queries import Progress

STATES = {
    queries.ANSWERED: _("all confirmed"),
    queries.PARTLY: _("confirmed in part"),
    queries.SILENT: _("not answered"),
    queries.NOTHING: _("nothing that you may see"),
}


def state_words(row: Progress) -> Any:
    """Return in words how far an organisation is."""
    return STATES[row.state]


COLUMNS = (
    Column("organisatie", _("Organisation"), lambda row: row.round.organisation.name),
    Column("stand", _("State"), state_words),
    Column("gevraagd", _("Asked on"), lambda row: row.round.asked_on),
    Column("bevestigd", _("Contact points confirmed"), lambda row: row.confirmed, numeric=True),
    Column("van", _("of"), lambda row: row.points, numeric=True),
    Column("laatst", _("Last confirmed on"), lambda row: row.last),
    Column("door", _("By"), lambda row: row.by or None),
)


@require_safe
def every(request: ActingRequest) -> HttpResponse:
    """List how far the organisations are that one shares a network with."""
    rows = queries.progress(queries.rounds(request.actor), request.actor)
    shown = listing(request, rows, COLUMNS, default="organisatie")
    half = half_year(request.actor.on)
    if shown.wants_csv:
        return shown.csv(f"ronde-{half.begin:%Y-%m}", tlp=Tlp.AMBER)
    counts = {state: sum(row.state == state for row in rows) for state in STATES}
    context = {"listing": shown, "half": half, "counts": counts, "page_tlp": Tlp.AMBER}
    return render(request, "rounds/list.html", context)


def detail(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show how far one organisation is; whoever was asked answers here as well."""
    row = queries.round_seen(uuid, request.actor)
    ask = queries.ask_of(row, request.actor)
    found = queries.standing(ask) if ask else Standing()
    form = ConfirmForm(request.POST if request.method == "POST" else None)

    def act(_given: dict[str, Any]) -> None:
        actions.answer(ask or Ask(round=row), by=request.actor)
        messages.success(request, _("Confirmed. Thank you."))

    context = {
        "round": row,
        "organisation": row.organisation,
        "progress": queries.progress([row], request.actor)[0],
        "ask": ask,
        "found": found,
        "page_tlp": queries.strictest(found),
    }
    return run(request, form, act, template="rounds/detail.html", context=context, then=row)
