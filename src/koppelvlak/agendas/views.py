"""Pages on which one reads agendas."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from koppelvlak.agendas import overview, queries
from koppelvlak.agendas.documents import agenda_document
from koppelvlak.agendas.following import may_follow
from koppelvlak.agendas.input_queries import published
from koppelvlak.agendas.models import SectorAgenda
from koppelvlak.framework.queries import sees, themes
from koppelvlak.kit.access import Actor, may
from koppelvlak.kit.documents.printing import Format
from koppelvlak.kit.documents.responses import asked, download, downloads
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.rights import Can

FORMATS = (Format.PDF, Format.WORD, Format.EXCEL)
# What the page of a version offers, each under the name that its template asks for.
STEPS = {
    "may_write": Can.ADD_SPEARHEAD,
    "may_align": Can.ALIGN_AGENDA,
    "may_record": Can.RECORD_ALIGNMENT,
    "may_rewrite": Can.REWRITE_AGENDA,
    "may_adopt": Can.ADOPT_AGENDA,
}


@require_safe
def agendas(request: ActingRequest) -> HttpResponse:
    """List the agendas of every sector."""
    queries.see_agendas(request.actor)
    rows = overview.by_sector(request.actor)
    context = {
        "rows": rows,
        "may_follow": may_follow(request.actor),
        "may_start": sees(Can.START_AGENDA, request.actor) and bool(overview.startable(rows)),
    }
    return render(request, "agendas/list.html", context)


@require_safe
def detail(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show one version of an agenda."""
    row = queries.agenda(uuid, actor=request.actor)
    shown = overview.whole(row, request.actor)
    into = asked(request, FORMATS)
    if into:
        said = published(row, themes(), actor=request.actor)
        return download(agenda_document(shown, said, on=request.actor.on), into, by=request.actor)
    context = {
        "agenda": row,
        "shown": shown,
        "ready": all(one.counts for one in shown.said),
        "may_start": sees(Can.START_AGENDA, request.actor) and not shown.unfinished,
        "may_follow": row.is_decided and may_follow(request.actor),
        "downloads": downloads(request, FORMATS),
        "sees_input": may(Can.SEE_SPREAD, row.related_to(request.actor), row.rights),
        "page_tlp": row.tlp,
        **_steps(row, request.actor),
    }
    return render(request, "agendas/detail.html", context)


def _steps(row: SectorAgenda, actor: Actor) -> dict[str, Any]:
    return {name: bool(row.may(actor, can)) for name, can in STEPS.items()}
