"""The adoption by the steering group is recorded; a later version supersedes."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.framework.actions import Adoption, adopt, open_consultation, start_version
from koppelvlak.framework.consulting import answer_comment, comment
from koppelvlak.framework.lifecycle import ADOPTED, CONSULTATION, SUPERSEDED, TAKEN_UP
from koppelvlak.framework.models import RoleDescription
from koppelvlak.framework.queries import standing_tasks
from koppelvlak.kit.errors import BadInputError, RefusedError, WrongStateError
from koppelvlak.kit.search.models import Entry
from tests.framework.conftest import AFTER, UNTIL, Role, told

MEETING = ("stuurgroep", "besluit 4")


def test_it_records_day_meeting_and_document(adopted: Role) -> None:
    now = adopted.now()
    assert (now.state, now.adopted_on) == (ADOPTED, AFTER)
    assert (now.adopted_meeting, now.adopted_document) == MEETING
    assert told()["after"]["adopted_on"] == str(AFTER)


def test_it_waits_for_the_end_of_the_consultation(consulted: Role) -> None:
    with pytest.raises(WrongStateError, match="can comment until"):
        adopt(consulted.now(), Adoption(UNTIL, *MEETING), by=consulted.editor(UNTIL))


def test_it_waits_for_every_answer(consulted: Role) -> None:
    said = comment(consulted.task("5.1"), "Hm.", by=consulted.actor("joost"))
    with pytest.raises(WrongStateError, match="without an answer: 1"):
        consulted.adopt()
    answer_comment(said, TAKEN_UP, "Ja.", by=consulted.editor(AFTER))
    consulted.adopt()
    assert consulted.now().state == ADOPTED


@pytest.mark.parametrize("days", [2, -5])
def test_a_day_that_cannot_be_is_refused(consulted: Role, days: int) -> None:
    day = AFTER + timedelta(days=days)
    with pytest.raises(BadInputError) as refused:
        adopt(consulted.now(), Adoption(day, *MEETING), by=consulted.editor(AFTER))
    assert "adopted_on" in refused.value.errors
    assert consulted.now().state == CONSULTATION


def test_a_draft_is_not_adopted(role: Role) -> None:
    with pytest.raises(WrongStateError):
        role.adopt()


@pytest.mark.parametrize("who", ["noor", "bram", "joost"])
def test_only_a_national_editor_records_it(consulted: Role, who: str) -> None:
    with pytest.raises(RefusedError):
        adopt(consulted.now(), Adoption(AFTER, *MEETING), by=consulted.actor(who, AFTER))


def test_the_next_one_supersedes_it_and_takes_its_place_in_search(adopted: Role) -> None:
    assert _found() == {task.uuid for task in standing_tasks(adopted.version)}
    new = start_version(by=adopted.editor(AFTER))
    assert _found() == {task.uuid for task in standing_tasks(adopted.version)}
    open_consultation(new, AFTER + timedelta(days=10), by=adopted.editor(AFTER))
    day = AFTER + timedelta(days=11)
    adopt(new, Adoption(day, *MEETING), by=adopted.editor(day))
    old = adopted.now()
    assert (old.state, old.superseded_on) == (SUPERSEDED, day)
    assert RoleDescription.objects.get(state=ADOPTED) == new
    assert _found() == {task.uuid for task in standing_tasks(new)}
    kept = told()["rows"]
    assert [row["what"] for row in kept] == ["superseded"]


def _found() -> set[object]:
    return set(Entry.objects.filter(kind="task").values_list("uuid", flat=True))
