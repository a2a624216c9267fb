"""Fictional answers of two drinking-water networks to their agenda; the others still have to."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from koppelvlak.agendas.following import to_point_out
from koppelvlak.agendas.lifecycle import IN_FORCE, OPEN
from koppelvlak.agendas.models import Assignment
from koppelvlak.agendas.taking_up import accept, point_out, set_aside
from koppelvlak.jobs.casting import acting_at
from koppelvlak.jobs.fiction import require_fiction
from koppelvlak.jobs.readiness import Say
from koppelvlak.kit.access import Actor
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can

REASON = "Fictief: in dit gebied wijst de gemeente de punten aan, los van het netwerk."


def show_answers(*, on: date, say: Say) -> None:
    """Let one network take up all of its agenda, and one set a spearhead aside; once."""
    require_fiction()
    rows = Assignment.objects.filter(spearhead__agenda__state=IN_FORCE)
    if not rows.exists() or rows.exclude(state=OPEN).exists():
        return
    say("answers to the agenda (fictional)")
    networks = Network.objects.filter(pk__in=rows.values("network")).order_by("pk")
    answering = [(one, by) for one in networks if (by := _coordinator(one, on))]
    for network, by in answering[:1]:
        _take_up(rows.filter(network=network), by)
    for network, by in answering[1:2]:
        first, *_between, last = rows.filter(network=network).order_by("spearhead__position")
        accept(first, by=by)
        set_aside(last, REASON, by=by)


def _take_up(rows: Iterable[Assignment], by: Actor) -> None:
    """Point at one agreement that is there already, if any, and accept the rest."""
    for number, row in enumerate(rows):
        there = list(to_point_out(row.network, actor=by)[:1])
        if number == 1 and there:
            point_out(row, there, by=by)
        else:
            accept(row, by=by)


def _coordinator(network: Network, on: date) -> Actor | None:
    """Return who may answer for the network: its lead, or a company that sits there."""
    for place in (network.lead, network.anchor):
        by = acting_at(place, on) if place else None
        may = by and Assignment.objects.open_to(by, Can.ACCEPT_ASSIGNMENT)
        if by and may and may.filter(network=network).exists():
            return by
    return None
