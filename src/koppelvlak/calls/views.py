"""Pages on which one party calls another to account, and both bring that to an end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.calls import actions, checking, forms, queries
from koppelvlak.calls.models import Call
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.kit.ui.listing import Column, Paged, listing
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can

COLUMNS = (
    Column("wanneer", _("Started"), lambda row: row.started_on, order="started_on"),
    Column("wie", _("Who calls"), lambda row: row.caller.short_name, order="caller__short_name"),
    Column(
        "aan", _("Who is called"), lambda row: row.called.short_name, order="called__short_name"
    ),
    Column("antwoord", _("Answer by"), lambda row: row.answer_by, order="answer_by"),
    Column("stand", _("State"), lambda row: row.state_words, order="state"),
)
CHOICES = (
    (queries.RUNNING_ONES, _("running")),
    (queries.OVER_ONES, _("over")),
    (queries.ALL_ONES, _("all")),
)
CANDOUR = _(
    "Calling one another to account is a conversation. It is no notice of default, and answering or"
    " repairing is no admission of liability. Nobody counts it."
)


@require_safe
def every(request: ActingRequest) -> HttpResponse:
    """List the calls of the own organisation, and those to which it was invited."""
    asked = request.GET.get("stand", "")
    which = asked if asked in queries.STATES else queries.RUNNING_ONES
    seen = listing(
        request, queries.calls(request.actor, which), COLUMNS, default="-wanneer", size=25
    )
    context = {
        "listing": seen,
        # Without the file that other lists offer: a call leaves in no export.
        "pages": Paged(seen.page, request.GET),
        "which": which,
        "choices": CHOICES,
        "candour": CANDOUR,
        "page_tlp": queries.strictest(seen.page),
    }
    return render(request, "calls/list.html", context)


@require_safe
def detail(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show the course of one call, and what may be done now."""
    row = queries.call(uuid, actor=request.actor)
    reading = queries.invited(row)
    context = _shown(request, row) | {
        "course": queries.course(row),
        "reading": reading,
        "may": queries.possible(row, reading, actor=request.actor),
    }
    return render(request, "calls/detail.html", context)


