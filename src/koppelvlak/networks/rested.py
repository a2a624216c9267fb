"""On what a region in a network rested before its area changed: kept with the proposal to leave."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from koppelvlak.networks.derivation import derive_networks
from koppelvlak.networks.evidence import Share, shares, towns
from koppelvlak.networks.models import Member, Network, Proposal
from koppelvlak.territory.models import Coverage
from koppelvlak.territory.queries import places_on, supply_of
from koppelvlak.territory.succession import Link

# By network and code of the region.
Rested: TypeAlias = dict[tuple[int, str], dict[str, Any]]
# What a proposal keeps of a member.
FIGURES = ("standing", "share", "classes", "of_municipalities", "of_area_km2", "of_population")
KEY = "rested"


@dataclass(frozen=True)
class Earlier:
    """On what it rested, for reading: the day, the figures, and municipalities with their source.

    Each line is a municipality: its name, coverage in words, certainty, and sources.
    """

    on: date
    shares: list[Share]
    lines: list[dict[str, Any]]


def rested(network: Network) -> Rested:
    """Return on what each region of a network rests, before it is derived anew; six queries.

    Municipalities are named only when the facts of that day are still those it was derived from:
    what is accepted later for the same day would stand under figures that it did not lead to.
    """
    if network.anchor is None or network.derived_for is None:
        return {}
    on = network.derived_for
    links, rows = supply_of(network.sector, network.anchor, on)
    if not _led_to(network, links, on):
        links = []
    names, home = towns(on)
    said = {row.source.key: _said(row.source) for row in rows}
    lines: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for link in links:
        code = link.municipality
        line: dict[str, Any] = {"name": names.get(code, code), "coverage": link.coverage}
        line |= {"certainty": link.certainty, "sources": [said[key] for key in link.sources]}
        lines[home.get(code, "")].append(line)
    return {
        (network.pk, one.region.code): {
            **{name: getattr(one, name) for name in FIGURES},
            "on": on.isoformat(),
            "lines": sorted(lines[one.region.code], key=lambda line: line["name"]),
        }
        for one in network.members.select_related("region")
    }


def earlier(row: Proposal) -> Earlier | None:
    """Return on what the region of a proposal rested before; None when that was not kept."""
    kept: Mapping[str, Any] = row.evidence.get(KEY, {})
    if not kept:
        return None
    member = Member(**{name: kept[name] for name in FIGURES})
    words = {one.value: one.label for one in Coverage}
    lines = [{**line, "coverage": words[line["coverage"]]} for line in kept["lines"]]
    return Earlier(date.fromisoformat(kept["on"]), shares(member), lines)


def _led_to(network: Network, links: Sequence[Link], on: date) -> bool:
    found = derive_networks(places_on(on), links)
    return [one.input_checksum for one in found] == [network.input_checksum]


def _said(source: Any) -> str:
    dated = f" ({source.dated.isoformat()})" if source.dated else ""
    return f"{source.text or source}{dated}"
