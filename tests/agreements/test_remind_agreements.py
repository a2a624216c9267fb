"""Reminding who is silent: when, about what, who may not, what it leaves behind."""

from __future__ import annotations

import pytest

from koppelvlak.agreements import asked
from koppelvlak.agreements.actions import (
    confirm_agreements,
    confirm_in_meeting,
    edit_agreement,
    end_agreement,
)
from koppelvlak.agreements.asking import remind_agreements
from koppelvlak.agreements.models import Agreement, ConfirmationAsk
from koppelvlak.agreements.nightly import ask_yearly
from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can, Role
from tests.aftermath import events, left, refused
from tests.agreements.asks import LONG_AGO, ask, ask_of, clock, day, open_people, remind
from tests.agreements.conftest import Put, warning
from tests.people.conftest import Alter, Hold, alter, function_of, hold
from tests.world import TODAY, World

__all__ = ["alter", "hold"]


@pytest.fixture
def row(world: World, put: Put) -> Agreement:
    """Return an old agreement, about which the water company was asked today."""
    made = put(agreed_on=LONG_AGO)
    ask(world)
    return made


def sent() -> tuple[int, int]:
    """Return which mail Joost had last, and on which day after the question."""
    one = ask_of("joost")
    return one.sent, (one.sent_on - TODAY).days


@pytest.mark.parametrize(
    ("days", "count", "expected"),
    [
        (0, 0, (1, 0)), (13, 0, (1, 0)), (14, 1, (2, 14)), (27, 1, (2, 27)), (28, 1, (3, 28)),
        (41, 1, (3, 41)), (42, 0, (1, 0)), (200, 0, (1, 0)),
    ],
)  # fmt: skip
def test_which_mail_goes_on_which_day(
    world: World, row: Agreement, days: int, count: int, expected: tuple[int, int]
) -> None:
    assert remind(world, day(days)) == count
    assert sent() == expected


def test_three_mails_in_all_however_often_the_clock_strikes(world: World, row: Agreement) -> None:
    total = sum(
        ask_yearly(day(days))["people reminded of agreements"]
        for days in range(0, 60, 7)
        for _time in range(2)
    )
    assert (total, sent()) == (2, (3, 28))


def test_the_same_mail_is_not_sent_twice(world: World, row: Agreement) -> None:
    assert remind(world, day(14)) == 1
    before = events()
    assert remind(world, day(15)) == 0
    assert events() == before


def test_who_answered_is_left_alone_and_so_is_everybody_else(
    world: World, put: Put, hold: Hold
) -> None:
    made = put(agreed_on=LONG_AGO)
    hold("roos", "water", Role.SIGNATORY)
    assert ask(world) == 2
    confirm_agreements(world.water, {made.uuid: 1}, by=world.actor("joost"))
    assert (open_people(), remind(world, day(14))) == ([], 0)
    assert world.water not in asked.to_remind(day(14))


def test_it_asks_again_what_was_left_out(world: World, put: Put, row: Agreement) -> None:
    other = put(action="belt …", agreed_on=LONG_AGO)
    ask(world, day(335))
    confirm_agreements(world.water, {row.uuid: 1}, by=world.actor("joost", on=day(336)))
    assert remind(world, day(335 + 14)) == 1
    assert list(ask_of("joost").covers) == [str(other.uuid)]


def test_it_says_what_stands_there_now(world: World, row: Agreement) -> None:
    edit_agreement(row, warning(world, within="binnen 1 uur"), by=world.actor("noor"))
    remind(world, day(14))
    told = ask_of("joost").covers[str(row.uuid)]
    assert (told["version"], told["wording"]) == (2, 2)
    assert "binnen 1 uur" in told["sentence"]


def test_what_came_meanwhile_is_asked_with_it(world: World, row: Agreement, put: Put) -> None:
    new = put(action="belt …", agreed_on=day(3))
    remind(world, day(14))
    assert set(ask_of("joost").covers) == {str(row.uuid), str(new.uuid)}


def test_what_was_confirmed_in_the_meeting_is_asked_no_more(
    world: World, row: Agreement, network: Network
) -> None:
    at = world.actor("noor", on=day(5))
    confirm_in_meeting(network, {row.uuid: 1}, [world.water], by=at)
    assert open_people() == ["Joost van Dam"]
    assert remind(world, day(14)) == 0
    one = ask_of("joost")
    assert (one.answered_on, one.answered_by, one.sent_on) == (day(14), None, TODAY)
    assert left().rows == [("agreements.confirmationask", "settled")]


def test_what_the_others_confirmed_in_the_meeting_is_still_asked(
    world: World, row: Agreement, network: Network
) -> None:
    confirm_in_meeting(network, {row.uuid: 1}, [world.region], by=world.actor("noor"))
    assert remind(world, day(14)) == 1


def test_when_all_of_it_ended_nobody_is_reminded(world: World, row: Agreement) -> None:
    end_agreement(row, by=world.actor("noor"), on=TODAY, reason="oud")
    assert (remind(world, day(14)), open_people()) == (0, [])


def test_who_may_not_confirm_any_more_gets_no_mail(
    world: World, row: Agreement, alter: Alter
) -> None:
    alter(function_of(world, "joost"), role=Role.READER)
    assert remind(world, day(14)) == 0
    assert sent() == (2, 0)
    before = events()
    assert (remind(world, day(15)), events()) == (0, before)


def test_an_old_question_is_not_reminded_of_beside_a_new_one(world: World, row: Agreement) -> None:
    ask(world, day(335))
    assert remind(world, day(335)) == 0
    assert remind(world, day(349)) == 1
    assert ConfirmationAsk.objects.count() == 1


def test_only_koppelvlak_reminds(world: World, row: Agreement) -> None:
    names = ("joost", "wil", "roos", "noor", "bram", "iris", "sanne", "anouk", "petra")

    def act(name: str) -> int:
        return remind_agreements(world.water, by=world.actor(name, on=day(14)))

    refused(RefusedError, names, act)
    refused(UnseenError, ("otto",), act)
    assert sent() == (1, 0)


def test_the_log_says_that_it_was_asked_again(world: World, row: Agreement) -> None:
    remind(world, day(14))
    told = left()
    assert (told.action, told.subject) == (Can.ASK_AGREEMENTS, world.water.uuid)
    assert told.rows == [("agreements.confirmationask", "reminded")]


def test_an_organisation_that_was_not_asked_is_not_reminded(world: World, row: Agreement) -> None:
    before = events()
    assert remind_agreements(world.region, by=clock(day(14))) == 0
    assert events() == before
