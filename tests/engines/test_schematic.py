"""The schematic map: by example, by property, and with the municipalities as they are."""

from __future__ import annotations

import csv
import re
from itertools import combinations
from pathlib import Path

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from koppelvlak import territory
from koppelvlak.territory.schematic import (
    HEIGHT,
    WIDTH,
    Drawing,
    Outline,
    Spot,
    checksum,
    draw,
)

FACTS = Path(territory.__file__).parent / "data" / "municipalities.csv"
ISLANDS = {
    "GM0448": "Texel",
    "GM0096": "Vlieland",
    "GM0093": "Terschelling",
    "GM0060": "Ameland",
    "GM0088": "Schiermonnikoog",
}


def real_spots() -> list[Spot]:
    with FACTS.open(encoding="utf-8") as lines:
        return [
            Spot(
                row["code"],
                row["safety_region"],
                *(float(row[column]) for column in ("lon", "lat", "area_km2")),
            )
            for row in csv.DictReader(lines)
        ]


def shape(outline: Outline) -> BaseGeometry:
    """Return what a browser fills; rounding to whole units may make a ring touch itself."""
    rings = [
        [tuple(map(int, point.split(","))) for point in ring.split()]
        for ring in re.findall(r"M([^z]+)z", outline.path)
    ]
    assert "".join("M" + " ".join(f"{x},{y}" for x, y in r) + "z" for r in rings) == outline.path
    whole: BaseGeometry = shapely.Polygon()
    for ring in rings:
        whole = whole.symmetric_difference(shapely.make_valid(shapely.Polygon(ring)))
    return whole


def shapes(outlines: tuple[Outline, ...]) -> dict[str, BaseGeometry]:
    return {outline.code: shape(outline) for outline in outlines}


def overlap(these: dict[str, BaseGeometry]) -> float:
    """Return the largest area, in square units, that two shapes have in common."""
    return max((a.intersection(b).area for a, b in combinations(these.values(), 2)), default=0.0)


def check(spots: list[Spot], drawing: Drawing) -> None:
    """Hold the drawing against everything a map must be."""
    assert [o.code for o in drawing.municipalities] == sorted(s.code for s in spots)
    assert [o.code for o in drawing.regions] == sorted({s.region for s in spots})
    for outline in (*drawing.municipalities, *drawing.regions):
        drawn = shape(outline)
        assert drawn.area > 0, outline
        assert drawn.buffer(0.5).contains(shapely.Point(outline.x, outline.y)), outline
        assert drawn.within(shapely.box(0, 0, WIDTH, HEIGHT)), outline


@pytest.fixture(scope="module")
def real() -> Drawing:
    return draw(real_spots())


def test_nothing_gives_an_empty_map() -> None:
    assert draw([]) == Drawing((), ())


def test_one_municipality_is_a_disc() -> None:
    drawing = draw([Spot("GM1", "VR01", 5.0, 52.0, 100.0)])
    check([Spot("GM1", "VR01", 5.0, 52.0, 100.0)], drawing)
    assert drawing.regions[0].path == drawing.municipalities[0].path
    assert (drawing.regions[0].x, drawing.regions[0].y) == pytest.approx((430, 505), abs=5)


def test_municipalities_on_a_line_each_have_a_cell() -> None:
    spots = [Spot(f"GM{i}", f"VR{i % 2}", 5.0 + i / 5, 52.0, 50.0) for i in range(6)]
    drawing = draw(spots)
    check(spots, drawing)
    assert overlap(shapes(drawing.municipalities)) < 1


def test_municipalities_in_one_place_share_the_ground() -> None:
    spots = [Spot(f"GM{i}", f"VR{i}", 5.0, 52.0, 50.0) for i in range(9)]
    drawing = draw(spots)
    check(spots, drawing)
    assert overlap(shapes(drawing.regions)) < 1


def test_an_island_stays_an_island_and_near_neighbours_meet() -> None:
    near = [Spot("GM1", "VR01", 5.0, 52.0, 50.0), Spot("GM2", "VR01", 5.1, 52.0, 50.0)]
    far = Spot("GM3", "VR01", 6.0, 52.0, 50.0)
    assert draw([*near, far]).regions[0].path.count("M") == 2
    assert draw(near).regions[0].path.count("M") == 1


