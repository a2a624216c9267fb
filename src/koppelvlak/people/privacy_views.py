"""Pages on what is kept of a person: to see it, to take it along, to have it erased."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.decorators import reauthentication_required
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import require
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import run, typed
from koppelvlak.people import erasure, queries
from koppelvlak.people import export as exporting
from koppelvlak.people.forms import ConfirmForm
from koppelvlak.people.models import Person
from koppelvlak.rights import PAGE, Can


def export(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what is kept of oneself, a chapter at a time; sent as a form it all comes as a file."""
    person = _person(request, uuid, Can.EXPORT_PERSON)
    if request.method == "POST":
        found = exporting.export_person(person, by=request.actor)
        pretty = {"indent": 2, "ensure_ascii": False}
        response = JsonResponse(found, json_dumps_params=pretty)
        response["Content-Disposition"] = 'attachment; filename="koppelvlak.json"'
        return response
    asked = request.GET.get("deel", "")
    chapter = asked if asked in exporting.CHAPTERS else next(iter(exporting.CHAPTERS))
    context = {
        "person": person,
        "parts": list(exporting.CHAPTERS[chapter][1](person)),
        "chapter": chapter,
        "chapters": [(key, title) for key, (title, _parts) in exporting.CHAPTERS.items()],
        "page_tlp": Tlp.AMBER_STRICT,
    }
    return render(request, "people/export.html", context)


@reauthentication_required  # type: ignore[untyped-decorator]
def erase(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask once more, then erase; who erased themselves is signed out."""
    person = _person(request, uuid, Can.ERASE_PERSON)
    oneself = person.uuid == request.actor.person
    form = ConfirmForm(typed(request), version=person.version)

    def act(_given: dict[str, Any]) -> None:
        erasure.erase_person(person, by=request.actor, seen=form.seen)
        if oneself:
            logout(request)
        messages.success(request, _("Erased. The log keeps that it happened, without a name."))

    context = {
        "form": form,
        "person": person,
        "oneself": oneself,
        "backup_days": settings.BACKUP_DAYS,
        "page_tlp": Tlp.AMBER_STRICT,
    }
    then = settings.LOGIN_URL if oneself else settings.LOGIN_REDIRECT_URL
    return run(request, form, act, template="people/erase.html", context=context, then=then)


def _person(request: ActingRequest, uuid: UUID, can: Can) -> Person:
    person = queries.person_seen(uuid, request.actor)
    require(can, person.related_to(request.actor), PAGE)
    return person
