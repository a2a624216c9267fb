"""The pages of proposals: which there are, what each would change, and deciding on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from koppelvlak.kit.access import require
from koppelvlak.kit.errors import StaleError, WrongStateError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import Form, run, typed
from koppelvlak.kit.ui.listing import Column, listing
from koppelvlak.networks import proposals, queries
from koppelvlak.networks.atlas import coverage_map
from koppelvlak.networks.choosing import Division
from koppelvlak.networks.deciding import accept_region, decline_region
from koppelvlak.networks.forming import (
    candidates,
    decline_network,
    form_network,
    national_players,
)
from koppelvlak.networks.leading import may_begin
from koppelvlak.networks.lifecycle import PROPOSAL
from koppelvlak.networks.models import Basis, Proposal, ProposalKind, Standing
from koppelvlak.networks.proposal_forms import FormingForm, TurnDownForm
from koppelvlak.rights import Can
from koppelvlak.sectors.queries import sectors

COLUMNS = (
    Column("wat", _("What would change"), lambda row: row.kind_words, order="kind"),
    Column("netwerk", _("Network"), lambda row: row.called, order="called"),
    Column("regio", _("Safety region"), lambda row: row.region or "", order="region__name"),
    Column(
        "sector", _("Sector"), lambda row: row.network.sector, order="network__sector__position"
    ),
    Column("dag", _("Proposed on"), lambda row: row.made_on, order="made_on"),
    Column("stand", _("State"), lambda row: row.state_words, order="state"),
)
# What does not fit on a page beside the rest, in the file.
DETAILS = (
    Column("besluit", _("Decided on"), lambda row: row.decided_on),
    Column("door", _("Decided by"), lambda row: row.decided_by),
    Column("reden", _("Reason"), lambda row: row.reason),
    Column("controlegetal", _("Checksum of the input"), lambda row: row.checksum),
)
MOVED: Mapping[str, Any] = {
    ProposalKind.JOIN: _("Accepted. The safety region is invited."),
    ProposalKind.LEAVE: _("Accepted. The safety region leaves the network today."),
}
# Without a version nothing was read; that decides on nothing.
UNREAD = 0


@require_safe
def every(request: ActingRequest) -> HttpResponse:
    """List the proposals: all, or of one sector, kind or state; the open ones first."""
    every_sector, states = sectors(), PROPOSAL.states
    wanted = proposals.Wanted(
        sector=_asked(request, "sector", [sector.key for sector in every_sector]),
        kind=_asked(request, "soort", ProposalKind.values),
        state=_asked(request, "stand", list(states)),
    )
    rows = proposals.proposals(request.actor, wanted)
    shown = listing(request, rows, COLUMNS, default="")
    if shown.wants_csv:
        return listing(request, rows, COLUMNS + DETAILS, default="").csv("voorstellen")
    context = {
        "listing": shown,
        "wanted": wanted,
        "sectors": every_sector,
        "kinds": ProposalKind.choices,
        "states": states.items(),
    }
    return render(request, "networks/proposals.html", context)


@require_safe
def one(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what a proposal would change, on what evidence, and who decides."""
    row = proposals.proposal(request.actor, uuid)
    decision = proposals.decision(row, request.actor)
    context = {"proposal": row, "network": row.network, "may_decide": decision}
    return render(request, "networks/proposal.html", context | ground(row))


def accept(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask once more, then let it happen: invite those of a new network, or move one region."""
    row = _decidable(request, uuid, proposals.ACCEPTS)
    form = _accepting(request, row)

    def act(_given: dict[str, Any]) -> Proposal:
        seen = form.seen or UNREAD
        if isinstance(form, FormingForm):
            form_network(row.network, form.chosen, by=request.actor, seen=seen)
            messages.success(request, _("Accepted. Everybody of this network is invited."))
        else:
            accept_region(row, by=request.actor, seen=seen)
            messages.success(request, MOVED[row.kind])
        return row

    return _ask(request, row, form, act, "networks/proposal_accept.html")


def decline(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Leave everything as it is, with a reason."""
    row = _decidable(request, uuid, proposals.DECLINES)
    form = TurnDownForm(typed(request), version=row.network.version)

    def act(given: dict[str, Any]) -> Proposal:
        how: Any = {"reason": given["reason"], "by": request.actor, "seen": form.seen or UNREAD}
        if row.kind == ProposalKind.NEW:
            decline_network(row.network, **how)
        else:
            decline_region(row, **how)
        messages.success(request, _("Declined. Nothing changes until the facts do."))
        return row

    return _ask(request, row, form, act, "networks/proposal_decline.html")


def ground(row: Proposal) -> dict[str, Any]:
    """Return what a page shows of the ground for a proposal, by its kind."""
    if row.kind in proposals.REGION_KINDS:
        return {"ground": proposals.region_ground(row)}
    if row.kind == ProposalKind.NEW:
        return _new_network(row)
    return {}


def _new_network(row: Proposal) -> dict[str, Any]:
    network = row.network
    members = queries.members(network)
    regions = {member.region.organisation_id for member in members}
    invited = list(candidates(network))
    companies = [one for one in invited if one.pk not in regions]
    known = {one.pk for one in invited}
    return {
        "members": members,
        "reached": [one for one in members if one.standing == Standing.REACHED],
        "apart": [one for one in members if one.standing != Standing.REACHED],
        "companies": companies,
        "players": [one for one in national_players(network) if one.pk not in known],
        "division": dict(Division.choices).get(row.evidence.get("division", "")),
        "chosen": network.basis == Basis.CHOSEN,
        "map": coverage_map(network, members),
    }


def _decidable(request: ActingRequest, uuid: UUID, rights: Any) -> Proposal:
    row = proposals.proposal(request.actor, uuid)
    can: Can | None = rights.get(row.kind)
    if can is None:
        raise WrongStateError(_("Whether networks merge or split is decided elsewhere."))
    require(can, row.network.related_to(request.actor), row.network.rights)
    if request.method != "POST":
        proposals.must_be_open(row)
    return row


def _accepting(request: ActingRequest, row: Proposal) -> Form:
    given, version = typed(request), row.network.version
    if row.kind != ProposalKind.NEW:
        return Form(given, version=version)
    return FormingForm(given, version=version, invited=may_begin(candidates(row.network)))


def _ask(
    request: ActingRequest,
    row: Proposal,
    form: Form,
    act: Callable[[dict[str, Any]], Proposal],
    template: str,
) -> HttpResponse:
    def tell(given: dict[str, Any]) -> Proposal:
        try:
            return act(given)
        except StaleError:
            # Who comes too late hears what became of it, instead of two versions of nothing.
            proposals.must_be_open(row)
            raise

    context = {"proposal": row, "network": row.network, **ground(row)}
    return run(request, form, tell, template=template, context=context, then=row)


def _asked(request: ActingRequest, name: str, known: Sequence[str]) -> str:
    value = request.GET.get(name, "")
    return value if value in known else ""