def test_neighbours_share_their_corners() -> None:
    left, right = draw(
        [Spot("GM1", "VR01", 5.0, 52.0, 80.0), Spot("GM2", "VR02", 5.1, 52.0, 80.0)]
    ).regions
    shared = set(left.path[1:-1].split()) & set(right.path[1:-1].split())
    assert len(shared) == 2


@pytest.mark.parametrize(
    "spot",
    [
        Spot("GM1", "VR01", float("nan"), 52.0, 1.0),
        Spot("GM1", "VR01", 5.0, float("inf"), 1.0),
        Spot("GM1", "VR01", 5.0, 52.0, -1.0),
    ],
)
def test_what_is_no_place_is_refused(spot: Spot) -> None:
    with pytest.raises(ValueError, match="GM1"):
        draw([spot])


def test_the_checksum_follows_the_facts_and_not_their_order() -> None:
    spots = [Spot("GM1", "VR01", 5.0, 52.0, 1.0), Spot("GM2", "VR01", 5.0, 52.0, 1.0)]
    assert checksum(spots) == checksum(reversed(spots))
    assert checksum(spots) != checksum(spots[:1])
    assert checksum(spots) != checksum([spots[0], Spot("GM2", "VR01", 5.0, 52.0, 1.1)])


PLACES = st.tuples(st.integers(330, 720), st.integers(5075, 5360), st.floats(0, 700))


@settings(max_examples=40, deadline=None)
@given(st.lists(PLACES, min_size=1, max_size=25), st.integers(1, 4))
def test_any_country_becomes_a_map(places: list[tuple[int, int, float]], regions: int) -> None:
    spots = [
        Spot(f"GM{i:02}", f"VR{i % regions}", lon / 100, lat / 100, area)
        for i, (lon, lat, area) in enumerate(places)
    ]
    drawing = draw(spots)
    check(spots, drawing)
    # Corners move less than a unit when they are rounded: that is all that may overlap.
    for drawn in (shapes(drawing.municipalities), shapes(drawing.regions)):
        assert overlap({code: s.buffer(-1) for code, s in drawn.items()}) == 0
    assert draw(reversed(spots)) == drawing


def test_the_netherlands_is_complete(real: Drawing) -> None:
    check(real_spots(), real)
    assert (len(real.municipalities), len(real.regions)) == (342, 25)


def test_regions_of_the_netherlands_do_not_overlap(real: Drawing) -> None:
    assert overlap(shapes(real.regions)) == 0
    assert overlap(shapes(real.municipalities)) < 2


def test_a_region_is_the_union_of_its_municipalities(real: Drawing) -> None:
    cells, regions = shapes(real.municipalities), shapes(real.regions)
    for code, region in regions.items():
        own = shapely.union_all([cells[s.code] for s in real_spots() if s.region == code])
        assert own.symmetric_difference(region).area < 0.001 * region.area, code


def test_every_wadden_island_is_an_island(real: Drawing) -> None:
    cells = shapes(real.municipalities)
    for code, name in ISLANDS.items():
        others = shapely.union_all([cell for other, cell in cells.items() if other != code])
        assert cells[code].disjoint(others), name


def test_the_north_is_up_and_the_west_is_left(real: Drawing) -> None:
    label = {outline.code: (outline.x, outline.y) for outline in real.regions}
    groningen, zeeland, limburg = label["VR01"], label["VR19"], label["VR24"]
    assert zeeland[0] < limburg[0] < groningen[0]
    assert groningen[1] < zeeland[1] < limburg[1]


def test_a_number_fits_in_every_region(real: Drawing) -> None:
    for outline in real.regions:
        assert shape(outline).contains(shapely.Point(outline.x, outline.y).buffer(20)), outline.code


def test_the_map_is_small(real: Drawing) -> None:
    assert sum(len(outline.path) for outline in real.regions) < 20_000
