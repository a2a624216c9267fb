"""Pages with which people lead a network: invite, arrange, start, wake, close."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import require
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.networks import forming, notices, queries, seating
from koppelvlak.networks.forming import Arrangement
from koppelvlak.networks.forms import ArrangeForm, InviteForm, ReasonForm
from koppelvlak.networks.leading import may_be_lead
from koppelvlak.networks.models import Network, Seat
from koppelvlak.people.forms import ConfirmForm
from koppelvlak.rights import Can


def invite(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Invite an organisation to the network."""
    network = _open(request, uuid, Can.INVITE_TO_NETWORK)
    form = InviteForm(
        typed(request),
        organisations=queries.may_be_invited(request.actor, network),
        version=network.version,
    )

    def act(given: dict[str, Any]) -> Seat:
        seat = seating.invite(network, given["organisation"], by=request.actor, seen=form.seen)
        say_invited(request, seat)
        return seat

    title = _("Invite an organisation")
    return _page(request, form, act, network, title=title, submit=_("Invite"))


def say_invited(request: ActingRequest, seat: Seat) -> None:
    """Say who gets a mail about an invitation, or what to do when nobody can answer it."""
    if notices.can_answer(seat.organisation_id, request.actor.on):
        messages.success(request, _("Invited. Its boundary workers and managers get a mail."))
        return
    words = _(
        "Invited, but nobody can answer for %(name)s yet, so nobody gets a mail. Tell them"
        " yourself, and ask who manages Koppelvlak to invite a first manager of %(name)s."
    )
    messages.warning(request, words % {"name": seat.organisation.short_name})


def arrange(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Say who leads the network and how it works."""
    network = _open(request, uuid, Can.ARRANGE_NETWORK)
    form = ArrangeForm(
        typed(request),
        organisations=may_be_lead(network),
        people=forming.officers(network, request.actor.on),
        initial=_said(network),
        version=network.version,
    )

    def act(given: dict[str, Any]) -> Network:
        names = ("lead", "chair", "secretary", "working_area", "need_to_know")
        arrangement = Arrangement(**{name: given[name] for name in names})
        return forming.arrange_network(network, arrangement, by=request.actor, seen=form.seen)

    title = _("Lead and way of working")
    return _page(request, form, act, network, title=title, submit=_("Save"))


def activate(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Start the network, or say what lacks."""
    network = _open(request, uuid, Can.ACTIVATE_NETWORK)
    form = ConfirmForm(typed(request), version=network.version)

    def act(_given: dict[str, Any]) -> Network:
        return forming.activate_network(network, by=request.actor, seen=form.seen)

    lacking = forming.still_lacking(network)
    title = _("Start this network")
    return _page(request, form, act, network, title=title, submit=_("Start"), lacking=lacking)


def wake(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Take up a dormant network again."""
    network = _open(request, uuid, Can.WAKE_NETWORK)
    form = ConfirmForm(typed(request), version=network.version)

    def act(_given: dict[str, Any]) -> Network:
        return forming.wake_network(network, by=request.actor, seen=form.seen)

    title = _("Take up this network again")
    return _page(request, form, act, network, title=title, submit=_("Take up again"))


def close(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Close the network, with a reason."""
    network = _open(request, uuid, Can.CLOSE_NETWORK)
    form = ReasonForm(typed(request), version=network.version)

    def act(given: dict[str, Any]) -> Network:
        return forming.close_network(
            network, reason=given["reason"], by=request.actor, seen=form.seen
        )

    title = _("Close this network")
    return _page(request, form, act, network, title=title, submit=_("Close the network"))


def _open(request: ActingRequest, uuid: UUID, can: Can) -> Network:
    network = queries.network(request.actor, uuid)
    require(can, network.related_to(request.actor), network.rights)
    return network


def _said(network: Network) -> dict[str, Any]:
    return {
        "lead": network.lead and network.lead.uuid,
        "chair": network.chair and network.chair.uuid,
        "secretary": network.secretary and network.secretary.uuid,
        "working_area": network.working_area,
        "need_to_know": network.need_to_know,
    }


def _page(
    request: ActingRequest,
    form: Form,
    act: Callable[[dict[str, Any]], Any],
    network: Network,
    **words: Any,
) -> HttpResponse:
    context = {"network": network, **words}
    return run(
        request, form, act, template="networks/keep_form.html", context=context, then=network
    )
