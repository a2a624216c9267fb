"""How far networks are with an agenda, as pages and files tell it: by spearhead, by network."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy

from koppelvlak.agendas.following import Followed
from koppelvlak.agendas.models import Spearhead
from koppelvlak.agendas.progress import Step, counted
from koppelvlak.agendas.saying import STEPS, explained, lagging, tone
from koppelvlak.networks.models import Network


@dataclass(frozen=True)
class Wanted:
    """Which part someone asks for: networks that lag, or are at a step; empty means all.

    ``spearhead`` is the position of the one to look at.
    """

    lags: bool = False
    step: str = ""
    spearhead: str = ""


@dataclass(frozen=True)
class Cell:
    """One network with one spearhead; what was never given to it has nothing to say."""

    found: Followed | None

    @property
    def word(self) -> Any:
        """Return how far it is, in words."""
        return STEPS[self.found.progress.step] if self.found else "–"

    @property
    def tone(self) -> str:
        """Return how its word looks."""
        return tone(self.found.progress.step) if self.found else ""

    @property
    def lags(self) -> list[Any]:
        """Return by what it lags, in words."""
        return lagging(self.found.progress) if self.found else []

    @property
    def why(self) -> list[Any]:
        """Return why it is that far: the reason of the network first."""
        if self.found is None:
            return []
        reason = self.found.assignment.reason
        return [*([reason] if reason else []), *explained(self.found.progress)]

    @property
    def told(self) -> str:
        """Return the whole cell in plain words, as files tell it."""
        return "; ".join(str(one) for one in (self.word, *self.lags))


@dataclass(frozen=True)
class Line:
    """One network, with a cell for each spearhead that is shown."""

    network: Network
    cells: Sequence[Cell]


@dataclass(frozen=True)
class Sum:
    """One spearhead: how many networks are at each step, and how many lag."""

    spearhead: Spearhead
    steps: Mapping[Step, int]
    lags: int


@dataclass(frozen=True)
class Overview:
    """What the page shows: the spearheads together, and the networks that were asked for."""

    spearheads: Sequence[Spearhead]
    sums: Sequence[Sum]
    lines: Sequence[Line]
    networks: int


def overview(found: Iterable[Followed], wanted: Wanted) -> Overview:
    """Return what someone asks for of what they may see."""
    rows = list(found)
    every = {one.assignment.spearhead_id: one.assignment.spearhead for one in rows}
    ordered = sorted(every.values(), key=lambda one: (one.position, one.pk))
    asked = [one for one in ordered if wanted.spearhead in {"", str(one.position)}]
    networks = {one.assignment.network_id: one.assignment.network for one in rows}
    cells = {(one.assignment.network_id, one.assignment.spearhead_id): one for one in rows}
    lines = [
        Line(network, [Cell(cells.get((pk, one.pk))) for one in asked])
        for pk, network in networks.items()
    ]
    return Overview(
        spearheads=asked,
        sums=[_sum(one, rows) for one in ordered],
        lines=[one for one in lines if any(_fits(cell, wanted) for cell in one.cells)],
        networks=len(networks),
    )


def heads() -> list[tuple[Step, Any]]:
    """Return the steps with their words, what came furthest last."""
    return list(STEPS.items())


def named(one: Spearhead) -> Any:
    """Return a spearhead in few words, for the head of a column."""
    return format_lazy("{number}. {theme}", number=one.position, theme=one.theme.name)


def _sum(spearhead: Spearhead, rows: Iterable[Followed]) -> Sum:
    own = [one.progress for one in rows if one.assignment.spearhead_id == spearhead.pk]
    return Sum(spearhead, counted(one.step for one in own), sum(bool(one.lags) for one in own))


def _fits(cell: Cell, wanted: Wanted) -> bool:
    if cell.found is None:
        return not wanted.lags and not wanted.step
    progress = cell.found.progress
    return (not wanted.lags or bool(progress.lags)) and wanted.step in {"", progress.step.value}
