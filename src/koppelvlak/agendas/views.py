"""Pages on which one reads agendas."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from koppelvlak.agendas import queries
from koppelvlak.kit.requests import ActingRequest


@require_safe
def agendas(request: ActingRequest) -> HttpResponse:
    """List the agendas of every sector."""
    return render(request, "agendas/list.html", {"agendas": queries.agendas(request.actor)})


@require_safe
def detail(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show one version of an agenda."""
    return render(
        request, "agendas/detail.html", {"agenda": queries.agenda(uuid, actor=request.actor)}
    )
