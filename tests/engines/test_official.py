"""Official boundaries as outlines: joined to their neighbours, and light enough for a page."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
import shapely
from shapely import MultiPolygon, Polygon, box

from koppelvlak.territory import official
from koppelvlak.territory.official import COUNTRY, REGION, sketch
from koppelvlak.territory.schematic import HEIGHT, WIDTH

WEST, EAST = box(100_000, 400_000, 150_000, 450_000), box(150_000, 400_000, 200_000, 450_000)

# On the grid: right of the western edge, left of the border between the two.
BETWEEN = 400


def points(path: str) -> list[tuple[float, float]]:
    return [(float(x), float(y)) for x, y in re.findall(r"(-?[\d.]+),(-?[\d.]+)", path)]


def crooked(seed: int, corners: int) -> list[Any]:
    """Two neighbours with a border of many corners between them."""
    y = np.linspace(400_000, 450_000, corners)
    x = 150_000 + np.random.default_rng(seed).uniform(-3000, 3000, corners)
    border = list(zip(x.tolist(), y.tolist(), strict=True))
    left = [(100_000, 400_000), *border, (100_000, 450_000)]
    right = [*border, (200_000, 450_000), (200_000, 400_000)]
    return [Polygon(left), Polygon(right)]


def test_north_is_up_and_east_is_right() -> None:
    west, east = sketch({"b": EAST, "a": WEST})
    assert (west.code, east.code) == ("a", "b")
    assert west.x < east.x
    (north,) = sketch({"n": box(100_000, 600_000, 150_000, 610_000)})
    assert north.y < west.y


def test_the_whole_country_fits_on_the_grid() -> None:
    (country,) = sketch({"nl": box(13_500, 306_800, 278_000, 619_500)})
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points(country.path))


def test_the_overview_is_in_whole_units_and_the_detail_finer() -> None:
    west, _east = sketch(dict(zip("ab", crooked(1, 50), strict=True)), {"a": "x", "b": "x"})
    assert re.fullmatch(r"(M[\d, ]+z)+", west.path)
    assert "." in west.detail
    assert len(points(west.detail)) > len(points(west.path))


def test_without_groups_there_is_no_detail() -> None:
    assert [one.detail for one in sketch({"a": WEST})] == [""]


@pytest.mark.parametrize("kind", ["path", "detail"])
def test_neighbours_keep_the_same_border(kind: str) -> None:
    left, right = sketch(dict(zip("ab", crooked(2, 400), strict=True)), {"a": "x", "b": "y"})
    own, other = set(points(getattr(left, kind))), set(points(getattr(right, kind)))
    border = {(x, y) for x, y in own if x > BETWEEN}
    assert len(border) > 3
    assert border <= other


def test_however_fine_the_file_a_page_stays_light(monkeypatch: pytest.MonkeyPatch) -> None:
    pieces = dict(zip("ab", crooked(3, 20_000), strict=True))
    for one in (*sketch(pieces, {"a": "x", "b": "x"}),):
        assert len(one.path) <= COUNTRY
        assert len(one.detail) <= REGION
    monkeypatch.setattr(official, "COUNTRY", 150)
    assert sum(len(one.path) for one in sketch(pieces)) <= 150


def test_crumbs_go_and_the_last_island_stays() -> None:
    crumb = box(10_500, 500_000, 10_600, 500_100)
    together, alone = sketch({"a": MultiPolygon([WEST, crumb]), "b": crumb})
    assert together.path.count("M") == 1
    assert alone.path.count("M") == 1


def test_a_lake_stays_a_hole() -> None:
    lake = Polygon(WEST.exterior, [box(110_000, 410_000, 140_000, 440_000).exterior])
    (one,) = sketch({"a": lake})
    assert one.path.count("M") == 2


def test_a_label_lies_inside() -> None:
    shape = box(100_000, 400_000, 101_000, 450_000).union(WEST.buffer(-20_000))
    (one,) = sketch({"a": shape})
    grid = shapely.transform(shape, official._to_grid)
    assert grid.buffer(0.5).contains(shapely.Point(one.x, one.y))
