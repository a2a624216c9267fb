"""The page behind the link in the mail of the round."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.throttle import Limit
from koppelvlak.kit.ui.by_link import Opened, Question, answer
from koppelvlak.kit.ui.by_link import thanks as thank
from koppelvlak.rounds import actions, queries
from koppelvlak.rounds.cover import Standing
from koppelvlak.rounds.link import PURPOSE, find, said
from koppelvlak.rounds.models import Ask


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: ActingRequest, token: str) -> HttpResponse:
    """Show what was asked; only the button answers."""
    return answer(request, token, QUESTION)


@login_not_required
@require_safe
def thanks(request: ActingRequest, token: str) -> HttpResponse:
    """Say that the answer came in."""
    return thank(request, token, QUESTION)


def _used(ask: Ask) -> Any:
    words = _("You answered on {day}. Thank you, there is nothing more to do.")
    return format_lazy(words, day=ask.answered_on and date_format(ask.answered_on))


def _answer(opened: Opened[Ask, Standing]) -> None:
    actions.answer(opened.ask, by=opened.by)


def _context(opened: Opened[Ask, Standing]) -> dict[str, Any]:
    now = opened.ask.organisation.get_absolute_url()
    return {"page_tlp": queries.strictest(opened.found), "now": now}


def _thanks(_ask: Ask) -> dict[str, Any]:
    return {"again": _("You can close this page. We ask again in half a year.")}


QUESTION = Question(
    purpose=PURPOSE,
    guesses=Limit("round-link", most=30, seconds=60),
    find=find,
    said=said,
    acting=queries.answering,
    standing=queries.standing,
    used=_used,
    answer=_answer,
    context=_context,
    template="rounds/answer.html",
    then="rounds:thanks",
    thanks=_thanks,
)
