"""What the area of each network asks of those who keep it; called within the door of derive."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from koppelvlak.door import mention
from koppelvlak.networks.difference import Difference, differences
from koppelvlak.networks.lifecycle import (
    CLOSED,
    DECLINED,
    OPEN,
    OVERTAKEN,
    PRESENT,
    PROPOSED,
    STANDING,
    TURNED_DOWN,
)
from koppelvlak.networks.models import (
    Basis,
    Lineage,
    Member,
    Network,
    Proposal,
    ProposalKind,
    Seat,
    Standing,
)
from koppelvlak.networks.rested import KEY, Rested
from koppelvlak.territory.models import Region


@dataclass(frozen=True)
class Asked:
    """One proposal to be made: of what kind, on which evidence, on which day, for which region."""

    kind: str
    checksum: str
    on: date
    region: str = ""
    evidence: dict[str, Any] = field(default_factory=dict)


REGION_KINDS = (ProposalKind.JOIN, ProposalKind.LEAVE)
# What still waits, or was declined, is not asked again on equal input; what was accepted or
# overtaken is, when the facts come back to it.
ASKED_ONCE = (OPEN, TURNED_DOWN)


@dataclass
class Ground:
    """Everything that the comparison needs, read at once: by key of network, then region code."""

    areas: dict[int, dict[str, Member]] = field(default_factory=lambda: defaultdict(dict))
    seats: dict[int, dict[str, Seat]] = field(default_factory=lambda: defaultdict(dict))
    known: dict[int, list[Proposal]] = field(default_factory=lambda: defaultdict(list))
    before: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    parts: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    rested: Rested = field(default_factory=dict)

    def area(self, network: Network) -> dict[str, Member]:
        """Return how the area of a network lies: its own, or what it took over from others."""
        if network.basis in {Basis.DERIVED, Basis.CHOSEN}:
            return self.areas[network.pk]
        inherited: dict[str, Member] = {}
        for earlier in self.before[network.pk]:
            for code, member in self._deep(earlier).items():
                known = inherited.get(code)
                if known is None or known.standing != Standing.REACHED:
                    inherited[code] = member
        if network.basis == Basis.SPLIT:
            taken = self._taken_elsewhere(network)
            return {code: row for code, row in inherited.items() if code not in taken}
        return inherited

    def why(self, one: Difference, network: Network) -> dict[str, Any]:
        """Return the evidence for a region to join or leave: as it is, and on what it rested."""
        found = evidence_of(self.area(network).get(one.region))
        known = self._rested(network.pk, one.region) if one.kind == ProposalKind.LEAVE else None
        return {**found, KEY: known} if known else found

    def _rested(self, network: int, region: str) -> dict[str, Any] | None:
        own = self.rested.get((network, region))
        older = (self._rested(one, region) for one in self.before[network])
        return own or next((one for one in older if one), None)

    def _deep(self, network: int) -> dict[str, Member]:
        found = dict(self.areas[network])
        for earlier in self.before[network]:
            # What a network took over is as of that day; what it came of is derived anew.
            found |= self._deep(earlier)
        return found

    def _taken_elsewhere(self, network: Network) -> set[str]:
        siblings = {part for earlier in self.before[network.pk] for part in self.parts[earlier]} - {
            network.pk
        }
        return {
            code
            for part in siblings
            for code, seat in self.seats[part].items()
            if seat.state in PRESENT
        }


def read_ground() -> Ground:
    """Return the areas, seats, proposals and descent of all networks; four queries."""
    ground = Ground()
    for member in Member.objects.select_related("region"):
        ground.areas[member.network_id][member.region.code] = member
    seats = Seat.objects.filter(organisation__region__isnull=False)
    for seat in seats.select_related("organisation__region"):
        ground.seats[seat.network_id][seat.organisation.region.code] = seat
    for proposal in Proposal.objects.select_related("region"):
        ground.known[proposal.network_id].append(proposal)
    for one in Lineage.objects.all():
        ground.before[one.successor_id].append(one.predecessor_id)
        ground.parts[one.predecessor_id].append(one.successor_id)
    return ground


def propose_all(on: date, rested: Rested | None = None) -> list[Proposal]:
    """Propose, for every network, what its area asks and was not proposed before.

    What no longer follows from the facts counts as overtaken. Equal facts propose nothing.
    ``rested`` says on what regions rested before these facts.
    """
    ground, made = read_ground(), []
    ground.rested = rested or {}
    for network in Network.objects.select_related("sector", "anchor").exclude(state=CLOSED):
        if network.state in STANDING:
            made += _regions(network, ground, on)
        elif network.basis == Basis.DERIVED:
            made += _new(network, ground, on)
    return made


def region_differences(network: Network, ground: Ground) -> list[Difference]:
    """Return which regions should join or leave a standing network."""
    area = ground.area(network)
    reached = {c: m.checksum for c, m in area.items() if m.standing == Standing.REACHED}
    beyond = {c: m.checksum for c, m in area.items() if m.standing != Standing.REACHED}
    seated = {
        code: None if seat.state in PRESENT else seat.evidence_checksum
        for code, seat in ground.seats[network.pk].items()
    }
    return differences(reached, beyond, seated)


def _regions(network: Network, ground: Ground, on: date) -> list[Proposal]:
    _remember(network, ground)
    asked = region_differences(network, ground)
    wanted = {(one.kind, one.region, one.checksum) for one in asked}
    known = [one for one in ground.known[network.pk] if one.kind in REGION_KINDS]
    overtake(one for one in known if one.is_open and _key(one) not in wanted)
    earlier = {_key(one) for one in known if one.state in ASKED_ONCE}
    return [
        _propose(Asked(one.kind, one.checksum, on, one.region, ground.why(one, network)), network)
        for one in asked
        if (one.kind, one.region, one.checksum) not in earlier
    ]


def _remember(network: Network, ground: Ground) -> None:
    """Keep at each seat how the area reaches it now: who leaves is asked back on other facts."""
    area, moved = ground.area(network), []
    for code, seat in ground.seats[network.pk].items():
        known = area.get(code)
        if seat.state in PRESENT and known and seat.evidence_checksum != known.checksum:
            seat.evidence_checksum = known.checksum
            moved.append(seat)
    Seat.objects.bulk_update(moved, ["evidence_checksum"])


def _new(network: Network, ground: Ground, on: date) -> list[Proposal]:
    known = [one for one in ground.known[network.pk] if one.kind == ProposalKind.NEW]
    reached = any(m.standing == Standing.REACHED for m in ground.areas[network.pk].values())
    fresh = network.input_checksum if reached else ""
    overtake(one for one in known if one.is_open and one.checksum != fresh)
    same = next((one for one in known if one.checksum == fresh and one.state in ASKED_ONCE), None)
    if not reached or (same and same.is_open):
        return []
    if same:
        _back_to(network, DECLINED, same.reason)
        return []
    # Its input changed since it was declined.
    _back_to(network, PROPOSED, "")
    return [_propose(Asked(ProposalKind.NEW, fresh, on), network)]


def _back_to(network: Network, state: str, reason: str) -> None:
    if network.state != state:
        network.state, network.reason = state, reason
        network.version += 1
        network.save()
        mention(network, "declined before" if state == DECLINED else "proposed again")


def _key(one: Proposal) -> tuple[str, str, str]:
    return (str(one.kind), one.region.code if one.region else "", one.checksum)


def overtake(proposals: Iterable[Proposal]) -> None:
    """Keep that nothing leads to these proposals any more."""
    for one in proposals:
        one.state = OVERTAKEN
        one.version += 1
        one.save()
        mention(one, "overtaken")


def _propose(asked: Asked, network: Network) -> Proposal:
    proposal = Proposal(
        network=network,
        kind=asked.kind,
        region=Region.objects.get(code=asked.region) if asked.region else None,
        evidence=asked.evidence,
        checksum=asked.checksum,
        made_on=asked.on,
    )
    proposal.save()
    mention(proposal, "proposed")
    return proposal


def evidence_of(member: Member | None) -> dict[str, Any]:
    """Return how an area reaches a region, as a proposal keeps it; nothing leads to it: empty."""
    if member is None:
        return {}
    return {
        "standing": member.standing,
        "share": member.share,
        "classes": member.classes,
        "of_municipalities": member.of_municipalities,
        "of_area_km2": member.of_area_km2,
        "of_population": member.of_population,
    }
