"""Pages of agreements."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from koppelvlak.agreements.models import Agreement, Covenant
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.requests import ActingRequest


@require_safe
def every(request: ActingRequest) -> HttpResponse:
    """List the agreements that one may see."""
    return render(request, "agreements/list.html", {})


@require_safe
def detail(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show one agreement."""
    row = Agreement.objects.visible_to(request.actor).filter(uuid=uuid).first()
    if row is None:
        raise UnseenError
    return render(request, "agreements/detail.html", {"agreement": row})


@require_safe
def covenant(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show one covenant."""
    row = Covenant.objects.visible_to(request.actor).filter(uuid=uuid).first()
    if row is None:
        raise UnseenError
    return render(request, "agreements/covenant.html", {"covenant": row})
