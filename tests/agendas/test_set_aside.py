"""Setting an assignment aside, and taking an answer back: it works, who may not, when not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from koppelvlak.agendas.lifecycle import NOT_APPLICABLE, OPEN, SUPERSEDED
from koppelvlak.agendas.models import Assignment, SectorAgenda
from koppelvlak.agendas.taking_up import accept, point_out, reopen, set_aside
from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import (
    BadInputError,
    RefusedError,
    StaleError,
    UnseenError,
    WrongStateError,
)
from tests.agendas.assigned import (
    Put,
    agenda,
    assignment,
    fresh,
    give,
    model,
    network,
    put,
    variant_of,
)
from tests.conftest import Assume
from tests.world import TODAY, World

__all__ = ["agenda", "assignment", "give", "model", "network", "put"]
WHY = "In dit gebied ligt geen ruwwaterleiding."
BOTH: dict[str, Callable[[Assignment, Actor], Any]] = {
    "set aside": lambda row, by: set_aside(row, WHY, by=by),
    "reopen": lambda row, by: reopen(row, by=by),
}


def test_it_is_not_for_the_network_and_says_why(world: World, assignment: Assignment) -> None:
    set_aside(assignment, WHY, by=world.actor("noor"))
    row = fresh(assignment)
    assert (row.state, row.reason) == (NOT_APPLICABLE, WHY)
    assert (row.answered_on, row.answered_for) == (TODAY, world.region)


def test_without_a_reason_it_stays_open(world: World, assignment: Assignment) -> None:
    with pytest.raises(BadInputError) as refused:
        set_aside(assignment, "", by=world.actor("noor"))
    assert list(refused.value.errors) == ["reason"]
    assert fresh(assignment).state == OPEN


def test_accepting_later_takes_the_reason_away(world: World, assignment: Assignment) -> None:
    set_aside(assignment, WHY, by=world.actor("noor"))
    accept(fresh(assignment), by=world.actor("noor"))
    assert fresh(assignment).reason == ""


def test_an_answer_is_taken_back(world: World, assignment: Assignment, put: Put) -> None:
    by = world.actor("noor")
    point_out(assignment, [put()], by=by)
    reopen(fresh(assignment), by=by)
    row = fresh(assignment)
    assert (row.state, row.answered_on, row.answered_for, row.reason) == (OPEN, None, None, "")
    assert not row.agreements.exists()


def test_what_was_proposed_after_accepting_stays_when_the_answer_is_taken_back(
    world: World, assignment: Assignment
) -> None:
    accept(assignment, by=world.actor("noor"))
    reopen(fresh(assignment), by=world.actor("noor"))
    assert variant_of(assignment).agreement.state == "proposed"


def test_there_is_nothing_to_take_back_before_an_answer(
    world: World, assignment: Assignment
) -> None:
    with pytest.raises(WrongStateError):
        reopen(assignment, by=world.actor("noor"))


@pytest.mark.parametrize("act", BOTH)
@pytest.mark.parametrize("name", ["joost", "lezer", "roos", "anouk"])
def test_who_does_not_coordinate_may_not(
    world: World, assignment: Assignment, assume: Assume, act: str, name: str
) -> None:
    assume(assignment, state="accepted")
    with pytest.raises(RefusedError):
        BOTH[act](assignment, world.actor(name))
    assert fresh(assignment).state == "accepted"


@pytest.mark.parametrize("act", BOTH)
@pytest.mark.parametrize("name", ["iris", "sanne", "petra"])
def test_for_others_it_does_not_exist(
    world: World, assignment: Assignment, assume: Assume, act: str, name: str
) -> None:
    assume(assignment, state="accepted")
    with pytest.raises(UnseenError):
        BOTH[act](assignment, world.actor(name))


@pytest.mark.parametrize("act", BOTH)
def test_of_a_superseded_agenda_nothing_is_answered(
    world: World, assignment: Assignment, agenda: SectorAgenda, assume: Assume, act: str
) -> None:
    assume(assignment, state="accepted")
    assume(agenda, state=SUPERSEDED)
    with pytest.raises(WrongStateError):
        BOTH[act](assignment, world.actor("noor"))
    assert fresh(assignment).state == "accepted"


def test_who_read_an_older_answer_is_told(world: World, assignment: Assignment) -> None:
    set_aside(assignment, WHY, by=world.actor("noor"), seen=1)
    for act in (set_aside, reopen):
        given = (assignment, WHY) if act is set_aside else (assignment,)
        with pytest.raises(StaleError):
            act(*given, by=world.actor("noor"), seen=1)


def test_the_log_tells_what_was_answered(world: World, assignment: Assignment) -> None:
    set_aside(assignment, WHY, by=world.actor("noor"))
    reopen(fresh(assignment), by=world.actor("noor"))
    actions = Event.objects.filter(subject=assignment.uuid).order_by("number")
    assert [one.action for one in actions] == ["assignment.not-applicable", "assignment.reopen"]
    assert (actions[0].payload or {})["after"]["reason"] == WHY
