"""Pages about input: what is asked and what came of it, giving it, and all of it for editors."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from koppelvlak.agendas import input_actions, input_queries
from koppelvlak.agendas.input_forms import InputForm, InputUntilForm
from koppelvlak.agendas.input_queries import Giver, ThemeSaid
from koppelvlak.agendas.models import SectorAgenda
from koppelvlak.agendas.queries import agenda
from koppelvlak.agendas.spread import pressing
from koppelvlak.framework.queries import themes
from koppelvlak.kit.access import may
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.kit.ui.listing import Column, listing
from koppelvlak.organisations.queries import organisation_to
from koppelvlak.rights import Can

FORM = "agendas/input_form.html"
COLUMNS = (
    Column("thema", _("Theme"), lambda row: str(row.theme), order="theme__number"),
    Column("van", pgettext_lazy("organisation", "From"), lambda row: str(row.giver)),
    Column("belang", _("How important"), lambda row: row.importance, order="importance",
           numeric=True),
    Column("nu", _("How far now"), lambda row: row.present, order="present", numeric=True),
    Column("opmerking", _("Remark"), lambda row: row.remark),
    Column("dag", _("Day"), lambda row: row.on, order="on"),
)  # fmt: skip


@require_safe
def given(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what is asked, what the own people said, and median and spread once published."""
    actor = request.actor
    row = input_queries.agenda_of_input(uuid, actor=actor)
    own = input_queries.own_shares(row, actor=actor)
    context = {
        "agenda": row,
        "takes_input": row.takes_input(actor.on),
        "own": own,
        "spread": _spread(input_queries.published(row, themes(), actor=actor)),
        "may_ask": row.may(actor, Can.OPEN_INPUT) and not row.published_on,
        "may_publish": _can_publish(request, row),
        "may_see_all": may(Can.SEE_ALL_INPUT, row.related_to(actor), row.rights),
        "page_tlp": Tlp.AMBER_STRICT if any(one.rows for one in own) else Tlp.GREEN,
    }
    return render(request, "agendas/input.html", context)


@require_safe
def all_of_it(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show an editor all input: who gave it, what it says together, and each answer."""
    actor = request.actor
    row = input_queries.agenda_of_input(uuid, actor=actor, can=Can.SEE_ALL_INPUT)
    rows = input_queries.all_input(row, actor=actor)
    shown = listing(request, rows, COLUMNS, default="thema")
    if shown.wants_csv:
        return shown.csv(f"inbreng-{row.sector.key}-{row.number}", tlp=Tlp.AMBER_STRICT)
    networks = input_queries.networks_of(row)
    givers: list[Giver] = [*input_queries.organisations_of(row, networks), *networks]
    every = input_queries.shares(givers, rows)
    context = {
        "agenda": row,
        "listing": shown,
        "spread": _spread(input_queries.said_together(row, themes())),
        "gave": [one for one in every if one.rows],
        "silent": [one for one in every if not one.rows],
        "page_tlp": Tlp.AMBER_STRICT,
    }
    return render(request, "agendas/all_input.html", context)


def ask(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask for input until a day, or choose another day."""
    row = agenda(uuid, actor=request.actor, can=Can.OPEN_INPUT)
    told = {"until": row.input_until}
    form = InputUntilForm(typed(request), initial=told, version=row.version)

    def act(given: dict[str, Any]) -> SectorAgenda:
        done = input_actions.open_input(row, given["until"], by=request.actor, seen=form.seen)
        messages.success(request, _("Saved. Who is asked gets a mail."))
        return done

    context = {
        "agenda": row,
        "title": _("Choose another last day") if row.input_until else _("Ask for input"),
        "lead": _("Organisations and networks of the sector say of each theme how important it is"
                  " and how far they are. Only they and the national editors see their answers."),
        "submit": _("Save and send mails"),
    }  # fmt: skip
    return run(request, form, act, template=FORM, context=context, then=_to_input)


def publish(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask whether median and spread may be shown to all, and show them."""
    row = agenda(uuid, actor=request.actor, can=Can.PUBLISH_INPUT)
    form = Form(typed(request), version=row.version)

    def act(_given: dict[str, Any]) -> SectorAgenda:
        done = input_actions.publish_input(row, by=request.actor, seen=form.seen)
        messages.success(request, _("Published."))
        return done

    context = {
        "agenda": row,
        "title": _("Publish median and spread"),
        "lead": _("All participants see the median and the spread for each theme, never who said"
                  " what. After this no input can be given. A theme with fewer than three answers"
                  " shows nothing."),
        "submit": _("Publish"),
    }  # fmt: skip
    return run(request, form, act, template=FORM, context=context, then=_to_input)


def give(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Give the input of the own organisation."""
    actor = request.actor
    row = input_queries.agenda_of_input(uuid, actor=actor)
    own = input_queries.organisation_asked(row, actor=actor)
    if own is None:
        raise UnseenError
    return _give(request, row, organisation_to(Can.GIVE_INPUT, own.uuid, actor=actor))


def give_for_network(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Give the input of a network that one leads."""
    return _give(request, *input_queries.network_asked(uuid, actor=request.actor))


def _give(request: ActingRequest, row: SectorAgenda, giver: Giver) -> HttpResponse:
    actor = request.actor
    if request.method == "GET":
        input_actions.require_in_time(row, actor)
    form = InputForm(
        typed(request),
        themes=themes(),
        known=input_queries.given(row, giver),
        firsts=input_queries.shown_first(row, giver, actor=actor),
    )

    def act(_given: dict[str, Any]) -> SectorAgenda:
        input_actions.give_input(row, giver, form.answers(), by=actor)
        messages.success(request, _("Saved. You can change it until the last day."))
        return row

    context = {"agenda": row, "giver": giver, "page_tlp": Tlp.AMBER_STRICT}
    return run(
        request, form, act, template="agendas/give_input.html", context=context, then=_to_input
    )


def _spread(lines: Sequence[ThemeSaid]) -> list[dict[str, Any]]:
    """Return a line per theme, and its place among what presses most."""
    order = pressing({one.theme.number: one.said for one in lines})
    return [
        {
            "theme": one.theme,
            "importance": one.said.importance,
            "present": one.said.present,
            "place": order.index(one.theme.number) + 1 if one.said.weight is not None else None,
        }
        for one in lines
    ]


def _can_publish(request: ActingRequest, row: SectorAgenda) -> bool:
    over = row.input_until is not None and row.input_until < request.actor.on
    return over and not row.published_on and bool(row.may(request.actor, Can.PUBLISH_INPUT))


def _to_input(row: SectorAgenda) -> str:
    return reverse("agendas:input", args=[row.uuid])
