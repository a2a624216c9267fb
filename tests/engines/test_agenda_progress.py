"""How far a network is with a spearhead: a table of cases, and what holds of all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from inspect import signature

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.agendas.progress import (
    TO_AGREE,
    TO_ANSWER,
    Answer,
    Answering,
    Facts,
    Lag,
    Progress,
    Reason,
    Step,
    Why,
    counted,
    progress,
)
from koppelvlak.agreements.maturity import Level

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
STANDING = (Level.STALE, Level.AGREED, Level.WORKED_OUT, Level.PROVEN)
ORDER = list(Step)


def an(level: Level | None, name: str = "W3") -> Answering:
    return Answering(name, level)


def accepted(*levels: Level | None) -> Facts:
    return Facts(Answer.ACCEPTED, asked=tuple(an(one, f"W{n}") for n, one in enumerate(levels)))


def in_place(*levels: Level, asked: tuple[Answering, ...] = ()) -> Facts:
    return Facts(Answer.IN_PLACE, asked=asked, pointed=tuple(an(one) for one in levels))


CASES: list[tuple[str, Facts, Step, Why]] = [
    ("not answered", Facts(), Step.NOT_TAKEN_UP, Why.NOT_ANSWERED),
    (
        "not answered, though there is an agreement",
        Facts(asked=(an(Level.PROVEN),)),
        Step.NOT_TAKEN_UP,
        Why.NOT_ANSWERED,
    ),
    (
        "not applicable, whatever there is",
        Facts(Answer.NOT_APPLICABLE, asked=(an(Level.PROVEN),), pointed=(an(Level.PROVEN),)),
        Step.NOT_APPLICABLE,
        Why.NOT_APPLICABLE,
    ),
    ("accepted, nothing asked", accepted(), Step.TAKEN_UP, Why.NOTHING_ASKED),
    ("accepted, not made", accepted(None), Step.TAKEN_UP, Why.MISSING),
    ("accepted, proposed", accepted(Level.PROPOSED), Step.TAKEN_UP, Why.PROPOSED),
    ("accepted, ended", accepted(Level.ENDED), Step.TAKEN_UP, Why.ENDED),
    ("accepted, agreed upon", accepted(Level.AGREED), Step.AGREED, Why.STANDS),
    ("accepted, worked out", accepted(Level.WORKED_OUT), Step.WORKED_OUT, Why.STANDS),
    ("accepted, proven", accepted(Level.PROVEN), Step.PROVEN, Why.STANDS),
    ("accepted, not confirmed", accepted(Level.STALE), Step.STALE, Why.STANDS),
    ("the weakest counts", accepted(Level.PROVEN, Level.AGREED), Step.AGREED, Why.STANDS),
    ("stale is weaker", accepted(Level.AGREED, Level.STALE), Step.STALE, Why.STANDS),
    ("one is missing", accepted(Level.PROVEN, None), Step.TAKEN_UP, Why.MISSING),
    ("a missing one is weaker", accepted(Level.STALE, None), Step.TAKEN_UP, Why.MISSING),
    ("no agreement does not count", accepted(Level.UNCOUNTED), Step.TAKEN_UP, Why.NOTHING_COUNTS),
    (
        "beside what counts it holds nothing back",
        accepted(Level.UNCOUNTED, Level.PROVEN),
        Step.PROVEN,
        Why.STANDS,
    ),
    (
        "what an accepted one points at does not count",
        replace(accepted(None), pointed=(an(Level.PROVEN),)),
        Step.TAKEN_UP,
        Why.MISSING,
    ),
    ("in place, nowhere", in_place(), Step.TAKEN_UP, Why.NOTHING_POINTED_AT),
    ("in place", in_place(Level.WORKED_OUT), Step.WORKED_OUT, Why.STANDS),
    ("in place, ended since", in_place(Level.ENDED), Step.TAKEN_UP, Why.ENDED),
    ("of two the weakest", in_place(Level.PROVEN, Level.STALE), Step.STALE, Why.STANDS),
    (
        "in place: the model need not be made",
        in_place(Level.PROVEN, asked=(an(None), an(Level.PROPOSED))),
        Step.PROVEN,
        Why.STANDS,
    ),
    (
        "in place: what was made after the model counts",
        in_place(Level.PROVEN, asked=(an(Level.AGREED),)),
        Step.AGREED,
        Why.STANDS,
    ),
    ("in place with a duty", in_place(Level.UNCOUNTED), Step.TAKEN_UP, Why.NOTHING_COUNTS),
]


@pytest.mark.parametrize(
    ("facts", "step", "why"), [one[1:] for one in CASES], ids=[one[0] for one in CASES]
)
def test_how_far_and_why(facts: Facts, step: Step, why: Why) -> None:
    found = progress(facts, today=TODAY)
    assert (found.step, found.reasons[0].why) == (step, why)


def test_each_agreement_is_named_with_how_far_it_is_the_weakest_first() -> None:
    levels = (Level.PROVEN, Level.UNCOUNTED, None, Level.STALE, Level.ENDED)
    found = progress(accepted(*levels), today=TODAY)
    assert found.reasons == (
        Reason(Why.MISSING, "W2"),
        Reason(Why.ENDED, "W4", Level.ENDED),
        Reason(Why.STANDS, "W3", Level.STALE),
        Reason(Why.STANDS, "W0", Level.PROVEN),
        Reason(Why.UNCOUNTED, "W1", Level.UNCOUNTED),
    )


def test_what_is_there_already_is_told_to_who_did_not_answer() -> None:
    facts = Facts(asked=(an(Level.AGREED, "W1"), an(Level.PROPOSED, "W2"), an(None, "W3")))
    assert progress(facts, today=TODAY).reasons == (
        Reason(Why.NOT_ANSWERED),
        Reason(Why.STANDS, "W1", Level.AGREED),
    )


LAGS: list[tuple[str, Facts, tuple[Lag, ...]]] = [
    ("just given", Facts(given_on=TODAY), ()),
    ("on the last day to answer", Facts(given_on=TODAY - TO_ANSWER), ()),
    ("a day later", Facts(given_on=TODAY - TO_ANSWER - DAY), (Lag.UNANSWERED,)),
    ("answered, long given", replace(accepted(None), given_on=date(2020, 1, 1)), ()),
    ("on the last day to agree", replace(accepted(None), answered_on=TODAY - TO_AGREE), ()),
    (
        "a day later nothing is agreed",
        replace(accepted(None), answered_on=TODAY - TO_AGREE - DAY),
        (Lag.NOT_AGREED,),
    ),
    ("agreed in time", replace(accepted(Level.AGREED), answered_on=date(2020, 1, 1)), ()),
    ("not confirmed", accepted(Level.STALE), (Lag.NOT_CONFIRMED,)),
    ("on the horizon", replace(accepted(Level.AGREED), horizon=TODAY), ()),
    ("past it", replace(accepted(Level.AGREED), horizon=TODAY - DAY), (Lag.PAST_HORIZON,)),
    ("past it, worked out", replace(accepted(Level.WORKED_OUT), horizon=TODAY - DAY), ()),
    ("past it, proven", replace(accepted(Level.PROVEN), horizon=TODAY - DAY), ()),
    (
        "past it and never answered",
        Facts(given_on=date(2026, 1, 1), horizon=TODAY - DAY),
        (Lag.PAST_HORIZON, Lag.UNANSWERED),
    ),
    (
        "past it and not confirmed",
        replace(accepted(Level.STALE), horizon=TODAY - DAY),
        (Lag.PAST_HORIZON, Lag.NOT_CONFIRMED),
    ),
    (
        "what does not apply never lags",
        Facts(Answer.NOT_APPLICABLE, given_on=date(2020, 1, 1), horizon=date(2020, 1, 2)),
        (),
    ),
]


@pytest.mark.parametrize(("facts", "lags"), [one[1:] for one in LAGS], ids=[one[0] for one in LAGS])
def test_by_what_it_lags(facts: Facts, lags: tuple[Lag, ...]) -> None:
    assert progress(facts, today=TODAY).lags == lags


DAYS = st.dates(date(2025, 1, 1), date(2028, 1, 1))
MAYBE_DAY = st.none() | DAYS
ANSWERING = st.builds(
    Answering, st.sampled_from(["W1", "W2", "W3"]), st.none() | st.sampled_from(list(Level))
)
MADE = st.builds(Answering, st.just("eigen"), st.sampled_from(list(Level)))
FACTS = st.builds(
    Facts,
    st.sampled_from(list(Answer)),
    asked=st.lists(ANSWERING, max_size=4).map(tuple),
    pointed=st.lists(MADE, max_size=3).map(tuple),
    given_on=MAYBE_DAY,
    answered_on=MAYBE_DAY,
    horizon=MAYBE_DAY,
)


@given(FACTS, DAYS)
def test_it_always_says_why(facts: Facts, today: date) -> None:
    found = progress(facts, today=today)
    assert found.reasons
    assert all(one.name for one in found.reasons if one.level is not None)
    assert len(set(found.lags)) == len(found.lags)


@given(FACTS, DAYS)
def test_only_an_answer_takes_it_up(facts: Facts, today: date) -> None:
    step = progress(facts, today=today).step
    assert (step is Step.NOT_TAKEN_UP) == (facts.answer is Answer.OPEN)
    assert (step is Step.NOT_APPLICABLE) == (facts.answer is Answer.NOT_APPLICABLE)


@given(FACTS, DAYS)
def test_it_is_never_further_than_an_agreement_that_is_needed(facts: Facts, today: date) -> None:
    found = progress(facts, today=today)
    needed = facts.asked if facts.answer is Answer.ACCEPTED else facts.pointed
    if facts.answer in {Answer.ACCEPTED, Answer.IN_PLACE}:
        for one in needed:
            if one.level in STANDING:
                assert ORDER.index(found.step) <= ORDER.index(Step(one.level.value))
            elif one.level is not Level.UNCOUNTED:
                assert found.step is Step.TAKEN_UP


@given(FACTS, DAYS)
def test_a_standing_agreement_is_behind_every_step_beyond_taken_up(
    facts: Facts, today: date
) -> None:
    step = progress(facts, today=today).step
    if ORDER.index(step) > ORDER.index(Step.TAKEN_UP):
        assert step.value in {one.level for one in (*facts.asked, *facts.pointed)}


@given(FACTS, DAYS, st.integers(0, 3))
def test_an_agreement_that_comes_further_never_sets_it_back(
    facts: Facts, today: date, place: int
) -> None:
    before = progress(facts, today=today).step
    better = tuple(
        replace(one, level=Level.PROVEN) if n == place and one.level else one
        for n, one in enumerate(facts.asked)
    )
    if facts.answer is Answer.IN_PLACE and any(
        # A proposal that is agreed upon begins to count; until then it was not needed.
        one.level not in (*STANDING, None)
        for one in facts.asked
    ):
        return
    after = progress(replace(facts, asked=better), today=today).step
    assert ORDER.index(after) >= ORDER.index(before)


@given(FACTS, DAYS)
def test_the_order_in_which_agreements_are_told_changes_nothing(facts: Facts, today: date) -> None:
    turned = replace(facts, asked=facts.asked[::-1], pointed=facts.pointed[::-1])
    one, other = (progress(told, today=today) for told in (facts, turned))
    assert (one.step, one.lags) == (other.step, other.lags)
    assert sorted(one.reasons, key=repr) == sorted(other.reasons, key=repr)


@given(FACTS, DAYS, st.integers(0, 2000))
def test_time_alone_never_mends_a_lag(facts: Facts, today: date, days: int) -> None:
    now = progress(facts, today=today)
    later = progress(facts, today=today + timedelta(days=days))
    assert set(now.lags) <= set(later.lags)
    assert now.step is later.step


@given(st.lists(st.sampled_from(list(Step)), max_size=30))
def test_every_network_is_counted_at_one_step(steps: list[Step]) -> None:
    found = counted(steps)
    assert list(found) == list(Step)
    assert sum(found.values()) == len(steps)
    assert all(steps.count(step) == many for step, many in found.items())


def test_nobody_can_type_how_far_it_is() -> None:
    given_in = set(signature(progress).parameters) | set(Facts.__dataclass_fields__)
    assert not given_in & {"step", "progress", "lags"}
    assert set(Progress.__dataclass_fields__) == {"step", "reasons", "lags"}
