"""Giving the networks of a sector what its agenda asks of them; inside a door."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from koppelvlak.agendas.lifecycle import OPEN, STANDING
from koppelvlak.agendas.models import Assignment, SectorAgenda, Spearhead
from koppelvlak.door import mention_all
from koppelvlak.kit.access import Actor
from koppelvlak.networks.lifecycle import STANDING as NETWORKS_THAT_STAND
from koppelvlak.networks.models import Network

# What a network answered holds on for a spearhead that says the same in the next version.
ANSWER = ("reason", "answered_on", "answered_for_id")
SAID = ("theme_id", "wording_nl", "wording_en", "why_nl", "why_en", "horizon")


def give_assignments(agenda: SectorAgenda, by: Actor) -> list[Assignment]:
    """Give every standing network of the sector each standing spearhead that it lacks.

    What it answered to the version before is taken along where the spearhead did not change.
    """
    spearheads = list(agenda.spearheads.filter(state=STANDING).prefetch_related("to_make"))
    networks = Network.objects.filter(sector_id=agenda.sector_id, state__in=NETWORKS_THAT_STAND)
    given = set(
        Assignment.objects.filter(spearhead__in=spearheads).values_list("spearhead", "network")
    )
    before = _answered(agenda, spearheads)
    made, along = [], []
    for network in networks.order_by("pk"):
        for spearhead in spearheads:
            if (spearhead.pk, network.pk) in given:
                continue
            row, known = _made(spearhead, network, before, by)
            made.append(row)
            if known:
                along.append((row, known))
    Assignment.objects.bulk_create(made, batch_size=200)
    _point(along)
    mention_all(made)
    return made


def lacking(agenda: SectorAgenda) -> bool:
    """Say whether a standing network of the sector lacks a standing spearhead of an agenda."""
    spearheads = agenda.spearheads.filter(state=STANDING).count()
    networks = Network.objects.filter(sector_id=agenda.sector_id, state__in=NETWORKS_THAT_STAND)
    given = Assignment.objects.filter(
        spearhead__agenda=agenda, spearhead__state=STANDING, network__in=networks.values("pk")
    )
    return given.count() < spearheads * networks.count()


def _answered(
    agenda: SectorAgenda, spearheads: Iterable[Spearhead]
) -> dict[tuple[UUID, int], Assignment]:
    """Return what networks answered to spearheads of the version before that did not change."""
    if agenda.predecessor_id is None:
        return {}
    now = {row.line: _said(row) for row in spearheads}
    rows = Assignment.objects.filter(spearhead__agenda=agenda.predecessor_id)
    rows = rows.exclude(state=OPEN).select_related("spearhead")
    rows = rows.prefetch_related("spearhead__to_make", "agreements")
    return {
        (row.spearhead.line, row.network_id): row
        for row in rows
        if now.get(row.spearhead.line) == _said(row.spearhead)
    }


def _said(row: Spearhead) -> tuple[object, ...]:
    asked = frozenset(one.agreement_id for one in row.to_make.all())
    return (*(getattr(row, name) for name in SAID), asked)


def _made(
    spearhead: Spearhead,
    network: Network,
    before: dict[tuple[UUID, int], Assignment],
    by: Actor,
) -> tuple[Assignment, Assignment | None]:
    row = Assignment(spearhead=spearhead, network=network, given_on=by.on, state=OPEN)
    known = before.get((spearhead.line, network.pk))
    if known:
        row.state = known.state
        for name in ANSWER:
            setattr(row, name, getattr(known, name))
    return row, known


def _point(along: Iterable[tuple[Assignment, Assignment]]) -> None:
    """Let answers that were taken along point at the same agreements."""
    through = Assignment.agreements.through
    through.objects.bulk_create(
        [
            through(assignment_id=row.pk, agreement_id=agreement.pk)
            for row, known in along
            for agreement in known.agreements.all()
        ],
        batch_size=200,
    )
