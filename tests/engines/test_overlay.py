"""Laying polygons over polygons: by example, by property, and against the geometry library."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Polygon, box

from koppelvlak.territory.overlay import SLIVER, Share, largest, overlaps, shares

LEFT, RIGHT = box(0, 0, 1000, 1000), box(1000, 0, 2000, 1000)


def pairs(left: list[Any], right: list[Any]) -> dict[tuple[int, int], float]:
    found = overlaps(left, right)
    return {
        (int(a), int(b)): float(area)
        for a, b, area in zip(found.left, found.right, found.area, strict=True)
    }


def test_inside_across_and_beside() -> None:
    inner, across, far = box(10, 10, 20, 20), box(900, 0, 1100, 100), box(5000, 0, 5010, 10)
    assert pairs([inner, across, far], [LEFT, RIGHT]) == pytest.approx(
        {(0, 0): 100.0, (1, 0): 10_000.0, (1, 1): 10_000.0}
    )


def test_which_side_is_which_does_not_depend_on_their_size() -> None:
    many = [box(n * 100, 0, n * 100 + 100, 100) for n in range(20)]
    one_way = pairs(many, [LEFT, RIGHT])
    assert {(b, a): area for (a, b), area in pairs([LEFT, RIGHT], many).items()} == one_way


def test_neighbours_that_touch_share_nothing() -> None:
    assert pairs([LEFT], [RIGHT]) == {}


def test_a_hole_is_not_shared() -> None:
    ring = Polygon(LEFT.exterior.coords, [box(100, 100, 900, 900).exterior.coords])
    assert pairs([box(200, 200, 300, 300)], [ring]) == {}
    assert pairs([LEFT], [ring]) == pytest.approx({(0, 0): 360_000.0})


@pytest.mark.parametrize(("left", "right"), [([], [LEFT]), ([LEFT], []), ([], [])])
def test_nothing_shares_nothing(left: list[Any], right: list[Any]) -> None:
    assert pairs(left, right) == {}


def test_the_largest_share_decides() -> None:
    (parts,) = shares([box(600, 0, 1500, 1000)], [LEFT, RIGHT])
    assert [(part.other, round(part.share, 3)) for part in parts] == [(1, 0.556), (0, 0.444)]
    assert largest(parts) == parts[0]


def test_what_lies_in_nothing_is_told() -> None:
    (parts,) = shares([box(-1000, 0, 100, 1000)], [LEFT, RIGHT])
    assert [(part.other, round(part.share, 3)) for part in parts] == [(0, 0.091), (None, 0.909)]
    deciding = largest(parts)
    assert deciding is not None
    assert deciding.other == 0


def test_what_lies_outside_everything_belongs_nowhere() -> None:
    (parts,) = shares([box(9000, 0, 9100, 100)], [LEFT, RIGHT])
    assert parts == [Share(None, 10_000.0, 1.0)]
    assert largest(parts) is None


def test_a_sliver_is_kept_and_named() -> None:
    (parts,) = shares([box(5, 0, 1005, 1000)], [LEFT, RIGHT])
    assert [(part.other, part.sliver) for part in parts] == [(0, False), (1, True)]
    assert parts[1].share < SLIVER


@st.composite
def star(draw: st.DrawFn) -> Polygon:
    """A crooked polygon around a point: valid, whatever its corners."""
    x, y = draw(st.floats(0, 2000)), draw(st.floats(0, 1000))
    reach = draw(st.lists(st.floats(20, 800), min_size=3, max_size=30))
    angles = np.linspace(0, 2 * np.pi, len(reach), endpoint=False)
    return Polygon(
        [(x + r * np.cos(a), y + r * np.sin(a)) for r, a in zip(reach, angles, strict=True)]
    )


def cover(seed: int) -> list[Any]:
    """Crooked pieces that fill the plane around the stars, without overlap."""
    points = np.random.default_rng(seed).uniform(0, 2000, (12, 2))
    frame = box(-2000, -2000, 5000, 5000)
    cells = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=frame)
    return list(shapely.intersection(shapely.get_parts(cells), frame))


@settings(max_examples=60, deadline=None)
@given(st.lists(star(), min_size=1, max_size=8), st.integers(0, 99))
def test_the_shares_of_a_polygon_add_up_to_the_whole(stars: list[Polygon], seed: int) -> None:
    for polygon, parts in zip(stars, shares(stars, cover(seed)), strict=True):
        assert sum(part.area for part in parts) == pytest.approx(polygon.area, rel=1e-9)
        assert sum(part.share for part in parts) == pytest.approx(1.0, rel=1e-9)
        assert all(part.other is not None for part in parts)


@settings(max_examples=60, deadline=None)
@given(st.lists(star(), min_size=1, max_size=8), st.lists(star(), min_size=1, max_size=8))
def test_areas_are_those_of_the_geometry_library(one: list[Polygon], other: list[Polygon]) -> None:
    found = pairs(one, other)
    for n, mine in enumerate(one):
        for m, theirs in enumerate(other):
            expected = shapely.intersection(mine, theirs).area
            assert found.get((n, m), 0.0) == pytest.approx(expected, rel=1e-9, abs=1e-6)


@settings(max_examples=30, deadline=None)
@given(st.lists(star(), min_size=1, max_size=6), st.integers(0, 99), st.randoms())
def test_the_order_of_the_polygons_does_not_matter(
    stars: list[Polygon], seed: int, random: Any
) -> None:
    others = cover(seed)
    order = list(range(len(others)))
    random.shuffle(order)
    plain, mixed = shares(stars, others), shares(stars, [others[n] for n in order])
    for one, two in zip(plain, mixed, strict=True):
        told = {order[part.other]: part.area for part in two if part.other is not None}
        assert told == pytest.approx({p.other: p.area for p in one if p.other is not None})
