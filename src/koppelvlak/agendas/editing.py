"""Pages on which a national editor writes a version."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas import actions, overview, queries
from koppelvlak.agendas.forms import (
    ConfirmForm,
    IntroductionForm,
    PrioritiesForm,
    SectorForm,
    SpearheadForm,
    ranked,
)
from koppelvlak.agendas.models import SectorAgenda, Spearhead
from koppelvlak.agreements.models import named
from koppelvlak.framework.queries import themes
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import run, typed
from koppelvlak.rights import Can

FORM = "agendas/form.html"
INTRODUCTION = ("title_nl", "title_en", "note_nl", "note_en")


def start(request: ActingRequest) -> HttpResponse:
    """Ask for which sector a version may start, and start it."""
    queries.require_start(request.actor)
    sectors = overview.startable(overview.by_sector(request.actor))
    form = SectorForm(
        typed(request), sectors=sectors, initial={"sector": request.GET.get("sector")}
    )

    def act(given: dict[str, Any]) -> SectorAgenda:
        done = actions.start_version(given["sector"], by=request.actor)
        messages.success(request, _("A next agenda was started."))
        return done

    context = {
        "title": _("Start a next agenda"),
        "lead": _("It begins with the spearheads of the agenda in force. That one holds until the"
                  " steering group adopts the next."),
        "submit": _("Start a next agenda"),
    }  # fmt: skip
    return run(request, form, act, template=FORM, context=context, then=_itself)


def introduce(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Say what a version is called and what it is for."""
    row = queries.agenda(uuid, actor=request.actor, can=Can.INTRODUCE_AGENDA)
    told = {name: getattr(row, name) for name in INTRODUCTION}
    form = IntroductionForm(typed(request), initial=told, version=row.version)

    def act(given: dict[str, Any]) -> SectorAgenda:
        said = actions.Introduction(**{name: given[name] for name in INTRODUCTION})
        done = actions.introduce(row, said, by=request.actor, seen=form.seen)
        messages.success(request, _("Saved."))
        return done

    context = {"agenda": row, "title": _("About this version")}
    return run(request, form, act, template=FORM, context=context, then=row)


def prioritise(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Rank the eight themes."""
    row = queries.agenda(uuid, actor=request.actor, can=Can.PRIORITISE)
    told = ranked(row.priorities.select_related("theme"))
    form = PrioritiesForm(typed(request), themes=themes(), initial=told, version=row.version)

    def act(_given: dict[str, Any]) -> SectorAgenda:
        done = actions.prioritise(row, form.ranks(), by=request.actor, seen=form.seen)
        messages.success(request, _("Saved."))
        return done

    context = {
        "agenda": row,
        "title": _("Rank the themes"),
        "lead": _("Give the most urgent theme rank 1. A theme that has to wait needs no rank."),
    }
    return run(request, form, act, template=FORM, context=context, then=row)


def add_spearhead(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Add a spearhead."""
    row = queries.agenda(uuid, actor=request.actor, can=Can.ADD_SPEARHEAD)
    form = _form(request, row, initial={"theme": request.GET.get("thema")})

    def act(given: dict[str, Any]) -> Spearhead:
        done = actions.add_spearhead(row, _wording(given), by=request.actor)
        messages.success(request, _("Saved."))
        return done

    context = {"agenda": row, "title": _("Add a spearhead")}
    return run(request, form, act, template=FORM, context=context, then=_itself)


def edit_spearhead(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Word a spearhead differently, or let it ask for other agreements."""
    row = queries.spearhead(uuid, actor=request.actor, can=Can.EDIT_SPEARHEAD)
    told = {name: getattr(row, name) for name in actions.PLAIN}
    asked = list(row.agreements.values_list("uuid", flat=True))
    told |= {"theme": row.theme.number, "agreements": asked}
    form = _form(request, row.agenda, initial=told, version=row.version)

    def act(given: dict[str, Any]) -> Spearhead:
        done = actions.edit_spearhead(row, _wording(given), by=request.actor, seen=form.seen)
        messages.success(request, _("Saved."))
        return done

    context = _about(row, _("Change this spearhead"))
    return run(request, form, act, template=FORM, context=context, then=row)


def drop_spearhead(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask whether a spearhead may go, and take it out."""
    row = queries.spearhead(uuid, actor=request.actor, can=Can.DROP_SPEARHEAD)
    form = ConfirmForm(typed(request), version=row.version)

    def act(_given: dict[str, Any]) -> Spearhead:
        done = actions.drop_spearhead(row, by=request.actor, seen=form.seen)
        messages.success(request, _("Dropped. You can put it back on the page of the agenda."))
        return done

    context = _about(row, _("Drop this spearhead?")) | {
        "lead": _("It is no longer part of this version. You can put it back."),
        "submit": _("Drop this spearhead"),
    }
    return run(request, form, act, template=FORM, context=context, then=row.agenda)


def restore(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask whether a dropped spearhead may come back, and put it back."""
    row = queries.spearhead(uuid, actor=request.actor, can=Can.RESTORE_SPEARHEAD)
    form = ConfirmForm(typed(request), version=row.version)

    def act(_given: dict[str, Any]) -> Spearhead:
        done = actions.restore_spearhead(row, by=request.actor, seen=form.seen)
        messages.success(request, _("Put back."))
        return done

    context = _about(row, _("Put this spearhead back?")) | {"submit": _("Put it back")}
    return run(request, form, act, template=FORM, context=context, then=row)


def _form(request: ActingRequest, agenda: SectorAgenda, **kwargs: Any) -> SpearheadForm:
    models = queries.models_for(agenda.sector, request.actor).prefetch_related(named())
    return SpearheadForm(typed(request), themes=themes(), models=models, **kwargs)


def _wording(given: dict[str, Any]) -> actions.Wording:
    told = {name: given[name] for name in ("theme", *actions.PLAIN)}
    return actions.Wording(**told, agreements=tuple(given["agreements"]))


def _about(row: Spearhead, title: Any) -> dict[str, Any]:
    return {"agenda": row.agenda, "spearhead": row, "title": title}


def _itself(row: Any) -> Any:
    return row
