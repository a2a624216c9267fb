"""Bringing a call to a named function, at one of the two parties."""

from __future__ import annotations

from typing import Any

import pytest

from koppelvlak.calls.actions import escalate
from koppelvlak.calls.lifecycle import ANSWERED, CLOSED, ESCALATED, OPEN, REPAIR, WITHDRAWN
from koppelvlak.calls.models import Call
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.rights import Can
from tests.aftermath import left, refusal, refused, wrong
from tests.calls.conftest import CANARY, FUNCTION, OTHERS, REASON, Start, fresh, higher
from tests.world import TODAY, World


def bring(world: World, call: Call, name: str = "noor", **changes: Any) -> Call:
    return escalate(call, higher(world, **changes), by=world.actor(name))


@pytest.mark.parametrize("state", [OPEN, ANSWERED, REPAIR])
def test_it_names_a_function_and_a_reason(world: World, start: Start, state: str) -> None:
    call = start(state)
    bring(world, call)
    now = fresh(call)
    assert (now.state, now.escalated_to, now.escalated_at) == (ESCALATED, FUNCTION, world.water)
    assert (now.escalation_reason, now.escalated_on) == (REASON, TODAY)
    assert now.escalated_for == world.region


def test_the_called_may_bring_it_higher_too(world: World, start: Start) -> None:
    row = bring(world, start(), "joost", at=world.region)
    assert (row.escalated_at, row.escalated_for) == (world.region, world.water)


@pytest.mark.parametrize("state", [ESCALATED, CLOSED, WITHDRAWN])
def test_not_twice_and_not_when_it_is_over(world: World, start: Start, state: str) -> None:
    call = start(state)
    refusal(WrongStateError, lambda: bring(world, call, function="anders"))
    assert fresh(call).escalated_to != "anders"


def test_it_stays_between_the_two(world: World, start: Start) -> None:
    call = start()
    told = wrong(lambda: bring(world, call, at=world.supervisor))
    assert told == {"escalated_at": ["Choose one of the two parties."]}
    assert fresh(call).state == OPEN


@pytest.mark.parametrize(
    ("field", "name"), [("function", "escalated_to"), ("reason", "escalation_reason")]
)
def test_both_are_said(world: World, start: Start, field: str, name: str) -> None:
    call = start()
    told = wrong(lambda: bring(world, call, **{field: ""}))
    assert told == {name: ["Say it in a few words."]}


def test_who_may_not(world: World, start: Start) -> None:
    call = start()
    told = refused(RefusedError, ("lezer", "roos"), lambda name: bring(world, call, name))
    assert len(told) == 1
    refused(UnseenError, (*OTHERS, "otto"), lambda name: bring(world, call, name))
    assert fresh(call).state == OPEN


def test_a_stale_version_brings_nothing_higher(world: World, start: Start) -> None:
    call = start(ANSWERED)
    refusal(StaleError, lambda: escalate(call, higher(world), by=world.actor("noor"), seen=1))
    assert fresh(call).state == ANSWERED


def test_the_log_names_no_function(world: World, start: Start) -> None:
    call = start()
    bring(world, call)
    told = left()
    assert (told.action, told.subject) == (Can.ESCALATE_CALL, call.uuid)
    assert set(told.after) == {
        "escalated_at", "escalated_for", "escalated_on", "state", "version",
    }  # fmt: skip
    assert CANARY not in str(told)
