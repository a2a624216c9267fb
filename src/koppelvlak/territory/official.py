"""Official boundaries as outlines of the map: simplified together, so that neighbours stay joined.

Two outlines each: one for a map of the whole country, in whole units of the grid, and a finer one
for a map of one region. How far they are simplified follows from how much a page may weigh.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import numpy as np
import shapely
from shapely import Polygon

from koppelvlak.territory.schematic import HEIGHT, MARGIN, WIDTH

# RD New, in metres: the west and north of the grid, and metres to a unit of it.
WEST, NORTH = 10_000.0, 622_000.0
SCALE = max((280_000 - WEST) / (WIDTH - 2 * MARGIN), (NORTH - 304_000) / (HEIGHT - 2 * MARGIN))
# Units of the grid: where simplifying begins, and how much coarser each next try is.
COARSE, FINE, STEP = 0.6, 0.05, 1.3
# Characters: of all outlines on a map of the country, and of those on a map of one region.
COUNTRY, REGION = 45_000, 80_000
# Islands smaller than the square of this many tolerances are left out, unless nothing else is left.
CRUMB = 2.0


@dataclass(frozen=True)
class Sketch:
    """An outline for the country and one for its region, and the point where a label fits."""

    code: str
    path: str
    detail: str
    x: float
    y: float


def sketch(shapes: Mapping[str, Any], groups: Mapping[str, str] | None = None) -> list[Sketch]:
    """Return the outlines of polygons in RD New, in order of code.

    ``groups`` says which of them stand on one detailed map; without it there is no such map.
    """
    codes = sorted(shapes)
    on_grid = list(shapely.transform([shapes[code] for code in codes], _to_grid))
    country = _light(on_grid, COARSE, 0, lambda paths: sum(map(len, paths)) <= COUNTRY)
    detail = [""] * len(codes)
    if groups is not None:
        member = [groups.get(code, "") for code in codes]
        detail = _light(on_grid, FINE, 1, lambda paths: _heaviest(paths, member) <= REGION)
    return [
        Sketch(code, path, fine, *_label(shape))
        for code, shape, path, fine in zip(codes, on_grid, country, detail, strict=True)
    ]


def _to_grid(metres: Any) -> Any:
    return np.column_stack(
        [MARGIN + (metres[:, 0] - WEST) / SCALE, MARGIN + (NORTH - metres[:, 1]) / SCALE]
    )


def _heaviest(paths: Sequence[str], member: Sequence[str]) -> int:
    weight: dict[str, int] = defaultdict(int)
    for path, group in zip(paths, member, strict=True):
        weight[group] += len(path)
    return max(weight.values(), default=0)


def _light(
    shapes: Sequence[Any], tolerance: float, digits: int, fits: Callable[[Sequence[str]], bool]
) -> list[str]:
    """Return paths, coarser and coarser until they fit on a page."""
    while True:
        simple = shapely.coverage_simplify(list(shapes), tolerance)
        paths = [_path(shape, tolerance, digits) for shape in simple]
        if fits(paths):
            return paths
        tolerance *= STEP


def _path(shape: Any, tolerance: float, digits: int) -> str:
    parts = _polygons(shape)
    largest = max(parts, key=lambda part: part.area)
    crumb = (CRUMB * tolerance) ** 2
    rings = [
        ring
        for part in parts
        if part is largest or part.area >= crumb
        for ring in (part.exterior, *(r for r in part.interiors if Polygon(r).area >= crumb))
    ]
    return "".join(_ring(ring.coords[:-1], digits) for ring in rings)


def _ring(coords: Iterable[tuple[float, ...]], digits: int) -> str:
    points = [f"{_number(x, digits)},{_number(y, digits)}" for x, y in coords]
    kept = [point for n, point in enumerate(points) if n == 0 or point != points[n - 1]]
    return "M" + " ".join(kept) + "z"


def _number(value: float, digits: int) -> str:
    return f"{round(value, digits):.{digits}f}".removesuffix(".0")


def _label(shape: Any) -> tuple[float, float]:
    largest = max(_polygons(shape), key=lambda part: part.area)
    x, y = shapely.maximum_inscribed_circle(largest, tolerance=0.5).coords[0]
    return round(x, 1), round(y, 1)


def _polygons(shape: Any) -> list[Polygon]:
    return [cast("Polygon", part) for part in shapely.get_parts(shape)]
