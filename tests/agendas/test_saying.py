"""The words of progress: complete, different from one another, and in both languages."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from koppelvlak.agendas.progress import (
    Answer,
    Answering,
    Facts,
    Lag,
    Progress,
    Reason,
    Step,
    Why,
    progress,
)
from koppelvlak.agendas.saying import LAGS, STEPS, WHYS, explained, lagging, tone
from koppelvlak.agreements.maturity import Level
from tests.world import TODAY


@pytest.mark.parametrize("language", ["nl", "en"])
def test_everything_has_words_of_its_own(language: str) -> None:
    with override(language):
        for words, named in ((STEPS, Step), (LAGS, Lag), (WHYS, Why)):
            assert set(words) == set(named)
            said = [str(text) for text in words.values()]
            assert len(set(said)) == len(said)
            assert all(said)


def test_the_languages_differ() -> None:
    for words in (STEPS, LAGS):
        for text in words.values():
            with override("en"):
                english = str(text)
            with override("nl"):
                assert str(text) != english


def test_a_reason_names_the_agreement_and_how_far_it_is() -> None:
    facts = Facts(Answer.ACCEPTED, (Answering("W3", Level.WORKED_OUT), Answering("W1")))
    found = explained(progress(facts, today=TODAY))
    assert [str(one) for one in found] == [
        "W1: the network has no agreement for it.",
        "W3: worked out.",
    ]
    with override("nl"):
        assert str(found[1]) == "W3: uitgewerkt."


def test_a_reason_without_a_name_says_so() -> None:
    made = Progress(Step.TAKEN_UP, (Reason(Why.ENDED),))
    assert str(explained(made)[0]) == "–: ended."


def test_what_lags_comes_in_the_order_of_the_engine() -> None:
    made = Progress(Step.STALE, (), (Lag.PAST_HORIZON, Lag.NOT_CONFIRMED))
    assert [str(one) for one in lagging(made)] == [
        "not worked out on the day that the agenda gives",
        "an agreement was not confirmed for a year",
    ]


def test_what_waits_and_what_is_done_stand_out() -> None:
    assert {step for step in Step if tone(step) == "wait"} == {Step.NOT_TAKEN_UP, Step.STALE}
    assert {step for step in Step if tone(step) == "good"} == {Step.PROVEN}
