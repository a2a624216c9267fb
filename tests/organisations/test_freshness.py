"""How fresh a contact point is, by example and for every day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.organisations.freshness import Freshness, freshness
from tests.world import TODAY

ORDER = [Freshness.FRESH, Freshness.DUE, Freshness.STALE]


@pytest.mark.parametrize(
    ("days", "fresh"),
    [(0, Freshness.FRESH), (183, Freshness.FRESH), (184, Freshness.DUE), (365, Freshness.DUE),
     (366, Freshness.STALE)],
)  # fmt: skip
def test_half_a_year_and_a_year(days: int, fresh: Freshness) -> None:
    assert freshness(TODAY - timedelta(days=days), unchanged=True, today=TODAY) is fresh


def test_never_confirmed() -> None:
    assert freshness(None, unchanged=False, today=TODAY) is Freshness.NEVER


def test_changed_since() -> None:
    assert freshness(TODAY, unchanged=False, today=TODAY) is Freshness.CHANGED


@given(last=st.dates(date(2020, 1, 1), TODAY), older=st.integers(0, 4000))
def test_older_is_never_fresher(last: date, older: int) -> None:
    now = freshness(last, unchanged=True, today=TODAY)
    before = freshness(last - timedelta(days=older), unchanged=True, today=TODAY)
    assert ORDER.index(before) >= ORDER.index(now)
