"""An editor answers comments: taken up or not, and why; the organisation hears of it."""

from __future__ import annotations

import pytest

from koppelvlak.framework.consulting import answer_comment, comment, withdraw_comment
from koppelvlak.framework.lifecycle import NOT_TAKEN_UP, OPEN, PARTLY, TAKEN_UP, WITHDRAWN
from koppelvlak.framework.models import Comment
from koppelvlak.kit.errors import BadInputError, RefusedError, WrongStateError
from koppelvlak.kit.notices.models import Message
from tests.framework.conftest import AFTER, Role
from tests.world import TODAY

WHY = "Staat al bij taak 5.2."


@pytest.fixture
def said(consulted: Role) -> Comment:
    Message.objects.all().delete()
    return comment(consulted.task("5.1"), "Te laat.", by=consulted.actor("joost"))


@pytest.mark.parametrize("outcome", [TAKEN_UP, PARTLY, NOT_TAKEN_UP])
def test_it_says_what_was_done_and_why(consulted: Role, said: Comment, outcome: str) -> None:
    answer_comment(said, outcome, WHY, by=consulted.editor())
    now = Comment.objects.get()
    assert (now.state, now.answer, now.answered_on) == (outcome, WHY, TODAY)


def test_the_organisation_that_commented_hears_of_it(consulted: Role, said: Comment) -> None:
    answer_comment(said, NOT_TAKEN_UP, WHY, by=consulted.editor())
    mail = Message.objects.get()
    assert mail.to.startswith("joost@")
    assert WHY in mail.text
    assert "5.1" in mail.subject
    assert "niet overgenomen" in mail.text


def test_a_better_answer_may_follow_until_the_adoption(consulted: Role, said: Comment) -> None:
    answer_comment(said, NOT_TAKEN_UP, WHY, by=consulted.editor())
    answer_comment(said, TAKEN_UP, "Toch wel.", by=consulted.editor(AFTER))
    assert Comment.objects.get().state == TAKEN_UP
    assert Message.objects.count() == 2
    consulted.adopt()
    with pytest.raises(WrongStateError, match="closed"):
        answer_comment(said, PARTLY, "Te laat.", by=consulted.editor(AFTER))


@pytest.mark.parametrize("outcome", [OPEN, WITHDRAWN, "maybe", ""])
def test_an_answer_that_is_none_is_refused(consulted: Role, said: Comment, outcome: str) -> None:
    with pytest.raises(BadInputError):
        answer_comment(said, outcome, WHY, by=consulted.editor())
    assert Comment.objects.get().state == OPEN


@pytest.mark.parametrize("who", ["joost", "noor", "bram"])
def test_others_do_not_answer(consulted: Role, said: Comment, who: str) -> None:
    with pytest.raises(RefusedError):
        answer_comment(said, TAKEN_UP, WHY, by=consulted.actor(who))
    assert not Message.objects.exists()


def test_what_was_withdrawn_needs_no_answer(consulted: Role, said: Comment) -> None:
    withdraw_comment(said, by=consulted.actor("joost"))
    with pytest.raises(WrongStateError):
        answer_comment(said, TAKEN_UP, WHY, by=consulted.editor())
