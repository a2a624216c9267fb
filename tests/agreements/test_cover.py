"""What a mail said of agreements against what stands there now: what is a change, what is not."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.utils.translation import override
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.agreements import asked
from koppelvlak.agreements.actions import (
    Tried,
    add_proof,
    confirm_agreements,
    edit_agreement,
    end_agreement,
)
from koppelvlak.agreements.cover import DETAILS, Standing, details
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.tlp import Tlp
from tests.agreements.asks import LONG_AGO, ask, ask_of
from tests.agreements.conftest import WORKED_OUT, Put, acts, gains, warning
from tests.world import TODAY, World

TYPED = ("contact_text", "channel", "fallback", "escalation", "way_of_working", "way_link", "area")


@pytest.fixture
def row(world: World, put: Put) -> Agreement:
    """Return an agreement, about which the water company was asked today."""
    made = put(agreed_on=LONG_AGO, **WORKED_OUT)
    ask(world)
    return made


def edit(world: World, row: Agreement, **changes: Any) -> None:
    said = {"agreed_on": LONG_AGO, **WORKED_OUT, **changes}
    edit_agreement(row, warning(world, **said), by=world.actor("noor"))


def found() -> Standing:
    return asked.standing(ask_of("joost"))


def words() -> list[str]:
    with override("en"):
        return [str(one) for one in found().changes]


def test_what_did_not_change_is_to_be_confirmed(row: Agreement) -> None:
    assert (found().rows, words()) == ([row], [])
    assert not found().settled
    assert not found().nothing


def test_another_sentence_is_said_then_and_now(world: World, row: Agreement) -> None:
    then = Agreement.objects.get(pk=row.pk).sentence
    edit(world, row, within="binnen 1 uur")
    now = Agreement.objects.get(pk=row.pk).sentence
    assert words() == [f"The mail said “{then}”, now it says “{now}”."]
    assert "30 minuten" in then
    assert "1 uur" in now
    assert found().rows == []


@pytest.mark.parametrize(
    ("changes", "label"),
    [
        ({"contact_text": "Regiekamer"}, "contact point"),
        ({"channel": "LCMS"}, "contact point"),
        ({"fallback": "via de meldkamer"}, "if that fails"),
        ({"escalation": "via de directeur"}, "if that fails"),
        ({"way_of_working": "Draaiboek 4"}, "how it goes in practice"),
        ({"way_link": "https://voorbeeld.invalid/4"}, "how it goes in practice"),
        ({"valid_from": date(2026, 1, 1)}, "from and until when"),
        ({"valid_to": date(2027, 12, 31)}, "from and until when"),
        ({"rhythm_months": 12}, "how often it returns"),
        ({"area": "Zwolle"}, "where it holds"),
        ({"basis": "plan", "basis_text": "Crisisplan"}, "on what it rests"),
        ({"tlp": Tlp.GREEN}, "who may see it"),
        ({"fallback": "x", "area": "Zwolle"}, "if that fails, where it holds"),
    ],
)
def test_a_detail_is_a_change_and_is_named(
    world: World, row: Agreement, changes: dict[str, Any], label: str
) -> None:
    edit(world, row, **changes)
    sentence = Agreement.objects.get(pk=row.pk).sentence
    assert words() == [f"“{sentence}”: changed since the mail: {label}."]


def test_changed_and_changed_back_is_a_change(world: World, row: Agreement) -> None:
    edit(world, row, within="binnen 1 uur")
    edit(world, Agreement.objects.get(pk=row.pk))
    (said,) = words()
    assert said.endswith("was changed, and changed back.")


def test_that_it_was_tried_is_no_change(world: World, row: Agreement) -> None:
    tried = Tried(TODAY, "exercise", "Oefening Oost", "kept")
    add_proof(row, tried, by=world.actor("noor"))
    assert (found().rows, words()) == ([row], [])


def test_that_another_party_confirmed_is_no_change(world: World, row: Agreement) -> None:
    confirm_agreements(world.region, {row.uuid: 1}, by=world.actor("noor"))
    assert Agreement.objects.get(pk=row.pk).version == 2
    assert (found().rows, words()) == ([row], [])


def test_what_a_colleague_confirmed_is_neither_open_nor_changed(
    world: World, row: Agreement
) -> None:
    confirm_agreements(world.water, {row.uuid: 1}, by=world.actor("joost"))
    assert (found().rows, words(), found().nothing) == ([], [], True)


def test_what_was_reworded_after_that_is_a_change_again(world: World, row: Agreement) -> None:
    confirm_agreements(world.water, {row.uuid: 1}, by=world.actor("joost"))
    edit(world, Agreement.objects.get(pk=row.pk), within="binnen 1 uur")
    assert len(words()) == 1
    assert not found().settled


@pytest.mark.parametrize("how", ["ended", "no party", "kept to itself"])
def test_what_is_no_longer_theirs_is_said(world: World, row: Agreement, how: str) -> None:
    if how == "ended":
        end_agreement(row, by=world.actor("noor"), on=TODAY, reason="oud")
    elif how == "no party":
        edit(world, row, parties=(acts(world.region), gains(world.stranger)))
    else:
        edit(world, row, tlp=Tlp.AMBER_STRICT)
    (said,) = words()
    assert said.endswith("ended, or is no longer asked of your organisation.")
    assert (found().settled, found().nothing) == (True, False)


def test_what_came_later_was_not_asked(world: World, row: Agreement, put: Put) -> None:
    put(action="belt …")
    assert found().rows == [row]


def test_all_that_is_kept_of_it_is_what_the_mail_said(row: Agreement) -> None:
    told = ask_of("joost").covers[str(row.uuid)]
    assert set(told) == {"version", "wording", "sentence", "details"}
    assert set(told["details"]) == set(DETAILS)
    assert all(len(digest) == 16 for digest in told["details"].values())


@given(before=st.text(max_size=20), after=st.text(max_size=20), name=st.sampled_from(TYPED))
def test_each_part_is_told_by_what_is_typed_in_it(before: str, after: str, name: str) -> None:
    one, other = Agreement(**{name: before}), Agreement(**{name: after})
    told, now = details(one), details(other)
    changed = {key for key in DETAILS if told[key] != now[key]}
    expected = {key for key, (_label, of) in DETAILS.items() if name in of}
    assert changed == (expected if before != after else set())
    assert details(Agreement(**{name: before})) == told
