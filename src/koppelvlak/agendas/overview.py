"""What the pages of agendas show: per sector what holds and what is written, and one version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from koppelvlak.agendas import queries
from koppelvlak.agendas.lifecycle import DROPPED, IN_FORCE, STANDING, UNFINISHED
from koppelvlak.agendas.models import Alignment, Body, Priority, SectorAgenda, Spearhead
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.access import Actor
from koppelvlak.sectors.models import Sector


@dataclass(frozen=True)
class OfSector:
    """A sector with its agenda: what holds, what is written, and how many versions there are."""

    sector: Sector
    held: SectorAgenda | None
    written: SectorAgenda | None
    versions: int


@dataclass(frozen=True)
class Asking:
    """A spearhead with what it asks for; ``unseen`` counts what this reader may not see."""

    spearhead: Spearhead
    agreements: Sequence[Agreement]
    unseen: int


@dataclass(frozen=True)
class Said:
    """A body, and what it said of the text as it is or was."""

    body: Body
    row: Alignment | None

    @property
    def counts(self) -> bool:
        """Say whether it aligned with the text as it is."""
        return self.row is not None and not self.row.earlier


@dataclass(frozen=True)
class Whole:
    """One version as its page shows it."""

    agenda: SectorAgenda
    versions: Sequence[SectorAgenda]
    priorities: Sequence[Priority]
    spearheads: Sequence[Asking]
    dropped: Sequence[Spearhead]
    said: Sequence[Said]

    @property
    def basic(self) -> int:
        """Return how many basic agreements it asks for, as far as this reader sees them."""
        return len({one.pk for row in self.spearheads for one in row.agreements if one.basic})

    @property
    def complete(self) -> bool:
        """Say whether this reader sees all that the spearheads ask for, so that counts hold."""
        return not any(row.unseen for row in self.spearheads)

    @property
    def unfinished(self) -> bool:
        """Say whether its sector has a version that is written or aligned now."""
        return any(one.state in UNFINISHED for one in self.versions)


def by_sector(actor: Actor) -> list[OfSector]:
    """Return every sector, also those without an agenda that the actor may see; two queries."""
    found: dict[int, list[SectorAgenda]] = {}
    for row in queries.agendas(actor):
        found.setdefault(row.sector_id, []).append(row)
    return [_of(sector, found.get(sector.pk, [])) for sector in Sector.objects.all()]


def whole(agenda: SectorAgenda, actor: Actor) -> Whole:
    """Return one version with all that hangs there; eight queries at most."""
    rows = list(agenda.spearheads.select_related("theme"))
    standing = [row for row in rows if row.state == STANDING]
    said = {one.body: one for one in agenda.alignments.all()}
    seen = SectorAgenda.objects.visible_to(actor).filter(sector_id=agenda.sector_id)
    return Whole(
        agenda=agenda,
        versions=list(seen.select_related("sector")),
        priorities=by_rank(agenda),
        spearheads=_asking(standing, actor),
        dropped=[row for row in rows if row.state == DROPPED],
        said=[Said(body, said.get(body)) for body in Body],
    )


def by_rank(agenda: SectorAgenda) -> list[Priority]:
    """Return the priorities, the most urgent first, those without a rank last."""
    rows = list(agenda.priorities.select_related("theme"))
    return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.theme.number))


def startable(rows: Sequence[OfSector]) -> list[Sector]:
    """Return the sectors for which a version can start: one is written at a time."""
    return [row.sector for row in rows if row.written is None]


def _of(sector: Sector, rows: Sequence[SectorAgenda]) -> OfSector:
    def first(*states: str) -> SectorAgenda | None:
        return next((row for row in rows if row.state in states), None)

    return OfSector(sector, first(IN_FORCE), first(*UNFINISHED), len(rows))


def _asking(rows: Sequence[Spearhead], actor: Actor) -> list[Asking]:
    asked, every = queries.asked_by(rows, actor)
    return [Asking(row, asked[row.pk], every[row.pk] - len(asked[row.pk])) for row in rows]
