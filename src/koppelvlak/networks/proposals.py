"""What may one ask of proposals? Which are open, what they rest on, and who may decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, F, Q, Value, When
from django.db.models.functions import Coalesce, NullIf
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor, Decision
from koppelvlak.kit.errors import UnseenError, WrongStateError
from koppelvlak.kit.living import LivingQuerySet
from koppelvlak.networks.evidence import Evidence, RegionEvidence, evidence, shares
from koppelvlak.networks.lifecycle import OPEN, PRESENT, PROPOSED, STANDING
from koppelvlak.networks.models import Member, Network, Proposal, ProposalKind
from koppelvlak.networks.rested import KEY, Earlier, earlier
from koppelvlak.rights import Can

REGION_KINDS = (ProposalKind.JOIN, ProposalKind.LEAVE)
SCALE_KINDS = (ProposalKind.MERGE, ProposalKind.SPLIT)
ACCEPTS: Mapping[str, Can] = {
    ProposalKind.NEW: Can.FORM_NETWORK,
    ProposalKind.JOIN: Can.DECIDE_MEMBERS,
    ProposalKind.LEAVE: Can.DECIDE_MEMBERS,
}
DECLINES: Mapping[str, Can] = {**ACCEPTS, ProposalKind.NEW: Can.DECLINE_NETWORK}
# How many of what was decided stand open on the page of a network; the rest unfolds.
NEWEST = 5


@dataclass(frozen=True)
class Wanted:
    """Which proposals are asked for; empty: all."""

    sector: str = ""
    kind: str = ""
    state: str = ""


@dataclass(frozen=True)
class RegionGround:
    """Why a region should join or leave, and how many regions sit before and after.

    ``member`` is how the area reaches it, as the proposal keeps it; None when nothing leads there.
    ``known`` holds the links and ``sources`` behind it for as long as it is open.
    """

    member: Member | None
    known: RegionEvidence | None
    sources: list[Any]
    before: int
    after: int
    earlier: Earlier | None = None


def proposals(actor: Actor, wanted: Wanted) -> LivingQuerySet[Proposal]:
    """Return the proposals that the actor may see, the open ones first and the newest of those.

    Each has ``called``, the name of its network within its sector.
    """
    rule = Q()
    for path, value in (
        ("network__sector__key", wanted.sector),
        ("kind", wanted.kind),
        ("state", wanted.state),
    ):
        rule &= Q(**{path: value}) if value else Q()
    first = Case(When(state=OPEN, then=Value(0)), default=Value(1))
    return _with_names(actor).filter(rule).order_by(first, "-made_on", F("called"), "pk")


def proposal(actor: Actor, uuid: UUID) -> Proposal:
    """Return one proposal; raise UnseenError when the actor may not know of it."""
    found = _with_names(actor).filter(uuid=uuid).first()
    if found is None:
        raise UnseenError
    return found


@dataclass(frozen=True)
class OfNetwork:
    """What is proposed for one network, and what was decided or overtaken, the newest first.

    ``past`` are the few newest of the latter, ``older`` all before them.
    """

    open: list[Proposal]
    past: list[Proposal]
    older: list[Proposal]


def of_network(actor: Actor, of: Network) -> OfNetwork:
    """Return everything that was ever proposed for one network; one query."""
    # The list shows none of the evidence, which is large.
    rows = list(_with_names(actor).filter(network=of).defer("evidence"))
    past = [one for one in rows if not one.is_open]
    return OfNetwork([one for one in rows if one.is_open], past[:NEWEST], past[NEWEST:])


def to_decide(actor: Actor) -> LivingQuerySet[Proposal]:
    """Return the open proposals on which this actor may decide; merging and splitting apart."""
    new = Network.objects.open_to(actor, Can.FORM_NETWORK).filter(state=PROPOSED)
    kept = Network.objects.open_to(actor, Can.DECIDE_MEMBERS).filter(state__in=STANDING)
    mine = Q(kind=ProposalKind.NEW, network__in=new.values("pk"))
    mine |= Q(kind__in=REGION_KINDS, network__in=kept.values("pk"))
    return _with_names(actor).filter(mine, state=OPEN)


def decision(row: Proposal, actor: Actor) -> Decision:
    """May this actor decide on this proposal now? With the reason when not; one query."""
    can = ACCEPTS.get(row.kind)
    if can is None or not row.is_open:
        return Decision(allowed=False)
    return row.network.may(actor, can)


def must_be_open(row: Proposal) -> None:
    """Raise WrongStateError, in words, for a proposal that waits for no decision."""
    if not row.is_open:
        words = _('This proposal is not open any more: it is "%(state)s".')
        raise WrongStateError(words % {"state": row.state_words})


def region_ground(row: Proposal) -> RegionGround:
    """Return why the region of a proposal should join or leave; five queries."""
    seated = row.network.seats.filter(state__in=PRESENT, organisation__region__isnull=False)
    before, step = seated.count(), 1 if row.kind == ProposalKind.JOIN else -1
    there = seated.filter(organisation__region=row.region).exists()
    changes = step if there == (row.kind == ProposalKind.LEAVE) else 0
    member = kept_member(row)
    known = _known(row, member) if member else None
    return RegionGround(
        member=member,
        known=known.regions[0] if known else None,
        sources=known.sources if known else [],
        before=before,
        after=before + changes,
        earlier=earlier(row),
    )


def kept_member(row: Proposal) -> Member | None:
    """Return how the area reached the region when it was proposed; None when nothing did."""
    found = {name: value for name, value in row.evidence.items() if name != KEY}
    if row.region is None or not found:
        return None
    # Proposals made before the area was kept with them know no square kilometres.
    return Member(**{"of_area_km2": 0.0, **found}, network=row.network, region=row.region)


def _known(row: Proposal, member: Member) -> Evidence:
    """Return the figures, with the links that lead to them while they are those of today."""
    if row.is_open:
        return evidence(row.network, [member])
    return Evidence([RegionEvidence(member, shares(member), [])], [])


def _with_names(actor: Actor) -> LivingQuerySet[Proposal]:
    called = Coalesce(
        NullIf("network__name", Value("")), "network__anchor__short_name", "network__division"
    )
    rows = Proposal.objects.visible_to(actor).annotate(called=called)
    return rows.select_related(
        "network__sector", "network__anchor", "network__lead", "region__organisation"
    )
