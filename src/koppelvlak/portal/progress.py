"""How far the work is that somebody waits for: a bar that asks again every second."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.progress import how_far
from koppelvlak.kit.requests import ActingRequest

# A page that lost its server asks no longer than this.
MOST_ASKED = 600


@require_safe
def progress(request: ActingRequest) -> HttpResponse:
    """Show the bar of the form with the token ``van``; without an end until something is heard."""
    try:
        token, asked = UUID(request.GET.get("van", "")), int(request.GET.get("keer", "0"))
    except ValueError:
        raise UnseenError from None
    share = how_far(str(token), request.actor)
    context = {
        "token": token,
        "percent": None if share is None else int(100 * share),
        "again": asked + 1,
        "over": not 0 <= asked < MOST_ASKED,
    }
    return render(request, "components/waiting.html", context)
