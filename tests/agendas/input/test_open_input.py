"""Asking for input: who does, until when, when not, and who is told."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.agendas.input_actions import open_input
from koppelvlak.agendas.lifecycle import ALIGNING, IN_FORCE, SUPERSEDED
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.kit.notices.models import Message
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused, wrong
from tests.agendas.input.conftest import AFTER, UNTIL, Asking
from tests.conftest import Assume, Guard
from tests.world import TODAY

LATER = UNTIL + timedelta(days=7)


def test_a_national_editor_asks_until_a_day(asking: Asking) -> None:
    asking.ask()
    row = asking.now()
    assert (row.input_from, row.input_until, row.published_on) == (TODAY, UNTIL, None)
    assert [row.takes_input(day) for day in (TODAY, UNTIL, AFTER)] == [True, True, False]


def test_before_that_nothing_can_be_given(asking: Asking) -> None:
    assert not asking.now().takes_input(TODAY)


def test_who_may_not_ask(asking: Asking) -> None:
    row = asking.now()
    said = refused(
        RefusedError,
        ("noor", "bram", "joost", "roos", "iris"),
        lambda name: open_input(row, UNTIL, by=asking.actor(name)),
    )
    assert len(said) == 1
    assert "national editor" in said.pop()
    assert asking.now().input_until is None


@pytest.mark.parametrize("name", ["sanne", "petra", "otto"])
def test_who_does_not_see_a_draft_asks_nothing(asking: Asking, name: str) -> None:
    refusal(UnseenError, lambda: open_input(asking.now(), UNTIL, by=asking.actor(name)))


@pytest.mark.parametrize("days", [0, -1, -400])
def test_the_day_must_be_still_to_come(asking: Asking, days: int) -> None:
    told = wrong(lambda: asking.ask(TODAY + timedelta(days=days)))
    assert told == {"until": ["Choose a day after today."]}
    assert mails() == []


@pytest.mark.parametrize("state", [ALIGNING, IN_FORCE, SUPERSEDED])
def test_only_for_a_draft(asking: Asking, assume: Assume, state: str) -> None:
    assume(asking.agenda, state=state)
    refusal(WrongStateError, asking.ask)
    assert asking.now().input_until is None


def test_who_read_another_version_asks_nothing(asking: Asking) -> None:
    by = asking.actor("anouk")
    refusal(StaleError, lambda: open_input(asking.now(), UNTIL, by=by, seen=9))
    assert asking.now().input_until is None


def test_another_day_can_be_chosen_and_the_first_day_stays(asked: Asking) -> None:
    asked.ask(LATER, on=TODAY + timedelta(days=3))
    row = asked.now()
    assert (row.input_from, row.input_until) == (TODAY, LATER)


def test_what_was_over_can_run_again(asked: Asking) -> None:
    asked.ask(LATER, on=AFTER)
    assert asked.now().takes_input(AFTER)


def test_what_was_published_is_not_asked_again(asked: Asking) -> None:
    asked.publish()
    told = refusal(WrongStateError, lambda: asked.ask(LATER, on=AFTER))
    assert told == "Median and spread of this input were published already."
    assert asked.now().input_until == UNTIL


def test_the_log_says_until_when(asking: Asking) -> None:
    asking.ask()
    told = left()
    assert (told.action, told.subject, told.who) == (
        Can.OPEN_INPUT, asking.agenda.uuid, "Anouk de Groot",
    )  # fmt: skip
    assert (told.after["input_from"], told.after["input_until"]) == (str(TODAY), str(UNTIL))


def test_boundary_workers_of_who_is_asked_get_one_mail(asking: Asking) -> None:
    asking.ask()
    subject = "[TLP:GREEN] Wat is het belangrijkst? Inbreng voor de agenda Drinkwater, tot en met"
    assert [to for to, _subject in mails()] == ["joost@voorbeeld.invalid", "noor@voorbeeld.invalid"]
    assert {said for _to, said in mails()} == {f"{subject} 14 december 2026"}


def test_a_mail_is_in_the_language_of_its_reader(asking: Asking, assume: Assume) -> None:
    assume(asking.world.person("joost"), language="en")
    asking.ask()
    text = Message.objects.get(to="joost@voorbeeld.invalid").text
    assert "Until 14 December 2026 your organisation" in text
    assert f"/agendas/{asking.agenda.uuid}/inbreng/" in text


def test_who_leads_a_network_is_told_too(asking: Asking, assume: Assume) -> None:
    people = asking.world.people
    assume(asking.network, chair=people["lezer"], secretary=people["roos"])
    asking.ask()
    assert [to.partition("@")[0] for to, _subject in mails()] == ["joost", "lezer", "noor", "roos"]


def test_who_is_of_the_sector_without_a_table_is_told(asking: Asking, guard: Guard) -> None:
    guard.watching = False
    asking.world.stranger.sectors.add(asking.world.sector)
    guard.watching = True
    asking.ask()
    assert "iris@voorbeeld.invalid" in [to for to, _subject in mails()]


def test_a_network_that_ended_asks_nobody(asking: Asking, assume: Assume) -> None:
    assume(asking.network, state="closed", chair=asking.world.person("lezer"))
    assert Network.objects.count() == 1
    asking.ask()
    assert [to for to, _subject in mails()] == ["joost@voorbeeld.invalid"]


def test_who_does_not_take_part_is_not_told(asking: Asking, assume: Assume) -> None:
    assume(asking.world.water, joined=False)
    asking.ask()
    assert [to for to, _subject in mails()] == ["noor@voorbeeld.invalid"]


def test_another_day_is_told_once(asked: Asking) -> None:
    asked.ask(LATER)
    assert len(mails()) == 2
    asked.ask(LATER)
    assert len(mails()) == 2
