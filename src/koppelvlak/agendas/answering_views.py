"""Pages on which a network sees what agendas ask of it, and answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.agendas import following, taking_up
from koppelvlak.agendas.answering_forms import AsideForm, InPlaceForm
from koppelvlak.agendas.following import Followed
from koppelvlak.agendas.models import Assignment
from koppelvlak.agendas.saying import STEPS, explained, lagging, tone
from koppelvlak.kit.access import Actor
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.rights import Can, Rel

ANSWERS = (
    (Can.ACCEPT_ASSIGNMENT, "agendas:accept", _("Accept")),
    (Can.POINT_OUT_AGREEMENTS, "agendas:in_place", _("Already in place")),
    (Can.SET_ASSIGNMENT_ASIDE, "agendas:not_applicable", _("Not applicable")),
    (Can.REOPEN_ASSIGNMENT, "agendas:reopen", _("Take the answer back")),
)


@require_safe
def of_network(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what the agenda of its sector asks of a network, what it answered, and how far it is."""
    network, found = following.of_network(uuid, actor=request.actor)
    # Editors read how far it is; the agreements themselves stay with the table.
    sits = bool({Rel.MEMBER, Rel.COORDINATOR} & network.related_to(request.actor))
    context = {
        "network": network,
        "lines": [_line(one, request.actor) for one in found],
        "sits": sits,
        "agenda": found[0].assignment.spearhead.agenda if found else None,
        "page_tlp": Tlp.AMBER,
    }
    return render(request, "agendas/of_network.html", context)


def accept(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Take up what a spearhead asks."""
    row = following.assignment_to(Can.ACCEPT_ASSIGNMENT, uuid, actor=request.actor)
    form = Form(typed(request), version=row.version)

    def act(_given: dict[str, Any]) -> None:
        taking_up.accept(row, by=request.actor, seen=form.seen)
        messages.success(request, _("Accepted."))

    return _answer(
        request, row, form, act, title=_("Accept this assignment"),
        models=following.models_without(row),
        lead=_(
            "Your network makes the agreements that this spearhead asks for. Each is proposed to"
            " your network at once, to adopt or to deviate from."
        ),
    )  # fmt: skip


def in_place(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Point at the agreements that answer it already."""
    row = following.assignment_to(Can.POINT_OUT_AGREEMENTS, uuid, actor=request.actor)
    offered = following.to_point_out(row.network, actor=request.actor)
    start = {"agreements": [one.uuid for one in row.agreements.all()]}
    form = InPlaceForm(
        typed(request), agreements=offered, theme=row.spearhead.theme, version=row.version,
        initial=start,
    )  # fmt: skip

    def act(given: dict[str, Any]) -> None:
        taking_up.point_out(row, list(given["agreements"]), by=request.actor, seen=form.seen)
        messages.success(request, _("Saved."))

    return _answer(
        request, row, form, act, title=_("This is already in place"), none=not offered,
        lead=_("How far your network is then follows from the agreements that you choose."),
    )  # fmt: skip


def not_applicable(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Say that it is not for this network, and why."""
    row = following.assignment_to(Can.SET_ASSIGNMENT_ASIDE, uuid, actor=request.actor)
    form = AsideForm(typed(request), version=row.version, initial={"reason": row.reason})

    def act(given: dict[str, Any]) -> None:
        taking_up.set_aside(row, given["reason"], by=request.actor, seen=form.seen)
        messages.success(request, _("Saved."))

    lead = _("Who sits in your network and who wrote the agenda read this reason.")
    return _answer(request, row, form, act, title=_("This is not for our network"), lead=lead)


def reopen(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Take the answer back."""
    row = following.assignment_to(Can.REOPEN_ASSIGNMENT, uuid, actor=request.actor)
    form = Form(typed(request), version=row.version)

    def act(_given: dict[str, Any]) -> None:
        taking_up.reopen(row, by=request.actor, seen=form.seen)
        messages.success(request, _("The answer was taken back."))

    lead = _("The assignment is open again. What was proposed to your network stays there.")
    return _answer(request, row, form, act, title=_("Take the answer back"), lead=lead)


def _answer(
    request: ActingRequest, row: Assignment, form: Form, act: Any, **said: Any
) -> HttpResponse:
    context = {
        "assignment": row,
        "spearhead": row.spearhead,
        "network": row.network,
        "page_tlp": Tlp.AMBER,
        **said,
    }
    then = row.get_absolute_url()
    return run(request, form, act, template="agendas/answer.html", context=context, then=then)


def _line(one: Followed, actor: Actor) -> dict[str, Any]:
    row = one.assignment
    return {
        "row": row,
        "spearhead": row.spearhead,
        "asked": one.asked,
        "pointed": one.pointed,
        "step": STEPS[one.progress.step],
        "tone": tone(one.progress.step),
        "why": explained(one.progress),
        "lags": lagging(one.progress),
        "answers": list(_answers(row, actor)),
    }


def _answers(row: Assignment, actor: Actor) -> Iterator[tuple[str, Any]]:
    """Yield the answers that this actor may give now; accepting twice says nothing new."""
    for can, address, label in ANSWERS:
        again = can is Can.ACCEPT_ASSIGNMENT and row.state == "accepted"
        if not again and row.may(actor, can):
            yield address, label
