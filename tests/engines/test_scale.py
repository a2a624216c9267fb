"""The scale advice by example: what it combines, splits, leaves alone, and how it counts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from benchmarks.scale import ALL, ENERGY, NORTH, country
from koppelvlak.networks.combining import cheapest
from koppelvlak.networks.scale import advise
from koppelvlak.networks.staffing import Limits, Net, Table, figures, pairs

LINE = {"A": {"B"}, "B": {"A", "C"}, "C": {"B", "D"}, "D": {"C"}}
WIDE = Limits(table=12, region=5, together=(ENERGY,))


def net(code: str, regions: str, *, sector: str = "gas", company: str = "") -> Net:
    return Net(code, sector, frozenset({company or code}), frozenset(regions))


def tables(nets: list[Net], limits: Limits) -> list[tuple[str, str]]:
    found = advise(nets, LINE, limits).tables
    return [("".join(table.regions), " ".join(table.networks)) for table in found]


def test_nothing_gives_nothing() -> None:
    advice = advise([], {}, Limits())
    assert (advice.tables, advice.suggestions, advice.proven) == ((), (), True)
    assert (advice.before.tables, advice.after.seats, advice.after.most) == (0, 0, 0)


def test_companies_that_meet_share_a_table() -> None:
    assert tables([net("x", "AB"), net("y", "BC")], WIDE) == [("ABC", "x y")]


def test_companies_that_do_not_meet_stay_apart() -> None:
    assert tables([net("x", "AB"), net("y", "CD")], WIDE) == [("AB", "x"), ("CD", "y")]


def test_sectors_that_do_not_belong_together_stay_apart() -> None:
    nets = [net("x", "AB"), net("y", "AB", sector="drinking-water")]
    assert tables(nets, WIDE) == [("AB", "x"), ("AB", "y")]


def test_sectors_that_belong_together_share_a_table() -> None:
    nets = [net("x", "AB"), net("y", "AB", sector="electricity")]
    assert tables(nets, WIDE) == [("AB", "x y")]


def test_without_neighbours_only_one_company_combines_its_networks() -> None:
    nets = [
        net("e", "AB", sector="electricity", company="One"),
        net("g", "AB", company="One"),
        net("h", "AB", company="Two"),
    ]
    assert tables(nets, replace(WIDE, neighbours=False)) == [("AB", "e g"), ("AB", "h")]


def test_one_company_without_a_region_in_common_saves_its_own_seat() -> None:
    nets = [
        net("e", "A", sector="electricity", company="One"),
        net("g", "D", company="One"),
    ]
    advice = advise(nets, LINE, WIDE)
    assert [one.saved for one in advice.suggestions] == [1]


def test_a_combination_that_does_not_fit_is_not_made() -> None:
    nets = [net("x", "AB"), net("y", "AB")]
    assert tables(nets, replace(WIDE, table=3)) == [("AB", "x"), ("AB", "y")]


def test_a_table_that_is_too_large_is_split_evenly_along_borders() -> None:
    assert tables([net("x", "ABCD")], replace(WIDE, table=4)) == [("AB", "x"), ("CD", "x")]


def test_two_networks_of_one_company_are_split_together() -> None:
    nets = [
        net("e", "ABCD", sector="electricity", company="One"),
        net("g", "ABCD", company="One"),
    ]
    assert tables(nets, replace(WIDE, table=3)) == [("AB", "e g"), ("CD", "e g")]


def test_a_network_of_more_companies_than_a_table_holds_stays_too_large() -> None:
    crowd = Net("x", "gas", frozenset("pqr"), frozenset("AB"))
    advice = advise([crowd], LINE, replace(WIDE, table=3))
    assert (advice.suggestions, advice.after.above) == ((), 2)


def test_a_region_with_too_many_tables_decides_what_is_combined() -> None:
    # Without a limit on regions, x and y save most; A needs its own tables to come together.
    nets = [
        net("x", "BCD"),
        net("y", "ABCD"),
        net("z", "A"),
        net("w", "A"),
    ]
    limits = Limits(table=6, region=2)
    assert advise(nets, LINE, limits).after.above == 0
    assert advise(nets, LINE, limits).loads["A"] == (3, 2)


def test_what_fits_stays_whole_even_without_borders() -> None:
    assert tables([net("x", "AD")], WIDE) == [("AD", "x")]


def test_only_asked_regions_are_taken_together() -> None:
    nets = [net("x", "ABC"), net("y", "ABD"), net("z", "AB")]
    advice = advise(nets, LINE, Limits(asked=frozenset("AB")))
    (one,) = advice.suggestions
    assert [table.regions for table in one.tables] == [("A", "B")]
    assert [table.regions for table in one.rest] == [("C",), ("D",)]
    assert one.saved == 2


def test_networks_outside_the_asked_regions_are_left_out() -> None:
    advice = advise([net("x", "AB"), net("y", "CD")], LINE, Limits(asked=frozenset("A")))
    assert [table.networks for table in advice.tables] == [("x",)]


def test_the_checksum_is_of_all_that_counts() -> None:
    nets, limits = [net("x", "AB"), net("y", "BC")], WIDE
    sums = {
        advise(nets, LINE, limits).checksum,
        advise(nets[:1], LINE, limits).checksum,
        advise(nets, {}, limits).checksum,
        advise(nets, LINE, replace(limits, table=11)).checksum,
        advise(nets, LINE, replace(limits, together=())).checksum,
        advise(nets, LINE, replace(limits, neighbours=False)).checksum,
        advise(nets, LINE, replace(limits, asked=frozenset("A"))).checksum,
    }
    assert len(sums) == 7


def test_figures_count_seats_above_both_limits() -> None:
    rows = [Table(("A", "B", "C"), ("x",), ("X",)), Table(("A",), ("y",), ("Y",))]
    told = figures(rows, Limits(table=3, region=1))
    assert (told.tables, told.seats, told.largest, told.most, told.above) == (2, 6, 4, 2, 2)


def test_pairs_say_how_many_would_sit_together() -> None:
    nets = [net("x", "AB"), net("y", "BC"), net("z", "D")]
    assert pairs(nets, WIDE) == {("x", "y"): 5}


def test_the_north_of_noord_holland_is_the_network_of_2014() -> None:
    """VR10, VR11 and VR12 formed an interregional network across sectors in 2014."""
    nets, borders = country()
    advice = advise(nets, borders, Limits(together=(ALL,), asked=NORTH))
    (one,) = advice.suggestions
    assert [table.regions for table in one.tables] == [("VR10", "VR11", "VR12")]
    assert one.networks == ("drinking-water PWN", "electricity Liander", "gas Liander")
    assert (one.saved, advice.proven) == (4, True)


@pytest.mark.parametrize("limits", [WIDE, replace(WIDE, table=8, region=4), Limits()])
def test_the_netherlands_fits_within_the_limits(limits: Limits) -> None:
    nets, borders = country()
    advice = advise(nets, borders, limits)
    assert (advice.proven, advice.after.above) == (True, 0)
    assert advice.after.seats < advice.before.seats


def test_when_there_is_too_much_to_weigh_it_is_still_better_but_not_proven() -> None:
    nets, borders = country()
    advice = advise(nets, borders, Limits(table=40, together=(ALL,)))
    assert not advice.proven
    assert advice.after.seats < advice.before.seats
    assert advice.after.largest <= 40


def test_nothing_to_cover_costs_nothing() -> None:
    assert cheapest([], lambda _items: None, room=1).names == ()
