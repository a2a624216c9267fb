"""Pages on which a national editor records who aligned with an agenda, and its adoption."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas import deciding, queries
from koppelvlak.agendas.forms import AdoptForm, AlignmentForm, ConfirmForm
from koppelvlak.agendas.models import Body, SectorAgenda
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import run, typed
from koppelvlak.rights import Can

FORM = "agendas/form.html"
SAID = ("by_whom", "on", "document", "reservation")


def align(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask whether a version may be sent to be aligned, and send it."""
    row = queries.agenda(uuid, actor=request.actor, can=Can.ALIGN_AGENDA)
    form = ConfirmForm(typed(request), version=row.version)

    def act(_given: dict[str, Any]) -> SectorAgenda:
        done = deciding.align(row, by=request.actor, seen=form.seen)
        messages.success(request, _("Record here who aligned with it, in any order."))
        return done

    context = {
        "agenda": row,
        "title": _("Send this version to be aligned?"),
        "lead": _("From now on its text stays as it is: the sector, the NCTV and the"
                  " Veiligheidsberaad say what they think of it. You can take it back."),
        "submit": _("Send it to be aligned"),
    }  # fmt: skip
    return run(request, form, act, template=FORM, context=context, then=row)


def rewrite(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask whether a version may be taken back, and let it be written again."""
    row = queries.agenda(uuid, actor=request.actor, can=Can.REWRITE_AGENDA)
    form = ConfirmForm(typed(request), version=row.version)

    def act(_given: dict[str, Any]) -> SectorAgenda:
        done = deciding.rewrite(row, by=request.actor, seen=form.seen)
        messages.success(request, _("It is a draft again."))
        return done

    context = {
        "agenda": row,
        "title": _("Take this version back to write on?"),
        "lead": _("What was said of it stays readable. All three align again with the new text."),
        "submit": _("Take it back"),
    }
    return run(request, form, act, template=FORM, context=context, then=row)


def record(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Record what one body said; ``?wie=`` chooses which, and shows what it said before."""
    row = queries.agenda(uuid, actor=request.actor, can=Can.RECORD_ALIGNMENT)
    form = AlignmentForm(
        typed(request), initial=_said(row, request.GET.get("wie", "")), version=row.version
    )

    def act(given: dict[str, Any]) -> SectorAgenda:
        said = deciding.Aligned(**{name: given[name] for name in ("body", *SAID)})
        done = deciding.record_alignment(row, said, by=request.actor, seen=form.seen)
        messages.success(request, _("Recorded."))
        return done

    context = {
        "agenda": row,
        "title": _("Record an alignment"),
        "lead": _("What a body said before is replaced by what you record now."),
    }
    return run(request, form, act, template=FORM, context=context, then=row)


def adopt(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Record that the steering group adopted a version."""
    row = queries.agenda(uuid, actor=request.actor, can=Can.ADOPT_AGENDA)
    form = AdoptForm(typed(request), agenda=row, version=row.version)

    def act(given: dict[str, Any]) -> SectorAgenda:
        told = {key: text for key, text in given.items() if key.startswith("adopted_")}
        decision = deciding.Adoption(**told, followed=form.followed())
        done = deciding.adopt(row, decision, by=request.actor, seen=form.seen)
        messages.success(request, _("Recorded. Every network of the sector has its assignments."))
        return done

    context = {
        "agenda": row,
        "title": _("Record the adoption"),
        "lead": _("The steering group decides; you write down what it decided. Every network of"
                  " the sector is then asked what it does with each spearhead."),
        "submit": _("Record the adoption"),
    }  # fmt: skip
    return run(request, form, act, template=FORM, context=context, then=row)


def _said(row: SectorAgenda, body: str) -> dict[str, Any]:
    if body not in Body.values:
        return {}
    known = row.alignments.filter(body=body).first()
    return {"body": body, **({name: getattr(known, name) for name in SAID} if known else {})}
