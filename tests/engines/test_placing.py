"""What follows from laying boundaries over each other: regions by ground, links by area."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import box

from koppelvlak.territory.placing import (
    CHANGED,
    GONE,
    KEPT,
    NEW,
    SAME,
    Covered,
    cover,
    lying_over,
    place,
    total_km2,
)

WEST, EAST = box(0, 0, 10_000, 10_000), box(10_000, 0, 20_000, 10_000)
REGIONS = {"VR01": WEST, "VR02": EAST}
TOWN = box(0, 0, 1000, 1000)


def covered(area: Any, now: dict[str, str] | None = None, **towns: Any) -> dict[str, Covered]:
    return {row.code: row for row in cover(area, towns or {"GM1": TOWN}, now or {})}


def test_the_largest_share_names_the_region() -> None:
    (row,) = place({"GM1": box(9000, 0, 12_000, 1000)}, REGIONS, {"GM1": "VR01"})
    assert (row.said, row.lies, row.agrees) == ("VR01", "VR02", False)
    assert row.share == pytest.approx(2 / 3)
    assert row.said_share == pytest.approx(1 / 3)
    assert row.km2 == pytest.approx(3.0)
    assert row.rest == 0
    assert not row.slivers


def test_slivers_are_named() -> None:
    (row,) = place({"GM1": box(9005, 0, 10_005, 1000)}, REGIONS, {"GM1": "VR01"})
    assert row.agrees
    assert dict(row.slivers) == pytest.approx({"VR02": 0.005})


def test_what_lies_in_the_sea_is_told() -> None:
    (row,) = place({"GM1": box(-500, 0, 500, 1000)}, REGIONS, {"GM1": "VR01"})
    assert (row.lies, row.share, row.rest) == ("VR01", 0.5, 0.5)


def test_what_lies_nowhere_agrees_with_nothing() -> None:
    (row,) = place({"GM1": box(90_000, 0, 91_000, 1000)}, REGIONS, {"GM1": "VR01"})
    assert (row.lies, row.share, row.rest, row.agrees) == ("", 0.0, 1.0, False)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(-9, 28), st.integers(1, 9)), min_size=1, max_size=9))
def test_shares_in_regions_and_outside_make_the_whole(spots: list[tuple[int, int]]) -> None:
    towns = {
        f"GM{n}": box(x * 1000, 0, (x + width) * 1000, 1000) for n, (x, width) in enumerate(spots)
    }
    for row in place(towns, REGIONS, {}):
        others = sum(share for name, share in row.slivers if name != row.lies)
        assert row.share + row.rest + others <= 1 + 1e-9
        assert row.km2 == pytest.approx(towns[row.code].area / 1e6)


@pytest.mark.parametrize(
    ("width", "now", "coverage", "outcome"),
    [
        (1000, "", "whole", NEW),
        (1000, "whole", "whole", SAME),
        (1000, "part", "whole", CHANGED),
        (950, "part", "whole", CHANGED),
        (949, "part", "part", SAME),
        (949, "whole", "part", CHANGED),
        (10, "", "part", NEW),
        (9, "", "sliver", KEPT),
        (9, "whole", "sliver", KEPT),
        (500, "unknown", "part", CHANGED),
    ],
)
def test_how_much_of_it_makes_the_link(width: int, now: str, coverage: str, outcome: str) -> None:
    row = covered(box(0, 0, width, 1000), {"GM1": now} if now else {})["GM1"]
    assert (row.coverage, row.outcome, row.now) == (coverage, outcome, now)
    assert row.share == pytest.approx(width / 1000)
    assert row.km2 == pytest.approx(width / 1000)


def test_a_link_where_the_area_does_not_come_ends() -> None:
    found = covered(TOWN, {"GM2": "part"}, GM1=TOWN, GM2=EAST)
    assert (found["GM2"].outcome, found["GM2"].share) == (GONE, 0.0)


def test_a_municipality_that_nobody_supplies_is_no_row() -> None:
    assert covered(TOWN, GM1=TOWN, GM2=EAST).keys() == {"GM1"}


def test_a_link_without_a_boundary_to_judge_it_by_stays() -> None:
    assert covered(TOWN, {"GM9": "whole"})["GM9"].outcome == KEPT


def test_neighbours_may_touch_and_a_sliver_is_no_matter() -> None:
    assert lying_over([WEST, EAST]) == []
    assert lying_over([WEST, box(9999, 0, 20_000, 10_000)]) == []
    ((one, other, km2),) = lying_over([WEST, EAST, box(0, 0, 5000, 10_000)])
    assert (one, other) == (0, 2)
    assert km2 == pytest.approx(50.0)


def test_all_together() -> None:
    assert total_km2([WEST, EAST]) == pytest.approx(200.0)
