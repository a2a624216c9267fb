"""Closing a call, or withdrawing it before it is answered: by whoever called, with a word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from koppelvlak.calls import actions
from koppelvlak.calls.lifecycle import ANSWERED, CLOSED, ESCALATED, OPEN, REPAIR, WITHDRAWN
from koppelvlak.calls.models import Call
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.rights import Can
from tests.aftermath import left, refusal, refused, wrong
from tests.calls.conftest import CANARY, OTHERS, WORD, Start, fresh
from tests.world import TODAY, World

# How it ends, from which state, and in which.
ENDS = [(actions.close, ANSWERED, CLOSED), (actions.withdraw, OPEN, WITHDRAWN)]
End = Callable[..., Call]


@pytest.mark.parametrize("state", [ANSWERED, REPAIR, ESCALATED])
def test_it_is_closed_with_a_word(world: World, start: Start, state: str) -> None:
    call = start(state)
    actions.close(call, WORD, by=world.actor("noor"))
    now = fresh(call)
    assert (now.state, now.closing, now.closed_on) == (CLOSED, WORD, TODAY)


def test_what_was_not_answered_is_withdrawn(world: World, start: Start) -> None:
    call = start()
    refusal(WrongStateError, lambda: actions.close(call, WORD, by=world.actor("noor")))
    actions.withdraw(call, WORD, by=world.actor("bram"))
    now = fresh(call)
    assert (now.state, now.closing, now.closed_on) == (WITHDRAWN, WORD, TODAY)


@pytest.mark.parametrize("state", [ANSWERED, REPAIR, ESCALATED, CLOSED, WITHDRAWN])
def test_what_was_answered_is_not_withdrawn(world: World, start: Start, state: str) -> None:
    call = start(state)
    refusal(WrongStateError, lambda: actions.withdraw(call, "anders", by=world.actor("noor")))
    assert fresh(call).state == state


@pytest.mark.parametrize("state", [CLOSED, WITHDRAWN])
def test_it_does_not_close_again_nor_open(world: World, start: Start, state: str) -> None:
    call, by = start(state), world.actor("joost")
    refusal(WrongStateError, lambda: actions.close(call, "anders", by=world.actor("noor")))
    refusal(WrongStateError, lambda: actions.answer(call, "anders", by=by))
    assert (fresh(call).state, fresh(call).closing) == (state, WORD)


@pytest.mark.parametrize(("end", "before", "after"), ENDS)
def test_who_is_called_does_not_end_it(
    world: World, start: Start, end: End, before: str, after: str
) -> None:
    call = start(before)
    told = refused(
        RefusedError,
        ("joost", "wil", "roos", "lezer"),
        lambda name: end(call, WORD, by=world.actor(name)),
    )
    assert len(told) == 1
    refused(UnseenError, OTHERS, lambda name: end(call, WORD, by=world.actor(name)))
    assert fresh(call).state == before


@pytest.mark.parametrize(("end", "before", "after"), ENDS)
def test_it_ends_with_a_word_on_what_was_read(
    world: World, start: Start, end: End, before: str, after: str
) -> None:
    call, by = start(before), world.actor("noor")
    assert wrong(lambda: end(call, "", by=by)) == {"closing": ["Say it in a few words."]}
    refusal(StaleError, lambda: end(call, WORD, by=by, seen=9))
    assert fresh(call).state == before
    assert end(call, WORD, by=by, seen=fresh(call).version).state == after


@pytest.mark.parametrize(
    ("end", "before", "can"),
    [(actions.close, ANSWERED, Can.CLOSE_CALL), (actions.withdraw, OPEN, Can.WITHDRAW_CALL)],
)
def test_the_log_says_that_it_ended(
    world: World, start: Start, end: End, before: str, can: Can
) -> None:
    call = start(before)
    end(call, WORD, by=world.actor("noor"))
    told = left()
    assert (told.action, told.after["closed_on"]) == (can, str(TODAY))
    assert CANARY not in str(told)
