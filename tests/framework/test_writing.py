"""Introducing, adding, changing, dropping, restoring: who may not, when not, what each leaves.

That each works stands in ``test_edit_task``; here stands what holds for all five alike.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from koppelvlak.framework.actions import (
    add_task,
    drop_task,
    edit_task,
    introduce,
    restore_task,
)
from koppelvlak.framework.lifecycle import (
    ADOPTED,
    CONSULTATION,
    DRAFT,
    DROPPED,
    STANDING,
    SUPERSEDED,
)
from koppelvlak.framework.models import Certainty, Party, Task, Theme
from koppelvlak.framework.queries import dropped_tasks, standing_tasks
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused
from tests.conftest import Assume
from tests.framework.conftest import AFTER, UNTIL, Role
from tests.framework.test_edit_task import worded
from tests.world import TODAY

Act = Callable[[Role, Actor], object]


def introduces(role: Role, by: Actor) -> object:
    return introduce(role.now(), "Eerste", "First", by=by)


def adds(role: Role, by: Actor) -> object:
    return add_task(role.now(), worded(role.task("5.1"), text_nl="Nieuw."), by=by)


def edits(role: Role, by: Actor) -> object:
    return edit_task(role.task("5.1"), worded(role.task("5.1"), text_nl="Anders."), by=by)


def drops(role: Role, by: Actor) -> object:
    return drop_task(role.task("5.1"), by=by)


def restores(role: Role, by: Actor) -> object:
    return restore_task(role.task("5.2"), by=by)


ACTS: list[Act] = [introduces, adds, edits, drops, restores]
NAMES = [act.__name__ for act in ACTS]
WORDS: dict[Act, str] = {
    introduces: "say what a role description is for",
    adds: "add a task to a role description",
    edits: "change a task of a role description",
    drops: "drop a task from a role description",
    restores: "put a dropped task back",
}


@pytest.fixture
def written(role: Role, assume: Assume) -> Role:
    """Return the draft, of which task 5.2 was dropped."""
    assume(role.tasks["5.2"], state=DROPPED)
    return role


def stands(role: Role) -> dict[str, Any]:
    """Return all that the five acts could change."""
    now = role.now()
    tasks = {str(one.line): (one.text_nl, one.state, one.version) for one in now.tasks.all()}
    return {"note": now.note_nl, "version": now.version, **tasks}


@pytest.mark.parametrize("act", ACTS, ids=NAMES)
def test_participants_read_and_do_not_write(written: Role, act: Act) -> None:
    before = stands(written)
    names = ("noor", "bram", "lezer", "joost", "roos", "wil", "iris")
    told = refused(RefusedError, names, lambda name: act(written, written.actor(name)))
    assert told == {f"To do this ({WORDS[act]}) you must be: national editor."}
    assert stands(written) == before


@pytest.mark.parametrize("act", ACTS, ids=NAMES)
def test_others_see_no_draft(written: Role, act: Act) -> None:
    before = stands(written)
    refused(UnseenError, ("sanne", "petra", "otto"), lambda name: act(written, written.actor(name)))
    assert stands(written) == before


@pytest.mark.parametrize("act", [introduces, edits, adds, drops], ids=NAMES[:4])
def test_a_supervisor_sees_what_is_adopted_and_does_not_write(adopted: Role, act: Act) -> None:
    refusal(RefusedError, lambda: act(adopted, adopted.actor("sanne", AFTER)))


STAYS = "Until 21 December 2026 organisations can comment; the text stays as it is until then."


@pytest.mark.parametrize("act", ACTS, ids=NAMES)
def test_while_others_are_asked_the_text_stays(written: Role, act: Act) -> None:
    written.consult()
    before = stands(written)
    for day in (TODAY, UNTIL):
        assert refusal(WrongStateError, lambda: act(written, written.editor(day))) == STAYS  # noqa: B023
    assert stands(written) == before


@pytest.mark.parametrize("act", ACTS, ids=NAMES)
def test_after_the_last_day_it_is_written_again(written: Role, act: Act) -> None:
    written.consult()
    before = stands(written)
    act(written, written.editor(AFTER))
    assert stands(written) != before
    assert written.now().state == CONSULTATION


@pytest.mark.parametrize("act", [edits, drops, restores], ids=["edits", "drops", "restores"])
@pytest.mark.parametrize("state", [ADOPTED, SUPERSEDED])
def test_a_task_of_what_is_decided_stays(
    written: Role, assume: Assume, act: Act, state: str
) -> None:
    assume(written.version, state=state)
    before = stands(written)
    told = refusal(WrongStateError, lambda: act(written, written.editor()))
    assert told == "This version is adopted. Start a next version to change a task."
    assert stands(written) == before


@pytest.mark.parametrize("act", [introduces, adds], ids=["introduces", "adds"])
@pytest.mark.parametrize(("state", "words"), [(ADOPTED, "adopted"), (SUPERSEDED, "superseded")])
def test_what_is_decided_is_not_added_to(
    written: Role, assume: Assume, act: Act, state: str, words: str
) -> None:
    assume(written.version, state=state)
    told = refusal(WrongStateError, lambda: act(written, written.editor()))
    assert told == f'It is now "{words}"; from there this cannot be done.'


@pytest.mark.parametrize(
    ("act", "state", "words"),
    [(edits, DROPPED, "dropped"), (drops, DROPPED, "dropped"), (restores, STANDING, "stands")],
    ids=["edits", "drops", "restores"],
)
def test_a_task_is_dropped_once_and_put_back_once(
    written: Role, assume: Assume, act: Act, state: str, words: str
) -> None:
    for task in written.tasks.values():
        assume(task, state=state)
    told = refusal(WrongStateError, lambda: act(written, written.editor()))
    assert told == f'It is now "{words}"; from there this cannot be done.'


def test_a_stale_version_writes_nothing(written: Role) -> None:
    editor, before = written.editor(), stands(written)
    five, two = written.task("5.1"), written.task("5.2")
    for act in (
        lambda: introduce(written.now(), "x", "x", by=editor, seen=9),
        lambda: edit_task(five, worded(five, text_nl="x"), by=editor, seen=9),
        lambda: drop_task(five, by=editor, seen=9),
        lambda: restore_task(two, by=editor, seen=9),
    ):
        told = refusal(StaleError, act)
        assert told == "Your change was not saved. Compare both versions and save again."
    assert stands(written) == before


def test_an_introduction_leaves_both_languages_in_the_log(written: Role) -> None:
    introduces(written, written.editor())
    told = left()
    assert (told.action, told.subject, told.who) == (
        Can.INTRODUCE_ROLE, written.version.uuid, "Anouk de Groot",
    )  # fmt: skip
    assert told.before == {"note_en": "", "note_nl": "", "version": 1}
    assert told.after == {"note_en": "First", "note_nl": "Eerste", "version": 2}


def test_a_new_task_is_named_in_the_log_of_its_version(written: Role) -> None:
    adds(written, written.editor())
    told = left()
    assert (told.action, told.subject) == (Can.ADD_TASK, written.version.uuid)
    assert told.rows == [("framework.task", "created")]
    made = Task.objects.latest("pk")
    assert (made.label, made.state, made.version) == ("5.3", STANDING, 1)


@pytest.mark.parametrize(
    ("act", "can", "label", "frm", "to"),
    [
        (drops, Can.DROP_TASK, "5.1", STANDING, DROPPED),
        (restores, Can.RESTORE_TASK, "5.2", DROPPED, STANDING),
    ],
    ids=["drops", "restores"],
)
def test_a_drop_and_its_opposite_leave_a_state(
    written: Role, act: Act, can: str, label: str, frm: str, to: str
) -> None:
    act(written, written.editor())
    told = left()
    assert (told.action, told.subject) == (can, written.tasks[label].uuid)
    assert told.before["state"] == frm
    assert told.after["state"] == to
    assert written.task(label).state == to


def test_writing_tells_nobody(written: Role) -> None:
    for act in ACTS:
        act(written, written.editor())
    assert mails() == []


def test_what_was_dropped_is_kept_apart(written: Role) -> None:
    assert [one.label for one in dropped_tasks(written.version)] == ["5.2"]
    assert [one.label for one in standing_tasks(written.version)] == ["1.1", "5.1"]
    drops(written, written.editor())
    assert [one.label for one in dropped_tasks(written.version)] == ["5.1", "5.2"]
    restores(written, written.editor())
    assert [one.label for one in standing_tasks(written.version)] == ["1.1", "5.2"]


def test_all_parts_of_a_task_are_written(written: Role) -> None:
    asked = worded(
        written.task("5.1"), party=Party.STATE, text_nl="De staat.", text_en="The state.",
        basis="Wet veiligheidsregio's 48", source="Brief", source_url="https://voorbeeld.invalid/",
        certainty=Certainty.LEGAL,
    )  # fmt: skip
    edit_task(written.task("5.1"), asked, by=written.editor())
    now = written.task("5.1")
    assert (now.party, now.text_en, now.basis) == (
        Party.STATE, "The state.", "Wet veiligheidsregio's 48",
    )  # fmt: skip
    assert (now.source, now.certainty) == ("Brief", Certainty.LEGAL)
    assert (now.line, now.label) == (written.tasks["5.1"].line, "5.1")


def test_places_in_a_theme_are_counted_on_also_over_what_was_dropped(written: Role) -> None:
    one = Theme.objects.get(number=1)
    added = add_task(
        written.now(), worded(written.task("5.1"), theme=one, text_nl="Nog een."),
        by=written.editor(),
    )  # fmt: skip
    assert added.label == "1.2"
    adds(written, written.editor())
    assert Task.objects.latest("pk").label == "5.3"


def test_a_draft_stays_a_draft(written: Role) -> None:
    for act in ACTS:
        act(written, written.editor())
    assert written.now().state == DRAFT
