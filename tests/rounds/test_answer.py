"""Answering a round: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.kit.errors import (
    RefusalError,
    RefusedError,
    StaleError,
    UnseenError,
    WrongStateError,
)
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.waiting import waiting
from koppelvlak.organisations.actions import (
    Reached,
    confirm_contact_point,
    edit_contact_point,
    remove_contact_point,
)
from koppelvlak.organisations.lifecycle import CONFIRMED, UNCONFIRMED
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.people.actions import end_function
from koppelvlak.people.models import Function
from koppelvlak.rights import Can, Role
from koppelvlak.rounds.actions import answer
from koppelvlak.rounds.models import Ask, Round
from tests.aftermath import left, refusal, refused
from tests.people.conftest import Alter, Hold, function_of
from tests.rounds.conftest import ask_of
from tests.world import TODAY, World

NOC = Reached(function="NOC", channel="phone", address="+31880000002", hours="24/7")


def desk(world: World) -> ContactPoint:
    return ContactPoint.objects.get(pk=world.desk.pk)


def answered() -> list[str]:
    rows = Ask.objects.exclude(answered_on=None).order_by("person__name")
    return [one.person.name for one in rows]


def confirmed_people() -> set[str]:
    rows = Function.objects.exclude(last_confirmed=None).select_related("person")
    return {one.person.name for one in rows}


def test_a_worker_confirms_the_contact_points(world: World, asked: Round) -> None:
    row = answer(ask_of("joost"), by=world.actor("joost"))
    assert (row.answered_on, row.version) == (TODAY, 2)
    point = desk(world)
    assert (point.state, point.last_confirmed, point.version) == (CONFIRMED, TODAY, 2)
    assert point.confirmed_by == world.person("joost").uuid
    assert (answered(), confirmed_people()) == (["Joost van Dam"], set())


def test_a_manager_confirms_people_as_well(world: World, asked: Round) -> None:
    answer(ask_of("wil"), by=world.actor("wil"))
    assert desk(world).state == CONFIRMED
    assert confirmed_people() == {"Joost van Dam", "Roos Meijer", "Wil Peters"}
    roos = function_of(world, "roos")
    assert (roos.last_confirmed, roos.confirmed_by) == (TODAY, world.person("wil"))
    assert roos.version == 2


def test_what_a_colleague_confirmed_keeps_the_name_of_the_colleague(
    world: World, asked: Round
) -> None:
    answer(ask_of("joost"), by=world.actor("joost"))
    answer(ask_of("wil"), by=world.actor("wil"))
    assert desk(world).confirmed_by == world.person("joost").uuid
    assert desk(world).version == 2
    assert answered() == ["Joost van Dam", "Wil Peters"]


def test_the_log_names_what_was_confirmed(world: World, asked: Round) -> None:
    answer(ask_of("wil"), by=world.actor("wil"))
    told = left()
    assert (told.action, told.subject) == (Can.ANSWER_ROUND, asked.uuid)
    assert (told.who, told.organisation) == ("Wil Peters", "Vitens")
    assert told.rows == [
        ("organisations.contactpoint", "confirmed"), ("people.function", "confirmed"),
        ("people.function", "confirmed"), ("people.function", "confirmed"),
        ("rounds.ask", "answered"),
    ]  # fmt: skip
    assert told.after == {"answered_on": str(TODAY), "version": 2}


def test_an_answer_tells_nobody(world: World, asked: Round) -> None:
    before = Message.objects.count()
    answer(ask_of("joost"), by=world.actor("joost"))
    assert Message.objects.count() == before


def test_it_waits_no_more_for_who_answered(world: World, asked: Round) -> None:
    def waits(name: str) -> int:
        titles = [str(one.title) for one in waiting(world.actor(name))]
        return titles.count("Is everything still right at Vitens?")

    assert (waits("joost"), waits("wil"), waits("roos")) == (1, 1, 0)
    answer(ask_of("joost"), by=world.actor("joost"))
    assert (waits("joost"), waits("wil")) == (0, 1)


def test_a_colleague_who_only_reads_may_not(world: World, asked: Round) -> None:
    ask = ask_of("joost")
    told = refusal(RefusedError, lambda: answer(ask, by=world.actor("roos")))
    assert told == (
        "To do this (answer a verification round) you must be: boundary worker of the organisation"
        " it belongs to; organisation manager of the organisation it belongs to."
    )
    assert (answered(), desk(world).state) == ([], UNCONFIRMED)


def test_for_others_there_is_no_round(world: World, asked: Round) -> None:
    ask = ask_of("joost")
    names = ("noor", "bram", "lezer", "otto", "sanne", "anouk", "petra", "iris")
    refused(UnseenError, names, lambda name: answer(ask, by=world.actor(name)))
    assert (answered(), desk(world).state) == ([], UNCONFIRMED)


def test_an_auditor_of_the_own_organisation_may_not(world: World, asked: Round) -> None:
    ask = ask_of("joost")
    auditor = world.actor("roos", roles=frozenset({Role.AUDITOR}))
    refusal(UnseenError, lambda: answer(ask, by=auditor))
    assert answered() == []


def test_a_worker_does_not_answer_for_people(world: World, asked: Round) -> None:
    # Joost stands at the browser of Wil: what Wil was asked goes beyond what Joost may.
    told = refusal(RefusedError, lambda: answer(ask_of("wil"), by=world.actor("joost")))
    assert told.startswith("To do this (confirm that somebody still has a function) you must be:")
    assert (confirmed_people(), desk(world).state, answered()) == (set(), UNCONFIRMED, [])


def test_it_is_answered_once(world: World, asked: Round) -> None:
    answer(ask_of("joost"), by=world.actor("joost"))
    told = refusal(WrongStateError, lambda: answer(ask_of("joost"), by=world.actor("joost")))
    assert told == "This was answered before."
    assert desk(world).version == 2


def test_who_was_not_asked_has_nothing_to_answer(world: World, asked: Round) -> None:
    told = refusal(WrongStateError, lambda: answer(Ask(round=asked), by=world.actor("joost")))
    assert told == "This was answered before."


def test_a_contact_point_that_changed_holds_up_all(world: World, asked: Round) -> None:
    ask = ask_of("wil")
    edit_contact_point(world.desk, NOC, by=world.actor("joost"))
    told = refusal(StaleError, lambda: answer(ask, by=world.actor("wil")))
    assert told == "Your change was not saved. Compare both versions and save again."
    assert (answered(), confirmed_people()) == ([], set())


def test_a_contact_point_that_is_gone_holds_up_all(world: World, asked: Round) -> None:
    ask = ask_of("joost")
    remove_contact_point(world.desk, by=world.actor("wil"))
    refusal(StaleError, lambda: answer(ask, by=world.actor("joost")))
    assert answered() == []


def test_a_function_that_changed_holds_up_all(world: World, asked: Round, alter: Alter) -> None:
    ask = ask_of("wil")
    alter(function_of(world, "roos"), title="directeur")
    refusal(StaleError, lambda: answer(ask, by=world.actor("wil")))
    assert confirmed_people() == set()


def test_who_left_meanwhile_is_passed_over(world: World, asked: Round) -> None:
    ask = ask_of("wil")
    end_function(function_of(world, "roos"), by=world.actor("wil"))
    answer(ask, by=world.actor("wil"))
    assert confirmed_people() == {"Joost van Dam", "Wil Peters"}


def test_who_came_meanwhile_was_not_asked_about(world: World, asked: Round, hold: Hold) -> None:
    ask = ask_of("wil")
    new = hold("iris", "water", Role.READER)
    answer(ask, by=world.actor("wil"))
    assert Function.objects.get(pk=new.pk).last_confirmed is None


def test_when_a_colleague_did_all_the_answer_is_kept_all_the_same(
    world: World, asked: Round
) -> None:
    confirm_contact_point(world.desk, by=world.actor("wil"))
    answer(ask_of("joost"), by=world.actor("joost"))
    assert answered() == ["Joost van Dam"]
    assert desk(world).confirmed_by == world.person("wil").uuid


@pytest.mark.parametrize("days", [1, 100])
def test_the_day_of_the_answer_is_the_day_that_counts(
    world: World, asked: Round, days: int
) -> None:
    later = TODAY + timedelta(days=days)
    answer(ask_of("joost"), by=world.actor("joost", on=later))
    assert desk(world).last_confirmed == later
    assert ask_of("joost").answered_on == later


def test_a_refusal_leaves_nothing_half(world: World, asked: Round, alter: Alter) -> None:
    ask = ask_of("wil")
    alter(function_of(world, "roos"), title="directeur")
    with pytest.raises(RefusalError):
        answer(ask, by=world.actor("wil"))
    assert (Round.objects.get().answered_on, Round.objects.get().version) == (None, 1)
