"""Organisations comment on a task until a day, take it back, and say when they are done."""

from __future__ import annotations

import pytest

from koppelvlak.framework.actions import drop_task
from koppelvlak.framework.consulting import comment, finish_comments, withdraw_comment
from koppelvlak.framework.lifecycle import OPEN, WITHDRAWN
from koppelvlak.framework.models import Comment, Reaction
from koppelvlak.kit.errors import RefusedError, UnseenError, WrongStateError
from tests.framework.conftest import AFTER, UNTIL, Role, told

SAID = "Noem ook het 24/7-contactpunt."


def test_a_comment_speaks_for_the_organisation(consulted: Role) -> None:
    made = comment(consulted.task("5.1"), SAID, by=consulted.actor("joost", UNTIL))
    assert (made.organisation, made.text, made.made_on, made.state) == (
        consulted.world.water,
        SAID,
        UNTIL,
        OPEN,
    )
    assert told()["rows"][0]["id"] == str(made.uuid)


def test_every_participant_reads_it_and_a_guest_does_not(consulted: Role) -> None:
    comment(consulted.task("5.1"), SAID, by=consulted.actor("joost"))
    for who in ("noor", "lezer", "bram", "iris", "anouk"):
        assert Comment.objects.visible_to(consulted.actor(who)).count() == 1
    for who in ("sanne", "petra", "otto"):
        assert Comment.objects.visible_to(consulted.actor(who)).count() == 0


def test_a_late_comment_is_refused_in_words(consulted: Role) -> None:
    with pytest.raises(WrongStateError, match="that day has passed") as refused:
        comment(consulted.task("5.1"), SAID, by=consulted.actor("joost", AFTER))
    assert "21 Dec" in str(refused.value.detail) or "21 dec" in str(refused.value.detail)
    assert not Comment.objects.exists()


@pytest.mark.parametrize("who", ["lezer", "bram", "roos", "anouk"])
def test_only_a_boundary_worker_comments(consulted: Role, who: str) -> None:
    with pytest.raises(RefusedError):
        comment(consulted.task("5.1"), SAID, by=consulted.actor(who))


def test_a_draft_takes_no_comments(role: Role) -> None:
    with pytest.raises(WrongStateError, match=r"draft|ontwerp"):
        comment(role.task("5.1"), SAID, by=role.actor("joost"))


def test_a_dropped_task_takes_no_comments(role: Role) -> None:
    drop_task(role.task("5.1"), by=role.editor())
    role.consult()
    with pytest.raises(WrongStateError):
        comment(role.task("5.1"), SAID, by=role.actor("joost"))


def test_it_can_be_taken_back_by_ones_own_organisation_only(consulted: Role) -> None:
    made = comment(consulted.task("5.1"), SAID, by=consulted.actor("joost"))
    with pytest.raises(RefusedError):
        withdraw_comment(made, by=consulted.actor("noor"))
    withdraw_comment(made, by=consulted.actor("joost"))
    assert Comment.objects.get().state == WITHDRAWN
    with pytest.raises(WrongStateError):
        withdraw_comment(made, by=consulted.actor("joost"))


def test_an_organisation_is_done_once_with_or_without_comments(consulted: Role) -> None:
    finish_comments(consulted.now(), by=consulted.actor("noor"))
    finish_comments(consulted.now(), by=consulted.actor("noor"))
    assert [r.organisation for r in Reaction.objects.all()] == [consulted.world.region]


def test_being_done_too_late_is_refused(consulted: Role) -> None:
    with pytest.raises(WrongStateError, match="has passed"):
        finish_comments(consulted.now(), by=consulted.actor("noor", AFTER))
    with pytest.raises(UnseenError):
        finish_comments(consulted.now(), by=consulted.actor("sanne"))
