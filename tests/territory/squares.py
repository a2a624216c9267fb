"""Made-up ground for tests: municipalities as squares beside each other, in RD New."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from shapely import box

from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.area_actions import accept_boundaries, preview, propose_areas
from koppelvlak.territory.area_import import Wanted
from koppelvlak.territory.models import AreaImport, AreaKind, Municipality, Region
from tests.kit.areas import feature, geojson

SIDE = 10_000
DATED = date(2026, 1, 1)


def towns() -> dict[str, Any]:
    """Return a square for every municipality of today, in a row from west to east."""
    codes = sorted(Municipality.objects.filter(valid_to=None).values_list("code", flat=True))
    return {code: square(n) for n, code in enumerate(codes)}


def square(n: float, *, south: int = 470_000) -> Any:
    """Return the square of a place in the row."""
    return box(100_000 + n * SIDE, south, 100_000 + (n + 1) * SIDE, south + SIDE)


def regions(**others: Any) -> dict[str, Any]:
    """Return a square for each region far away, except those that are given."""
    codes = sorted(Region.objects.values_list("code", flat=True))
    south = 350_000
    return {code: square(n % 15, south=south + n // 15 * SIDE) for n, code in enumerate(codes)} | (
        others
    )


def file_of(shapes: Mapping[str, Any], key: str = "statcode") -> bytes:
    """Return polygons by code as GeoJSON in RD New."""
    return geojson(*(feature(shape, **{key: code}) for code, shape in shapes.items()))


def proposed(
    data: bytes, by: Actor, *, kind: str = AreaKind.MUNICIPALITY, whose: str = ""
) -> AreaImport:
    """Return a file as it is proposed."""
    wanted = Wanted(kind)
    if whose:
        wanted = Wanted(
            kind,
            Organisation.objects.get(key=whose),
            Sector.objects.get(key="drinking-water"),
        )
    checked = preview(data, name="grenzen.json", wanted=wanted, by=by)
    return propose_areas(checked, origin="CBS, verzonnen", dated=DATED, by=by)


def standing(by: Actor, shapes: Mapping[str, Any] | None = None) -> AreaImport:
    """Return official boundaries of municipalities that were taken over."""
    return accept_boundaries(proposed(file_of(shapes or towns()), by), by=by)


def half_of(shapes: Iterable[Any]) -> Any:
    """Return the western half of the first and all of the others."""
    first, *rest = shapes
    west, south, _east, north = first.bounds
    whole = box(west, south, west + SIDE / 2, north)
    for shape in rest:
        whole = whole.union(shape)
    return whole
