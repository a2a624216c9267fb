"""The pages on which a proposed change of the division is decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.rights import Can
from koppelvlak.territory import actions, proposals
from koppelvlak.territory.forms import DeclineForm
from koppelvlak.territory.models import DivisionChange


def accept(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask once more, then let the division change on its day."""
    row = proposals.decidable(request.actor, uuid, Can.ACCEPT_DIVISION_CHANGE)
    form = Form(typed(request), version=row.version)

    def act(_given: dict[str, Any]) -> DivisionChange:
        done = actions.accept_division_change(row, by=request.actor, seen=form.seen)
        messages.success(request, _("Accepted. The division changes on that day."))
        words = _("In the night of that day the networks follow; what that asks is then proposed.")
        messages.success(request, words)
        return done

    context = {"change": row, "effects": proposals.effects(row)}
    return run(request, form, act, template="territory/accept.html", context=context, then=row)


def decline(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Leave the division as it is, with a reason."""
    row = proposals.decidable(request.actor, uuid, Can.DECLINE_DIVISION_CHANGE)
    form = DeclineForm(typed(request), version=row.version)

    def act(given: dict[str, Any]) -> DivisionChange:
        done = actions.decline_division_change(
            row, reason=given["reason"], by=request.actor, seen=form.seen
        )
        messages.success(request, _("Declined. The division stays as it is."))
        return done

    context = {"change": row}
    return run(request, form, act, template="territory/decline.html", context=context, then=row)
