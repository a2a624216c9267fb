"""Pages of a consultation: a comment is made, taken back and answered, the list and its file."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from koppelvlak.framework.consulting import answer_comment, comment, finish_comments
from koppelvlak.framework.lifecycle import TAKEN_UP, WITHDRAWN
from koppelvlak.framework.models import Comment
from tests.framework.conftest import AFTER, On, Role
from tests.organisations.conftest import Enter, enter
from tests.reading import errors, lines, links, main, read

__all__ = ["enter"]
EMPTY = {"token": ""}


def url(name: str, *args: Any) -> str:
    return reverse(f"framework:{name}", args=args)


def test_a_comment_is_made_answered_and_read(enter: Enter, on: On, consulted: Role) -> None:
    task = consulted.task("5.1")
    there = url("comment", task.uuid)
    assert errors(enter("joost").post(there, EMPTY)) == {"text": ["This field is required."]}
    answer = enter("joost").post(there, {"text": "Te laat."})
    assert answer["Location"] == f"{task.get_absolute_url()}#reacties"
    said = Comment.objects.get()
    told = main(enter("joost"), task.get_absolute_url())
    assert links(told)["Withdraw"] == url("withdraw_comment", said.uuid)
    reply = url("answer_comment", said.uuid)
    assert set(errors(enter("anouk").post(reply, EMPTY))) == {"outcome", "answer"}
    sent = {"outcome": TAKEN_UP, "answer": "Goed punt."}
    assert enter("anouk").post(reply, sent).status_code == 302
    told = read(enter("noor"), task.get_absolute_url())
    assert "Vitens 23 November 2026 taken up Te laat. Answer 23 November 2026 Goed punt." in told


def test_a_comment_that_was_taken_back_is_struck_through(
    enter: Enter, on: On, consulted: Role
) -> None:
    said = comment(consulted.task("5.1"), "Te laat.", by=consulted.actor("joost"))
    there = url("withdraw_comment", said.uuid)
    assert enter("noor").get(there).status_code == 403
    assert enter("joost").post(there, EMPTY).status_code == 302
    assert Comment.objects.get().state == WITHDRAWN
    assert "<del>" in main(enter("noor"), consulted.task("5.1").get_absolute_url())


def test_after_the_last_day_no_form_is_given(enter: Enter, on: On, consulted: Role) -> None:
    on(AFTER)
    there = url("comment", consulted.task("5.1").uuid)
    assert enter("joost").get(there).status_code == 409
    assert "Comment on this task" not in links(
        main(enter("joost"), consulted.task("5.1").get_absolute_url())
    )


def test_comments_are_a_file(enter: Enter, on: On, consulted: Role) -> None:
    said = comment(consulted.task("5.1"), "=Te laat.", by=consulted.actor("joost"))
    answer_comment(said, TAKEN_UP, "Goed punt.", by=consulted.editor())
    comment(consulted.task("1.1"), "Wie?", by=consulted.actor("noor"))
    answer = enter("iris").get(url("comments", consulted.version.uuid), {"formaat": "csv"})
    head, first, second, _last = lines(answer)
    assert head == ["State", "Task", "From", "Comment", "Day", "Answer"]
    assert first == [
        "not answered yet", "1.1 The region invites parties.", "VR IJsselland", "Wie?",
        "2026-11-23", "",
    ]  # fmt: skip
    assert second[2:] == ["Vitens", "'=Te laat.", "2026-11-23", "Goed punt."]


def test_from_whom_a_comment_came_is_no_day_in_dutch(enter: Enter, on: On, consulted: Role) -> None:
    comment(consulted.task("5.1"), "Te laat.", by=consulted.actor("joost"))
    client = enter("iris")
    session = client.session
    session["language"] = "nl"
    session.save()
    there = url("comments", consulted.version.uuid)
    head = lines(client.get(there, {"formaat": "csv"}))[0]
    assert head == ["Stand", "Taak", "Van", "Reactie", "Dag", "Antwoord"]


def test_how_a_consultation_stands_is_counted(enter: Enter, on: On, consulted: Role) -> None:
    said = comment(consulted.task("5.1"), "Een.", by=consulted.actor("joost"))
    comment(consulted.task("1.1"), "Twee.", by=consulted.actor("joost"))
    answer_comment(said, TAKEN_UP, "Goed.", by=consulted.editor())
    finish_comments(consulted.now(), by=consulted.actor("iris"))
    answer = enter("noor").get(url("comments", consulted.version.uuid))
    state = answer.context["state"]
    assert (state.comments, state.unanswered, state.organisations, state.done) == (2, 1, 1, 1)


def reacting(enter: Enter, role: Role, name: str) -> dict[str, str]:
    """Return where the version offers to comment, by the label of the task."""
    found = links(main(enter(name), role.version.get_absolute_url()))
    return {
        words.removeprefix("Comment : "): where
        for words, where in found.items()
        if words.startswith("Comment : ")
    }


def test_each_task_of_the_consultation_leads_to_commenting_on_it(
    enter: Enter, on: On, consulted: Role
) -> None:
    found = reacting(enter, consulted, "joost")
    assert found == {label: url("comment", task.uuid) for label, task in consulted.tasks.items()}
    assert enter("joost").get(found["5.2"]).status_code == 200


@pytest.mark.parametrize("name", ["roos", "bram", "anouk", "lezer"])
def test_who_may_not_comment_is_not_led_there(
    enter: Enter, on: On, consulted: Role, name: str
) -> None:
    assert reacting(enter, consulted, name) == {}
    assert enter(name).get(url("comment", consulted.task("5.1").uuid)).status_code == 403


def test_outside_a_consultation_nothing_leads_there(enter: Enter, on: On, role: Role) -> None:
    assert reacting(enter, role, "joost") == {}
    role.consult()
    assert len(reacting(enter, role, "joost")) == 3
    on(AFTER)
    assert reacting(enter, role, "joost") == {}


def test_the_themes_themselves_offer_no_comment(enter: Enter, on: On, adopted: Role) -> None:
    html = main(enter("joost"), adopted.task("5.1").theme.get_absolute_url())
    assert not [words for words in links(html) if words.startswith("Comment")]


def test_in_dutch_it_is_reageer(enter: Enter, on: On, consulted: Role) -> None:
    client = enter("joost")
    session = client.session
    session["language"] = "nl"
    session.save()
    assert "Reageer : 5.1" in links(main(client, consulted.version.get_absolute_url()))
