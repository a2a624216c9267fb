"""Pages (to be built)."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse


def page(request: HttpRequest, **_where: object) -> HttpResponse:
    return HttpResponse("to be built")
