"""When a covenant comes up for review, is about to expire, or has expired."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.agreements.term import Standing, Term, months_left, standing

TODAY = date(2026, 11, 23)
CASES = [
    (Term(), Standing.IN_FORCE),
    (Term(valid_to=TODAY - timedelta(days=1)), Standing.EXPIRED),
    (Term(valid_to=TODAY), Standing.EXPIRING),
    (Term(valid_to=date(2027, 5, 23)), Standing.EXPIRING),
    (Term(valid_to=date(2027, 5, 24)), Standing.IN_FORCE),
    (Term(reviewed_on=date(2025, 11, 23), review_months=12), Standing.REVIEW_DUE),
    (Term(reviewed_on=date(2025, 11, 24), review_months=12), Standing.IN_FORCE),
    (Term(date(2027, 1, 1), date(2020, 1, 1), 12), Standing.EXPIRING),
    (Term(review_months=12), Standing.IN_FORCE),
]


@pytest.mark.parametrize(("term", "found"), CASES)
def test_cases(term: Term, found: Standing) -> None:
    assert standing(term, today=TODAY) == found


@pytest.mark.parametrize(
    ("days", "months"), [(400, None), (180, 6), (91, 3), (60, 3), (20, 1), (0, 1), (-1, None)]
)
def test_the_last_warning_that_was_due(days: int, months: int | None) -> None:
    assert months_left(Term(valid_to=TODAY + timedelta(days=days)), today=TODAY) == months


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 2000))
def test_time_only_takes_it_further(valid_to: date, days: int) -> None:
    order = list(Standing)
    term = Term(valid_to=valid_to)
    now, later = (standing(term, today=day) for day in (TODAY, TODAY + timedelta(days=days)))
    assert order.index(later) >= order.index(now)
