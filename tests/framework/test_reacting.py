"""Commenting, taking back, being done and answering: who may not, when not, what each leaves."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.framework.consulting import (
    answer_comment,
    comment,
    finish_comments,
    withdraw_comment,
)
from koppelvlak.framework.lifecycle import (
    ADOPTED,
    ANSWERED,
    COMMENT,
    DRAFT,
    DROPPED,
    NOT_TAKEN_UP,
    OPEN,
    PARTLY,
    SUPERSEDED,
    TAKEN_UP,
    WITHDRAWN,
)
from koppelvlak.framework.models import Comment, Reaction
from koppelvlak.kit.errors import (
    BadInputError,
    RefusedError,
    StaleError,
    UnseenError,
    WrongStateError,
)
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.waiting import waiting
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused
from tests.conftest import Assume
from tests.framework.conftest import AFTER, UNTIL, Role
from tests.world import TODAY

SAID = "Noem ook het 24/7-contactpunt."
WHY = "Staat al bij taak 5.2."
GUESTS = ("sanne", "petra", "otto")
LATE = (
    "You could comment until 21 December 2026; that day has passed. This was not saved. Tell the"
    " national editor, who can let the consultation run longer."
)


@pytest.fixture
def said(consulted: Role) -> Comment:
    Message.objects.all().delete()
    return comment(consulted.task("5.1"), SAID, by=consulted.actor("joost"))


def fresh(row: Comment) -> Comment:
    return Comment.objects.get(pk=row.pk)


def test_a_comment_needs_a_boundary_worker(consulted: Role) -> None:
    (told,) = refused(
        RefusedError,
        ("lezer", "bram", "roos", "wil", "anouk"),
        lambda name: comment(consulted.task("5.1"), SAID, by=consulted.actor(name)),
    )
    assert told == (
        "To do this (comment on a role description) you must be: boundary worker of a"
        " participating organisation."
    )
    refused(
        UnseenError,
        GUESTS,
        lambda name: comment(consulted.task("5.1"), SAID, by=consulted.actor(name)),
    )
    assert not Comment.objects.exists()


def test_an_organisation_may_say_several_things(consulted: Role) -> None:
    for text in ("Een.", "Twee."):
        comment(consulted.task("5.1"), text, by=consulted.actor("joost"))
    rows = Comment.objects.order_by("pk")
    assert [(one.text, one.organisation.short_name) for one in rows] == [
        ("Een.", "Vitens"), ("Twee.", "Vitens"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("state", "words"), [(DRAFT, "draft"), (ADOPTED, "adopted"), (SUPERSEDED, "superseded")]
)
def test_only_what_is_in_consultation_is_commented_on(
    role: Role, assume: Assume, state: str, words: str
) -> None:
    assume(role.version, state=state)
    sentence = f'It is now "{words}"; from there this cannot be done.'
    joost = role.actor("joost")
    assert refusal(WrongStateError, lambda: comment(role.task("5.1"), SAID, by=joost)) == sentence
    assert refusal(WrongStateError, lambda: finish_comments(role.now(), by=joost)) == sentence


def test_the_last_day_counts_and_the_day_after_does_not(consulted: Role) -> None:
    task = consulted.task("5.1")
    comment(task, SAID, by=consulted.actor("joost", UNTIL))
    late = consulted.actor("joost", AFTER)
    assert refusal(WrongStateError, lambda: comment(task, SAID, by=late)) == LATE
    assert refusal(WrongStateError, lambda: finish_comments(consulted.now(), by=late)) == LATE
    assert Comment.objects.count() == 1


def test_a_dropped_task_is_not_commented_on(consulted: Role, assume: Assume) -> None:
    task = consulted.task("5.1")
    assume(task, state=DROPPED)
    told = refusal(WrongStateError, lambda: comment(task, SAID, by=consulted.actor("joost")))
    assert told == "This task was dropped from this version."


def test_the_log_of_a_comment_speaks_for_the_organisation(consulted: Role, said: Comment) -> None:
    told = left()
    assert (told.action, told.subject) == (Can.COMMENT_ON_ROLE, consulted.version.uuid)
    assert (told.who, told.organisation) == ("Joost van Dam", "Vitens")
    assert told.rows == [("framework.comment", "created")]
    assert (said.state, said.made_on, mails()) == (OPEN, TODAY, [])


def test_a_comment_waits_for_the_editor(consulted: Role, said: Comment) -> None:
    def asked() -> list[str]:
        items = waiting(consulted.editor())
        return [str(one.title) for one in items if str(one.title).startswith("Comments")]

    assert asked() == ["Comments without an answer: 1"]
    answer_comment(said, TAKEN_UP, WHY, by=consulted.editor())
    assert asked() == []


def test_only_its_own_organisation_takes_it_back(consulted: Role, said: Comment) -> None:
    (told,) = refused(
        RefusedError,
        ("noor", "bram", "lezer", "roos", "wil", "iris", "anouk"),
        lambda name: withdraw_comment(said, by=consulted.actor(name)),
    )
    assert told == (
        "To do this (withdraw a comment of the own organisation) you must be: boundary worker of"
        " the organisation it belongs to."
    )
    refused(UnseenError, GUESTS, lambda name: withdraw_comment(said, by=consulted.actor(name)))
    assert fresh(said).state == OPEN


@pytest.mark.parametrize("state", [*ANSWERED, WITHDRAWN])
def test_what_was_answered_or_taken_back_stays(
    consulted: Role, said: Comment, assume: Assume, state: str
) -> None:
    assume(said, state=state)
    told = refusal(WrongStateError, lambda: withdraw_comment(said, by=consulted.actor("joost")))
    assert told == f'It is now "{COMMENT.states[state]}"; from there this cannot be done.'
    assert fresh(said).state == state


def test_after_the_last_day_it_can_still_be_taken_back(consulted: Role, said: Comment) -> None:
    withdraw_comment(said, by=consulted.actor("joost", AFTER))
    assert (fresh(said).state, fresh(said).text) == (WITHDRAWN, SAID)
    told = left()
    assert (told.action, told.subject) == (Can.WITHDRAW_COMMENT, said.uuid)
    assert told.after == {"state": WITHDRAWN, "version": 2}


CLOSED = "This consultation is closed: the version was adopted."


@pytest.mark.parametrize("state", [ADOPTED, SUPERSEDED])
def test_after_the_adoption_nothing_is_said_any_more(
    consulted: Role, said: Comment, assume: Assume, state: str
) -> None:
    assume(consulted.version, state=state)
    joost, anouk = consulted.actor("joost", AFTER), consulted.editor(AFTER)
    assert refusal(WrongStateError, lambda: withdraw_comment(said, by=joost)) == CLOSED
    told = refusal(WrongStateError, lambda: answer_comment(said, TAKEN_UP, WHY, by=anouk))
    assert told == CLOSED
    assert fresh(said).state == OPEN


def test_a_stale_version_says_nothing(consulted: Role, said: Comment) -> None:
    joost, anouk = consulted.actor("joost"), consulted.editor()
    refusal(StaleError, lambda: withdraw_comment(said, by=joost, seen=5))
    refusal(StaleError, lambda: answer_comment(said, TAKEN_UP, WHY, by=anouk, seen=5))
    assert (fresh(said).state, mails()) == (OPEN, [])


def test_being_done_is_said_once_and_logged_once(consulted: Role) -> None:
    noor = consulted.actor("noor")
    finish_comments(consulted.now(), by=noor)
    told = left()
    assert (told.action, told.rows) == (
        Can.FINISH_COMMENTS, [("framework.reaction", "created")],
    )  # fmt: skip
    finish_comments(consulted.now(), by=noor)
    assert (left().rows, Reaction.objects.count()) == ([], 1)


def test_only_a_boundary_worker_says_that_it_is_done(consulted: Role) -> None:
    refused(
        RefusedError,
        ("lezer", "bram", "roos", "wil", "anouk"),
        lambda name: finish_comments(consulted.now(), by=consulted.actor(name)),
    )
    refused(
        UnseenError, GUESTS, lambda name: finish_comments(consulted.now(), by=consulted.actor(name))
    )
    assert not Reaction.objects.exists()


def test_who_is_done_can_still_comment(consulted: Role) -> None:
    finish_comments(consulted.now(), by=consulted.actor("joost"))
    assert comment(consulted.task("5.1"), SAID, by=consulted.actor("joost")).state == OPEN


def test_only_the_editor_answers(consulted: Role, said: Comment) -> None:
    (told,) = refused(
        RefusedError,
        ("noor", "bram", "lezer", "joost", "roos", "iris"),
        lambda name: answer_comment(said, TAKEN_UP, WHY, by=consulted.actor(name)),
    )
    assert told.endswith("you must be: national editor.")
    refused(
        UnseenError,
        GUESTS,
        lambda name: answer_comment(said, TAKEN_UP, WHY, by=consulted.actor(name)),
    )
    assert (fresh(said).answer, mails()) == ("", [])


@pytest.mark.parametrize("frm", [OPEN, *ANSWERED])
@pytest.mark.parametrize("to", ANSWERED)
def test_an_answer_may_become_another(
    consulted: Role, said: Comment, assume: Assume, frm: str, to: str
) -> None:
    assume(said, state=frm, answer="eerst")
    answer_comment(said, to, WHY, by=consulted.editor(AFTER))
    now = fresh(said)
    assert (now.state, now.answer, now.answered_on) == (to, WHY, AFTER)


@pytest.mark.parametrize("outcome", [OPEN, WITHDRAWN, "misschien", ""])
def test_an_outcome_that_is_none_is_refused_before_the_door(
    consulted: Role, said: Comment, outcome: str
) -> None:
    before = left()
    with pytest.raises(BadInputError) as caught:
        answer_comment(said, outcome, WHY, by=consulted.editor())
    assert caught.value.errors == {"outcome": ["Choose one of the answers shown."]}
    assert left() == before


WORDS = {TAKEN_UP: "overgenomen", PARTLY: "deels overgenomen", NOT_TAKEN_UP: "niet overgenomen"}


@pytest.mark.parametrize("outcome", WORDS)
def test_who_commented_gets_a_mail_with_the_answer(
    consulted: Role, said: Comment, outcome: str
) -> None:
    answer_comment(said, outcome, WHY, by=consulted.editor())
    mail = Message.objects.get()
    assert (mail.to, mail.capability) == ("joost@voorbeeld.invalid", Can.ANSWER_COMMENT)
    assert mail.subject == "[TLP:GREEN] Antwoord op uw reactie bij taak 5.1"
    assert f": {WORDS[outcome]}." in mail.text
    assert WHY in mail.text
    assert said.get_absolute_url() in mail.text


def test_the_log_keeps_the_answer(consulted: Role, said: Comment) -> None:
    answer_comment(said, PARTLY, WHY, by=consulted.editor())
    told = left()
    assert (told.action, told.subject) == (Can.ANSWER_COMMENT, said.uuid)
    assert told.before == {"answer": "", "answered_on": None, "state": OPEN, "version": 1}
    assert told.after == {
        "answer": WHY, "answered_on": str(TODAY), "state": PARTLY, "version": 2,
    }  # fmt: skip


def test_a_comment_belongs_to_its_own_version(adopted: Role) -> None:
    late = adopted.editor(AFTER + timedelta(days=1))
    assert not Comment.objects.visible_to(late).exists()
    joost = adopted.actor("joost", AFTER)
    refusal(WrongStateError, lambda: comment(adopted.task("5.1"), SAID, by=joost))
