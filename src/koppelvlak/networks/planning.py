"""A suggestion as a plan to propose: which tables would come instead of which networks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from koppelvlak.networks.advice import Ground
from koppelvlak.networks.models import Network, ProposalKind
from koppelvlak.networks.scale import Advice, Suggestion
from koppelvlak.networks.staffing import Limits, Table


@dataclass(frozen=True)
class Part:
    """One table as it would be: some of the networks, and codes of the regions that staff it."""

    networks: tuple[Network, ...]
    regions: tuple[str, ...]


@dataclass(frozen=True)
class Plan:
    """Networks, the tables that would come instead, and what led to it as plain data."""

    networks: tuple[Network, ...]
    parts: tuple[Part, ...]
    evidence: Mapping[str, Any] = field(default_factory=dict)

    @property
    def kind(self) -> ProposalKind:
        """Return whether networks would merge, or one would be split."""
        return ProposalKind.MERGE if len(self.networks) > 1 else ProposalKind.SPLIT

    @property
    def kept(self) -> dict[str, Any]:
        """Return the plan as a proposal keeps it."""
        return {
            **self.evidence,
            "networks": [str(one.uuid) for one in self.networks],
            "tables": [
                {"networks": [str(one.uuid) for one in p.networks], "regions": list(p.regions)}
                for p in self.parts
            ],
        }


def plan_of(one: Suggestion, advice: Advice, of: Ground, limits: Limits) -> Plan:
    """Return the plan for a suggestion, with the limits, the figures and the input behind it."""
    return Plan(
        networks=tuple(of.networks[code] for code in one.networks),
        parts=tuple(_part(table, of) for table in (*one.tables, *one.rest)),
        evidence={
            "limits": {
                "table": limits.table,
                "region": limits.region,
                "together": sorted(sorted(group) for group in limits.together),
                "neighbours": limits.neighbours,
                "asked": sorted(limits.asked),
            },
            "figures": {"before": asdict(advice.before), "after": asdict(advice.after)},
            "seats": {"before": _seats(one.before), "after": _seats((*one.tables, *one.rest))},
            "proven": advice.proven,
            "input": advice.checksum,
        },
    )


def _part(table: Table, of: Ground) -> Part:
    return Part(tuple(of.networks[code] for code in table.networks), table.regions)


def _seats(tables: tuple[Table, ...]) -> int:
    return sum(table.seats for table in tables)
