"""How far an agreement has come: a table of cases, and what holds of all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from inspect import signature

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.agreements.maturity import (
    YEAR,
    Confirmed,
    Facts,
    Level,
    Maturity,
    Reason,
    Result,
    Tried,
    Why,
    add_months,
    checksum,
    maturity,
)

TODAY = date(2026, 11, 23)
LAST_YEAR = TODAY - YEAR - timedelta(days=1)
AGREED = Facts(since=date(2026, 3, 1), acting=(Confirmed("Vitens", date(2026, 10, 1)),))
WORKED_OUT = replace(AGREED, trigger=True, contact=True, way=True)
TRIED = Tried(date(2026, 5, 1), Result.KEPT)

CASES: list[tuple[str, Facts, Level, Why]] = [
    ("nothing worked out", AGREED, Level.AGREED, Why.NO_TRIGGER),
    ("no contact point", replace(WORKED_OUT, contact=False), Level.AGREED, Why.NO_CONTACT),
    ("no way of working", replace(WORKED_OUT, way=False), Level.AGREED, Why.NO_WAY),
    ("all three", WORKED_OUT, Level.WORKED_OUT, Why.NEVER_TRIED),
    ("kept", replace(WORKED_OUT, trials=(TRIED,)), Level.PROVEN, Why.KEPT),
    ("proven without more", replace(AGREED, trials=(TRIED,)), Level.PROVEN, Why.NO_CONTACT),
    (
        "partly",
        replace(WORKED_OUT, trials=(replace(TRIED, result=Result.PARTLY),)),
        Level.WORKED_OUT,
        Why.PARTLY,
    ),
    (
        "failed later",
        replace(WORKED_OUT, trials=(TRIED, Tried(date(2026, 6, 1), Result.NOT_KEPT))),
        Level.WORKED_OUT,
        Why.NOT_KEPT,
    ),
    (
        "not tested later changes nothing",
        replace(WORKED_OUT, trials=(TRIED, Tried(date(2026, 6, 1), Result.NOT_TESTED))),
        Level.PROVEN,
        Why.KEPT,
    ),
    (
        "worse counts on one day",
        replace(WORKED_OUT, trials=(replace(TRIED, result=Result.NOT_KEPT), TRIED)),
        Level.WORKED_OUT,
        Why.NOT_KEPT,
    ),
    (
        "proven before it was reworded",
        replace(WORKED_OUT, trials=(TRIED,), reworded=date(2026, 5, 2)),
        Level.WORKED_OUT,
        Why.OLD_WORDING,
    ),
    (
        "done on time",
        replace(WORKED_OUT, months=12, done=(date(2025, 12, 1),)),
        Level.PROVEN,
        Why.DONE,
    ),
    (
        "overdue",
        replace(WORKED_OUT, months=12, done=(date(2025, 11, 22),)),
        Level.WORKED_OUT,
        Why.OVERDUE,
    ),
    ("never done", replace(WORKED_OUT, months=12), Level.WORKED_OUT, Why.NEVER_DONE),
    (
        "acting party silent",
        replace(WORKED_OUT, since=None, acting=(Confirmed("Vitens", LAST_YEAR),)),
        Level.STALE,
        Why.SILENT,
    ),
    (
        "a year to the day still counts",
        replace(WORKED_OUT, since=None, acting=(Confirmed("Vitens", TODAY - YEAR),)),
        Level.WORKED_OUT,
        Why.NEVER_TRIED,
    ),
    (
        "never confirmed",
        replace(WORKED_OUT, since=None, acting=(Confirmed("Vitens"),)),
        Level.STALE,
        Why.NEVER_CONFIRMED,
    ),
    (
        "contact point silent",
        replace(WORKED_OUT, since=LAST_YEAR, contacts=(Confirmed("Wachtdienst", LAST_YEAR),)),
        Level.STALE,
        Why.CONTACT_SILENT,
    ),
    (
        "who agreed this year confirmed",
        replace(WORKED_OUT, acting=(Confirmed("Vitens"),)),
        Level.WORKED_OUT,
        Why.NEVER_TRIED,
    ),
    (
        "silence beats proof",
        replace(WORKED_OUT, since=None, acting=(Confirmed("Vitens"),), trials=(TRIED,)),
        Level.STALE,
        Why.KEPT,
    ),
    ("no agreement", replace(WORKED_OUT, counted=False), Level.UNCOUNTED, Why.UNCOUNTED),
    (
        "proposed",
        replace(WORKED_OUT, pending=Reason(Why.PROPOSED), trials=(TRIED,)),
        Level.PROPOSED,
        Why.PROPOSED,
    ),
    (
        "not begun",
        replace(WORKED_OUT, valid_from=date(2027, 1, 1)),
        Level.PROPOSED,
        Why.NOT_BEGUN,
    ),
    ("over", replace(WORKED_OUT, valid_to=date(2026, 11, 22)), Level.ENDED, Why.OVER),
    ("last day", replace(WORKED_OUT, valid_to=TODAY), Level.WORKED_OUT, Why.NEVER_TRIED),
    (
        "covenant ended",
        replace(WORKED_OUT, trials=(TRIED,), stopped=Reason(Why.COVENANT_ENDED, "opgezegd")),
        Level.ENDED,
        Why.COVENANT_ENDED,
    ),
    (
        "what is no agreement ends too",
        replace(WORKED_OUT, counted=False, stopped=Reason(Why.ENDED, "oud")),
        Level.ENDED,
        Why.ENDED,
    ),
]


@pytest.mark.parametrize(
    ("facts", "level", "why"), [c[1:] for c in CASES], ids=[c[0] for c in CASES]
)
def test_cases(facts: Facts, level: Level, why: Why) -> None:
    found = maturity(facts, today=TODAY)
    assert found.level == level
    assert why in {reason.why for reason in found.reasons}


def test_every_level_and_every_reason_but_one_is_in_the_table() -> None:
    found = [maturity(facts, today=TODAY) for _name, facts, _level, _why in CASES]
    assert {one.level for one in found} == set(Level)
    # An unsigned covenant is given by its caller, as what is proposed is.
    told = {reason.why for one in found for reason in one.reasons}
    assert set(Why) - told == {Why.COVENANT_UNSIGNED}


def test_who_is_silent_is_named_with_the_day() -> None:
    facts = replace(WORKED_OUT, since=None, acting=(Confirmed("Vitens", LAST_YEAR),))
    assert maturity(facts, today=TODAY).reasons[0] == Reason(Why.SILENT, "Vitens", LAST_YEAR)


def test_nobody_can_hand_it_an_outcome() -> None:
    assert set(signature(maturity).parameters) == {"facts", "today"}
    assert not {"level", "maturity"} & set(Facts.__dataclass_fields__)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 23), 48, date(2030, 11, 23)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
    ],
)
def test_months_later(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


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


def test_an_outcome_is_plain_data() -> None:
    assert maturity(AGREED, today=TODAY) == Maturity(
        Level.AGREED,
        (
            Reason(Why.NEVER_TRIED),
            Reason(Why.NO_TRIGGER),
            Reason(Why.NO_CONTACT),
            Reason(Why.NO_WAY),
        ),
        date(2027, 10, 1),
    )
