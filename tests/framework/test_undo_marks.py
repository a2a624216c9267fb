"""Marking and taking back a save: who may not, when not, what each leaves behind."""

from __future__ import annotations

from uuid import UUID

import pytest

from koppelvlak.framework.marking import Given, mark_tasks, undo_marks
from koppelvlak.framework.models import Answer, Mark
from koppelvlak.framework.overview import (
    last_save,
    of_region,
    own_region,
    regions,
    table,
    tallies,
    tasks_to_mark,
    unsaid,
)
from koppelvlak.framework.queries import themes
from koppelvlak.kit.errors import (
    RefusedError,
    StaleError,
    WrongStateError,
)
from koppelvlak.kit.waiting import waiting
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused, wrong
from tests.framework.conftest import Role
from tests.world import TODAY

NEVER = UUID("00000000-0000-4000-8000-000000000001")
OTHERS = ("lezer", "joost", "wil", "roos", "iris", "sanne", "anouk", "petra")
YES, PARTLY, NO = Answer.YES, Answer.PARTLY, Answer.NO


def say(role: Role, name: str = "noor", **answers: str) -> UUID | None:
    """Let somebody say of tasks (``t5_1``) what the region does, having read what stands there."""
    marks = {one.line: one.version for one in Mark.objects.all()}
    given = {}
    for label, answer in answers.items():
        task = role.tasks[label[1:].replace("_", ".")]
        given[task.uuid] = Given(answer, seen=marks.get(task.line, 0))
    return mark_tasks(role.world.region, given, by=role.actor(name))


def said(role: Role) -> dict[str, str]:
    lines = {task.line: label for label, task in role.tasks.items()}
    return {lines[one.line]: one.answer for one in Mark.objects.all()}


@pytest.fixture
def save(adopted: Role) -> UUID:
    made = say(adopted, t1_1=YES, t5_1=PARTLY)
    assert made is not None
    return made


def test_a_colleague_takes_it_back(adopted: Role, save: UUID) -> None:
    undo_marks(adopted.world.region, save, by=adopted.actor("bram"))
    assert said(adopted) == {"1.1": "", "5.1": ""}


def test_others_neither_mark_nor_take_back(adopted: Role, save: UUID) -> None:
    region = adopted.world.region
    (told,) = refused(
        RefusedError, OTHERS, lambda name: undo_marks(region, save, by=adopted.actor(name))
    )
    assert told == (
        "To do this (mark which tasks a safety region does) you must be: boundary worker of the"
        " organisation it belongs to; organisation manager of the organisation it belongs to."
    )
    assert refused(RefusedError, OTHERS, lambda name: say(adopted, name, t5_1=NO)) == {told}
    refused(RefusedError, ("otto",), lambda name: say(adopted, name, t5_1=NO))
    assert said(adopted) == {"1.1": YES, "5.1": PARTLY}


def test_nothing_left_is_said(adopted: Role, save: UUID) -> None:
    words = "There is nothing left of this to undo."
    region, noor = adopted.world.region, adopted.actor("noor")
    assert refusal(WrongStateError, lambda: undo_marks(region, NEVER, by=noor)) == words
    undo_marks(region, save, by=noor)
    assert refusal(WrongStateError, lambda: undo_marks(region, save, by=noor)) == words


def test_the_save_of_another_region_is_not_ones_own(adopted: Role, save: UUID) -> None:
    other, joost = adopted.world.water, adopted.actor("joost")
    told = refusal(WrongStateError, lambda: undo_marks(other, save, by=joost))
    assert told == "There is nothing left of this to undo."
    assert said(adopted) == {"1.1": YES, "5.1": PARTLY}


def test_the_log_of_an_undo_names_what_turned(adopted: Role, save: UUID) -> None:
    undo_marks(adopted.world.region, save, by=adopted.actor("noor"))
    told = left()
    assert (told.action, told.subject) == (Can.MARK_TASKS, adopted.world.region.uuid)
    assert told.rows == [("framework.mark", "changed")] * 2


def test_only_what_the_last_save_changed_turns_back(adopted: Role, save: UUID) -> None:
    second = say(adopted, t1_1=YES, t5_1=NO)
    assert second is not None
    undo_marks(adopted.world.region, second, by=adopted.actor("noor"))
    assert said(adopted) == {"1.1": YES, "5.1": PARTLY}
    # The first save still stands for the task that the second one left alone.
    undo_marks(adopted.world.region, save, by=adopted.actor("noor"))
    assert said(adopted) == {"1.1": "", "5.1": PARTLY}


def test_the_page_offers_the_last_save(adopted: Role, save: UUID) -> None:
    noor, tasks = adopted.actor("noor"), tasks_to_mark()
    found = last_save(adopted.world.region, tasks, noor)
    assert found is not None
    assert (found.save, found.on, found.tasks) == (save, TODAY, 2)
    assert last_save(adopted.world.region, tasks_to_mark(5), noor) is not None
    assert last_save(adopted.world.water, tasks, noor) is None
    undo_marks(adopted.world.region, save, by=noor)
    assert last_save(adopted.world.region, tasks, noor) is None


