"""Publishing median and spread: who does, when not, and what everybody then sees."""

from __future__ import annotations

import pytest

from koppelvlak.agendas.input_actions import publish_input
from koppelvlak.agendas.input_queries import said_together
from koppelvlak.agendas.lifecycle import ALIGNING, IN_FORCE, SUPERSEDED
from koppelvlak.agendas.models import SectorAgenda
from koppelvlak.agendas.spread import Spread
from koppelvlak.framework.queries import themes
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused
from tests.agendas.input.conftest import AFTER, UNTIL, Asking, answer
from tests.conftest import Assume, Guard


def test_a_national_editor_publishes_after_the_last_day(asked: Asking) -> None:
    asked.publish()
    assert asked.now().published_on == AFTER


def test_who_may_not_publish(asked: Asking) -> None:
    refused(
        RefusedError,
        ("noor", "bram", "joost", "roos", "iris"),
        lambda name: publish_input(asked.now(), by=asked.actor(name, AFTER)),
    )
    assert asked.now().published_on is None


@pytest.mark.parametrize("name", ["sanne", "petra", "otto"])
def test_who_does_not_see_a_draft_publishes_nothing(asked: Asking, name: str) -> None:
    by = asked.actor(name, AFTER)
    refusal(UnseenError, lambda: publish_input(asked.now(), by=by))


def test_not_while_input_can_be_given(asked: Asking) -> None:
    told = refusal(WrongStateError, lambda: asked.publish(UNTIL))
    assert told.startswith("Input can be given until")
    assert asked.now().published_on is None


def test_not_when_nobody_was_asked(asking: Asking) -> None:
    told = refusal(WrongStateError, asking.publish)
    assert told == "Nobody was asked for input for this agenda yet."


def test_not_twice(asked: Asking) -> None:
    asked.publish()
    told = refusal(WrongStateError, asked.publish)
    assert told == "Median and spread of this input were published already."


@pytest.mark.parametrize("state", [ALIGNING, IN_FORCE, SUPERSEDED])
def test_only_of_a_draft(asked: Asking, assume: Assume, state: str) -> None:
    assume(asked.agenda, state=state)
    refusal(WrongStateError, asked.publish)


def test_who_read_another_version_publishes_nothing(asked: Asking) -> None:
    by = asked.actor("anouk", AFTER)
    refusal(StaleError, lambda: publish_input(asked.now(), by=by, seen=7))


def test_the_log_says_when(asked: Asking) -> None:
    asked.all_give((5, 1), (4, 2), (3, 3), remark="Kanarie")
    asked.publish()
    told = left()
    assert (told.action, told.subject) == (Can.PUBLISH_INPUT, asked.agenda.uuid)
    assert set(told.after) == {"published_on", "version"}
    assert told.rows == []
    assert mails() == []


def test_what_is_published_is_median_and_spread_per_theme(asked: Asking) -> None:
    asked.all_give((5, 1), (4, 2), (1, 3))
    lines = said_together(asked.now(), themes())
    assert [one.theme.number for one in lines] == list(range(1, 9))
    assert {one.said.importance for one in lines} == {Spread(3, 1, 2.5, 4.0, 4.5, 5)}
    assert {one.said.present for one in lines} == {Spread(3, 1, 1.5, 2.0, 2.5, 3)}


def test_a_theme_with_two_answers_tells_nothing(asked: Asking) -> None:
    asked.give("noor", t1=answer(), t2=answer())
    asked.give("joost", t1=answer(), t2=answer())
    asked.give_network("noor", t1=answer())
    lines = {one.theme.number: one.said for one in said_together(asked.now(), themes())}
    assert lines[1].importance == Spread(3, 4, 4.0, 4.0, 4.0, 4)
    assert (lines[2].importance, lines[2].present, lines[2].weight) == (None, None, None)
    assert lines[3].importance is None


def test_input_of_an_earlier_agenda_does_not_count(
    asked: Asking, assume: Assume, guard: Guard
) -> None:
    asked.all_give((5, 1), (4, 2), (1, 3))
    assume(asked.agenda, state=SUPERSEDED)
    guard.watching = False
    later = SectorAgenda.objects.create(sector=asked.world.sector, number=2, started_on=AFTER)
    guard.watching = True
    assert [one.said.importance for one in said_together(later, themes())] == [None] * 8
