"""Maps ready for a page: the shapes, what holds in each, and the same facts as rows of a table."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from django.db.models import Case, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Coalesce
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.territory.models import Boundary, Municipality, Region, Shape
from koppelvlak.territory.schematic import HEIGHT, MARGIN, WIDTH

Text = str | Promise
LEAD, WHOLE, PART, UNKNOWN = "lead", "whole", "part", "unknown"
UNVERIFIED, PARCELS, NONE = "unverified", "parcels", "none"

# The tones in the order of the legend; what a page does not say otherwise, they mean.
TONES: Mapping[str, Text] = {
    LEAD: _("Lead"),
    WHOLE: _("Whole"),
    PART: _("Part"),
    UNKNOWN: _("Extent unknown"),
    UNVERIFIED: _("Not verified"),
    PARCELS: _("A few parcels only"),
    NONE: _("Not in this network"),
}
PROPOSED: Mapping[str, Text] = {
    WHOLE: _("As the table says"),
    UNVERIFIED: _("Differs from the table"),
    NONE: _("Not compared"),
}
SHADES = 5
POINT = r"-?\d+(?:\.\d+)?,-?\d+(?:\.\d+)?"
# What colour alone would not tell apart also has a pattern.
PATTERNS = {UNKNOWN: "lines", UNVERIFIED: "hatch", PARCELS: "dots"}


@dataclass(frozen=True)
class Mark:
    """What holds in one area: a tone of the map, the same in words, perhaps a page about it."""

    tone: str
    words: Text
    href: str = ""


@dataclass(frozen=True)
class Area:
    """One shape on the map and one row of its table; ``x``, ``y`` as SVG writes them."""

    code: str
    name: str
    mark: Mark
    path: str = ""
    x: str = ""
    y: str = ""

    @property
    def number(self) -> str:
        """Return the number of a safety region, its label; municipalities have none."""
        return str(int(self.code[2:])) if re.fullmatch(r"VR\d\d", self.code) else ""

    @property
    def pattern(self) -> str:
        """Return the pattern that fills it, or nothing when a plain colour does."""
        return PATTERNS.get(self.mark.tone, "")


@dataclass(frozen=True)
class Key:
    """One entry of the legend."""

    tone: str
    words: Text

    @property
    def pattern(self) -> str:
        """Return the pattern that fills it, or nothing when a plain colour does."""
        return PATTERNS.get(self.tone, "")


@dataclass(frozen=True)
class Map:
    """Everything that ``territory/map.html`` shows; ``hue`` is the tone of a sector."""

    title: Text
    description: Text
    hue: str
    areas: tuple[Area, ...]
    legend: tuple[Key, ...]
    viewbox: str
    schematic: bool
    dated: date | None
    sources: tuple[str, ...]
    official: tuple[str, ...] = ()

    @property
    def drawn(self) -> bool:
        """Say whether there is a picture; without one the table stands alone."""
        return any(area.path for area in self.areas)

    @property
    def linked(self) -> bool:
        """Say whether areas lead to pages; a picture with links in it is not an image."""
        return any(area.mark.href for area in self.areas)

    @property
    def numbered(self) -> bool:
        """Say whether the areas carry numbers that the table explains."""
        return any(area.number for area in self.areas)


@dataclass(frozen=True)
class _Page:
    """What a page says around its map."""

    title: Text
    description: Text
    hue: str
    legend: Mapping[str, Text]


class _Row(NamedTuple):
    """One shape as it is kept, with the name of its area and the source of its facts."""

    code: str
    path: str
    x: float
    y: float
    detail: str
    basis: str
    name: str | None
    source: str | None
    source_key: str | None
    dated: date | None
    official: str | None = None


def region_map(
    marks: Mapping[str, Mark],
    *,
    title: Text,
    description: Text,
    hue: str = "",
    legend: Mapping[str, Text] | None = None,
) -> Map:
    """Return the map of all safety regions, marked by code; regions without a mark are "none".

    ``legend`` says what tones mean on this page, where that differs from ``TONES``. One query.
    Raises KeyError for a tone that neither of them explains.
    """
    own = Municipality.objects.filter(region__code=OuterRef("code")).order_by("-valid_from")
    names = Region.objects.filter(code=OuterRef("code")).values("name")
    shapes = Shape.objects.filter(kind=Shape.REGION)
    page = _Page(title, description, hue, legend or {})
    return _map(_rows(shapes, names, own), marks, page, f"0 0 {WIDTH} {HEIGHT}")


def municipality_map(
    marks: Mapping[str, Mark],
    *,
    title: Text,
    description: Text,
    hue: str = "",
    legend: Mapping[str, Text] | None = None,
) -> Map:
    """Return the map of the marked municipalities only, as large as fits. One query."""
    own = Municipality.objects.filter(code=OuterRef("code")).order_by("-valid_from")
    shapes = Shape.objects.filter(kind=Shape.MUNICIPALITY, code__in=list(marks))
    rows = [_finer(row) for row in _rows(shapes, own.values("name"), own)]
    page = _Page(title, description, hue, legend or {})
    return _map(rows, marks, page, _viewbox(row.path for row in rows))


def proposed_map(
    boundaries: QuerySet[Boundary],
    names: Mapping[str, str],
    marks: Mapping[str, Mark],
    *,
    title: Text,
    source: tuple[str, date | None],
) -> Map:
    """Return the map of boundaries that nobody took over yet, as it would be. One query."""
    drawn = boundaries.order_by("code").values_list("code", "path", "x", "y")
    text, dated = source
    rows = [
        _Row(code, path, x, y, "", Shape.OFFICIAL, names.get(code), text, None, dated, text)
        for code, path, x, y in drawn
    ]
    page = _Page(title, _("The boundaries as the maps would show them."), "", PROPOSED)
    return _map(rows, marks, page, f"0 0 {WIDTH} {HEIGHT}")


def shades(
    counts: Mapping[str, int], words: Callable[[int], Text]
) -> tuple[dict[str, Mark], dict[str, Text]]:
    """Return the marks and the legend for a map of numbers: the more, the darker.

    ``words`` says a number with what is counted, such as "3 networks".
    """
    values = sorted({count for count in counts.values() if count})
    tone = {value: f"shade-{1 + rank * SHADES // len(values)}" for rank, value in enumerate(values)}
    tone[0] = NONE
    marks = {code: Mark(tone[count], words(count)) for code, count in counts.items()}
    legend: dict[str, Text] = {NONE: words(0)}
    for shade, among in groupby(values, key=tone.__getitem__):
        group = list(among)
        spread = format_lazy(_("{low} to {high}"), low=group[0], high=words(group[-1]))
        legend[shade] = spread if len(group) > 1 else words(group[0])
    return marks, legend


def _rows(
    shapes: QuerySet[Shape], names: QuerySet[Any, Any], own: QuerySet[Municipality]
) -> list[_Row]:
    """Return the shapes in order, each with its name and the newest source of its facts."""
    found = shapes.order_by("code").annotate(
        name=Subquery(names[:1]),
        facts=Subquery(own.values("source__text")[:1]),
        source_key=Subquery(own.values("source__key")[:1]),
        facts_dated=Subquery(own.values("source__dated")[:1]),
        # Official boundaries name their own source; schematic ones that of the facts.
        text=Coalesce("source__text", "facts"),
        dated=Case(When(source__isnull=False, then=F("source__dated")), default=F("facts_dated")),
    )
    columns = (*_Row._fields[:7], "text", "source_key", "dated", "source__text")
    return [_Row(*row) for row in found.values_list(*columns)]


def _finer(row: _Row) -> _Row:
    return row._replace(path=row.detail or row.path)


def _map(rows: Sequence[_Row], marks: Mapping[str, Mark], page: _Page, viewbox: str) -> Map:
    words = {**TONES, **page.legend}
    absent = Mark(NONE, words[NONE])
    # Without shapes the facts still have their table.
    areas = [_area(row, marks.get(row.code, absent)) for row in rows] or [
        Area(code, code, mark) for code, mark in sorted(marks.items())
    ]
    used = {area.mark.tone for area in areas}
    return Map(
        title=page.title,
        description=page.description,
        hue=page.hue,
        areas=tuple(areas),
        legend=tuple(Key(tone, words[tone]) for tone in sorted(used, key=_place)),
        viewbox=viewbox,
        schematic=any(row.basis == Shape.SCHEMATIC for row in rows),
        dated=max((row.dated for row in rows if row.dated), default=None),
        sources=tuple(sorted({row.source or row.source_key or "" for row in rows} - {""})),
        official=tuple(sorted({row.official for row in rows if row.official})),
    )


def _area(row: _Row, mark: Mark) -> Area:
    return Area(row.code, row.name or row.code, mark, row.path, f"{row.x:g}", f"{row.y:g}")


def _place(tone: str) -> tuple[int, str]:
    """Sort the legend: tones as listed, then shades from light to dark, "none" last."""
    return [*TONES, tone].index(tone) if tone != NONE else len(TONES) + 1, tone


def _viewbox(paths: Iterable[str]) -> str:
    points = [tuple(map(float, p.split(","))) for path in paths for p in re.findall(POINT, path)]
    if not points:
        return f"0 0 {WIDTH} {HEIGHT}"
    (left, right), (top, bottom) = ((min(axis), max(axis)) for axis in zip(*points, strict=True))
    wide, high = right - left + 2 * MARGIN, bottom - top + 2 * MARGIN
    return f"{left - MARGIN:g} {top - MARGIN:g} {wide:g} {high:g}"
