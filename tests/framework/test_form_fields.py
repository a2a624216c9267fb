"""The forms of the role description by themselves: what comes out, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import pytest
from django.http import QueryDict
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.framework.forms import (
    AdoptForm,
    AnswerForm,
    CommentForm,
    MarkForm,
    NoteForm,
    TaskForm,
    UntilForm,
)
from koppelvlak.framework.lifecycle import ANSWERED
from koppelvlak.framework.marking import Given
from koppelvlak.framework.models import Answer, Certainty, Mark, Party, RoleDescription, Task, Theme
from koppelvlak.kit.errors import StaleError
from tests.world import TODAY

THEMES = [
    Theme(number=number, name_nl=f"Thema {number}", name_en=f"Theme {number}")
    for number in range(1, 9)
]
VERSION = RoleDescription(number=1, started_on=TODAY)
GOOD: dict[str, str] = {
    "theme": "5", "party": "region", "text_nl": "De regio waarschuwt.", "source": "Factsheet",
    "certainty": "sourced",
}  # fmt: skip


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code."""
    with translation.override("en"):
        yield


def sent(said: dict[str, Any]) -> QueryDict:
    data = QueryDict(mutable=True)
    data.update({name: str(value) for name, value in said.items()})
    return data


def form(**changes: str) -> TaskForm:
    return TaskForm(sent(GOOD | changes), themes=THEMES)


def test_a_task_comes_out_with_its_theme() -> None:
    found = form(text_en="  The region\n warns. ", source_url="voorbeeld.invalid/x")
    assert found.is_valid(), found.errors
    given = found.cleaned_data
    assert given["theme"] is THEMES[4]
    assert (given["party"], given["text_en"]) == ("region", "The region\n warns.")
    assert given["source_url"] == "https://voorbeeld.invalid/x"


@pytest.mark.parametrize("field", ["theme", "party", "text_nl", "source", "certainty"])
def test_each_of_these_is_needed(field: str) -> None:
    assert set(form(**{field: ""}).errors) == {field}


BAD = [
    ({"theme": "9"}, "theme"),
    ({"theme": "0"}, "theme"),
    ({"theme": "vijf"}, "theme"),
    ({"party": "province"}, "party"),
    ({"certainty": "sure"}, "certainty"),
    ({"text_nl": "x" * 1001}, "text_nl"),
    ({"text_nl": "\u200b\x00"}, "text_nl"),
    ({"basis": "x" * 201}, "basis"),
    ({"source": "x" * 301}, "source"),
    ({"source_url": "ftp://voorbeeld.invalid"}, "source_url"),
    ({"source_url": "javascript:alert(1)"}, "source_url"),
    ({"source_url": "https://"}, "source_url"),
    ({"source_url": f"https://voorbeeld.invalid/{'x' * 300}"}, "source_url"),
]


@pytest.mark.parametrize(("changes", "field"), BAD, ids=lambda one: str(one)[:40])
def test_what_is_wrong_is_said_at_its_field(changes: dict[str, str], field: str) -> None:
    assert set(form(**changes).errors) == {field}


def test_what_was_not_offered_is_not_repeated() -> None:
    told = str(form(theme="<script>", party="<script>", certainty="<script>").errors)
    assert "script" not in told


def test_the_answers_offered_are_those_there_are() -> None:
    fields: Any = form().fields
    assert [value for value, _label in fields["theme"].choices] == list("12345678")
    assert {value for value, _label in fields["party"].choices} == set(Party.values)
    assert {value for value, _label in fields["certainty"].choices} == set(Certainty.values)


@given(st.text(max_size=40))
def test_no_address_breaks_the_field(text: str) -> None:
    found = form(source_url=text)
    found.is_valid()
    kept = found.cleaned_data.get("source_url", "")
    assert not kept or kept.startswith(("http://", "https://"))