def test_marking_leaves_who_and_what(adopted: Role, save: UUID) -> None:
    told = left()
    assert (told.action, told.who) == (Can.MARK_TASKS, "Noor de Wit")
    assert told.rows == [("framework.mark", "created")] * 2
    say(adopted, t5_1=NO)
    assert left().rows == [("framework.mark", "changed")]
    assert [one for one in mails() if "taken" in one[1]] == []


def test_saying_nothing_new_leaves_no_row(adopted: Role, save: UUID) -> None:
    assert say(adopted, t1_1=YES, t5_1=PARTLY) is None
    assert left().rows == []


def test_an_answer_can_be_emptied(adopted: Role, save: UUID) -> None:
    say(adopted, t5_1="")
    assert said(adopted) == {"1.1": YES, "5.1": ""}
    assert [one.label for one in unsaid(adopted.actor("noor"))] == ["5.1"]


def test_a_remark_needs_an_answer(adopted: Role) -> None:
    task = adopted.tasks["5.1"]
    given = {task.uuid: Given("", "Hm.")}
    noor = adopted.actor("noor")
    told = wrong(lambda: mark_tasks(adopted.world.region, given, by=noor))
    assert told == {f"answer_{task.uuid}": ["Choose an answer with this remark."]}


def test_what_was_not_read_is_not_written_over(adopted: Role, save: UUID) -> None:
    unread = {adopted.tasks["5.1"].uuid: Given(NO, seen=0)}
    noor = adopted.actor("noor")
    told = refusal(StaleError, lambda: mark_tasks(adopted.world.region, unread, by=noor))
    assert told == "Your change was not saved. Compare both versions and save again."
    assert said(adopted) == {"1.1": YES, "5.1": PARTLY}


def test_a_task_of_another_party_or_version_is_none(adopted: Role) -> None:
    noor, region = adopted.actor("noor"), adopted.world.region
    for uuid in (adopted.tasks["5.2"].uuid, NEVER):
        told = refusal(
            WrongStateError,
            lambda: mark_tasks(region, {uuid: Given(YES)}, by=noor),  # noqa: B023
        )
        assert told == "The role description was changed in the meantime. Load the page again."


def test_a_company_says_nothing_of_a_region(adopted: Role) -> None:
    given = {adopted.tasks["5.1"].uuid: Given(YES)}
    joost = adopted.actor("joost")
    told = refusal(RefusedError, lambda: mark_tasks(adopted.world.water, given, by=joost))
    assert told == "Only a safety region says which tasks of a safety region it does."


def test_a_supervisor_does_not_see_the_marks(adopted: Role, save: UUID) -> None:
    for name, count in (("joost", 2), ("iris", 2), ("anouk", 2), ("sanne", 0), ("petra", 0)):
        assert Mark.objects.visible_to(adopted.actor(name)).count() == count, name


def test_the_table_has_a_row_for_each_region(adopted: Role, save: UUID) -> None:
    joost, tasks = adopted.actor("joost"), tasks_to_mark()
    (row,) = table(tasks, joost)
    assert (row.region, row.said) == (adopted.world.region, 2)
    assert [(cell.task.label, cell.answer, cell.older) for cell in row.cells] == [
        ("1.1", YES, False), ("5.1", PARTLY, False),
    ]  # fmt: skip
    counted = [
        (one.task.label, one.yes, one.partly, one.no, one.silent) for one in tallies([row], tasks)
    ]
    assert counted == [("1.1", 1, 0, 0, 0), ("5.1", 0, 1, 0, 0)]


def test_a_region_that_said_nothing_is_silent(adopted: Role) -> None:
    joost, tasks = adopted.actor("joost"), tasks_to_mark(5)
    rows = table(tasks, joost)
    assert [row.said for row in rows] == [0]
    assert [(one.yes, one.partly, one.no, one.silent) for one in tallies(rows, tasks)] == [
        (0, 0, 0, 1)
    ]


def test_of_a_region_all_themes_stand_in_order(adopted: Role, save: UUID) -> None:
    parts = of_region(adopted.world.region, tasks_to_mark(), themes(), adopted.actor("joost"))
    assert [part.theme.number for part in parts] == list(range(1, 9))
    assert {part.theme.number: part.said for part in parts if part.cells} == {1: 1, 5: 1}


def test_whose_region_it_is(adopted: Role) -> None:
    region = adopted.world.region
    assert [own_region(adopted.actor(name)) for name in ("noor", "bram", "lezer", "joost")] == [
        region, region, None, None,
    ]  # fmt: skip
    assert list(regions(adopted.actor("joost"))) == [region]


def test_what_is_left_waits_for_those_who_may_say(adopted: Role) -> None:
    def asked(name: str) -> list[str]:
        items = waiting(adopted.actor(name))
        return [str(one.title) for one in items if "tasks" in str(one.title)]

    words = "Say which tasks you do: {} left"
    assert [asked(name) for name in ("noor", "bram")] == [[words.format(2)]] * 2
    assert [asked(name) for name in ("lezer", "joost", "sanne")] == [[]] * 3
    say(adopted, t1_1=NO)
    assert asked("noor") == [words.format(1)]
    say(adopted, t5_1=YES)
    assert asked("noor") == []
