"""A national editor words tasks: in a draft, and after a consultation; not while others read."""

from __future__ import annotations

from typing import Any

import pytest

from koppelvlak.framework.actions import (
    Wording,
    add_task,
    drop_task,
    edit_task,
    introduce,
    restore_task,
)
from koppelvlak.framework.models import Task, Theme
from koppelvlak.framework.queries import standing_tasks
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from tests.framework.conftest import AFTER, UNTIL, Role, told

NEW_WORDS = "De regio waarschuwt het bedrijf op tijd."


def worded(task: Task, **changes: Any) -> Wording:
    """Return a task's wording with some changes."""
    names = ("theme", "party", "text_nl", "text_en", "basis", "source", "source_url", "certainty")
    return Wording(**{name: getattr(task, name) for name in names} | changes)


def test_a_draft_is_worded_differently(role: Role) -> None:
    edit_task(role.task("5.1"), worded(role.task("5.1"), text_nl=NEW_WORDS), by=role.editor())
    assert role.task("5.1").text_nl == NEW_WORDS
    event = told()
    assert event["after"]["text_nl"] == NEW_WORDS
    assert event["before"]["text_nl"] == role.tasks["5.1"].text_nl


def test_a_task_that_moves_comes_at_the_end_of_the_other_theme(role: Role) -> None:
    five = Theme.objects.get(number=5)
    edit_task(role.task("1.1"), worded(role.task("1.1"), theme=five), by=role.editor())
    assert role.task("1.1").label == "5.3"


def test_a_new_task_comes_at_the_end_of_its_theme(role: Role) -> None:
    wording = worded(role.task("5.1"), text_nl="De regio oefent.")
    made = add_task(role.now(), wording, by=role.editor())
    assert (made.label, made.line == role.tasks["5.1"].line) == ("5.3", False)
    assert made in standing_tasks(role.version, number=5)


def test_a_dropped_task_can_be_put_back(role: Role) -> None:
    drop_task(role.task("5.1"), by=role.editor())
    assert role.tasks["5.1"] not in standing_tasks(role.version)
    restore_task(role.task("5.1"), by=role.editor())
    assert role.tasks["5.1"] in standing_tasks(role.version)


def test_while_organisations_comment_the_text_stays(consulted: Role) -> None:
    editor, task = consulted.editor(UNTIL), consulted.task("5.1")
    with pytest.raises(WrongStateError, match="the text stays as it is"):
        edit_task(task, worded(task, text_nl=NEW_WORDS), by=editor)
    with pytest.raises(WrongStateError):
        add_task(consulted.now(), worded(task), by=editor)
    with pytest.raises(WrongStateError):
        drop_task(task, by=editor)
    with pytest.raises(WrongStateError):
        introduce(consulted.now(), "Anders", "", by=editor)
    assert consulted.task("5.1").text_nl == consulted.tasks["5.1"].text_nl


def test_after_the_consultation_it_is_worded_from_what_was_said(consulted: Role) -> None:
    task = consulted.task("5.1")
    edit_task(task, worded(task, text_nl=NEW_WORDS), by=consulted.editor(AFTER))
    assert consulted.task("5.1").text_nl == NEW_WORDS
    assert consulted.task("5.1").offered_nl == consulted.tasks["5.1"].text_nl


def test_what_is_adopted_stays(adopted: Role) -> None:
    task = adopted.task("5.1")
    with pytest.raises(WrongStateError, match="Start a next version"):
        edit_task(task, worded(task, text_nl=NEW_WORDS), by=adopted.editor(AFTER))


@pytest.mark.parametrize("who", ["noor", "bram", "joost"])
def test_others_do_not_write(role: Role, who: str) -> None:
    task = role.task("5.1")
    with pytest.raises(RefusedError):
        edit_task(task, worded(task, text_nl=NEW_WORDS), by=role.actor(who))
    with pytest.raises(RefusedError):
        add_task(role.now(), worded(task), by=role.actor(who))


@pytest.mark.parametrize("who", ["sanne", "petra", "otto"])
def test_guests_do_not_even_see_a_draft(role: Role, who: str) -> None:
    with pytest.raises(UnseenError):
        introduce(role.now(), "x", "x", by=role.actor(who))


def test_two_editors_do_not_overwrite_each_other(role: Role) -> None:
    task = role.task("5.1")
    edit_task(task, worded(task, text_nl=NEW_WORDS), by=role.editor(), seen=task.version)
    with pytest.raises(StaleError):
        edit_task(task, worded(task, text_nl="Nee."), by=role.editor(), seen=task.version)
    assert role.task("5.1").text_nl == NEW_WORDS


def test_a_version_says_what_it_is(role: Role) -> None:
    introduce(role.now(), "Eerste", "First", by=role.editor())
    assert (role.now().note_nl, role.now().note_en) == ("Eerste", "First")
