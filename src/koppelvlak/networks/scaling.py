"""What may one do about scale: propose that networks merge or split, and decide on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusedError, WrongStateError
from koppelvlak.networks.forming import (
    decide,
    end_seats,
    keep_chapter,
    needed,
    officers,
    stirred,
)
from koppelvlak.networks.lifecycle import (
    ACCEPTED,
    CLOSED,
    FORMING,
    INVITED,
    OPEN,
    OVERTAKEN,
    PRESENT,
    TURNED_DOWN,
)
from koppelvlak.networks.models import (
    Basis,
    Lineage,
    Network,
    Proposal,
    ProposalKind,
    Seat,
    keep_stay,
)
from koppelvlak.networks.models.network import LineageKind
from koppelvlak.networks.planning import Part, Plan
from koppelvlak.networks.taken_over import take_over_area, take_over_work
from koppelvlak.rights import Can

NAME_LENGTH, REASON_LENGTH = 80, 500
KEPT = (
    "organisation", "kind", "working_area", "state", "since", "invited_on", "delegate",
    "representative", "deputy", "evidence_checksum",
)  # fmt: skip


def propose_scale(plan: Plan, *, by: Actor) -> Proposal:
    """Propose to merge or split networks that people keep; somebody decides.

    It hangs under the first of the networks that the actor may propose it for. Raises
    WrongStateError when one of them is not kept by people, or when this was proposed already.
    """
    _check_standing(plan.networks)
    own = [one for one in plan.networks if one.may(by, Can.PROPOSE_SCALE)]
    kept = plan.kept
    with change((own or list(plan.networks))[0], Can.PROPOSE_SCALE, by=by) as network:
        fresh = _checksum(kept)
        earlier = Proposal.objects.filter(checksum=fresh, kind=plan.kind)
        if earlier.exists():
            raise WrongStateError(_("This was proposed already, on the same facts."))
        proposal = Proposal(
            network=network,
            kind=plan.kind,
            evidence={**kept, "by": str(by)},
            checksum=fresh,
            made_on=by.on,
        )
        proposal.save()
        mention(proposal, "proposed")
        stirred(network, by.on)
    return proposal


def accept_scale(proposal: Proposal, *, by: Actor, seen: int | None = None) -> list[Network]:
    """Close the networks and form those that come instead, with the same people at the tables.

    ``seen`` is the version of the proposal's network. The actor leads all of these networks or
    edits nationally. Nothing is deleted: the old ones name their successors. Raises WrongStateError
    when the proposal was decided, or who sits in the networks changed since it was made.
    """
    with change(proposal.network, Can.DECIDE_SCALE, by=by, seen=seen) as network:
        row = _open(proposal)
        others = _others(row, network)
        _check_all(others, by)
        every = {str(one.uuid): one for one in (network, *others)}
        parts = _parts(row, every)
        _check_unchanged(parts, every.values())
        made = [_successor(part, len(parts), network, by) for part in parts]
        decide(row, ACCEPTED, by)
        for one in every.values():
            _close(
                one,
                [(p, heir) for p, heir in zip(parts, made, strict=True) if one in p.networks],
                by,
            )
        for one in others:
            one.version += 1
            one.save()
            mention(one, "closed")
    return made


def decline_scale(
    proposal: Proposal, *, reason: str, by: Actor, seen: int | None = None
) -> Proposal:
    """Leave the networks as they are; equal facts and limits do not propose it again."""
    with change(proposal.network, Can.DECLINE_SCALE, by=by, seen=seen) as network:
        row = _open(proposal)
        decide(row, TURNED_DOWN, by, reason=needed(reason))
        stirred(network, by.on)
    return row


def _check_standing(networks: Iterable[Network]) -> None:
    loose = [str(one) for one in networks if not one.stands]
    if loose:
        words = _("Only networks that people keep can merge or split; first form: %(names)s.")
        raise WrongStateError(words % {"names": ", ".join(loose)})


def _checksum(kept: Mapping[str, Any]) -> str:
    canonical = json.dumps(kept, sort_keys=True, separators=(",", ":"), default=str)
    return sha256(canonical.encode()).hexdigest()


def _open(proposal: Proposal) -> Proposal:
    row = proposal.locked()
    if row.state != OPEN:
        words = _('This proposal is not open any more: it is "%(state)s".')
        raise WrongStateError(words % {"state": row.state_words})
    if row.kind not in {ProposalKind.MERGE, ProposalKind.SPLIT}:
        raise WrongStateError(_("This proposal is not about merging or splitting networks."))
    return row


def _others(proposal: Proposal, network: Network) -> list[Network]:
    rows = Network.objects.filter(uuid__in=proposal.evidence["networks"]).exclude(pk=network.pk)
    return list(rows.order_by("pk").select_for_update(of=("self",), no_key=True))


def _check_all(others: Sequence[Network], by: Actor) -> None:
    _check_standing(others)
    unled = [str(one) for one in others if not one.may(by, Can.DECIDE_SCALE)]
    if unled:
        words = _("You do not lead: %(names)s. A national editor can decide for all.")
        raise RefusedError(words % {"names": ", ".join(unled)})


def _parts(proposal: Proposal, every: Mapping[str, Network]) -> list[Part]:
    return [
        Part(tuple(every[uuid] for uuid in table["networks"]), tuple(table["regions"]))
        for table in proposal.evidence["tables"]
    ]


def _check_unchanged(parts: Iterable[Part], networks: Iterable[Network]) -> None:
    planned = {
        (network.pk, code) for part in parts for network in part.networks for code in part.regions
    }
    seats = Seat.objects.filter(
        network__in=[one.pk for one in networks],
        state__in=PRESENT,
        organisation__region__isnull=False,
    )
    now = set(seats.values_list("network", "organisation__region__code"))
    if not now or not now <= planned:
        words = _("Who sits in these networks changed since. Work the advice out again.")
        raise WrongStateError(words)


def _successor(part: Part, number: int, first: Network, by: Actor) -> Network:
    """Form the network of one part: everybody who sat keeps a seat, and speaks where they did."""
    seats = _seats(part)
    seated = {seat.organisation_id for seat in seats}
    network = Network(
        sector=part.networks[0].sector,
        basis=Basis.SPLIT if number > 1 else Basis.MERGED,
        name=_name(part, number),
        lead=first.lead if first.lead_id in seated else None,
        need_to_know=any(one.need_to_know for one in part.networks),
        state=FORMING,
        stirred_on=by.on,
        derived_for=by.on,
    )
    network.save()
    take_over_area(network, part.networks, part.regions, on=by.on)
    for seat in seats:
        fresh = _taken_over(seat, network, seated)
        fresh.save()
        keep_stay(fresh, by.on)
        mention(fresh, "taken over")
    # Where several chaired, it goes to who did so where the lead comes from.
    earlier = sorted(part.networks, key=lambda one: one.pk != first.pk)
    take_over_work(network, earlier, among=set(officers(network, by.on)))
    keep_chapter(network, by.on)
    mention(network, "formed", show=True)
    return network


def _name(part: Part, number: int) -> str:
    """Return the companies, the sectors when there are several, and the regions of a part."""
    called = ", ".join(dict.fromkeys(one.called for one in part.networks))
    sectors = list(dict.fromkeys(one.sector.name_nl.lower() for one in part.networks))
    about = f" ({', '.join(sectors)})" if len(sectors) > 1 else ""
    where = f" {', '.join(part.regions)}" if number > 1 else ""
    full = f"{called}{about}{where}"
    return full if len(full) <= NAME_LENGTH else full[: NAME_LENGTH - 1] + "…"


def _seats(part: Part) -> list[Seat]:
    """Return one seat of each organisation: of several the one in which it sits, not is invited."""
    rows = Seat.objects.filter(network__in=part.networks, state__in=PRESENT)
    found: dict[int, Seat] = {}
    for row in rows.select_related("organisation__region").order_by("network_id", "pk"):
        region = getattr(row.organisation, "region", None)
        if region is not None and region.code not in part.regions:
            continue
        known = found.get(row.organisation_id)
        if known is None or (known.state == INVITED and row.state != INVITED):
            found[row.organisation_id] = row
    return list(found.values())


def _taken_over(row: Seat, network: Network, seated: AbstractSet[int]) -> Seat:
    fresh = Seat(network=network, **{name: getattr(row, name) for name in KEPT})
    if row.delegate_id is not None and row.delegate_id not in seated:
        # Who spoke for it sits elsewhere now: it is asked again.
        fresh.state, fresh.since, fresh.delegate = INVITED, None, None
        fresh.invited_on = network.stirred_on or fresh.invited_on
    return fresh


def _close(network: Network, heirs: Iterable[tuple[Part, Network]], by: Actor) -> None:
    """Close a network in favour of those in which its seats are taken over."""
    names = []
    for part, heir in heirs:
        kind = LineageKind.MERGE if len(part.networks) > 1 else LineageKind.SPLIT
        Lineage.objects.create(predecessor=network, successor=heir, kind=kind, on=by.on)
        names.append(heir.called)
    network.reason = (_("Goes on as: %(names)s") % {"names": "; ".join(names)})[:REASON_LENGTH]
    network.state = CLOSED
    stirred(network, by.on)
    end_seats(network, by.on)
    keep_chapter(network, by.on)
    for proposal in network.proposals.filter(state=OPEN):
        decide(proposal, OVERTAKEN, by)
