"""Regions in groups of neighbours: the fewest, as even as can be, the first by code."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scale import country
from koppelvlak.networks import splitting
from koppelvlak.networks.splitting import MOST_REGIONS, parts, split

ROW = [f"VR{number:02}" for number in range(1, 21)]


def in_a_row(codes: list[str]) -> dict[str, set[str]]:
    borders: dict[str, set[str]] = {code: set() for code in codes}
    for one, other in pairwise(codes):
        borders[one].add(other)
        borders[other].add(one)
    return borders


@pytest.mark.parametrize(
    ("number", "most", "sizes"),
    [(5, 5, [5]), (5, 3, [2, 3]), (6, 3, [3, 3]), (7, 3, [2, 2, 3]), (3, 1, [1, 1, 1])],
)
def test_a_row_is_cut_in_even_pieces(number: int, most: int, sizes: list[int]) -> None:
    found = split(ROW[:number], in_a_row(ROW), most)
    assert [len(group) for group in found.groups] == sizes
    assert found.proven


def test_what_does_not_hang_together_is_apart() -> None:
    found = split(["A", "C"], {"A": {"B"}, "B": {"A", "C"}, "C": {"B"}}, 2)
    assert found.groups == (("A",), ("C",))


def test_a_star_has_one_group_around_its_middle() -> None:
    star = {"A": {"M"}, "B": {"M"}, "C": {"M"}, "M": {"A", "B", "C"}}
    assert split("ABCM", star, 2).groups == (("A",), ("B",), ("C", "M"))


def test_nothing_is_split_in_nothing() -> None:
    assert split([], {}, 3).groups == ()


def test_the_whole_country_is_split_in_three() -> None:
    _nets, borders = country()
    found = split(borders.keys(), borders, 11)
    assert sorted(len(group) for group in found.groups) == [8, 8, 9]
    assert found.proven


def test_a_large_star_is_grown_and_says_so() -> None:
    middle, leaves = "A", [f"B{number:02}" for number in range(MOST_REGIONS)]
    star: dict[str, set[str]] = {middle: set(leaves), **{leaf: {middle} for leaf in leaves}}
    found = split(star.keys(), star, 5)
    assert not found.proven
    assert sorted(code for group in found.groups for code in group) == sorted(star)
    assert all(len(group) <= 5 for group in found.groups)


codes = st.sets(st.sampled_from(ROW[:9]), min_size=1)
edges = st.sets(st.frozensets(st.sampled_from(ROW[:9]), min_size=2, max_size=2))


def bordering(pairs: set[frozenset[str]]) -> dict[str, set[str]]:
    return {one: {other for pair in pairs if one in pair for other in pair - {one}} for one in ROW}


@given(codes, edges, st.integers(1, 6))
def test_groups_are_of_neighbours_and_fit(
    regions: set[str], pairs: set[frozenset[str]], most: int
) -> None:
    borders = bordering(pairs)
    found = split(regions, borders, most)
    assert sorted(code for group in found.groups for code in group) == sorted(regions)
    for group in found.groups:
        assert len(group) <= most
        assert len(parts(group, borders)) == 1


@given(codes, edges, st.integers(1, 6))
def test_the_way_for_many_regions_agrees_where_it_is_proven(
    regions: set[str], pairs: set[frozenset[str]], most: int
) -> None:
    borders = bordering(pairs)
    every = split(regions, borders, most)
    limit, splitting.MOST_REGIONS = splitting.MOST_REGIONS, 0
    try:
        large = split(regions, borders, most)
    finally:
        splitting.MOST_REGIONS = limit
    assert len(large.groups) >= len(every.groups)
    if large.proven:
        assert large == every
