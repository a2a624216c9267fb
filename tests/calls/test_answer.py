"""Answering who calls to account."""

from __future__ import annotations

import pytest

from koppelvlak.calls.actions import answer
from koppelvlak.calls.lifecycle import ANSWERED, CLOSED, ESCALATED, OPEN, REPAIR, WITHDRAWN
from koppelvlak.calls.models import Call
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.rights import Can, Role
from tests.aftermath import left, refusal, refused, wrong
from tests.calls.conftest import ANSWER, CANARY, OTHERS, Start, fresh
from tests.world import TODAY, World


def say(world: World, call: Call, name: str = "joost", text: str = ANSWER) -> Call:
    return answer(call, text, by=world.actor(name))


def test_it_is_answered(world: World, start: Start) -> None:
    call = start()
    say(world, call)
    now = fresh(call)
    assert (now.state, now.answer, now.answered_on) == (ANSWERED, ANSWER, TODAY)


def test_manager_and_signatory_of_the_called_may(world: World, start: Start) -> None:
    assert say(world, start(), "wil").state == ANSWERED
    signatory = world.actor("roos", roles=frozenset({Role.SIGNATORY}))
    assert answer(start(), ANSWER, by=signatory).state == ANSWERED


def test_neither_who_called_nor_who_reads(world: World, start: Start) -> None:
    call = start()
    told = refused(RefusedError, ("noor", "bram", "lezer", "roos"), lambda n: say(world, call, n))
    (sentence,) = told
    assert sentence.startswith("To do this (answer who calls to account) you must be: who speaks")
    assert fresh(call).answer == ""


def test_for_others_it_does_not_exist(world: World, start: Start) -> None:
    call = start()
    refused(UnseenError, (*OTHERS, "otto"), lambda name: say(world, call, name))


def test_an_answer_says_something(world: World, start: Start) -> None:
    call = start()
    assert wrong(lambda: say(world, call, text="")) == {"answer": ["Say it in a few words."]}
    assert fresh(call).state == OPEN


def test_once_brought_higher_it_can_still_be_answered_once(world: World, start: Start) -> None:
    call = start(ESCALATED)
    assert say(world, call).state == ESCALATED
    told = refusal(WrongStateError, lambda: say(world, call, text="anders"))
    assert told == "This was said before, and is not said again."
    assert fresh(call).answer == ANSWER


@pytest.mark.parametrize("state", [ANSWERED, REPAIR, CLOSED, WITHDRAWN])
def test_not_in_another_state(world: World, start: Start, state: str) -> None:
    call = start(state)
    told = refusal(WrongStateError, lambda: say(world, call, text="anders"))
    assert told.endswith("from there this cannot be done.")
    assert fresh(call).answer != "anders"


def test_a_stale_version_answers_nothing(world: World, start: Start) -> None:
    call = start()
    refusal(StaleError, lambda: answer(call, ANSWER, by=world.actor("joost"), seen=2))
    assert fresh(call).state == OPEN


def test_the_log_says_who_answered_and_not_what(world: World, start: Start) -> None:
    call = start()
    say(world, call)
    told = left()
    assert (told.action, told.subject, told.who) == (Can.ANSWER_CALL, call.uuid, "Joost van Dam")
    assert told.after == {"answered_on": str(TODAY), "state": ANSWERED, "version": 2}
    assert CANARY not in str(told)
    assert told.thing == f"call {str(call.uuid)[:8]}"
