"""A consultation is opened until a day; it can run longer; every boundary worker hears of it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.framework.actions import drop_task, move_consultation, open_consultation
from koppelvlak.framework.lifecycle import CONSULTATION
from koppelvlak.framework.models import Task
from koppelvlak.kit.errors import BadInputError, RefusedError, WrongStateError
from koppelvlak.kit.notices.models import Message
from tests.framework.conftest import AFTER, UNTIL, Role
from tests.world import TODAY


def test_it_is_open_until_and_on_the_last_day(consulted: Role) -> None:
    version = consulted.now()
    assert (version.state, version.consulted_on, version.consulted_until) == (
        CONSULTATION,
        TODAY,
        UNTIL,
    )
    assert version.takes_comments(UNTIL)
    assert not version.takes_comments(AFTER)


def test_what_was_asked_about_is_kept_beside_the_text(consulted: Role) -> None:
    for task in Task.objects.filter(description=consulted.version):
        assert (task.offered_nl, task.offered_en) == (task.text_nl, task.text_en)


def test_boundary_workers_of_participants_get_a_mail_with_the_date(consulted: Role) -> None:
    told = {m.to.split("@")[0]: m for m in Message.objects.all()}
    assert set(told) == {"noor", "joost", "iris"}
    assert "21 december 2026" in told["noor"].subject
    assert consulted.version.get_absolute_url() in told["noor"].text


def test_a_later_day_is_told_as_well_and_the_same_day_is_not_told_twice(consulted: Role) -> None:
    day = UNTIL + timedelta(days=7)
    move_consultation(consulted.now(), day, by=consulted.editor())
    assert consulted.now().consulted_until == day
    assert Message.objects.count() == 6
    move_consultation(consulted.now(), day, by=consulted.editor())
    assert Message.objects.count() == 6


@pytest.mark.parametrize("days", [0, -1])
def test_a_day_that_is_over_is_refused(role: Role, days: int) -> None:
    with pytest.raises(BadInputError) as refused:
        open_consultation(role.now(), TODAY + timedelta(days=days), by=role.editor())
    assert "until" in refused.value.errors
    assert not Message.objects.exists()


def test_an_empty_version_is_not_asked_about(role: Role) -> None:
    for label in role.tasks:
        drop_task(role.task(label), by=role.editor())
    with pytest.raises(WrongStateError, match="no task"):
        open_consultation(role.now(), UNTIL, by=role.editor())


@pytest.mark.parametrize("who", ["noor", "joost", "bram"])
def test_only_a_national_editor_opens_one(role: Role, who: str) -> None:
    with pytest.raises(RefusedError):
        open_consultation(role.now(), UNTIL, by=role.actor(who))


def test_one_consultation_is_opened_once(consulted: Role) -> None:
    with pytest.raises(WrongStateError):
        open_consultation(consulted.now(), UNTIL, by=consulted.editor())


def test_an_adopted_version_is_not_asked_about_again(adopted: Role) -> None:
    with pytest.raises(WrongStateError):
        move_consultation(adopted.now(), AFTER + timedelta(days=9), by=adopted.editor(AFTER))
