"""Agreeing on a repair, and recording that it was done."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from koppelvlak.calls.actions import agree_repair, record_repair
from koppelvlak.calls.lifecycle import ANSWERED, CLOSED, ESCALATED, OPEN, REPAIR, WITHDRAWN
from koppelvlak.calls.models import Call
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.rights import Can
from tests.aftermath import left, refusal, refused, wrong
from tests.calls.conftest import CANARY, MEND, OTHERS, SOON, Start, fresh
from tests.world import TODAY, World

YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
CALLERS = ("noor", "bram", "lezer", "roos")


def agree(
    world: World, call: Call, name: str = "joost", what: str = MEND, until: date = SOON
) -> Call:
    return agree_repair(call, what, until, by=world.actor(name))


def record(world: World, call: Call, name: str = "joost", on: date = TODAY) -> Call:
    return record_repair(call, on, by=world.actor(name))


@pytest.mark.parametrize("state", [OPEN, ANSWERED])
def test_it_says_what_and_by_when(world: World, start: Start, state: str) -> None:
    call = start(state)
    agree(world, call)
    now = fresh(call)
    assert (now.state, now.repair, now.repair_by) == (REPAIR, MEND, SOON)
    assert (now.repair_agreed_on, now.repaired_on) == (TODAY, None)


def test_after_it_was_brought_higher_it_stays_there(world: World, start: Start) -> None:
    call = start(ESCALATED)
    assert agree(world, call).state == ESCALATED
    told = refusal(WrongStateError, lambda: agree(world, call, what="anders"))
    assert told == "This was said before, and is not said again."
    assert record(world, call).state == ESCALATED
    assert (fresh(call).repair, fresh(call).repaired_on) == (MEND, TODAY)


@pytest.mark.parametrize("state", [REPAIR, CLOSED, WITHDRAWN])
def test_no_repair_is_agreed_in_another_state(world: World, start: Start, state: str) -> None:
    call = start(state)
    refusal(WrongStateError, lambda: agree(world, call, what="anders"))
    assert fresh(call).repair != "anders"


def test_only_the_called_binds_itself(world: World, start: Start) -> None:
    call = start()
    told = refused(RefusedError, CALLERS, lambda name: agree(world, call, name))
    assert len(told) == 1
    refused(UnseenError, OTHERS, lambda name: agree(world, call, name))
    assert agree(world, call, "wil").state == REPAIR


def test_it_says_something_and_the_day_is_to_come(world: World, start: Start) -> None:
    call = start()
    assert wrong(lambda: agree(world, call, what="")) == {"repair": ["Say it in a few words."]}
    told = wrong(lambda: agree(world, call, until=YESTERDAY))
    assert told == {"repair_by": ["This day has passed."]}
    assert fresh(call).state == OPEN
    assert agree(world, call, until=TODAY).repair_by == TODAY


def test_a_stale_version_agrees_to_nothing(world: World, start: Start) -> None:
    call, by = start(), world.actor("joost")
    refusal(StaleError, lambda: agree_repair(call, MEND, SOON, by=by, seen=5))
    repairing = start(REPAIR)
    refusal(StaleError, lambda: record_repair(repairing, TODAY, by=by, seen=5))


def test_the_day_of_the_repair_is_recorded_once(world: World, start: Start) -> None:
    call = start(REPAIR)
    assert record(world, call, on=YESTERDAY).state == REPAIR
    assert fresh(call).repaired_on == YESTERDAY
    refusal(WrongStateError, lambda: record(world, call))
    assert fresh(call).repaired_on == YESTERDAY


def test_a_repair_is_not_recorded_ahead(world: World, start: Start) -> None:
    call = start(REPAIR)
    told = wrong(lambda: record(world, call, on=TOMORROW))
    assert told == {"repaired_on": ["This day is still to come."]}
    assert fresh(call).repaired_on is None


def test_nothing_is_repaired_that_was_not_agreed(world: World, start: Start) -> None:
    higher = start(ESCALATED)
    told = refusal(WrongStateError, lambda: record(world, higher))
    assert told == "No repair was agreed."
    for state in (OPEN, ANSWERED, CLOSED, WITHDRAWN):
        call = start(state)
        with pytest.raises(WrongStateError):
            record(world, call)


def test_who_records_it(world: World, start: Start) -> None:
    call = start(REPAIR)
    refused(RefusedError, CALLERS, lambda name: record(world, call, name))
    refused(UnseenError, OTHERS, lambda name: record(world, call, name))
    assert record(world, call, "wil").repaired_on == TODAY


def test_the_log_tells_the_days_and_not_the_words(world: World, start: Start) -> None:
    call = start()
    agree(world, call)
    told = left()
    assert (told.action, told.after) == (
        Can.AGREE_REPAIR,
        {
            "repair_agreed_on": str(TODAY), "repair_by": str(SOON), "state": REPAIR, "version": 2,
        },
    )  # fmt: skip
    assert CANARY not in str(told)
    record(world, call)
    assert (left().action, left().after) == (
        Can.RECORD_REPAIR, {"repaired_on": str(TODAY), "version": 3},
    )  # fmt: skip
