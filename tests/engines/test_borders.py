"""Neighbours on a map of squares, of which everybody knows who is beside whom."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koppelvlak.networks.splitting import parts, split
from koppelvlak.territory.adjacency import adjacent

few = settings(max_examples=50)
cells = st.sets(st.tuples(st.integers(0, 4), st.integers(0, 4)), max_size=14)


def code(cell: tuple[int, int]) -> str:
    return f"{cell[0]}-{cell[1]}"


def ring(cell: tuple[int, int]) -> str:
    x, y = cell[0] * 10, cell[1] * 10
    return f"M{x},{y} {x + 10},{y} {x + 10},{y + 10} {x},{y + 10}z"


def board(found: Iterable[tuple[int, int]]) -> dict[str, str]:
    return {code(cell): ring(cell) for cell in found}


def beside(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) == 1


@few
@given(cells)
def test_squares_are_neighbours_when_they_share_a_side(found: set[tuple[int, int]]) -> None:
    borders = adjacent(board(found))
    for cell in found:
        expected = {code(other) for other in found if beside(cell, other)}
        assert borders[code(cell)] == expected


@few
@given(cells)
def test_the_order_of_the_areas_does_not_matter(found: set[tuple[int, int]]) -> None:
    outlines = board(sorted(found))
    assert adjacent(outlines) == adjacent(dict(reversed(outlines.items())))


@few
@given(cells, cells)
def test_an_area_more_takes_no_neighbour_away(
    some: set[tuple[int, int]], more: set[tuple[int, int]]
) -> None:
    few_borders, all_borders = adjacent(board(some)), adjacent(board(some | more))
    assert all(others <= all_borders[one] for one, others in few_borders.items())


def test_an_area_of_two_pieces_has_the_neighbours_of_both() -> None:
    outlines = board([(0, 0), (4, 4)]) | {"two": ring((1, 0)) + ring((4, 3))}
    assert adjacent(outlines)["two"] == {"0-0", "4-4"}


def test_a_hole_has_its_own_border() -> None:
    outlines = {"around": ring((0, 0)) + "M2,2 4,2 4,4 2,4z", "lake": "M2,2 4,2 4,4 2,4z"}
    assert adjacent(outlines) == {"around": {"lake"}, "lake": {"around"}}


def test_corners_left_of_and_above_the_map_count_as_well() -> None:
    outlines = {"a": "M-10,-10 0,-10 0,0 -10,0z", "b": "M0,-10 10,-10 10,0 0,0z"}
    assert adjacent(outlines)["a"] == {"b"}


@pytest.mark.parametrize("outlines", [{}, {"a": ""}, {"a": "", "b": ""}])
def test_what_is_not_drawn_has_no_neighbours(outlines: dict[str, str]) -> None:
    assert adjacent(outlines) == {one: frozenset() for one in outlines}


@few
@given(cells)
def test_parts_hang_together_and_are_apart(found: set[tuple[int, int]]) -> None:
    borders = adjacent(board(found))
    pieces = parts(borders, borders)
    assert sorted(one for piece in pieces for one in piece) == sorted(borders)
    for piece in pieces:
        assert {other for one in piece for other in borders[one]} <= piece
    assert [min(piece) for piece in pieces] == sorted(min(piece) for piece in pieces)


@few
@given(cells, st.integers(1, 6))
def test_a_split_keeps_everybody_and_its_limit(found: set[tuple[int, int]], most: int) -> None:
    borders = adjacent(board(found))
    groups = split(borders, borders, most).groups
    assert sorted(one for group in groups for one in group) == sorted(borders)
    assert all(1 <= len(group) <= most for group in groups)
    assert list(groups) == sorted(groups)
    for group in groups:
        assert len(parts(group, borders)) == 1


@few
@given(cells)
def test_with_room_for_all_each_part_stays_whole(found: set[tuple[int, int]]) -> None:
    borders = adjacent(board(found))
    groups = split(borders, borders, max(1, len(found))).groups
    assert sorted(map(set, groups), key=min) == parts(borders, borders)


@few
@given(cells, st.integers(1, 5))
def test_more_room_never_needs_more_groups(found: set[tuple[int, int]], most: int) -> None:
    borders = adjacent(board(sorted(found)[:9]))
    tight, wide = (split(borders, borders, room).groups for room in (most, most + 1))
    assert len(wide) <= len(tight)
