"""The page behind the link in the mail: opened by whatever reads mail, answered by a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import StaleError, TooManyError, UnseenError
from koppelvlak.kit.requests import LANGUAGE_KEY, ActingRequest
from koppelvlak.kit.throttle import Limit
from koppelvlak.kit.ui.forms import Form, run
from koppelvlak.rounds import actions, queries
from koppelvlak.rounds.cover import Standing
from koppelvlak.rounds.link import ExpiredLinkError, UnknownLinkError, asked_by
from koppelvlak.rounds.models import Ask

# What a scanner opens is never counted: only answers, and links that were never sent.
GUESSES = Limit("round-link", most=30, seconds=60)


class ConfirmForm(Form):
    """Only a button."""


class DeadLinkError(Exception):
    """The link has had its use or its time; ``status`` says which."""

    def __init__(self, detail: Any, status: HTTPStatus = HTTPStatus.GONE) -> None:
        super().__init__(detail)
        self.detail, self.status = detail, status


@dataclass(frozen=True)
class Opened:
    """Who opened the link, as actor for the organisation, and what it is about."""

    ask: Ask
    by: Actor
    found: Standing


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: ActingRequest, token: str) -> HttpResponse:
    """Show what was asked, however often and by whatever; only the button answers."""
    if request.method == "POST" and not GUESSES.allows(request.actor.origin):
        raise TooManyError(_("Too many answers in a short time. Try again later."))
    try:
        opened = _open(request, token)
        response = _answer(request, token, opened)
    except DeadLinkError as dead:
        return _dead(request, dead)
    except StaleError:
        # Somebody changed one of them between our looking and the click.
        response = _answer_changed(request, _open(request, token))
    response.headers["Content-Language"] = translation.get_language()
    return response


@login_not_required
@require_safe
def thanks(request: ActingRequest, token: str) -> HttpResponse:
    """Say that the answer came in; shown after the button, and when it is opened again."""
    try:
        ask, _newest = _known(request, token)
    except DeadLinkError as dead:
        return _dead(request, dead)
    if ask.answered_on is None:
        raise UnseenError
    _speak(request, ask)
    place = ask.round.organisation
    context = {"organisation": place, "day": ask.answered_on, "page_tlp": "GREEN"}
    return render(request, "rounds/thanks.html", context)


def _known(request: ActingRequest, token: str) -> tuple[Ask, bool]:
    try:
        return asked_by(token)
    except ExpiredLinkError:
        raise DeadLinkError(
            _("It worked for thirty days. Sign in to confirm, or wait for the next mail.")
        ) from None
    except UnknownLinkError:
        if not GUESSES.allows(request.actor.origin):
            raise TooManyError(_("Too many links that do not exist. Try again later.")) from None
        words = _("It was not copied whole, or it was never sent. Use the link in the newest mail.")
        raise DeadLinkError(words, HTTPStatus.NOT_FOUND) from None


def _open(request: ActingRequest, token: str) -> Opened:
    ask, newest = _known(request, token)
    _speak(request, ask)
    if ask.answered_on is not None:
        words = _("You answered on {day}. Thank you, there is nothing more to do.")
        used = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.GONE
        raise DeadLinkError(format_lazy(words, day=date_format(ask.answered_on)), used)
    try:
        by = queries.answering(ask, request.actor)
    except UnseenError:
        words = _("You do not act for {organisation} any more.")
        raise DeadLinkError(format_lazy(words, organisation=ask.round.organisation)) from None
    if not newest:
        raise DeadLinkError(_("A newer mail was sent to you. Use the link in that one."))
    return Opened(ask, by, queries.standing(ask))


def _answer(request: ActingRequest, token: str, opened: Opened) -> HttpResponse:
    if opened.found.changes:
        return _answer_changed(request, opened)
    if opened.found.nothing:
        raise DeadLinkError(_("A colleague confirmed all of this. There is nothing more to do."))
    by = replace(opened.by, origin=f"{opened.by.origin} (link in mail)")

    def act(_given: dict[str, Any]) -> None:
        actions.answer(opened.ask, by=by)

    form = ConfirmForm(request.POST if request.method == "POST" else None)
    then = reverse("rounds:thanks", args=[token])
    return run(request, form, act, template="rounds/answer.html", context=_shown(opened), then=then)


def _answer_changed(request: ActingRequest, opened: Opened) -> HttpResponse:
    context = _shown(opened)
    return render(request, "rounds/changed.html", context, status=HTTPStatus.CONFLICT)


def _shown(opened: Opened) -> dict[str, Any]:
    return {
        "ask": opened.ask,
        "organisation": opened.ask.round.organisation,
        "found": opened.found,
        "page_tlp": queries.strictest(opened.found),
    }


def _dead(request: ActingRequest, dead: DeadLinkError) -> HttpResponse:
    return render(request, "rounds/dead.html", {"dead": dead}, status=dead.status)


def _speak(request: ActingRequest, ask: Ask) -> None:
    """Speak the language of whoever was asked, unless they chose another one here."""
    if LANGUAGE_KEY not in request.session:
        # The middleware's own language comes back when the request ends.
        translation.activate(ask.person.language)
        request.LANGUAGE_CODE = ask.person.language
