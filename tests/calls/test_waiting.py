"""What of calls waits for whom on *My work*, and who hears of it by mail."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from koppelvlak.calls import actions
from koppelvlak.calls.lifecycle import ANSWERED, CLOSED, ESCALATED, OPEN, REPAIR, WITHDRAWN
from koppelvlak.calls.models import Call
from koppelvlak.kit.waiting import Waiting, one_look, waiting
from tests.calls.conftest import SOON, WORD, Start, answered, repairing
from tests.world import TODAY, World

CALLED, OWN = "calls your organisation to account", "Your call to account of"
MEND = "Repair what you agreed to repair for"
LATE = SOON + timedelta(days=3)
EVERYBODY = ("noor", "bram", "lezer", "joost", "wil", "roos", "iris", "sanne", "anouk", "petra")


def waits(world: World, name: str, on: date = TODAY) -> list[Waiting]:
    with one_look():
        found = waiting(replace(world.actor(name), on=on))
    return [one for one in found if any(text in str(one.title) for text in (CALLED, OWN, MEND))]


def who(world: World, on: date = TODAY) -> set[str]:
    return {name for name in EVERYBODY if waits(world, name, on)}


def test_an_answer_waits_for_who_speaks_for_the_called(world: World, start: Start) -> None:
    call = start()
    assert who(world) == {"joost", "wil"}
    (line,) = waits(world, "joost")
    assert str(line.title) == "VR IJsselland calls your organisation to account"
    assert (str(line.step), line.url) == ("Answer", call.get_absolute_url())
    assert (line.due, line.late, str(line.about)) == (SOON, 0, "waits for an answer")


def test_when_the_day_has_passed_the_caller_reads_it_too(world: World, start: Start) -> None:
    start()
    assert who(world, SOON) == {"joost", "wil"}
    assert who(world, LATE) == {"joost", "wil", "noor", "bram"}
    (called,), (own,) = waits(world, "joost", LATE), waits(world, "noor", LATE)
    assert (called.late, own.late, own.due) == (3, 3, SOON)
    assert str(own.title) == "Your call to account of Vitens"


def test_what_was_answered_waits_for_the_caller(world: World, start: Start) -> None:
    start(ANSWERED)
    assert who(world) == {"noor", "bram"}
    (line,) = waits(world, "noor", LATE)
    assert (line.due, line.late, str(line.about)) == (None, 0, "answered")


def test_a_repair_waits_until_it_is_done(world: World, start: Start) -> None:
    call = start(REPAIR)
    assert who(world) == {"joost", "wil"}
    (line,) = waits(world, "wil")
    assert (str(line.title), line.due) == (f"{MEND} VR IJsselland", SOON)
    assert who(world, LATE) == {"joost", "wil", "noor", "bram"}
    assert waits(world, "noor", LATE)[0].late == 3
    actions.record_repair(call, TODAY, by=world.actor("joost"))
    assert who(world) == {"noor", "bram"}
    assert waits(world, "noor", LATE)[0].due is None


def test_brought_higher_it_waits_for_the_called_to_say_something(
    world: World, start: Start
) -> None:
    call = start(ESCALATED)
    assert who(world) == {"joost", "wil"}
    answered(world, call)
    assert who(world) == set()
    repairing(world, call)
    assert who(world) == {"joost", "wil"}
    actions.record_repair(call, TODAY, by=world.actor("joost"))
    assert who(world) == {"noor", "bram"}


@pytest.mark.parametrize("state", [CLOSED, WITHDRAWN])
def test_what_is_over_waits_for_nobody(world: World, start: Start, state: str) -> None:
    start(state)
    assert who(world, LATE) == set()


def test_who_reads_along_is_asked_nothing(world: World, start: Start) -> None:
    call = start()
    actions.invite(call, world.stranger, by=world.actor("noor"))
    assert Call.objects.visible_to(world.actor("iris")).exists()
    assert waits(world, "iris", LATE) == []


def test_each_call_is_a_line_of_its_own(world: World, start: Start) -> None:
    first, second = start(), start(OPEN, answer_by=TODAY)
    actions.withdraw(start(), WORD, by=world.actor("noor"))
    assert [one.url for one in waits(world, "joost")] == [
        second.get_absolute_url(), first.get_absolute_url(),
    ]  # fmt: skip
