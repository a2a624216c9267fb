"""What holds of every sentence, limit, cell, term and outcome, whatever people type."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koppelvlak.agreements import cells, columns, timing
from koppelvlak.agreements.cells import CellError, Parties
from koppelvlak.agreements.maturity import (
    FOREVER,
    Confirmed,
    Facts,
    Level,
    Result,
    Tried,
    add_months,
    checksum,
    maturity,
)
from koppelvlak.agreements.sentence import (
    FRAMES,
    Kind,
    Manner,
    Parts,
    listed,
    plain,
    sentence,
)
from koppelvlak.agreements.term import WARNED, Standing, Term, months_left, standing

FEW = settings(max_examples=40, deadline=None)
TODAY = date(2026, 11, 23)
WORDS = st.text(alphabet="abc ,.;:-…\n", max_size=30)
NAMES = st.lists(st.sampled_from(["Vitens", "VR IJsselland", "TenneT TSO B.V."]), max_size=3)
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))
PARTS = st.builds(
    Parts,
    language=st.sampled_from(["nl", "en"]),
    kind=st.sampled_from(list(Kind)),
    acting=NAMES,
    benefiting=NAMES,
    action=WORDS,
    manner=st.sampled_from(list(Manner)),
    many=st.booleans(),
    trigger=WORDS,
    within=WORDS,
    quantity=WORDS,
    in_force=st.booleans(),
)
MAYBE = st.none() | DAYS
FACTS = st.builds(
    Facts,
    counted=st.booleans(),
    valid_from=MAYBE,
    valid_to=MAYBE,
    since=MAYBE,
    reworded=MAYBE,
    trigger=st.booleans(),
    contact=st.booleans(),
    way=st.booleans(),
    months=st.sampled_from([0, 1, 12, 60]),
    acting=st.lists(st.builds(Confirmed, st.sampled_from("AB"), MAYBE), max_size=2).map(tuple),
    contacts=st.lists(st.builds(Confirmed, st.just("desk"), MAYBE), max_size=1).map(tuple),
    trials=st.lists(st.builds(Tried, DAYS, st.sampled_from(list(Result))), max_size=3).map(tuple),
    done=st.lists(DAYS, max_size=3).map(tuple),
)


@FEW
@given(PARTS)
def test_a_sentence_is_one_line_with_a_capital_and_a_full_stop(parts: Parts) -> None:
    told = sentence(parts)
    assert "\n" not in told
    assert told.endswith(".")
    assert told[0] == told[0].upper()


@FEW
@given(PARTS)
def test_a_sentence_names_whoever_acts(parts: Parts) -> None:
    told = sentence(parts)
    for name in parts.acting:
        assert name in told
    if not parts.acting:
        assert FRAMES[parts.language]["nobody"].casefold() in told.casefold()


@FEW
@given(PARTS)
def test_what_is_not_in_force_says_so_first(parts: Parts) -> None:
    warning = FRAMES[parts.language]["ended"]
    assert sentence(parts).startswith(warning) is (not parts.in_force)


@FEW
@given(WORDS)
def test_a_plain_part_stays_plain(text: str) -> None:
    once = plain(text)
    assert plain(once) == once
    assert "  " not in once
    assert once == once.strip()


@FEW
@given(st.lists(st.sampled_from("ABCD"), max_size=5), st.sampled_from(["nl", "en"]))
def test_a_list_of_names_holds_each_of_them(names: list[str], language: str) -> None:
    told = listed(names, language)
    word = FRAMES[language]["and"]
    assert told.replace(f" {word} ", ", ").split(", ") == (names or [""])


@FEW
@given(st.text(max_size=60))
def test_a_limit_is_a_number_of_minutes_or_nothing(text: str) -> None:
    found = timing.limit(text)
    assert found is None or 0 <= found <= timing.LONGEST


@FEW
@given(st.integers(1, 999), st.sampled_from(["minuten", "uur", "dagen", "weken"]))
def test_a_limit_is_found_within_other_words(number: int, unit: str) -> None:
    size = {"minuten": 1, "uur": 60, "dagen": 1440, "weken": 10080}[unit]
    span = f"{number} {unit}"
    wanted = number * size if number * size <= timing.LONGEST else None
    assert timing.limit(span) == wanted
    assert timing.limit(f"binnen {span}") == wanted
    assert timing.limit(f"uiterlijk na {span}, per telefoon") == wanted
    assert timing.is_bare(span)


@FEW
@given(st.integers(1, 9_999_999), st.sampled_from(["nl", "en"]))
def test_a_spoken_time_is_understood_as_the_same(minutes: int, language: str) -> None:
    assert timing.limit(timing.spoken(minutes, language)) == minutes


@pytest.mark.parametrize(("language", "words"), [("nl", "direct"), ("en", "at once")])
def test_no_time_at_all_is_at_once(language: str, words: str) -> None:
    assert timing.spoken(0, language) == words
    assert timing.limit(words) == 0


@FEW
@given(st.integers(1, 240))
def test_a_rhythm_is_understood_in_both_languages(number: int) -> None:
    assert timing.every(f"elke {number} maanden") == number
    assert timing.every(f"every {number} months") == number
    assert timing.every(f"om de {number} jaar") == number * 12


NAMED = st.lists(st.sampled_from(["Vitens", "ILT", "alle gemeenten"]), min_size=1, unique=True)


@FEW
@given(
    NAMED, st.lists(st.sampled_from(["VR", "Ommen"]), unique=True), st.sampled_from(list(Manner))
)
def test_parties_go_out_as_they_came_in(
    acting: list[str], benefiting: list[str], manner: Manner
) -> None:
    kept = Manner.EACH if len(acting) == 1 else manner
    said = Parties(tuple(acting), tuple(benefiting), kept)
    assert cells.parties(*cells.told(said)) == said


@FEW
@given(st.dates(cells.FIRST, cells.LAST))
def test_a_day_is_read_in_each_way_it_is_written(on: date) -> None:
    number = (on - cells.EXCEL_DAYS).days
    for text in (
        on.isoformat(), f"{on.day}-{on.month}-{on.year}", f"{on.day}/{on.month}/{on.year}",
        f"{on.isoformat()} 00:00:00", str(number),
    ):  # fmt: skip
        assert cells.day(text) == on, text


@FEW
@given(st.text(max_size=20))
def test_a_cell_is_read_or_refused_with_what_stood_there(text: str) -> None:
    for read, code in ((cells.day, "day"), (cells.truth, "truth"), (cells.months, "months")):
        try:
            read(text)
        except CellError as error:
            found = (error.code, error.about)
        else:
            found = (code, text)
        assert found == (code, text)


@FEW
@given(st.lists(st.integers(1, 8), max_size=8), st.sampled_from([",", ";", " ", "/"]))
def test_themes_are_read_once_and_in_order(numbers: list[int], glue: str) -> None:
    assert cells.numbers(glue.join(map(str, numbers))) == tuple(sorted(set(numbers)))


@pytest.mark.parametrize("column", columns.COLUMNS, ids=lambda column: column.key)
def test_a_column_is_known_by_each_of_its_names(column: columns.Column) -> None:
    names = [column.key, column.nl, column.en, *column.others]
    shouted = [name.upper() for name in names]
    assert columns.known([*names, *shouted]) == [column.key] * 2 * len(names)


def test_no_name_means_two_columns() -> None:
    names = [
        {columns.folded(name) for name in (one.key, one.nl, one.en, *one.others)}
        for one in columns.COLUMNS
    ]
    assert len(set[str]().union(*names)) == sum(map(len, names))


@FEW
@given(DAYS, st.integers(0, 240), st.integers(0, 240))
def test_months_add_up_but_for_the_end_of_a_month(day: date, one: int, two: int) -> None:
    both, steps = add_months(day, one + two), add_months(add_months(day, one), two)
    assert (both.year, both.month) == (steps.year, steps.month)
    assert steps <= both <= steps + timedelta(days=3)


TERMS = st.builds(Term, MAYBE, MAYBE, st.none() | st.integers(1, 120))


@FEW
@given(TERMS, DAYS)
def test_a_term_only_goes_on(term: Term, today: date) -> None:
    order = list(Standing)
    now, later = (standing(term, today=today + timedelta(days=days)) for days in (0, 40))
    assert order.index(later) >= order.index(now)


@FEW
@given(TERMS, DAYS)
def test_a_warning_is_given_exactly_while_it_is_about_to_expire(term: Term, today: date) -> None:
    left = months_left(term, today=today)
    assert (left is not None) is (standing(term, today=today) is Standing.EXPIRING)
    assert left is None or left in WARNED


@FEW
@given(FACTS, DAYS)
def test_an_outcome_holds_until_the_day_it_says(facts: Facts, today: date) -> None:
    found = maturity(facts, today=today)
    assert found.reasons
    assert found.until >= today
    if found.until < FOREVER:
        last = maturity(facts, today=found.until)
        assert (last.level, last.reasons) == (found.level, found.reasons)


@FEW
@given(FACTS, DAYS)
def test_what_is_over_stays_over(facts: Facts, today: date) -> None:
    if maturity(facts, today=today).level is Level.ENDED:
        assert maturity(facts, today=today + timedelta(days=500)).level is Level.ENDED


@FEW
@given(FACTS)
def test_a_checksum_is_that_of_the_facts_alone(facts: Facts) -> None:
    again = Facts(**{name: getattr(facts, name) for name in Facts.__dataclass_fields__})
    assert checksum(again) == checksum(facts)
    turned = Facts(**{**vars(facts), "counted": not facts.counted})
    assert checksum(turned) != checksum(facts)
