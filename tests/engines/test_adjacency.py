"""Neighbours on the map: those with a stretch of border in common."""

from __future__ import annotations

from benchmarks.scale import country
from koppelvlak.territory.adjacency import adjacent

LEFT, RIGHT = "M0,0 10,0 10,10 0,10z", "M10,0 20,0 20,10 10,10z"


def test_a_side_in_common_makes_neighbours() -> None:
    assert adjacent({"a": LEFT, "b": RIGHT}) == {"a": {"b"}, "b": {"a"}}


def test_one_corner_in_common_does_not() -> None:
    below = "M10,10 20,10 20,20 10,20z"
    assert adjacent({"a": LEFT, "b": below}) == {"a": set(), "b": set()}


def test_an_area_alone_has_no_neighbours() -> None:
    assert adjacent({"a": LEFT}) == {"a": set()}


def test_a_corner_that_is_drawn_twice_counts_once() -> None:
    twice = "M10,10 20,10 20,20z" + "M10,10 15,30 20,30z"
    assert adjacent({"a": LEFT, "b": twice})["a"] == set()


def test_the_regions_of_the_netherlands_are_neighbours_both_ways() -> None:
    _nets, borders = country()
    assert len(borders) == 25
    for one, others in borders.items():
        assert others
        assert all(one in borders[other] for other in others)
    assert {"VR11", "VR12"} <= borders["VR10"]
    assert "VR24" not in borders["VR22"]
