"""A national editor starts a next version: with the tasks of the adopted one, one at a time."""

from __future__ import annotations

import pytest

from koppelvlak.framework.actions import drop_task, start_version
from koppelvlak.framework.lifecycle import DRAFT
from koppelvlak.framework.models import RoleDescription
from koppelvlak.framework.queries import standing_tasks
from koppelvlak.kit.errors import RefusedError, WrongStateError
from tests.framework.conftest import AFTER, Role, told
from tests.world import World


def test_it_begins_with_the_tasks_that_stood(consulted: Role) -> None:
    late = consulted.editor(AFTER)
    drop_task(consulted.task("1.1"), by=late)
    consulted.adopt(late.on)
    new = start_version(by=late)
    assert (new.number, new.state, new.predecessor) == (2, DRAFT, consulted.version)
    copied = standing_tasks(new)
    assert [task.text_nl for task in copied] == [
        consulted.tasks["5.1"].text_nl,
        consulted.tasks["5.2"].text_nl,
    ]
    assert [task.line for task in copied] == [
        consulted.tasks["5.1"].line,
        consulted.tasks["5.2"].line,
    ]
    assert all(not task.offered_nl for task in copied)


def test_the_first_one_begins_empty(world: World) -> None:
    first = start_version(by=world.actor("anouk"))
    assert (first.number, first.predecessor, standing_tasks(first)) == (1, None, [])


def test_two_are_not_written_at_once(role: Role) -> None:
    with pytest.raises(WrongStateError, match="Version 1 is not finished"):
        start_version(by=role.editor())
    assert RoleDescription.objects.count() == 1


@pytest.mark.parametrize("who", ["noor", "bram", "joost", "sanne", "petra"])
def test_only_a_national_editor_starts_one(adopted: Role, who: str) -> None:
    with pytest.raises(RefusedError):
        start_version(by=adopted.actor(who))


def test_the_log_names_every_copied_task(adopted: Role) -> None:
    new = start_version(by=adopted.editor())
    event = told()
    named = {row["id"] for row in event["rows"]}
    assert {str(task.uuid) for task in standing_tasks(new)} | {str(new.uuid)} == named
