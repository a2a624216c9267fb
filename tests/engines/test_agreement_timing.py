"""What a text says of time, by example and by property."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.agreements.timing import DAY, HOUR, MONTH, WEEK, YEAR, every, is_bare, limit, spoken

LIMITS: list[tuple[str, int | None]] = [
    ("24 uur", DAY),
    ("binnen 24 uur", DAY),
    ("Binnen  30  minuten na de melding", 30),
    ("within 24 h, 3 l/p/d; nothing for animals", DAY),
    ("within 5 working days", WEEK),
    ("binnen 5 werkdagen", WEEK),
    ("phone at once; writing within 5 working days", 0),
    ("within 3 min; >=95% of cells", 3),
    ("directly; completion up to 4 weeks after end", 0),
    ("uiterlijk na 2 weken", 2 * WEEK),
    ("binnen een half uur", 30),
    ("anderhalf uur", 90),
    ("half an hour", 30),
    ("binnen een kwartier", 15),
    ("2-4 uur", 4 * HOUR),
    ("1,5 uur", 90),
    ("1 uur 30 minuten", 90),
    ("≤ 2 u", 2 * HOUR),
    ("within 6 months", 6 * MONTH),
    ("meteen", 0),
    ("zo snel mogelijk", 0),
    ("", None),
    ("-", None),
    ("24/7", None),
    ("at least once a year", None),
    ("at least 10 days at average daily use", None),
    ("minimaal 24 uur houdt het vol", None),
    ("90 days of use (EU minimum 61)", None),
    ("scenario 3-6 months", None),
    ("> 48 h scenario", None),
    ("first hours", None),
    ("timely (no number set nationally)", None),
    ("within 9999999 years", None),
]


@pytest.mark.parametrize(("text", "minutes"), LIMITS)
def test_limits(text: str, minutes: int | None) -> None:
    assert limit(text) == minutes


PERIODS = [
    ("at least once a year", 12), ("jaarlijks", 12), ("once every 4 years", 48),
    ("4-jaarlijks", 48), ("at least every 2 years", 24), ("elke 3 maanden", 3),
    ("halfjaarlijks", 6), ("per kwartaal", 3), ("maandelijks", 1), ("every 0 years", None),
    ("99.9% monthly availability", None), ("24 uur; jaarlijks getest", 12),
    ("binnen 24 uur", None), ("", None), ("continuous", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "months"), PERIODS)
def test_periods(text: str, months: int | None) -> None:
    assert every(text) == months


def test_a_bare_time_is_nothing_else() -> None:
    assert is_bare("24 uur")
    assert not is_bare("binnen 24 uur")
    assert not is_bare("24 uur na de melding")


@given(st.integers(0, 100 * YEAR // HOUR), st.sampled_from(["nl", "en"]))
def test_what_is_spoken_is_understood_again(hours: int, language: str) -> None:
    minutes = hours * HOUR
    assert limit(spoken(minutes, language)) == minutes


@given(st.integers(1, 5_000), st.sampled_from(["binnen", "within", "uiterlijk", "max."]))
def test_the_order_of_limits_is_that_of_their_numbers(minutes: int, word: str) -> None:
    less, more = limit(f"{word} {minutes} min"), limit(f"{word} {minutes + 1} min")
    assert less is not None
    assert more is not None
    assert less < more


@given(st.text(max_size=300))
def test_no_text_can_break_it(text: str) -> None:
    found, period = limit(text), every(text)
    assert found is None or 0 <= found <= 100 * YEAR
    assert period is None or period > 0


@pytest.mark.parametrize("text", ["1 uur " * 60, "binnen " * 60, "een half " * 40, "9" * 300])
def test_a_long_text_costs_no_time(text: str) -> None:
    begun = time.perf_counter()
    limit(text)
    every(text)
    assert time.perf_counter() - begun < 1