@pytest.mark.parametrize(
    ("kind", "said", "wrong"),
    [
        (NoteForm, {}, set()),
        (NoteForm, {"note_nl": "x" * 1001}, {"note_nl"}),
        (UntilForm, {"until": "2026-12-31"}, set()),
        (UntilForm, {}, {"until"}),
        (UntilForm, {"until": "ooit"}, {"until"}),
        (CommentForm, {"text": "Goed."}, set()),
        (CommentForm, {"text": " \n"}, {"text"}),
        (CommentForm, {"text": "x" * 2001}, {"text"}),
        (AnswerForm, {"outcome": ANSWERED[0], "answer": "Ja."}, set()),
        (AnswerForm, {"outcome": "open", "answer": "Ja."}, {"outcome"}),
        (AnswerForm, {"outcome": ANSWERED[0]}, {"answer"}),
        (AdoptForm, {}, {"adopted_on", "adopted_meeting", "adopted_document"}),
        (AdoptForm, {"adopted_on": "2026-11-23", "adopted_meeting": "stuurgroep",
                     "adopted_document": "besluit 4"}, set()),
    ],
)  # fmt: skip
def test_each_form_says_what_it_needs(kind: Any, said: dict[str, str], wrong: set[str]) -> None:
    assert set(kind(sent(said)).errors) == wrong


def task(place: int) -> Task:
    return Task(
        pk=place, description=VERSION, theme=THEMES[4], position=place, party=Party.REGION,
        text_nl=f"Taak {place}.", text_en=f"Task {place}.",
    )  # fmt: skip


def mark(of: Task, answer: str, remark: str = "", version: int = 1) -> Mark:
    return Mark(line=of.line, task=of, answer=answer, remark=remark, version=version)


def marked(tasks: Sequence[Task], marks: Sequence[Mark], said: dict[str, Any]) -> MarkForm:
    return MarkForm(sent(said), tasks=tasks, marks={one.line: one for one in marks})


def test_each_task_has_an_answer_a_remark_and_what_was_read() -> None:
    one, two = task(1), task(2)
    said = {
        f"answer_{one.uuid}": Answer.YES, f"remark_{one.uuid}": " Sinds mei. ",
        f"seen_{one.uuid}": 3, f"answer_{two.uuid}": "",
    }  # fmt: skip
    found = marked([one, two], [], said)
    assert found.is_valid(), found.errors
    assert found.given() == {one.uuid: Given(Answer.YES, "Sinds mei.", 3), two.uuid: Given("")}


@pytest.mark.parametrize(
    ("name", "value"),
    [("answer", "perhaps"), ("remark", "x" * 501), ("seen", "-1"), ("seen", "een")],
)
def test_what_is_wrong_with_a_mark_is_said_at_its_task(name: str, value: str) -> None:
    one, two = task(1), task(2)
    found = marked([one, two], [], {f"{name}_{two.uuid}": value})
    assert set(found.errors) == {f"{name}_{two.uuid}"}


def test_what_was_said_before_stands_there_first() -> None:
    one, two = task(1), task(2)
    found = MarkForm(tasks=[one, two], marks={one.line: mark(one, Answer.PARTLY, "Deels.", 4)})
    first, second = found.rows
    assert (first.answer.value(), first.remark.value(), first.older) == ("partly", "Deels.", False)
    assert (second.answer.value(), second.remark.value(), second.older) == ("", "", False)
    assert found[f"seen_{one.uuid}"].value() == 4
    assert found[f"seen_{two.uuid}"].value() == 0


def test_what_was_said_of_an_earlier_version_is_told_apart() -> None:
    before, now = task(1), task(2)
    now.line = before.line
    (row,) = MarkForm(tasks=[now], marks={now.line: mark(before, Answer.YES)}).rows
    assert row.older
    (row,) = MarkForm(tasks=[now], marks={now.line: mark(before, "")}).rows
    assert not row.older


def test_who_comes_second_sees_both_answers_where_they_differ() -> None:
    one, two = task(1), task(2)
    theirs = [mark(one, Answer.NO, "Niet hier.", 7), mark(two, Answer.YES)]
    said = {f"answer_{one.uuid}": Answer.YES, f"answer_{two.uuid}": Answer.YES}
    found = marked([one, two], theirs, said)
    assert found.is_valid()
    error = StaleError(theirs[0])
    found.compare(error)
    (told,) = found.theirs
    assert told.now.endswith(": Niet hier.")
    assert told.now != told.mine
    assert found.stale is error
    # Sent again it is what one says oneself, over what was read now.
    assert found.data[f"seen_{one.uuid}"] == "7"
    assert found.data[f"seen_{two.uuid}"] == "1"
