"""Pages on which a suggestion becomes a proposal, and a proposal is decided."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.kit.access import require
from koppelvlak.kit.errors import WrongStateError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.networks import advice, proposed, scaling
from koppelvlak.networks.forms import ReasonForm
from koppelvlak.networks.models import Network, Proposal
from koppelvlak.networks.planning import Plan, plan_of
from koppelvlak.networks.reasons import idea_of
from koppelvlak.networks.scale import Suggestion
from koppelvlak.networks.scale_forms import LimitsForm
from koppelvlak.people.forms import ConfirmForm
from koppelvlak.rights import Can
from koppelvlak.sectors.queries import sectors


def propose(request: ActingRequest, key: str) -> HttpResponse:
    """Propose one suggestion, within the limits in the address, to those who decide."""
    advice.see_scale(request.actor)
    ground = advice.ground(request.actor)
    limits = LimitsForm(request.GET, sectors=sectors(), regions=ground.regions).limits()
    found = advice.advised(ground, limits)
    chosen = _chosen(found.suggestions, key)
    plan = plan_of(chosen, found, ground, limits)
    _require_to_propose(request, plan)
    form = ConfirmForm(typed(request))

    def act(_given: dict[str, Any]) -> Proposal:
        made = scaling.propose_scale(plan, by=request.actor)
        messages.success(request, _("Proposed. Who leads these networks decides."))
        return made

    back = f"{reverse('networks:scale')}?{request.GET.urlencode()}"
    context = {"idea": idea_of(chosen, ground, limits), "back": back}
    return run(
        request, form, act, template="networks/scale_propose.html", context=context, then=_page_of
    )


@require_safe
def proposal(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what was proposed, on what grounds, and what became of it."""
    row = proposed.scale_proposal(request.actor, uuid)
    context = {
        "proposal": row,
        "now": proposed.said(request.actor, row),
        "may_decide": row.is_open and row.network.may(request.actor, Can.DECIDE_SCALE),
    }
    return render(request, "networks/scale_proposal.html", context)


def accept(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Let the networks go on as proposed."""
    row = _open(request, uuid, Can.DECIDE_SCALE)
    form = ConfirmForm(typed(request), version=row.network.version)

    def act(_given: dict[str, Any]) -> list[Network]:
        return scaling.accept_scale(row, by=request.actor, seen=form.seen)

    return _decide(request, row, form, act, title=_("Accept"), submit=_("Accept this proposal"))


def decline(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Leave the networks as they are, with the reason."""
    row = _open(request, uuid, Can.DECLINE_SCALE)
    form = ReasonForm(typed(request), version=row.network.version)

    def act(given: dict[str, Any]) -> Proposal:
        return scaling.decline_scale(row, reason=given["reason"], by=request.actor, seen=form.seen)

    return _decide(request, row, form, act, title=_("Decline"), submit=_("Decline this proposal"))


def _chosen(suggestions: tuple[Suggestion, ...], key: str) -> Suggestion:
    for one in suggestions:
        if one.key == key:
            return one
    raise WrongStateError(_("This is no longer advised: the networks or the limits changed."))


def _require_to_propose(request: ActingRequest, plan: Plan) -> None:
    """Raise RefusedError for someone who may propose it for none of the networks."""
    if not any(one.may(request.actor, Can.PROPOSE_SCALE) for one in plan.networks):
        first = plan.networks[0]
        require(Can.PROPOSE_SCALE, first.related_to(request.actor), first.rights)


def _open(request: ActingRequest, uuid: UUID, can: Can) -> Proposal:
    row = proposed.scale_proposal(request.actor, uuid)
    require(can, row.network.related_to(request.actor), row.network.rights)
    return row


def _decide(
    request: ActingRequest, row: Proposal, form: Form, act: Any, **words: Any
) -> HttpResponse:
    context = {"proposal": row, "now": proposed.said(request.actor, row), **words}
    return run(
        request,
        form,
        act,
        template="networks/scale_decide.html",
        context=context,
        then=_page_of(row),
    )


def _page_of(row: Proposal) -> str:
    return reverse("networks:scale_proposal", args=[row.uuid])
