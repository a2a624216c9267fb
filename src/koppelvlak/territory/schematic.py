"""A schematic map from points and areas: cells for municipalities, regions as unions of cells.

Of a municipality it knows only where it lies and how large it is. Everyone gets the ground that is
nearest to them (Voronoi cells), as far as there is land: discs somewhat larger than each area,
grown together. All outlines share their corners, so neighbours neither overlap nor leave a gap.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass
from hashlib import sha256
from itertools import count
from typing import cast

import shapely
from shapely import MultiPoint, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

# Part of every checksum: raise it when the same facts should be drawn differently.
METHOD = "schematic-1"

# The grid on which everything is drawn: width, height and free edge, in units.
WIDTH, HEIGHT, MARGIN = 860, 1010, 6
# A degree of latitude in kilometres; a degree of longitude is shorter by the cosine of MIDDLE.
DEGREE_KM, MIDDLE = 111.32, math.radians(52.2)
# The disc of a municipality: somewhat more than its area, and never less than this radius.
REACH, LEAST_KM = 1.15, 6.0
# Straits narrower than twice this, and lakes smaller than this area, become land.
CLOSING_KM, LAKE_KM2 = 1.5, 100.0
# Municipalities lie at least this far apart on the grid; corners closer than the tolerance go.
SPACING, TOLERANCE = 4.0, 1.2
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True)
class Spot:
    """A municipality as a point: degrees (WGS84), square kilometres; ``region`` is its group."""

    code: str
    region: str
    lon: float
    lat: float
    area_km2: float


@dataclass(frozen=True)
class Outline:
    """A shape as an SVG path in whole units of the grid, and the point where its label fits."""

    code: str
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Drawing:
    """All outlines, each kind in order of code."""

    municipalities: tuple[Outline, ...]
    regions: tuple[Outline, ...]


@dataclass(frozen=True)
class _Disc:
    """A point and radius, first in kilometres and then in units of the grid."""

    x: float
    y: float
    radius: float

    @property
    def centre(self) -> Point:
        return Point(self.x, self.y)


def checksum(spots: Iterable[Spot]) -> str:
    """Return the SHA-256 of what would be drawn; the order of the spots does not matter."""
    facts = sorted(astuple(spot) for spot in spots)
    return sha256(json.dumps([METHOD, facts]).encode()).hexdigest()


def draw(spots: Iterable[Spot]) -> Drawing:
    """Draw the municipalities and their regions; equal facts always give the equal drawing.

    Codes are unique. Raises ValueError when a number is not finite or an area is negative.
    """
    ordered = sorted(spots, key=lambda spot: spot.code)
    if not ordered:
        return Drawing((), ())
    on_ground = [_disc(spot) for spot in ordered]
    scale, discs = _fit(on_ground)
    cells = _cells(discs, _land(discs, scale))
    regions: dict[str, list[Polygon | MultiPolygon]] = {}
    for spot, cell in zip(ordered, cells, strict=True):
        regions.setdefault(spot.region, []).append(cell)
    return Drawing(
        tuple(_outline(spot.code, cell) for spot, cell in zip(ordered, cells, strict=True)),
        tuple(_outline(code, shapely.union_all(regions[code])) for code in sorted(regions)),
    )


def _disc(spot: Spot) -> _Disc:
    numbers = (spot.lon, spot.lat, spot.area_km2)
    if spot.area_km2 < 0 or not all(math.isfinite(number) for number in numbers):
        raise ValueError(f"{spot.code}: {numbers} is not a place with an area")
    return _Disc(
        spot.lon * DEGREE_KM * math.cos(MIDDLE),
        spot.lat * DEGREE_KM,
        max(LEAST_KM, REACH * math.sqrt(spot.area_km2 / math.pi)),
    )


def _fit(discs: Sequence[_Disc]) -> tuple[float, list[_Disc]]:
    """Return the scale (units per kilometre) at which all fit, and the discs on the grid."""
    west, east = min(d.x - d.radius for d in discs), max(d.x + d.radius for d in discs)
    south, north = min(d.y - d.radius for d in discs), max(d.y + d.radius for d in discs)
    wide, high = WIDTH - 2 * MARGIN, HEIGHT - 2 * MARGIN
    scale = min(wide / (east - west), high / (north - south))
    left = MARGIN + (wide - (east - west) * scale) / 2
    top = MARGIN + (high - (north - south) * scale) / 2
    fitted = [
        _Disc(
            left + (d.x - west) * scale,
            top + (north - d.y) * scale,
            max(d.radius * scale, SPACING),
        )
        for d in discs
    ]
    return scale, _apart(fitted)


def _apart(discs: Sequence[_Disc]) -> list[_Disc]:
    """Move those that coincide a little, along a spiral, so that each has ground of its own."""
    placed: list[_Disc] = []
    for disc in discs:
        for step in count():
            out, angle = SPACING / 2 * math.sqrt(step), GOLDEN_ANGLE * step
            x, y = disc.x + out * math.cos(angle), disc.y + out * math.sin(angle)
            if all(math.hypot(x - other.x, y - other.y) >= SPACING for other in placed):
                break
        placed.append(_Disc(x, y, disc.radius))
    return placed


def _land(discs: Sequence[_Disc], scale: float) -> list[Polygon]:
    """Return the main land and the islands: discs grown together, without narrow water."""
    round_ones = [shapely.buffer(disc.centre, disc.radius, quad_segs=8) for disc in discs]
    closed = shapely.union_all(round_ones).buffer(CLOSING_KM * scale).buffer(-CLOSING_KM * scale)
    lake = LAKE_KM2 * scale**2
    return [
        Polygon(part.exterior, [hole for hole in part.interiors if Polygon(hole).area >= lake])
        for part in _polygons(closed)
    ]


def _cells(discs: Sequence[_Disc], land: Sequence[Polygon]) -> list[Polygon | MultiPolygon]:
    """Return for each disc the ground that is nearest to its centre, on its own side of water."""
    cells: dict[int, BaseGeometry] = {}
    for ground in land:
        own = [n for n, disc in enumerate(discs) if ground.contains(disc.centre)]
        nearest = _nearest([discs[n] for n in own])
        cells |= zip(own, shapely.intersection(nearest, ground), strict=True)
    return list(shapely.coverage_simplify([cells[n] for n in range(len(discs))], TOLERANCE))


def _nearest(discs: Sequence[_Disc]) -> list[BaseGeometry]:
    far = 10.0 * (WIDTH + HEIGHT)
    # Four far posts: one point, or points on a line, then have cells like any others.
    posts = [(-far, -far), (far, -far), (far, far), (-far, far)]
    points = MultiPoint([*((disc.x, disc.y) for disc in discs), *posts])
    return list(shapely.get_parts(shapely.voronoi_polygons(points, ordered=True)))[: len(discs)]


def _outline(code: str, shape: BaseGeometry) -> Outline:
    rings = [
        [(round(x), round(y)) for x, y in ring.coords[:-1]]
        for part in _polygons(shape)
        for ring in (part.exterior, *part.interiors)
    ]
    return Outline(code, "".join(_path(ring) for ring in rings), *_label(shape))


def _path(ring: Sequence[tuple[int, int]]) -> str:
    return "M" + " ".join(f"{x},{y}" for x, y in ring) + "z"


def _label(shape: BaseGeometry) -> tuple[float, float]:
    """Return the middle of the largest circle inside the largest part."""
    largest = max(_polygons(shape), key=lambda part: part.area)
    x, y = shapely.maximum_inscribed_circle(largest, tolerance=0.5).coords[0]
    return round(x, 1), round(y, 1)


def _polygons(shape: BaseGeometry) -> list[Polygon]:
    return [cast("Polygon", part) for part in shapely.get_parts(shape) if part.area]
