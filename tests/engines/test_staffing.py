"""Who sits at which table: what two networks have in common, and what a table counts."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koppelvlak.networks.staffing import (
    Limits,
    Net,
    Table,
    asked,
    figures,
    load_of,
    may_share,
    pairs,
    table_of,
)

ENERGY = frozenset({"electricity", "gas"})
few = settings(max_examples=40)
letters = st.sampled_from("ABCDEF")
some = st.frozensets(letters, min_size=1, max_size=5)


def net(code: str, regions: str, *, sector: str = "gas", companies: str = "") -> Net:
    return Net(code, sector, frozenset(companies or code), frozenset(regions))


nets = st.lists(
    st.builds(
        Net,
        code=st.from_regex(r"[a-z]{3}", fullmatch=True),
        sector=st.sampled_from(["gas", "electricity", "oil"]),
        companies=st.frozensets(st.sampled_from("uvwxyz"), min_size=1, max_size=2),
        regions=some,
    ),
    max_size=6,
    unique_by=lambda one: one.code,
)
limits = st.builds(
    Limits,
    table=st.integers(1, 9),
    region=st.integers(1, 4),
    together=st.sampled_from([(), (ENERGY,), (ENERGY, frozenset({"gas", "oil"}))]),
    neighbours=st.booleans(),
    asked=st.frozensets(letters, max_size=3),
)


@pytest.mark.parametrize(
    ("one", "other", "changes", "answer"),
    [
        (net("x", "AB"), net("y", "BC"), {}, True),
        (net("x", "AB"), net("y", "BC"), {"neighbours": False}, False),
        (net("x", "AB"), net("y", "CD"), {}, False),
        (net("x", "AB", companies="c"), net("y", "CD", companies="c"), {}, True),
        (net("x", "A", companies="c"), net("y", "D", companies="cd"), {"neighbours": False}, True),
        (net("x", "AB"), net("y", "AB", sector="electricity"), {}, False),
        (net("x", "AB"), net("y", "AB", sector="electricity"), {"together": (ENERGY,)}, True),
        (net("x", "AB"), net("y", "AB", sector="oil"), {"together": (ENERGY,)}, False),
        (net("x", "AB"), net("y", "BC"), {"asked": frozenset("B")}, True),
        (net("x", "AB"), net("y", "BC"), {"asked": frozenset("AC")}, False),
    ],
)
def test_what_two_networks_need_in_common(
    one: Net, other: Net, changes: dict[str, object], *, answer: bool
) -> None:
    given_limits = replace(Limits(), **changes)  # type: ignore[arg-type]
    assert may_share(one, other, given_limits) is answer


def test_a_company_that_is_in_both_does_not_bridge_sectors() -> None:
    one, other = net("x", "AB", companies="c"), net("y", "AB", sector="oil", companies="c")
    assert not may_share(one, other, Limits())


@few
@given(nets, limits)
def test_sharing_is_mutual(every: list[Net], bounds: Limits) -> None:
    for one, other in combinations(every, 2):
        assert may_share(one, other, bounds) == may_share(other, one, bounds)


@few
@given(nets, limits)
def test_neighbours_only_ever_allow_more(every: list[Net], bounds: Limits) -> None:
    near, apart = replace(bounds, neighbours=True), replace(bounds, neighbours=False)
    assert pairs(every, apart).keys() <= pairs(every, near).keys()


@few
@given(nets, limits)
def test_more_sectors_together_only_ever_allow_more(every: list[Net], bounds: Limits) -> None:
    wider = replace(bounds, together=(*bounds.together, frozenset({"gas", "electricity", "oil"})))
    assert pairs(every, bounds).keys() <= pairs(every, wider).keys()


@few
@given(nets, limits)
def test_pairs_are_those_that_may_share_and_are_asked_about(
    every: list[Net], bounds: Limits
) -> None:
    by_code = {one.code: one for one in every}
    for (one, other), seats in pairs(every, bounds).items():
        assert one < other
        first, second = by_code[one], by_code[other]
        assert may_share(first, second, bounds)
        regions = asked(first, bounds) | asked(second, bounds)
        assert seats == len(regions) + len(first.companies | second.companies)


@few
@given(nets)
def test_the_order_of_networks_does_not_matter_to_pairs(every: list[Net]) -> None:
    assert pairs(every, Limits()) == pairs(reversed(every), Limits())


@few
@given(nets, some)
def test_a_table_seats_the_networks_that_its_regions_staff(
    every: list[Net], regions: frozenset[str]
) -> None:
    table = table_of(every, regions)
    seated = [one for one in every if one.regions & regions]
    assert list(table.regions) == sorted(regions)
    assert set(table.networks) == {one.code for one in seated}
    assert set(table.companies) == {name for one in seated for name in one.companies}
    assert table.seats == len(table.regions) + len(table.companies)


@few
@given(nets, some)
def test_equal_networks_make_the_equal_table(every: list[Net], regions: frozenset[str]) -> None:
    assert table_of(every, regions) == table_of(reversed(every), sorted(regions, reverse=True))


def test_a_company_in_two_networks_has_one_seat() -> None:
    table = table_of([net("x", "AB", companies="c"), net("y", "B", companies="cd")], "AB")
    assert (table.companies, table.seats) == (("c", "d"), 4)


def test_without_regions_nobody_sits_there() -> None:
    assert table_of([net("x", "AB")], "") == Table((), (), ())


@pytest.mark.parametrize(
    ("wanted", "regions"), [("", "ABC"), ("B", "B"), ("BD", "B"), ("D", ""), ("ABCD", "ABC")]
)
def test_without_a_question_every_region_is_asked_about(wanted: str, regions: str) -> None:
    found = asked(net("x", "ABC"), Limits(asked=frozenset(wanted)))
    assert found == frozenset(regions)


@few
@given(nets)
def test_the_load_of_a_region_counts_its_tables(every: list[Net]) -> None:
    tables = [table_of([one], one.regions) for one in every]
    load = load_of(tables)
    assert sum(load.values()) == sum(len(one.regions) for one in every)
    for region in load:
        assert load[region] == sum(region in one.regions for one in every)


def test_a_region_without_a_table_has_no_load() -> None:
    assert load_of([])["A"] == 0


TWO = [table_of([net("x", "ABC")], "ABC"), table_of([net("y", "CD", companies="pq")], "CD")]


@pytest.mark.parametrize(
    ("bounds", "largest", "most", "above"),
    [
        (Limits(table=4, region=2), 4, 2, 0),
        (Limits(table=3, region=2), 4, 2, 2),
        (Limits(table=4, region=1), 4, 2, 1),
        (Limits(table=3, region=1), 4, 2, 3),
        (Limits(table=4, region=1, asked=frozenset("A")), 4, 1, 0),
        (Limits(table=4, region=1, asked=frozenset("C")), 4, 2, 1),
        (Limits(table=4, region=1, asked=frozenset("Z")), 4, 0, 0),
    ],
)
def test_what_is_above_the_limits_counts_tables_and_asked_regions(
    bounds: Limits, largest: int, most: int, above: int
) -> None:
    found = figures(TWO, bounds)
    assert (found.tables, found.seats) == (2, 8)
    assert (found.largest, found.most, found.above) == (largest, most, above)


def test_the_figures_of_no_tables_are_nothing() -> None:
    found = figures([], Limits(table=1, region=1))
    assert (found.tables, found.seats, found.largest, found.most, found.above) == (0, 0, 0, 0, 0)


@few
@given(nets, limits)
def test_wider_limits_never_leave_more_above_them(every: list[Net], bounds: Limits) -> None:
    tables = [table_of([one], one.regions) for one in every]
    wider = replace(bounds, table=bounds.table + 1, region=bounds.region + 1)
    assert figures(tables, wider).above <= figures(tables, bounds).above


def test_tables_stand_in_order_of_their_regions() -> None:
    tables = [Table(("B",), ("x",), ("c",)), Table(("A", "C"), ("z",), ()), Table(("A",), (), ())]
    assert [table.regions for table in sorted(tables)] == [("A",), ("A", "C"), ("B",)]