def start(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Call a party to account on an agreement."""
    begin = queries.start(uuid, actor=request.actor)
    among = Organisation.objects.filter(pk__in=[one.pk for one in begin.others])
    first = {"called": begin.others[0].uuid, "tlp": Tlp.AMBER}
    form = forms.StartForm(typed(request), initial=first, among=among)

    def act(_given: dict[str, Any]) -> Call:
        made = actions.call_to_account(begin.own, uuid, form.given(), by=request.actor)
        messages.success(request, _("Sent. The other party hears by mail that it is here."))
        return made

    context = {
        "title": _("Call to account"),
        "agreement": begin.agreement,
        "submit": _("Call to account"),
        "back": begin.agreement.get_absolute_url(),
        "candour": CANDOUR,
        "page_tlp": max(Tlp(begin.agreement.tlp), Tlp.AMBER, key=lambda tlp: tlp.rank),
    }
    return run(request, form, act, template="calls/form.html", context=context, then=_to)


def answer(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Answer."""
    row = queries.call(uuid, actor=request.actor, can=Can.ANSWER_CALL)
    form = forms.AnswerForm(typed(request), version=row.version)

    def act(given: dict[str, Any]) -> None:
        actions.answer(row, given["answer"], by=request.actor, seen=form.seen)

    return _page(request, row, form, act, title=_("Answer"))


def agree_repair(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Say what is repaired, and by when."""
    row = queries.call(uuid, actor=request.actor, can=Can.AGREE_REPAIR)
    form = forms.RepairForm(typed(request), version=row.version)

    def act(given: dict[str, Any]) -> None:
        what, until = given["repair"], given["repair_by"]
        actions.agree_repair(row, what, until, by=request.actor, seen=form.seen)

    return _page(request, row, form, act, title=_("Agree to repair"))


def record_repair(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Record when it was repaired."""
    row = queries.call(uuid, actor=request.actor, can=Can.RECORD_REPAIR)
    first = {"repaired_on": request.actor.on}
    form = forms.RepairedForm(typed(request), version=row.version, initial=first)

    def act(given: dict[str, Any]) -> None:
        actions.record_repair(row, given["repaired_on"], by=request.actor, seen=form.seen)

    return _page(request, row, form, act, title=_("It was repaired"))


def escalate(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Bring it to a higher function."""
    row = queries.call(uuid, actor=request.actor, can=Can.ESCALATE_CALL)
    among = Organisation.objects.filter(pk__in=(row.caller_id, row.called_id))
    first = {"escalated_at": row.called.uuid}
    form = forms.HigherForm(typed(request), version=row.version, initial=first, among=among)

    def act(given: dict[str, Any]) -> None:
        higher = actions.Higher(
            given["escalated_to"], given["escalated_at"], given["escalation_reason"]
        )
        actions.escalate(row, higher, by=request.actor, seen=form.seen)

    lead = _("Both organisations hear that it was brought higher. Tell the function yourself.")
    return _page(request, row, form, act, title=_("Bring it higher"), lead=lead)


def close(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Close it, with a word."""
    return _end(request, uuid, Can.CLOSE_CALL, actions.close, _("Close it"))


def withdraw(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Withdraw it, with a word."""
    return _end(request, uuid, Can.WITHDRAW_CALL, actions.withdraw, _("Withdraw it"))


def invite(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Let an organisation read along."""
    row = queries.call(uuid, actor=request.actor, can=Can.INVITE_TO_CALL)
    among = checking.to_invite(row)
    lead = _("It reads all of this call from now on, and can do nothing. Guests cannot be invited.")
    said = {"title": _("Let an organisation read along"), "lead": lead}
    return _choose(request, row, among, actions.invite, **said)


def uninvite(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Let an organisation no longer read along."""
    row = queries.call(uuid, actor=request.actor, can=Can.UNINVITE_FROM_CALL)
    among = queries.invited_by(row, actor=request.actor)
    return _choose(request, row, among, actions.uninvite, title=_("No longer let it read along"))


def _end(
    request: ActingRequest, uuid: UUID, can: Can, ends: Callable[..., Call], title: Any
) -> HttpResponse:
    row = queries.call(uuid, actor=request.actor, can=can)
    form = forms.ClosingForm(typed(request), version=row.version)

    def act(given: dict[str, Any]) -> None:
        ends(row, given["closing"], by=request.actor, seen=form.seen)

    lead = _("It does not open again: what comes after it is a new call.")
    return _page(request, row, form, act, title=title, lead=lead)


def _choose(
    request: ActingRequest, row: Call, among: Any, does: Callable[..., Any], **said: Any
) -> HttpResponse:
    form = forms.OrganisationForm(typed(request), version=row.version, among=among)

    def act(given: dict[str, Any]) -> None:
        does(row, given["organisation"], by=request.actor, seen=form.seen)

    return _page(request, row, form, act, **said)


def _page(
    request: ActingRequest, row: Call, form: Form, act: Callable[[Any], None], **said: Any
) -> HttpResponse:
    def acted(given: dict[str, Any]) -> None:
        act(given)
        messages.success(request, _("Saved."))

    back = row.get_absolute_url()
    context = _shown(request, row) | {"back": back, "submit": said["title"], **said}
    return run(request, form, acted, template="calls/form.html", context=context, then=back)


def _shown(request: ActingRequest, row: Call) -> dict[str, Any]:
    return {
        "call": row,
        "agreement": queries.shown_agreement(row, actor=request.actor),
        "candour": CANDOUR,
        "page_tlp": row.shown_tlp,
    }


def _to(made: Call) -> str:
    return made.get_absolute_url()
