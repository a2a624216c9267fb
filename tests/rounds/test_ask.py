"""The clock: who is mailed, once in a half-year, and reminded twice at most."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.due import run_due
from koppelvlak.kit.errors import RefusedError, WrongStateError
from koppelvlak.kit.notices.models import Message
from koppelvlak.organisations.actions import confirm_contact_point
from koppelvlak.people.actions import end_function
from koppelvlak.rounds import actions
from koppelvlak.rounds.models import Ask, Round
from tests.people.conftest import Alter, function_of
from tests.rounds.conftest import clock
from tests.world import TODAY, World

VITENS = {"joost@voorbeeld.invalid", "wil@voorbeeld.invalid"}


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


def mails(name: str = "joost") -> list[str]:
    sent = Message.objects.filter(to=f"{name}@voorbeeld.invalid").order_by("pk")
    return [message.subject for message in sent]


def test_workers_and_managers_are_mailed(world: World) -> None:
    actions.ask(world.water, by=clock())
    assert set(Message.objects.values_list("to", flat=True)) == VITENS


def test_the_subject_says_how_far_it_may_be_shared(world: World) -> None:
    actions.ask(world.water, by=clock())
    assert mails()[0].startswith("[TLP:AMBER] ")
    assert mails("wil")[0].startswith("[TLP:AMBER+STRICT] ")


def test_the_mail_lists_what_is_asked_with_one_link(world: World) -> None:
    actions.ask(world.water, by=clock())
    text = Message.objects.get(to="joost@voorbeeld.invalid").text
    assert "Wachtdienst crisis" in text
    assert text.count("http") == 1


def test_two_roles_with_one_title_are_told_apart(world: World) -> None:
    actions.ask(world.water, by=clock())
    lines = Message.objects.get(to="wil@voorbeeld.invalid").text.splitlines()
    held = [line for line in lines if line.startswith("- ") and line.endswith(")")]
    assert len(set(held)) == len(held) == world.water.functions.filter(state="held").count()
    assert any(line.endswith("(organisatiebeheerder)") for line in held)


def test_what_is_right_is_not_asked(world: World, alter: Alter) -> None:
    confirm_contact_point(world.desk, by=world.actor("wil"))
    for name in ("joost", "wil", "roos"):
        alter(function_of(world, name), last_confirmed=TODAY)
    assert actions.ask(world.water, by=clock()) is None
    assert not Message.objects.exists()


def test_people_alone_are_asked_of_managers_alone(world: World) -> None:
    confirm_contact_point(world.desk, by=world.actor("wil"))
    actions.ask(world.water, by=clock())
    assert (mails(), len(mails("wil"))) == ([], 1)


def test_a_second_time_is_refused(world: World, asked: Round) -> None:
    with pytest.raises(WrongStateError):
        actions.ask(world.water, by=clock())
    assert len(mails()) == 1


@pytest.mark.parametrize("name", ["wil", "petra", "anouk"])
def test_only_the_clock_asks(world: World, name: str) -> None:
    with pytest.raises(RefusedError):
        actions.ask(world.water, by=world.actor(name))


def test_the_command_asks_everybody_once(world: World) -> None:
    for _time in range(3):
        call_command("run_due", stdout=StringIO())
    # The region has people to confirm; nobody of the stranger's can say anything of people.
    assert set(Message.objects.values_list("to", flat=True)) == VITENS | {"bram@voorbeeld.invalid"}
    assert Message.objects.count() == 3


def test_the_command_says_what_it_did(world: World) -> None:
    out = StringIO()
    call_command("run_due", stdout=out)
    assert "rounds asked       2" in out.getvalue()


@pytest.mark.parametrize("text", ["x", "2026-13-01"])
def test_the_command_refuses_what_is_no_day(text: str) -> None:
    with pytest.raises(CommandError):
        call_command("run_due", "--on", text)


def test_a_year_of_nights_mails_six_times_and_never_twice_a_day(world: World) -> None:
    for days in range(0, 361, 15):
        run_due(date(2026, 10, 1) + timedelta(days=days))
        run_due(date(2026, 10, 1) + timedelta(days=days))
    assert len(mails()) == 6
    assert Round.objects.filter(organisation=world.water).count() == 2


def test_who_answered_is_not_reminded(world: World, asked: Round) -> None:
    actions.answer(Ask.objects.get(person=world.person("joost")), by=world.actor("joost"))
    actions.remind(asked, by=clock(after(14)))
    assert (len(mails()), len(mails("wil"))) == (1, 2)


def test_a_reminder_says_that_it_is_one(asked: Round) -> None:
    actions.remind(asked, by=clock(after(14)))
    assert "Herinnering" in mails()[1]


def test_late_nights_send_one_reminder_not_two(asked: Round) -> None:
    actions.remind(asked, by=clock(after(30)))
    actions.remind(asked, by=clock(after(31)))
    assert len(mails()) == 2


def test_very_late_nights_send_none(asked: Round) -> None:
    assert actions.remind(asked, by=clock(after(60))) is None
    assert len(mails()) == 1


def test_who_left_is_not_reminded(world: World, asked: Round) -> None:
    end_function(function_of(world, "joost"), by=world.actor("wil"))
    before = len(mails())
    actions.remind(asked, by=clock(after(14)))
    assert len(mails()) == before


def test_what_a_colleague_confirmed_is_not_asked_again(world: World, asked: Round) -> None:
    confirm_contact_point(world.desk, by=world.actor("wil"))
    actions.remind(asked, by=clock(after(14)))
    assert (len(mails()), len(mails("wil"))) == (1, 2)


def test_the_log_tells_of_each_question(world: World, asked: Round) -> None:
    event = Event.objects.latest("number")
    assert event.action == "organisation.ask-round"
    assert event.payload is not None
    kinds = [row["kind"] for row in event.payload["rows"]]
    assert kinds == ["rounds.ask", "rounds.ask", "rounds.round"]


def test_no_round_begins_just_before_the_next(world: World) -> None:
    run_due(date(2027, 3, 10))
    assert not Round.objects.exists()


def test_the_worker_runs_what_is_due(world: World) -> None:
    # As the worker's loop does it each hour.
    with time_machine.travel("2026-11-23T12:00:00+01:00"):
        run_due(TODAY)
    assert Round.objects.count() == 2
