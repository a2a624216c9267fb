"""The page behind the link in the yearly mail: the agreements of an organisation, and a button."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from koppelvlak.agreements import actions, asked, queries
from koppelvlak.agreements.cover import Standing
from koppelvlak.agreements.link import PURPOSE, find, said
from koppelvlak.agreements.models import ConfirmationAsk, How
from koppelvlak.agreements.own_stand import stands
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.throttle import Limit
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.by_link import Opened, Question, answer
from koppelvlak.kit.ui.by_link import thanks as thank


@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def by_link(request: ActingRequest, token: str) -> HttpResponse:
    """Show the agreements that were asked about; only the button confirms them."""
    return answer(request, token, QUESTION)


@login_not_required
@require_safe
def thanks(request: ActingRequest, token: str) -> HttpResponse:
    """Say that they are confirmed, to whom did it."""
    return thank(request, token, QUESTION)


def _used(ask: ConfirmationAsk) -> Any:
    if ask.answered_by_id == ask.person_id:
        words = _("You answered on {day}. Thank you, there is nothing more to do.")
    else:
        # The name of the colleague is for those who sign in.
        words = _(
            "On {day} it was answered for your organisation, by a colleague or in a meeting."
            " There is nothing more to do."
        )
    return format_lazy(words, day=ask.answered_on and date_format(ask.answered_on))


def _answer(opened: Opened[ConfirmationAsk, Standing]) -> None:
    # By the versions of this very moment: that they say what the mail said was just compared.
    seen = {row.uuid: row.version for row in opened.found.rows}
    actions.confirm_agreements(opened.ask.organisation, seen, by=opened.by, how=How.MAIL)


def _context(opened: Opened[ConfirmationAsk, Standing]) -> dict[str, Any]:
    ask, found = opened.ask, opened.found
    return {
        "stands": stands(found.rows, opened.by, ask.organisation).values(),
        "page_tlp": Tlp.AMBER if found.changes else queries.strictest(found.rows),
        "now": reverse("agreements:confirm", args=[ask.organisation.uuid]),
        "kept_back": asked.kept_back(ask.organisation),
    }


def _thanks(ask: ConfirmationAsk) -> dict[str, Any]:
    if ask.answered_by_id != ask.person_id:
        raise UnseenError
    return {"again": _("You can close this page. We ask again in about a year.")}


QUESTION = Question(
    purpose=PURPOSE,
    guesses=Limit("agreements-link", most=30, seconds=60),
    find=find,
    said=said,
    acting=asked.answering,
    standing=asked.standing,
    used=_used,
    answer=_answer,
    context=_context,
    template="agreements/answer.html",
    then="agreements:thanks",
    thanks=_thanks,
)
