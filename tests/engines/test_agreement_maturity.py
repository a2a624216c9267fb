"""How far an agreement has come: a table of cases, and what they say."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from inspect import signature

import pytest

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
    maturity,
)

TODAY = date(2026, 11, 23)
LAST_YEAR = TODAY - YEAR - timedelta(days=1)
AGREED = Facts(since=date(2026, 3, 1), acting=(Confirmed("Vitens", date(2026, 10, 1)),))
WORKED_OUT = replace(AGREED, trigger=True, contact=True, way=True)
OTHER_WORDS = replace(WORKED_OUT, other_words=True, reworded=date(2026, 10, 1))
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
    (
        "its rhythm is its sign",
        replace(WORKED_OUT, trigger=False, months=12),
        Level.WORKED_OUT,
        Why.WORKED_OUT,
    ),
    (
        "a rhythm is no contact point",
        replace(WORKED_OUT, trigger=False, contact=False, months=12),
        Level.AGREED,
        Why.NO_CONTACT,
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
    (
        "worded differently and not confirmed since",
        replace(OTHER_WORDS, acting=(Confirmed("Vitens"),)),
        Level.STALE,
        Why.REWORDED,
    ),
    (
        "worded differently and confirmed",
        replace(OTHER_WORDS, acting=(Confirmed("Vitens", date(2026, 10, 2)),)),
        Level.WORKED_OUT,
        Why.NEVER_TRIED,
    ),
    (
        "worded differently, confirmed a year ago",
        replace(OTHER_WORDS, reworded=LAST_YEAR, acting=(Confirmed("Vitens", LAST_YEAR),)),
        Level.STALE,
        Why.SILENT,
    ),
    (
        "one of two confirmed the other words",
        replace(OTHER_WORDS, acting=(Confirmed("Vitens", TODAY), Confirmed("Evides"))),
        Level.STALE,
        Why.REWORDED,
    ),
    (
        "a contact point is the same under other words",
        replace(OTHER_WORDS, contacts=(Confirmed("Wachtdienst"),)),
        Level.WORKED_OUT,
        Why.NEVER_TRIED,
    ),
    (
        "other words, never agreed on a day",
        replace(OTHER_WORDS, since=None, acting=(Confirmed("Vitens"),), trials=(TRIED,)),
        Level.STALE,
        Why.REWORDED,
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


def test_who_did_not_confirm_other_words_is_named_with_the_day_they_changed() -> None:
    facts = replace(OTHER_WORDS, acting=(Confirmed("Evides"), Confirmed("Vitens", TODAY)))
    found = maturity(facts, today=TODAY)
    assert found.reasons[0] == Reason(Why.REWORDED, "Evides", date(2026, 10, 1))
    assert [one.name for one in found.reasons if one.why == Why.REWORDED] == ["Evides"]


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
