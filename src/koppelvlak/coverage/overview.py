"""The matrix as pages and files tell it: lines of cells, each with its words and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias
from urllib.parse import urlencode

import numpy as np
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from koppelvlak.agreements.models import Maturity
from koppelvlak.agreements.queries import NATIONAL
from koppelvlak.coverage.matrix import COUNTED, SLOTS, Reading
from koppelvlak.coverage.queries import REGION_KIND, Counted, Ground, matrix
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation


class Per(models.TextChoices):
    """What stands on a line."""

    NETWORK = "netwerk", gettext_lazy("Networks")
    REGION = "regio", gettext_lazy("Safety regions")
    COMPANY = "bedrijf", gettext_lazy("Companies and others")


Asked: TypeAlias = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Wanted:
    """Which part of the matrix someone asks for; empty means all."""

    per: str = Per.NETWORK
    sector: str = ""
    region: str = ""
    basic: bool = False


@dataclass(frozen=True)
class Cell:
    """One cell: how many of which level (weakest first), and the list of their sentences.

    ``others`` count as well, beside basic agreements; ``nothing`` is said where there is nothing.
    """

    kinds: tuple[int, ...]
    basics: bool
    apart: int
    url: str
    others: int = 0
    others_proven: int = 0
    nothing: str = ""

    @property
    def total(self) -> int:
        """Return how many count."""
        return sum(self.kinds)

    @property
    def proven(self) -> int:
        """Return how many are proven."""
        return self.kinds[COUNTED.index("proven")]

    @property
    def level(self) -> str:
        """Return what most of them are, the weaker of two; nothing without agreements."""
        return COUNTED[self.kinds.index(max(self.kinds))] if self.total else ""

    @property
    def word(self) -> str:
        """Return the level in words."""
        return str(Maturity(self.level).label) if self.level else ""

    @property
    def count(self) -> str:
        """Return how many of them are proven, in words."""
        said = {"proven": self.proven, "count": self.total}
        if not self.basics:
            return _("%(proven)d of %(count)d proven") % said
        return (
            ngettext(
                "%(proven)d of %(count)d basic agreement proven",
                "%(proven)d of %(count)d basic agreements proven",
                self.total,
            )
            % said
        )

    @property
    def beside(self) -> str:
        """Return how many others there are beside basic agreements, in words; nothing for none."""
        if not self.others:
            return ""
        said = {"count": self.others, "proven": self.others_proven}
        return (
            ngettext(
                "+ %(count)d other, %(proven)d proven",
                "+ %(count)d others, %(proven)d proven",
                self.others,
            )
            % said
        )

    @property
    def uncounted(self) -> str:
        """Return how many are shown but do not count, in words; nothing for none."""
        return _("%(count)d not counted") % {"count": self.apart} if self.apart else ""


@dataclass(frozen=True)
class Line:
    """One line: of what, where that leads, its eight cells, and all themes together.

    ``network``: the one that it is about, when it is about one.
    """

    title: str
    url: str
    cells: Sequence[Cell]
    whole: Cell
    network: Network | None = None


@dataclass(frozen=True)
class Overview:
    """All lines, all of them together, and how many networks show nothing to this actor."""

    lines: Sequence[Line]
    together: Line
    unseen: int
    tlp: Tlp


@dataclass(frozen=True)
class _Group:
    """The places of one line, and what the list of agreements must be asked for to hold them."""

    of: Network | Organisation | str
    places: tuple[int | None, ...]
    asked: Asked
    nothing: str = ""


@dataclass(frozen=True)
class _Lines(Sequence[Line]):
    """Lines that are made when they are asked for: a page shows few of them."""

    groups: Sequence[_Group]
    rows: Sequence[int]
    said: Reading

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, at: Any) -> Any:
        if isinstance(at, slice):
            return [self[number] for number in range(*at.indices(len(self)))]
        row = self.rows[at]
        return _line(self.groups[row], self.said, row)


def overview(found: Ground, wanted: Wanted) -> Overview:
    """Return the matrix that was asked for.

    Lines with nothing to show are left out, but not the networks at whose table one sits: that
    nothing is agreed there is what they have to know.
    """
    within = _within(found, wanted)
    groups = list(_groups(found, wanted, within))
    every = _Group(_("All together"), tuple(within), _asked(wanted))
    counted = found.counted
    said = matrix(counted, [one.places for one in (*groups, every)], basic=wanted.basic)
    anything = (said.total[:-1, 0] > 0) | (said.apart[:-1, 0] > 0)
    anything |= np.array([bool(one.nothing) for one in groups], dtype=bool)
    shown = _Lines(groups, anything.nonzero()[0].tolist(), said)
    hidden = len(groups) - len(shown) if wanted.per == Per.NETWORK else 0
    return Overview(shown, _line(every, said, len(groups)), hidden, counted.tlp)


def line_of(found: Counted, place: int, asked: Asked) -> Line:
    """Return the line of one place from its counts."""
    return _line(_Group("", (place,), asked), matrix(found, [(place,)], basic=False), 0)


def regions(found: Ground) -> list[Organisation]:
    """Return the safety regions at any table, by name."""
    every = {one.pk: one for table in found.tables.values() for one in table}
    return sorted(filter(_is_region, every.values()), key=lambda one: one.name)


def _is_region(one: Organisation) -> bool:
    return one.kind.key == REGION_KIND


def _within(found: Ground, wanted: Wanted) -> list[int | None]:
    """Return the places that pass the filters; the whole country passes only without any."""
    places: list[int | None] = [
        pk
        for pk, one in found.networks.items()
        if wanted.sector in {"", one.sector.key} and _sits(found, pk, wanted.region)
    ]
    whole = not (wanted.sector or wanted.region) and wanted.per == Per.NETWORK
    return [*places, None] if whole else places


def _sits(found: Ground, pk: int, region: str) -> bool:
    return not region or any(str(one.uuid) == region for one in found.tables[pk])


def _asked(wanted: Wanted, *tables: str) -> Asked:
    tables = tuple(one for one in (wanted.region, *tables) if one)
    sector = {"sector": [wanted.sector]} if wanted.sector else {}
    return sector | ({"tafel": tables} if tables else {})


def _groups(found: Ground, wanted: Wanted, within: Sequence[int | None]) -> Iterable[_Group]:
    if wanted.per == Per.NETWORK:
        for pk in within:
            if pk is None:
                yield _Group(_("The whole country"), (None,), {"netwerk": [NATIONAL]})
            else:
                network = found.networks[pk]
                nothing = _nothing(wanted) if pk in found.own else ""
                yield _Group(network, (pk,), {"netwerk": [str(network.uuid)]}, nothing)
        return
    seats: dict[int, list[int]] = {}
    every: dict[int, Organisation] = {}
    for pk in within:
        for one in found.tables[pk] if pk is not None else ():
            if _is_region(one) == (wanted.per == Per.REGION):
                seats.setdefault(one.pk, []).append(pk or 0)
                every[one.pk] = one
    for one in sorted(every.values(), key=lambda one: one.name):
        yield _Group(one, tuple(seats[one.pk]), _asked(wanted, str(one.uuid)))


def _nothing(wanted: Wanted) -> str:
    return _("no basic agreement") if wanted.basic else _("nothing agreed")


def _line(group: _Group, said: Reading, row: int) -> Line:
    start = f"{reverse('agreements:list')}?{urlencode(group.asked, doseq=True)}"
    kinds, basics = said.kinds[row].tolist(), said.basics[row].tolist()
    apart = said.apart[row].tolist()
    others, proven = said.others[row].tolist(), said.others_proven[row].tolist()
    whole, *cells = (
        Cell(
            tuple(kinds[slot]), basics[slot], apart[slot], start + _theme(slot, basics, kinds),
            others[slot], proven[slot], "" if slot else group.nothing,
        )
        for slot in range(SLOTS)
    )  # fmt: skip
    of = group.of
    title = of.short_name if isinstance(of, Organisation) else str(of)
    url = "" if isinstance(of, str) else of.get_absolute_url()
    return Line(title, url, cells, whole, of if isinstance(of, Network) else None)


def _theme(slot: int, basics: Sequence[bool], kinds: Sequence[Sequence[int]]) -> str:
    """Return what else the address asks, so that its list holds what the cell counts."""
    said = f"&thema={slot}" if slot else ""
    if any(kinds[slot]):
        said += "&telt=ja"
    return f"{said}&basis=ja" if basics[slot] else said
