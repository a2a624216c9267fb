"""The page on which one sees how far networks are with an agenda."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_safe

from koppelvlak.agendas import following
from koppelvlak.agendas.documents import progress_document
from koppelvlak.agendas.progress import Step
from koppelvlak.agendas.progress_table import Wanted, heads, named, overview
from koppelvlak.kit.documents.printing import Format
from koppelvlak.kit.documents.responses import asked, download, downloads
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.listing import paged

FORMATS = (Format.PDF, Format.WORD, Format.EXCEL)
LINES = 25


@require_safe
def progress(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show networks beside spearheads: who took up what, how far it is, and what lags."""
    actor = request.actor
    agenda = following.agenda_to_follow(uuid, actor=actor)
    wanted = _wanted(request.GET)
    found = following.of_agenda(agenda, actor=actor)
    shown = overview(found, wanted)
    into = asked(request, FORMATS)
    if into:
        return download(progress_document(agenda, shown, on=actor.on), into, by=actor)
    context = {
        "agenda": agenda,
        "shown": shown,
        "every": [one.spearhead for one in shown.sums],
        "columns": [(one, named(one)) for one in shown.spearheads],
        "heads": heads(),
        "paged": paged(request, shown.lines, size=LINES),
        "wanted": wanted,
        "downloads": downloads(request, FORMATS),
        "page_tlp": Tlp.AMBER if found else Tlp.GREEN,
    }
    return render(request, "agendas/progress.html", context)


def _wanted(query: QueryDict) -> Wanted:
    """Return what the address asks for; what makes no sense there is passed over."""
    step, spearhead = query.get("stand", ""), query.get("speerpunt", "")
    return Wanted(
        lags=query.get("achter") == "ja",
        step=step if step in {one.value for one in Step} else "",
        spearhead=spearhead if spearhead.isascii() and spearhead.isdecimal() else "",
    )
