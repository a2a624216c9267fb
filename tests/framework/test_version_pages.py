"""Pages of a version in each of its states: what they say, offer and take, right and wrong."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from koppelvlak.framework.actions import drop_task, edit_task, introduce, start_version
from koppelvlak.framework.lifecycle import (
    ADOPTED,
    CONSULTATION,
    DRAFT,
    SUPERSEDED,
)
from koppelvlak.framework.models import RoleDescription, Task
from koppelvlak.framework.queries import standing_tasks
from koppelvlak.kit.notices.models import Message
from tests.framework.conftest import AFTER, UNTIL, On, Role
from tests.framework.test_edit_task import worded
from tests.organisations.conftest import Enter, enter
from tests.reading import errors, links, main, read
from tests.world import TODAY

__all__ = ["enter"]
ADD, ABOUT, OPEN, MOVE = (
    "Add a task",
    "About this version",
    "Open the consultation",
    "Change the last day",
)
ADOPT, START, DONE = "Record the adoption", "Start a next version", "We are done commenting"
STEPS = {ADD, ABOUT, OPEN, MOVE, ADOPT, START, DONE}
EMPTY = {"token": ""}


def url(name: str, *args: Any) -> str:
    return reverse(f"framework:{name}", args=args)


def offered(enter: Enter, role: Role, name: str) -> set[str]:
    return set(links(main(enter(name), role.version.get_absolute_url()))) & STEPS


def test_a_draft_is_written_and_put_out_for_comments(enter: Enter, on: On, role: Role) -> None:
    assert offered(enter, role, "anouk") == {ADD, ABOUT, OPEN}
    assert [offered(enter, role, name) for name in ("noor", "joost")] == [set(), set()]


def test_in_consultation_others_are_done_and_the_editor_moves(
    enter: Enter, on: On, consulted: Role
) -> None:
    assert offered(enter, consulted, "anouk") == {MOVE}
    assert offered(enter, consulted, "noor") == {DONE}
    assert offered(enter, consulted, "roos") == set()
    told = read(enter("noor"), consulted.version.get_absolute_url())
    assert "boundary workers can comment on each task until 21 December 2026" in told


def test_after_it_the_editor_writes_and_records(enter: Enter, on: On, consulted: Role) -> None:
    on(AFTER)
    assert offered(enter, consulted, "anouk") == {ADD, ABOUT, MOVE, ADOPT}
    assert offered(enter, consulted, "noor") == set()


def test_what_is_adopted_tells_its_decision_and_starts_the_next(
    enter: Enter, on: On, adopted: Role
) -> None:
    on(AFTER)
    assert offered(enter, adopted, "anouk") == {START}
    assert offered(enter, adopted, "sanne") == set()
    told = read(enter("sanne"), adopted.version.get_absolute_url())
    assert (
        "Adopted by the steering group on 22 December 2026 (stuurgroep). Document: besluit 4."
        in told
    )


def test_while_a_next_version_is_written_none_is_started(
    enter: Enter, on: On, adopted: Role
) -> None:
    start_version(by=adopted.editor(AFTER))
    on(AFTER)
    assert offered(enter, adopted, "anouk") == set()


def test_an_organisation_that_is_done_reads_so(enter: Enter, on: On, consulted: Role) -> None:
    there = url("finish", consulted.version.uuid)
    answer = enter("noor").post(there, EMPTY)
    assert answer["Location"] == consulted.version.get_absolute_url()
    told = read(enter("noor"), consulted.version.get_absolute_url())
    assert "Your organisation said that it is done." in told
    assert offered(enter, consulted, "joost") == {DONE}
    assert enter("roos").post(there, EMPTY).status_code == 403
    on(AFTER)
    assert enter("joost").post(there, EMPTY).status_code == 409


def test_an_introduction_stands_above_the_tasks(enter: Enter, on: On, role: Role) -> None:
    there = url("introduce", role.version.uuid)
    sent = {"note_nl": "Eerste proef.", "note_en": "First try.", "version": "1"}
    assert enter("anouk").post(there, sent).status_code == 302
    assert "First try." in read(enter("noor"), role.version.get_absolute_url())
    assert enter("anouk").post(there, sent | {"note_en": "Other."}).status_code == 409
    assert enter("noor").get(there).status_code == 403
    assert enter("sanne").get(there).status_code == 404


def test_a_dropped_task_stands_apart_for_the_editor(enter: Enter, on: On, role: Role) -> None:
    drop_task(role.task("5.1"), by=role.editor())
    version = role.version.get_absolute_url()
    assert "Dropped from this version 5.1" in read(enter("anouk"), version)
    assert "5.1" not in read(enter("noor"), version)
    page = role.task("5.1").get_absolute_url()
    assert "Put it back" in links(main(enter("anouk"), page))
    there = url("restore_task", role.task("5.1").uuid)
    assert enter("anouk").post(there, EMPTY)["Location"] == page
    assert role.task("5.1").stands


TASK = {
    "theme": "5", "party": "region", "text_nl": "De regio oefent.", "source": "Factsheet",
    "certainty": "sourced",
}  # fmt: skip
WRONG: list[tuple[dict[str, str], str]] = [
    ({"text_nl": ""}, "text_nl"),
    ({"source": ""}, "source"),
    ({"theme": "9"}, "theme"),
    ({"party": "gemeente"}, "party"),
    ({"certainty": "vast"}, "certainty"),
    ({"text_nl": "x" * 1001}, "text_nl"),
    ({"source_url": "javascript:alert(1)"}, "source_url"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG, ids=range(len(WRONG)))
def test_a_task_that_cannot_be_is_explained(
    enter: Enter, on: On, role: Role, changes: dict[str, str], field: str
) -> None:
    answer = enter("anouk").post(url("add_task", role.version.uuid), TASK | changes)
    assert list(errors(answer)) == [field]
    assert Task.objects.count() == 3


def test_a_task_is_added_and_leads_to_its_page(enter: Enter, on: On, role: Role) -> None:
    answer = enter("anouk").post(url("add_task", role.version.uuid), TASK)
    made = Task.objects.latest("pk")
    assert (answer["Location"], made.label) == (made.get_absolute_url(), "5.3")
    told = read(enter("noor"), made.get_absolute_url())
    for words in ("Task 5.3", "De regio oefent.", "Safety region", "Legal basis –", "Factsheet"):
        assert words in told, words


def test_a_day_that_is_over_is_said_at_its_field(enter: Enter, on: On, role: Role) -> None:
    there = url("consult", role.version.uuid)
    answer = enter("anouk").post(there, {"until": TODAY.isoformat()})
    assert errors(answer) == {"until": ["Choose a day after today."]}
    assert enter("anouk").post(there, {"until": UNTIL.isoformat()}).status_code == 302
    assert (role.now().state, Message.objects.count()) == (CONSULTATION, 3)
    move = url("move", role.version.uuid)
    assert enter("anouk").get(move).context["form"]["until"].value() == UNTIL
    assert enter("noor").get(move).status_code == 403


def test_an_adoption_needs_meeting_and_document(enter: Enter, on: On, consulted: Role) -> None:
    on(AFTER)
    there = url("adopt", consulted.version.uuid)
    answer = enter("anouk").post(there, {"adopted_on": AFTER.isoformat()})
    assert set(errors(answer)) == {"adopted_meeting", "adopted_document"}
    sent = {
        "adopted_on": AFTER.isoformat(), "adopted_meeting": "stuurgroep",
        "adopted_document": "besluit 4",
    }  # fmt: skip
    late = (AFTER + timedelta(days=1)).isoformat()
    assert errors(enter("anouk").post(there, sent | {"adopted_on": late})) == {
        "adopted_on": ["This day has not come yet. Record the adoption when it is a fact."]
    }
    assert enter("anouk").post(there, sent).status_code == 302
    assert consulted.now().state == ADOPTED


def test_what_a_next_version_changes_is_read_word_by_word(
    enter: Enter, on: On, adopted: Role
) -> None:
    late = adopted.editor(AFTER)
    new = start_version(by=late)
    there = url("difference", new.uuid)
    assert "Both versions have the same tasks" in read(enter("noor"), there)
    one, five, two = standing_tasks(new)
    edit_task(five, worded(five, text_en="The region alarms the company."), by=late)
    drop_task(two, by=late)
    told = read(enter("noor"), there)
    assert "From version 1 to version 2" in told
    assert "2 tasks changed" in told
    assert "The region [gone: warns ] [new: alarms ] the company." in told
    assert one.text_en not in told
    assert enter("noor").get(url("difference", adopted.version.uuid)).status_code == 404


@pytest.mark.parametrize("state", [DRAFT, CONSULTATION, ADOPTED, SUPERSEDED])
def test_who_reads_which_state(enter: Enter, on: On, role: Role, state: str, assume: Any) -> None:
    assume(role.version, state=state)
    there = role.version.get_absolute_url()
    asked = [enter(name).get(there).status_code for name in ("noor", "sanne", "petra")]
    assert asked == [200, 200 if state in {ADOPTED, SUPERSEDED} else 404, 404]


def test_without_a_version_a_supervisor_reads_why(enter: Enter, on: On, role: Role) -> None:
    told = read(enter("sanne"), url("role"))
    assert "There is no role description that you may see." in told


def test_a_next_version_is_started_with_one_button(enter: Enter, on: On, adopted: Role) -> None:
    introduce_before = adopted.now().note_nl
    on(AFTER)
    answer = enter("anouk").post(url("start"), EMPTY)
    new = RoleDescription.objects.get(number=2)
    assert (answer["Location"], new.note_nl) == (new.get_absolute_url(), introduce_before)
    assert enter("anouk").post(url("start"), EMPTY).status_code == 409
    assert enter("noor").get(url("start")).status_code == 403
    introduce(new, "Twee", "Two", by=adopted.editor(AFTER))
    assert "Two" in read(enter("noor"), new.get_absolute_url())
