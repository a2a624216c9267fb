"""What may one ask of proposals to merge or split: one, all that are open, and what each says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import UnseenError
from koppelvlak.networks.lifecycle import OPEN
from koppelvlak.networks.models import Network, Proposal, ProposalKind
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.models import Region

SCALE = (ProposalKind.MERGE, ProposalKind.SPLIT)


@dataclass(frozen=True)
class Part:
    """One table that would come: its networks and the names of its regions."""

    networks: tuple[Network, ...]
    regions: str


@dataclass(frozen=True)
class Said:
    """A proposal as people read it: networks as they are, tables that would come, and why."""

    networks: tuple[Network, ...]
    parts: tuple[Part, ...]
    heirs: tuple[Network, ...]
    facts: tuple[tuple[Any, Any], ...]


def scale_proposals(actor: Actor) -> QuerySet[Proposal]:
    """Return the proposals to merge or split that the actor may see, the newest first."""
    rows = Proposal.objects.visible_to(actor).filter(kind__in=SCALE)
    return rows.select_related("network__sector", "network__anchor", "region")


def scale_proposal(actor: Actor, uuid: UUID) -> Proposal:
    """Return one; raise UnseenError when the actor may not know of it."""
    found = scale_proposals(actor).filter(uuid=uuid).first()
    if found is None:
        raise UnseenError
    return found


def waiting_for(actor: Actor) -> QuerySet[Proposal]:
    """Return the open proposals on networks that the actor decides for."""
    own = Network.objects.open_to(actor, Can.DECIDE_SCALE)
    return scale_proposals(actor).filter(state=OPEN, network__in=own.values("pk"))


def may_propose_for(actor: Actor) -> frozenset[UUID]:
    """Return the networks for which the actor may propose to merge or split."""
    return frozenset(
        Network.objects.open_to(actor, Can.PROPOSE_SCALE).values_list("uuid", flat=True)
    )


def said(actor: Actor, proposal: Proposal) -> Said:
    """Return what a proposal says; four queries."""
    kept = proposal.evidence
    rows = Network.objects.visible_to(actor).filter(uuid__in=kept.get("networks", []))
    rows = rows.select_related("sector", "anchor")
    known = {str(one.uuid): one for one in rows}
    names = dict(Region.objects.values_list("code", "name"))
    heirs = Network.objects.visible_to(actor).filter(
        predecessors__predecessor__in=[one.pk for one in known.values()]
    )
    return Said(
        networks=tuple(known.values()),
        parts=tuple(
            Part(
                tuple(known[uuid] for uuid in table["networks"] if uuid in known),
                ", ".join(names.get(code, code) for code in table["regions"]),
            )
            for table in kept.get("tables", [])
        ),
        heirs=tuple(heirs.select_related("sector", "anchor").distinct()),
        facts=tuple(_facts(kept, names)),
    )


def _facts(kept: dict[str, Any], names: dict[str, str]) -> list[tuple[Any, Any]]:
    """Return the limits and figures behind a proposal, each with its words."""
    limits, seats = kept.get("limits", {}), kept.get("seats", {})
    sectors = {one.key: one.name for one in Sector.objects.all()}
    together = ("; ".join(_named(group, sectors) for group in limits.get("together", [])),)
    asked = _named(limits.get("asked", []), names)
    return [
        (_("Seats now"), seats.get("before", "")),
        (_("Seats as proposed"), seats.get("after", "")),
        (_("Largest table"), limits.get("table", "")),
        (_("Most tables of one region"), limits.get("region", "")),
        (_("Sectors that belong together"), together[0] or _("none")),
        (_("Only about these regions"), asked or _("all regions")),
        (_("Proposed by"), kept.get("by", "")),
        (_("Input (SHA-256)"), kept.get("input", "")),
    ]


def _named(keys: list[str], names: dict[str, str]) -> str:
    return ", ".join(str(names.get(key, key)) for key in keys)
