"""Why an agreement has come as far as it has: each reason is a sentence, of who and when."""

from __future__ import annotations

import string
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.agreements.actions import Tried, add_proof, end_agreement
from koppelvlak.agreements.explaining import WORDS, explained
from koppelvlak.agreements.maturity import Why
from koppelvlak.agreements.models import Agreement, Occasion, Outcome
from tests.agreements.conftest import WORKED_OUT, Put
from tests.world import TODAY, World

LONG_AGO = TODAY - timedelta(days=800)
REASONS = st.lists(
    st.fixed_dictionaries(
        {
            "why": st.sampled_from([why.value for why in Why]),
            "name": st.text(max_size=20),
            "on": st.sampled_from(["", "2026-11-23"]),
        }
    ),
    max_size=4,
)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code."""
    with translation.override("en"):
        yield


def said(row: Agreement) -> list[str]:
    return [str(one) for one in explained(Agreement.objects.get(pk=row.pk))]


def kept(*reasons: dict[str, Any]) -> list[str]:
    return [str(one) for one in explained(Agreement(maturity_reasons=list(reasons)))]


@pytest.mark.parametrize("why", Why)
def test_every_reason_has_words_in_both_languages(why: Why) -> None:
    reason = {"why": why.value, "name": "Vitens", "on": "2026-11-23"}
    with translation.override("nl"):
        (dutch,) = kept(reason)
    (english,) = kept(reason)
    assert dutch != english
    for text in (dutch, english):
        assert text.endswith(".")
        assert "{" not in text


@pytest.mark.parametrize("why", Why)
def test_words_ask_only_for_who_and_when(why: Why) -> None:
    asked = {name for _text, name, _spec, _turn in string.Formatter().parse(str(WORDS[why]))}
    assert asked <= {None, "name", "day"}


@given(REASONS)
def test_whatever_was_kept_can_be_explained(reasons: list[dict[str, str]]) -> None:
    with translation.override("en"):
        found = kept(*reasons)
    assert len(found) == len(reasons)
    assert all(found)


def test_a_day_that_is_not_known_is_said_to_be() -> None:
    (text,) = kept({"why": Why.SILENT.value, "name": "Vitens", "on": ""})
    assert text.endswith(": last on an unknown day.")


@pytest.mark.parametrize(
    ("name", "end"), [("Klaar.", "Klaar."), ("", "–."), (" . ", "–."), ("N.V. X.", "N.V. X.")]
)
def test_a_reason_that_people_typed_ends_once(name: str, end: str) -> None:
    (text,) = kept({"why": Why.ENDED.value, "name": name, "on": "2026-11-23"})
    assert text.endswith(f": {end}")
    assert not text.endswith("..")


def test_what_is_fresh_says_what_is_missing(put: Put) -> None:
    found = said(put())
    assert "Not proven: it was never tried in an exercise or an incident." in found
    assert "Not worked out: no contact point is named." in found
    assert "Not worked out: no way of working is described or linked." in found
    assert not any("no sign" in one for one in found)


def test_what_is_worked_out_says_so(put: Put) -> None:
    found = said(put(**WORKED_OUT))
    assert "Worked out: sign, contact point and way of working are there." in found
    assert not any(one.startswith("Not worked out") for one in found)


def test_who_is_silent_is_named_first_with_the_day(put: Put) -> None:
    found = said(put(agreed_on=LONG_AGO))
    assert found[0].startswith("Not confirmed for more than a year by Vitens: last on ")
    assert str(LONG_AGO.year) in found[0]


def test_who_never_said_anything_is_named(put: Put) -> None:
    assert said(put(agreed_on=None))[0] == "Never confirmed by Vitens."


TRIED = [
    (Outcome.KEPT, "It worked on"),
    (Outcome.PARTLY, "Not proven: on"),
    (Outcome.NOT_KEPT, "Not proven: on"),
]


@pytest.mark.parametrize(("outcome", "start"), TRIED)
def test_how_it_went_is_told_with_the_day(
    put: Put, world: World, outcome: Outcome, start: str
) -> None:
    row = put(**WORKED_OUT)
    tried = Tried(TODAY, Occasion.EXERCISE, "Droge Kraan", outcome)
    add_proof(row, tried, by=world.actor("noor"))
    (text,) = [one for one in said(row) if one.startswith(start)]
    assert "2026" in text
    assert ("in part" in text) is (outcome == Outcome.PARTLY)


def test_what_ended_says_when_and_why(put: Put, world: World) -> None:
    row = put()
    end_agreement(row, by=world.actor("noor"), on=TODAY, reason="De leiding is weg.")
    (text,) = said(row)
    assert text.startswith("It ended on ")
    assert text.endswith(": De leiding is weg.")


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({"valid_to": date(2026, 11, 22)}, "Its last day was"),
        ({"valid_from": date(2026, 12, 1)}, "It begins on"),
        ({"kind": "recommendation"}, "It is no agreement between parties"),
    ],
)
def test_what_is_outside_its_time_or_kind_gives_one_reason(
    put: Put, changes: dict[str, Any], text: str
) -> None:
    (found,) = said(put(**changes))
    assert found.startswith(text)
