"""What a division file may say: the edges of what is accepted, and what each line comes to mean."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koppelvlak.territory.division import (
    FIGURES,
    MERGED,
    MOVED,
    NEW,
    Change,
    News,
    Row,
    book_of,
    propose,
    row_on,
    same,
)
from koppelvlak.territory.division_file import Line, faults, is_whole, news
from koppelvlak.territory.division_import import FAULTS

OLD, DAY = date(2023, 1, 1), date(2027, 1, 1)
REGIONS = {"VR14", "VR25"}
few = settings(max_examples=60)


def row(number: int, **changes: object) -> Row:
    made = Row(
        f"GM{number:04}", f"Plaats {number}", "VR14", "Utrecht", 5.0 + number / 100, 52.0, 50.0,
        1000, OLD,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


KNOWN = [row(number) for number in range(1, 7)]
BOOK = book_of(KNOWN)


def line(of: Row, **changes: object) -> Line:
    made = Line(
        of.code, of.name, of.safety_region, of.province, of.lon, of.lat, of.area_km2,
        of.population, of.valid_from,
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def going(code: str, heirs: str, on: date = DAY) -> Line:
    return Line(code, "", "", "", None, None, None, None, on, heirs)


def said(*lines: Line) -> list[tuple[int | None, str]]:
    return [(one.index, one.what) for one in faults(lines, BOOK, REGIONS)]


NEWER = row(1, valid_from=DAY)


@pytest.mark.parametrize(
    ("changes", "what"),
    [
        ({"lon": 3.0}, []),
        ({"lon": 2.99}, ["outside"]),
        ({"lon": 7.6}, []),
        ({"lon": 7.61}, ["outside"]),
        ({"lat": 50.5}, []),
        ({"lat": 50.49}, ["outside"]),
        ({"lat": 53.8}, []),
        ({"lat": 53.81}, ["outside"]),
        ({"area_km2": 0.1}, []),
        ({"area_km2": -1.0}, ["negative"]),
        ({"population": 0}, []),
        ({"population": -1}, ["negative"]),
        ({"lon": None}, ["figures"]),
        ({"lat": None}, ["figures"]),
        ({"area_km2": None}, ["figures"]),
        ({"name": "", "province": ""}, ["empty", "empty"]),
        ({"safety_region": ""}, ["region"]),
        ({"code": "GM001"}, ["code"]),
        ({"code": "gm0001"}, ["code"]),
        ({"code": "GM00011"}, ["code"]),
        ({"valid_from": date(1899, 12, 31)}, ["day", "past"]),
        ({"valid_from": date(2100, 12, 31)}, []),
        ({"valid_from": date(2101, 1, 1)}, ["day"]),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_what_is_just_right_and_just_wrong(changes: dict[str, object], what: list[str]) -> None:
    assert [one for _index, one in said(line(NEWER, **changes))] == what


def test_every_fault_has_its_sentence() -> None:
    assert set(FAULTS) == {
        "duplicate", "code", "day", "unknown", "no-successor", "own-successor", "empty", "region",
        "figures", "outside", "negative", "past", "vanished",
    }  # fmt: skip
    assert all("%(about)s" in str(words) for words in FAULTS.values())


def test_of_who_goes_only_code_day_and_successor_count() -> None:
    assert said(going("GM0001", "GM0002")) == []


@pytest.mark.parametrize(
    ("heirs", "what"),
    [
        ("GM0002 GM0003", []),
        ("GM0002 GM9999", ["no-successor"]),
        ("GM9998 GM9999", ["no-successor", "no-successor"]),
        ("GM0001 GM0002", ["own-successor"]),
    ],
)
def test_somebody_may_go_up_in_several(heirs: str, what: list[str]) -> None:
    assert [one for _index, one in said(going("GM0001", heirs))] == what
    assert going("GM0001", heirs).successors == tuple(heirs.split())


def test_a_successor_may_be_new_in_the_file_itself() -> None:
    new = line(row(9, valid_from=DAY))
    assert said(going("GM0001", "GM0009"), new) == []


def test_each_line_is_blamed_for_its_own() -> None:
    bad = line(NEWER, name="")
    good = line(row(2, valid_from=DAY))
    assert said(good, bad, replace(bad, code="GM0003")) == [(1, "empty"), (2, "empty")]


@pytest.mark.parametrize(("number", "whole"), [(2, False), (3, True), (6, True)])
def test_half_of_the_municipalities_makes_a_whole_division(number: int, *, whole: bool) -> None:
    lines = [line(one) for one in KNOWN[:number]]
    assert is_whole(lines, BOOK) is whole


def test_who_goes_does_not_count_for_the_whole() -> None:
    lines = [going(one.code, "GM0006") for one in KNOWN[:5]]
    assert not is_whole(lines, BOOK)


def test_what_a_whole_file_leaves_out_is_absent() -> None:
    lines = [line(replace(one, valid_from=DAY)) for one in KNOWN[:4]]
    told = news(lines, BOOK)
    assert told.absent == {"GM0005", "GM0006"}
    assert (len(told.rows), told.going, told.day) == (4, (), DAY)


def test_what_a_short_file_leaves_out_is_only_not_named() -> None:
    told = news([line(NEWER)], BOOK)
    assert told.absent == frozenset()


def test_news_keeps_who_goes_up_in_whom() -> None:
    told = news([going("GM0001", "GM0002 GM0003")], BOOK)
    assert told.going == (("GM0001", "GM0002", DAY), ("GM0001", "GM0003", DAY))
    assert told.rows == ()


@pytest.mark.parametrize("days", [-1, 0, 1, 30])
def test_a_row_holds_from_its_first_day_to_the_day_before_its_last(days: int) -> None:
    found = row(1, valid_from=DAY, valid_to=DAY + timedelta(days=30))
    assert found.holds(DAY + timedelta(days=days)) is (0 <= days < 30)


def test_a_book_is_opened_on_a_day() -> None:
    book = book_of([row(1, valid_from=DAY, name="Nieuw"), row(1, valid_to=DAY, name="Oud")])
    names = [
        found.name if (found := row_on(book, "GM0001", on)) else ""
        for on in (OLD - timedelta(days=1), OLD, DAY - timedelta(days=1), DAY)
    ]
    assert names == ["", "Oud", "Oud", "Nieuw"]
    assert row_on(book, "GM0002", DAY) is None


def test_two_rows_are_the_same_whenever_they_hold() -> None:
    assert same(row(1), row(1, valid_from=DAY, valid_to=DAY + timedelta(days=1)))
    assert not same(row(1), row(1, population=1001))


def told(*rows: Row, going: tuple[tuple[str, str, date], ...] = ()) -> list[Change]:
    return propose(News(rows, going, frozenset(), DAY), BOOK)


def test_two_that_meet_in_one_are_one_change() -> None:
    (found,) = told(going=(("GM0001", "GM0003", DAY), ("GM0002", "GM0003", DAY)))
    assert found.title == "Plaats 1 + Plaats 2 → Plaats 3"
    assert (found.ended, found.guessed) == (("GM0001", "GM0002"), False)
    (begins,) = found.rows
    assert (begins.area_km2, begins.population, begins.valid_from) == (150.0, 3000, DAY)


def test_mergers_on_two_days_are_two_changes() -> None:
    later = DAY + timedelta(days=365)
    found = told(going=(("GM0001", "GM0003", DAY), ("GM0002", "GM0003", later)))
    assert [(one.kind, one.on) for one in found] == [(MERGED, DAY), (MERGED, later)]


def test_who_is_gone_already_does_not_go_again() -> None:
    book = book_of([row(1, valid_to=DAY), *KNOWN[1:]])
    news_of = News((), (("GM0001", "GM0002", DAY),), frozenset(), DAY)
    assert propose(news_of, book) == []


def test_a_move_goes_before_a_new_name() -> None:
    (found,) = told(row(1, name="Anders", safety_region="VR25", valid_from=DAY))
    assert (found.kind, found.title) == (MOVED, "Anders: VR14 → VR25")


def test_changes_stand_in_order_of_day_and_title() -> None:
    later = DAY + timedelta(days=1)
    found = told(
        row(3, population=1, valid_from=later), row(8, valid_from=DAY), row(7, valid_from=DAY)
    )
    assert [(one.kind, one.title) for one in found] == [
        (NEW, "Plaats 7"),
        (NEW, "Plaats 8"),
        (FIGURES, "Plaats 3"),
    ]


def test_what_is_kept_of_a_change_is_enough_even_when_it_is_little() -> None:
    empty = Change.from_data({})
    assert (empty.kind, empty.title, empty.on) == ("", "", date.min)
    assert Change.from_data(empty.to_data()) == empty


@few
@given(st.lists(st.sampled_from(KNOWN), unique_by=lambda one: one.code))
def test_what_we_know_is_no_news(rows: list[Row]) -> None:
    assert told(*rows) == []


@few
@given(
    st.lists(
        st.builds(replace, st.sampled_from(KNOWN), population=st.integers(0, 5000),
                  valid_from=st.just(DAY)),
        min_size=1, unique_by=lambda one: one.code,
    )
)  # fmt: skip
def test_once_accepted_it_is_no_news_any_more(rows: list[Row]) -> None:
    ended = {one.code for change in told(*rows) for one in change.rows}
    book = book_of(
        [replace(one, valid_to=DAY) if one.code in ended else one for one in KNOWN]
        + [one for one in rows if one.code in ended]
    )
    assert propose(News(tuple(rows), (), frozenset(), DAY), book) == []
