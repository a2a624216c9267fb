"""Half-years: every day lies in one, and a question is asked three times at most."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.kit.half_years import LAST_START, HalfYear, half_year, step

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "begin"),
    [
        (date(2026, 3, 31), date(2025, 10, 1)),
        (date(2026, 4, 1), date(2026, 4, 1)),
        (date(2026, 9, 30), date(2026, 4, 1)),
        (date(2026, 10, 1), date(2026, 10, 1)),
        (date(2028, 2, 29), date(2027, 10, 1)),
    ],
)
def test_it_begins_in_april_and_october(day: date, begin: date) -> None:
    assert half_year(day) == HalfYear(begin)


@given(DAYS)
def test_every_day_lies_in_its_own_half_year_alone(day: date) -> None:
    half = half_year(day)
    assert half.begin <= day < half.end
    assert half_year(half.end).begin == half.end
    assert half_year(half.begin - timedelta(days=1)).end == half.begin


@given(DAYS)
def test_a_question_is_not_asked_shortly_before_the_next(day: date) -> None:
    half = half_year(day)
    assert half.starts_on(day) == (half.end - day > LAST_START)


def test_what_was_confirmed_shortly_before_counts() -> None:
    half = HalfYear(date(2026, 10, 1))
    assert half.is_confirmed(date(2026, 8, 1))
    assert not half.is_confirmed(date(2026, 7, 31))
    assert not half.is_confirmed(None)


@given(DAYS)
def test_whoever_confirms_in_a_round_is_asked_in_the_next(day: date) -> None:
    half = half_year(day)
    if day - half.begin < timedelta(days=56):
        assert not HalfYear(half.end).is_confirmed(day)


@pytest.mark.parametrize(
    ("days", "expected"), [(0, 1), (13, 1), (14, 2), (27, 2), (28, 3), (41, 3), (42, 0), (400, 0)]
)
def test_steps(days: int, expected: int) -> None:
    asked = date(2026, 10, 1)
    assert step(asked, asked + timedelta(days=days)) == expected


@given(st.lists(st.integers(0, 400), max_size=60))
def test_however_the_clock_strikes_nobody_is_mailed_more_than_thrice(days: list[int]) -> None:
    asked, sent, mails = date(2026, 10, 1), 0, 0
    for number in sorted(days):
        due = step(asked, asked + timedelta(days=number))
        if due > sent:
            sent, mails = due, mails + 1
    assert mails <= 3
