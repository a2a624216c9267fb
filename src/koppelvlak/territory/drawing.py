"""The shapes of the map as they are kept: drawn from the division of a day, and redrawn with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from koppelvlak.territory.models import Municipality, Shape
from koppelvlak.territory.schematic import Spot, checksum, draw

UPDATED = ["path", "x", "y", "basis", "checksum"]


@dataclass(frozen=True)
class Sheet:
    """Newly drawn shapes, and those of an earlier division, by kind and code, that are gone."""

    drawn: tuple[Shape, ...]
    gone: frozenset[tuple[str, str]]


def sheet_due(on: date) -> Sheet | None:
    """Draw the division of this day; None when it is drawn already.

    Official boundaries are never drawn over. Nothing is kept yet: drawing takes a moment, and
    nobody should have to wait for it at the door.
    """
    spots = _spots(on)
    now = checksum(spots)
    rows = Shape.objects.values_list("kind", "code", "basis", "checksum")
    official = {(kind, code) for kind, code, basis, _of in rows if basis != Shape.SCHEMATIC}
    known = {(kind, code): of for kind, code, basis, of in rows if basis == Shape.SCHEMATIC}
    wanted = {(Shape.MUNICIPALITY, spot.code) for spot in spots}
    wanted |= {(Shape.REGION, spot.region) for spot in spots}
    if wanted - official == known.keys() and set(known.values()) <= {now}:
        return None
    shapes = (shape for shape in _shapes(spots, now) if (shape.kind, shape.code) not in official)
    return Sheet(tuple(shapes), frozenset(known.keys() - wanted))


def keep(sheet: Sheet) -> list[Shape]:
    """Write the sheet; return the shapes that were removed."""
    Shape.objects.bulk_create(
        sheet.drawn, update_conflicts=True, unique_fields=["kind", "code"], update_fields=UPDATED
    )
    codes = [code for _kind, code in sheet.gone]
    gone = [s for s in Shape.objects.filter(code__in=codes) if (s.kind, s.code) in sheet.gone]
    Shape.objects.filter(pk__in=[shape.pk for shape in gone]).delete()
    return gone


def _spots(on: date) -> list[Spot]:
    valid = Q(valid_from__lte=on) & (Q(valid_to__isnull=True) | Q(valid_to__gt=on))
    rows = Municipality.objects.filter(valid).order_by("code")
    return [
        Spot(*row)
        for row in rows.values_list("code", "region__code", "lon", "lat", "area_km2").iterator()
    ]


def _shapes(spots: Sequence[Spot], of: str) -> Iterator[Shape]:
    drawing = draw(spots)
    kinds = {Shape.MUNICIPALITY: drawing.municipalities, Shape.REGION: drawing.regions}
    for kind, outlines in kinds.items():
        for each in outlines:
            yield Shape(
                kind=kind,
                code=each.code,
                path=each.path,
                x=each.x,
                y=each.y,
                basis=Shape.SCHEMATIC,
                checksum=of,
            )
