"""A safety region says of all tasks of a theme at once whether it does them, and takes it back."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from koppelvlak.framework.actions import edit_task, open_consultation, start_version
from koppelvlak.framework.marking import Given, mark_tasks, undo_marks
from koppelvlak.framework.models import Answer, Mark
from koppelvlak.framework.overview import tasks_to_mark, unsaid
from koppelvlak.framework.queries import standing_tasks
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError, WrongStateError
from tests.framework.conftest import AFTER, Role, told
from tests.framework.test_edit_task import worded
from tests.world import TODAY

YES, PARTLY, NO = Answer.YES, Answer.PARTLY, Answer.NO


def given(role: Role, *answers: tuple[str, str, str, int]) -> dict[UUID, Given]:
    return {role.tasks[label].uuid: Given(a, remark, seen) for label, a, remark, seen in answers}


def said(role: Role) -> dict[str, tuple[str, str]]:
    lines = {task.line: label for label, task in role.tasks.items()}
    return {lines[mark.line]: (mark.answer, mark.remark) for mark in Mark.objects.all()}


@pytest.fixture
def noor(adopted: Role) -> Actor:
    return adopted.actor("noor")


def test_all_answers_are_kept_at_once(adopted: Role, noor: Actor) -> None:
    answers = given(adopted, ("1.1", YES, "", 0), ("5.1", PARTLY, "Nog niet overal.", 0))
    assert mark_tasks(adopted.world.region, answers, by=noor) is not None
    assert said(adopted) == {"1.1": (YES, ""), "5.1": (PARTLY, "Nog niet overal.")}
    event = told()
    assert [row["what"] for row in event["rows"]] == ["created", "created"]
    assert {mark.on for mark in Mark.objects.all()} == {TODAY}


def test_a_manager_may_as_well(adopted: Role) -> None:
    mark_tasks(adopted.world.region, given(adopted, ("1.1", NO, "", 0)), by=adopted.actor("bram"))
    assert said(adopted) == {"1.1": (NO, "")}


@pytest.mark.parametrize("who", ["lezer", "joost", "anouk", "sanne", "iris"])
def test_others_do_not_speak_for_a_region(adopted: Role, who: str) -> None:
    with pytest.raises(RefusedError):
        mark_tasks(adopted.world.region, given(adopted, ("1.1", YES, "", 0)), by=adopted.actor(who))


def test_a_company_has_no_tasks_of_a_region(adopted: Role) -> None:
    with pytest.raises(RefusedError, match="Only a safety region"):
        mark_tasks(
            adopted.world.water, given(adopted, ("1.1", YES, "", 0)), by=adopted.actor("joost")
        )


def test_only_tasks_of_the_region_in_the_adopted_version(adopted: Role, noor: Actor) -> None:
    assert {task.label for task in tasks_to_mark()} == {"1.1", "5.1"}
    for uuid in (adopted.tasks["5.2"].uuid, uuid4()):
        with pytest.raises(WrongStateError):
            mark_tasks(adopted.world.region, {uuid: Given(YES)}, by=noor)
    assert not Mark.objects.exists()


def test_before_the_adoption_there_is_nothing_to_say(consulted: Role) -> None:
    with pytest.raises(WrongStateError):
        mark_tasks(
            consulted.world.region,
            given(consulted, ("1.1", YES, "", 0)),
            by=consulted.actor("noor"),
        )


def test_a_remark_alone_is_refused_and_nothing_is_kept(adopted: Role, noor: Actor) -> None:
    answers = given(adopted, ("1.1", YES, "", 0), ("5.1", "", "Hm.", 0))
    with pytest.raises(BadInputError) as refused:
        mark_tasks(adopted.world.region, answers, by=noor)
    assert list(refused.value.errors) == [f"answer_{adopted.tasks['5.1'].uuid}"]
    assert not Mark.objects.exists()


def test_saying_the_same_again_changes_nothing(adopted: Role, noor: Actor) -> None:
    mark_tasks(adopted.world.region, given(adopted, ("1.1", YES, "", 0)), by=noor)
    before = Mark.objects.get().version
    again = given(adopted, ("1.1", YES, "", before), ("5.1", "", "", 0))
    assert mark_tasks(adopted.world.region, again, by=noor) is None
    assert Mark.objects.get().version == before


def test_colleagues_who_mark_different_tasks_do_not_meet(adopted: Role, noor: Actor) -> None:
    region = adopted.world.region
    mark_tasks(region, given(adopted, ("1.1", YES, "", 0)), by=noor)
    # Bram read the page before: his answer to the other task is kept, hers stays.
    unread = given(adopted, ("1.1", YES, "", 0), ("5.1", NO, "", 0))
    mark_tasks(region, unread, by=adopted.actor("bram"))
    assert said(adopted) == {"1.1": (YES, ""), "5.1": (NO, "")}


def test_the_same_task_is_not_overwritten_unseen(adopted: Role, noor: Actor) -> None:
    region = adopted.world.region
    mark_tasks(region, given(adopted, ("1.1", YES, "", 0)), by=noor)
    with pytest.raises(StaleError):
        mark_tasks(region, given(adopted, ("1.1", NO, "", 0)), by=adopted.actor("bram"))
    assert said(adopted) == {"1.1": (YES, "")}


def test_a_save_can_be_undone_once(adopted: Role, noor: Actor) -> None:
    region = adopted.world.region
    mark_tasks(region, given(adopted, ("1.1", YES, "", 0)), by=noor)
    save = mark_tasks(
        region, given(adopted, ("1.1", NO, "Toch niet.", 1), ("5.1", YES, "", 0)), by=noor
    )
    assert save is not None
    undo_marks(region, save, by=noor)
    assert said(adopted) == {"1.1": (YES, ""), "5.1": ("", "")}
    with pytest.raises(WrongStateError, match="nothing left"):
        undo_marks(region, save, by=noor)


def test_undoing_leaves_alone_what_was_said_since(adopted: Role, noor: Actor) -> None:
    region = adopted.world.region
    both = given(adopted, ("1.1", YES, "", 0), ("5.1", YES, "", 0))
    first = mark_tasks(region, both, by=noor)
    mark_tasks(region, given(adopted, ("5.1", NO, "", 1)), by=noor)
    assert first is not None
    undo_marks(region, first, by=noor)
    assert said(adopted) == {"1.1": ("", ""), "5.1": (NO, "")}


def test_answers_outlive_a_version_and_ask_again_when_the_words_changed(
    adopted: Role, noor: Actor
) -> None:
    region = adopted.world.region
    mark_tasks(region, given(adopted, ("1.1", YES, "", 0), ("5.1", NO, "", 0)), by=noor)
    assert not unsaid(noor).exists()
    new = start_version(by=adopted.editor(AFTER))
    task = next(t for t in standing_tasks(new) if t.label == "5.1")
    edit_task(task, worded(task, text_nl="De regio waarschuwt eerder."), by=adopted.editor(AFTER))
    later = AFTER.replace(year=AFTER.year + 1)
    open_consultation(new, later, by=adopted.editor(AFTER))
    after = later.replace(day=later.day + 1)
    Role(adopted.world, new, adopted.tasks).adopt(after)
    assert [one.text_nl for one in unsaid(noor)] == ["De regio waarschuwt eerder."]
    # The same answer, said of the new words, is news.
    still = {task.uuid: Given(NO, "", Mark.objects.get(line=task.line).version)}
    assert mark_tasks(region, still, by=noor) is not None
    assert not unsaid(noor).exists()
