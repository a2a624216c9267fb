"""The page behind a link in a mail: opened by whatever reads mail, answered by a person.

A package says with a ``Question`` what of its own is asked and how it is answered; this module
keeps the rules that hold for every such link. Opening one (GET, HEAD) changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Generic, Protocol, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import StaleError, TooManyError, UnseenError
from koppelvlak.kit.mail_links import ExpiredLinkError, Purpose, UnknownLinkError, seal
from koppelvlak.kit.requests import LANGUAGE_KEY, ActingRequest
from koppelvlak.kit.throttle import Limit
from koppelvlak.kit.ui.forms import Form, run, typed


class Asks(Protocol):
    """A question that was put to one person."""

    answered_on: Any

    @property
    def person(self) -> Any:
        """Return whom it was put to; only their language matters here."""

    @property
    def organisation(self) -> Any:
        """Return for which organisation they answer."""


class Stands(Protocol):
    """How what stands there now relates to what the mail said."""

    @property
    def changes(self) -> Sequence[Any]:
        """Return in words what changed since the mail."""

    @property
    def nothing(self) -> bool:
        """Say whether there is nothing left to answer."""


A = TypeVar("A", bound=Asks)
S = TypeVar("S", bound=Stands)


class ConfirmForm(Form):
    """Only a button."""


class DeadLinkError(Exception):
    """The link has had its use or its time; ``status`` says which."""

    def __init__(self, detail: Any, status: HTTPStatus = HTTPStatus.GONE) -> None:
        super().__init__(detail)
        self.detail, self.status = detail, status


class MovedError(Exception):
    """Somebody changed one of them between our looking and the click."""


@dataclass(frozen=True)
class Opened(Generic[A, S]):
    """Who opened the link, as actor for the organisation, and what it is about."""

    ask: A
    by: Actor
    found: S


@dataclass(frozen=True)
class Question(Generic[A, S]):
    """One kind of question that a link answers, in the words and by the action of its package.

    ``find`` raises UnknownLinkError for what is no more; ``said`` returns what the newest mail was
    about, as it was sealed; ``acting`` raises UnseenError for who does not act for the organisation
    any more; ``used`` says in words who answered and when; ``context`` fills ``template`` and
    ``by_link/changed.html``, for who opened it. ``then`` names the address after the button;
    ``thanks`` fills ``by_link/thanks.html`` there, or raises UnseenError. ``guesses`` never counts
    what a scanner opens: only answers, and links that were never sent.
    """

    purpose: Purpose
    guesses: Limit
    find: Callable[[UUID], A]
    said: Callable[[A], object]
    acting: Callable[[A, Actor], Actor]
    standing: Callable[[A], S]
    used: Callable[[A], Any]
    answer: Callable[[Opened[A, S]], object]
    context: Callable[[Opened[A, S]], dict[str, Any]]
    template: str
    then: str
    thanks: Callable[[A], dict[str, Any]]


def answer(request: ActingRequest, token: str, question: Question[A, S]) -> HttpResponse:
    """Show what was asked, however often and by whatever; only the button answers.

    200 shown, 302 answered, 404 a link never sent, 409 changed or answered meanwhile, 410 a link
    that has had its time, 429 too many guesses.
    """
    if request.method == "POST" and not question.guesses.allows(request.actor.origin):
        raise TooManyError(_("Too many answers in a short time. Try again later."))
    try:
        response = _answer(request, token, question, _open(request, token, question))
    except DeadLinkError as dead:
        return _dead(request, dead)
    except MovedError:
        response = _moved(request, token, question)
    response.headers["Content-Language"] = translation.get_language()
    return response


def thanks(request: ActingRequest, token: str, question: Question[A, S]) -> HttpResponse:
    """Say that the answer came in; shown after the button, and when it is opened again.

    Raises UnseenError (404) for what was not answered.
    """
    try:
        ask, _newest = _known(request, token, question)
    except DeadLinkError as dead:
        return _dead(request, dead)
    if ask.answered_on is None:
        raise UnseenError
    _speak(request, ask)
    said = {"organisation": ask.organisation, "day": ask.answered_on, "page_tlp": "GREEN"}
    context = said | question.thanks(ask)
    return render(request, "by_link/thanks.html", context)


def _known(request: ActingRequest, token: str, question: Question[A, S]) -> tuple[A, bool]:
    """Return to whom a link was sent, and whether it is their newest."""
    try:
        uuid, sealed = question.purpose.read(token)
        ask = question.find(uuid)
    except ExpiredLinkError:
        raise DeadLinkError(
            _("It worked for thirty days. Sign in to confirm, or wait for the next mail.")
        ) from None
    except UnknownLinkError:
        if not question.guesses.allows(request.actor.origin):
            raise TooManyError(_("Too many links that do not exist. Try again later.")) from None
        words = _("It was not copied whole, or it was never sent. Use the link in the newest mail.")
        raise DeadLinkError(words, HTTPStatus.NOT_FOUND) from None
    return ask, sealed == seal(question.said(ask))


def _open(request: ActingRequest, token: str, question: Question[A, S]) -> Opened[A, S]:
    ask, newest = _known(request, token, question)
    _speak(request, ask)
    if ask.answered_on is not None:
        used = HTTPStatus.CONFLICT if request.method == "POST" else HTTPStatus.GONE
        raise DeadLinkError(question.used(ask), used)
    try:
        by = question.acting(ask, request.actor)
    except UnseenError:
        words = _("You do not act for {organisation} any more.")
        raise DeadLinkError(format_lazy(words, organisation=ask.organisation)) from None
    if not newest:
        raise DeadLinkError(_("A newer mail was sent to you. Use the link in that one."))
    return Opened(ask, by, question.standing(ask))


def _answer(
    request: ActingRequest, token: str, question: Question[A, S], opened: Opened[A, S]
) -> HttpResponse:
    if opened.found.changes:
        return _changed(request, question, opened)
    if opened.found.nothing:
        raise DeadLinkError(_("A colleague confirmed all of this. There is nothing more to do."))
    by = replace(opened.by, origin=f"{opened.by.origin} (link in mail)")

    def act(_given: dict[str, Any]) -> None:
        try:
            question.answer(replace(opened, by=by))
        except StaleError as error:
            # Not a form with two versions to compare: there is only a button.
            raise MovedError from error

    context, then = _context(question, opened), reverse(question.then, args=[token])
    form = ConfirmForm(typed(request))
    return run(request, form, act, template=question.template, context=context, then=then)


def _changed(
    request: ActingRequest, question: Question[A, S], opened: Opened[A, S]
) -> HttpResponse:
    context = _context(question, opened)
    return render(request, "by_link/changed.html", context, status=HTTPStatus.CONFLICT)


def _moved(request: ActingRequest, token: str, question: Question[A, S]) -> HttpResponse:
    try:
        opened = _open(request, token, question)
    except DeadLinkError as dead:
        # It was a colleague, who answered at this very moment.
        return _dead(request, dead)
    if opened.found.changes:
        return _changed(request, question, opened)
    # Nothing that the mail said: it can be read and answered again.
    return redirect(request.path)


def _context(question: Question[A, S], opened: Opened[A, S]) -> dict[str, Any]:
    ask, found = opened.ask, opened.found
    said = {"ask": ask, "found": found, "organisation": ask.organisation}
    return said | question.context(opened)


def _dead(request: ActingRequest, dead: DeadLinkError) -> HttpResponse:
    return render(request, "by_link/dead.html", {"dead": dead}, status=dead.status)


def _speak(request: ActingRequest, ask: Asks) -> None:
    """Speak the language of whoever was asked, unless they chose another one here."""
    if LANGUAGE_KEY not in request.session:
        # The middleware's own language comes back when the request ends.
        translation.activate(ask.person.language)
        request.LANGUAGE_CODE = ask.person.language
