"""Search over everything one may see."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.search.index import kinds
from koppelvlak.kit.search.query import found, grouped, ranked
from koppelvlak.kit.search.words import MOST_TYPED, Asked, ask

EACH, SIZE = 5, 25
RESULTS = "search-results"


@require_safe
def search(request: ActingRequest) -> HttpResponse:
    """Show the first results of every kind, or page through all of one kind."""
    typed, chosen = request.GET.get("q", ""), request.GET.get("soort", "")
    asked = ask(typed)
    context: dict[str, Any] = {
        "q": typed[:MOST_TYPED],
        "remarks": _remarks(typed, asked),
        "groups": grouped(asked, actor=request.actor, each=EACH),
        "most": MOST_TYPED,
    }
    context["total"] = sum(group.total for group in context["groups"])
    kind = next((kind for kind in kinds() if kind.name == chosen), None)
    if kind is not None and asked:
        rows = ranked(asked, found(asked, actor=request.actor, kind=kind.name))
        page = Paginator(rows, SIZE).get_page(request.GET.get("pagina"))
        asks = urlencode({"q": context["q"], "soort": kind.name})
        context |= {"kind": kind, "page": page, "asks": asks}
    # While someone types, htmx asks for the results alone.
    alone = request.htmx and request.htmx.target == RESULTS
    return render(request, f"portal/search.html{'#results' if alone else ''}", context)


def _remarks(typed: str, asked: Asked) -> list[Any]:
    """Return what should be said about the question itself."""
    remarks: list[Any] = []
    if asked.odd:
        remarks.append(_("Your search holds a character that cannot be searched for."))
    if asked.cut:
        remarks.append(
            format_lazy(_("Only the first {most} characters were looked at."), most=MOST_TYPED)
        )
    if typed.strip() and not asked:
        remarks.append(_("Type a word or a number; signs alone cannot be found."))
    return remarks
