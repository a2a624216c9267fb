"""How far an agreement has come: what holds of all facts on all days."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.agreements.maturity import (
    Confirmed,
    Facts,
    Level,
    Reason,
    Result,
    Tried,
    Why,
    checksum,
    maturity,
)

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
MAYBE = st.none() | DAYS
CONFIRMED = st.lists(st.builds(Confirmed, st.sampled_from(["A", "B"]), MAYBE), max_size=3).map(
    tuple
)
FACTS = st.builds(
    Facts,
    counted=st.booleans(),
    pending=st.none() | st.just(Reason(Why.PROPOSED)),
    stopped=st.none() | st.just(Reason(Why.ENDED, "oud")),
    valid_from=MAYBE,
    valid_to=MAYBE,
    since=MAYBE,
    reworded=MAYBE,
    other_words=st.booleans(),
    trigger=st.booleans(),
    contact=st.booleans(),
    way=st.booleans(),
    months=st.sampled_from([0, 0, 6, 12, 48]),
    acting=CONFIRMED,
    contacts=CONFIRMED,
    trials=st.lists(st.builds(Tried, DAYS, st.sampled_from(Result)), max_size=3).map(tuple),
    done=st.lists(DAYS, max_size=3).map(tuple),
)


@given(FACTS, DAYS)
def test_it_holds_until_the_day_it_says(facts: Facts, today: date) -> None:
    found = maturity(facts, today=today)
    assert found.until >= today
    later = min(found.until, date(2040, 1, 1))
    again = maturity(facts, today=later)
    assert (again.level, set(again.reasons)) == (found.level, set(found.reasons))


@given(FACTS, DAYS, st.data())
def test_it_holds_on_every_day_in_between(facts: Facts, today: date, data: st.DataObject) -> None:
    found = maturity(facts, today=today)
    between = data.draw(st.dates(today, min(found.until, date(2040, 1, 1))))
    assert maturity(facts, today=between).level == found.level


@given(FACTS, DAYS)
def test_of_what_returns_no_sign_is_missed(facts: Facts, today: date) -> None:
    told = {one.why for one in maturity(facts, today=today).reasons}
    assert not facts.months or Why.NO_TRIGGER not in told
    without = maturity(replace(facts, trigger=False, months=12), today=today)
    assert without == maturity(replace(facts, trigger=True, months=12), today=today)


@given(FACTS, DAYS)
def test_it_always_explains_itself(facts: Facts, today: date) -> None:
    assert maturity(facts, today=today).reasons


@given(FACTS, DAYS)
def test_a_confirmation_never_makes_it_worse(facts: Facts, today: date) -> None:
    everybody = tuple(Confirmed(one.name, today) for one in facts.acting)
    points = tuple(Confirmed(one.name, today) for one in facts.contacts)
    heard = maturity(replace(facts, acting=everybody, contacts=points), today=today)
    assert heard.level != Level.STALE or not (everybody or points)


@given(FACTS, FACTS)
def test_equal_checksums_mean_equal_facts(one: Facts, other: Facts) -> None:
    assert (checksum(one) == checksum(other)) == (one == other)


@given(st.lists(st.tuples(FACTS, st.integers(0, 900)), min_size=1, max_size=6))
def test_working_out_only_what_changed_gives_what_working_out_everything_gives(
    story: list[tuple[Facts, int]],
) -> None:
    day, kept, mark = date(2026, 1, 1), None, ""
    for facts, later in story:
        day += timedelta(days=later)
        if kept is None or mark != checksum(facts) or day > kept.until:
            kept, mark = maturity(facts, today=day), checksum(facts)
        whole = maturity(facts, today=day)
        assert (kept.level, set(kept.reasons)) == (whole.level, set(whole.reasons))
