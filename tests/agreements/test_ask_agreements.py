"""Asking once a year: whom, when, about which agreements, who may not, what it leaves behind."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import pytest

from koppelvlak.agreements import asked
from koppelvlak.agreements.actions import (
    add_agreement,
    confirm_agreements,
    end_agreement,
)
from koppelvlak.agreements.asking import ask_agreements
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.lifecycle import PROPOSED
from koppelvlak.agreements.models import Agreement, ConfirmationAsk, Side
from koppelvlak.agreements.nightly import ask_yearly
from koppelvlak.kit.due import each, run_due
from koppelvlak.kit.errors import RefusedError, UnseenError, WrongStateError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can, Role
from tests.aftermath import events, left, refusal, refused
from tests.agreements.asks import LONG_AGO, ask, ask_of, clock, day, open_people
from tests.agreements.conftest import Put, acts, gains, warning
from tests.people.conftest import Alter, Hold, alter, function_of, hold
from tests.world import TODAY, World

__all__ = ["alter", "hold"]
YEAR = 365


def due(world: World, on: date = TODAY) -> bool:
    return world.water in asked.to_ask(on)


def confirm(world: World, row: Agreement, on: date = TODAY) -> None:
    version = Agreement.objects.get(pk=row.pk).version
    confirm_agreements(world.water, {row.uuid: version}, by=world.actor("joost", on=on))


def test_who_may_confirm_is_asked(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO)
    assert ask(world) == 1
    row = ask_of("joost")
    assert (row.organisation, row.asked_on, row.sent_on, row.sent) == (world.water, TODAY, TODAY, 1)
    assert (row.answered_on, row.answered_by) == (None, None)
    assert str(row) == "Vitens (2026)"


def test_a_signatory_is_asked_as_well_a_manager_or_reader_is_not(
    world: World, put: Put, hold: Hold
) -> None:
    put(agreed_on=LONG_AGO)
    hold("roos", "water", Role.SIGNATORY)
    assert ask(world) == 2
    assert open_people() == ["Joost van Dam", "Roos Meijer"]


def test_who_holds_both_roles_is_asked_once(world: World, put: Put, hold: Hold) -> None:
    put(agreed_on=LONG_AGO)
    hold("joost", "water", Role.SIGNATORY)
    assert ask(world) == 1


def test_what_a_mail_said_is_kept_by_version(world: World, put: Put) -> None:
    row = put(agreed_on=LONG_AGO)
    ask(world)
    told = ask_of("joost").covers[str(row.uuid)]
    assert (told["version"], told["wording"]) == (1, 1)
    assert told["sentence"] == Agreement.objects.get(pk=row.pk).sentence
    assert "Draaiboek" not in str(told["details"])


def test_all_that_it_may_confirm_is_asked_at_once(world: World, put: Put) -> None:
    # Also what is fresh, and what it only benefits from: one screen, once a year.
    old = put(agreed_on=LONG_AGO)
    fresh = put(action="belt …")
    other = put(parties=(acts(world.region), gains(world.water)))
    ask(world)
    assert set(ask_of("joost").covers) == {str(row.uuid) for row in (old, fresh, other)}


@pytest.mark.parametrize("kind", ["recommendation", "framework", "note"])
def test_what_nobody_confirms_is_not_asked(world: World, put: Put, kind: str) -> None:
    put(agreed_on=LONG_AGO, kind=kind)
    assert ask(world) == 0
    assert not ConfirmationAsk.objects.exists()


def test_what_the_organisation_keeps_to_itself_goes_into_no_mail(
    world: World, put: Put, network: Network
) -> None:
    shown = put(agreed_on=LONG_AGO)
    given = warning(world, agreed_on=LONG_AGO, tlp=Tlp.AMBER_STRICT)
    hidden = add_agreement(network, given, by=world.actor("joost"))
    ask(world)
    assert list(ask_of("joost").covers) == [str(shown.uuid)]
    assert asked.kept_back(world.water) == 1
    end_agreement(hidden, by=world.actor("joost"), on=TODAY, reason="oud")
    assert asked.kept_back(world.water) == 0


def test_of_what_others_keep_to_themselves_it_hears_nothing(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO, tlp=Tlp.AMBER_STRICT)
    assert (ask(world), asked.kept_back(world.water)) == (0, 0)


def test_what_is_proposed_or_ended_is_not_asked(world: World, put: Put, network: Network) -> None:
    add_agreement(network, warning(world), by=world.actor("noor"), state=PROPOSED)
    row = put(agreed_on=LONG_AGO)
    end_agreement(row, by=world.actor("noor"), on=TODAY, reason="oud")
    assert ask(world) == 0


def test_by_a_rule_whoever_sits_there_is_asked(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO, parties=(Stated(Side.ACTING, everybody=True), gains(world.stranger)))
    assert {row.key for row in asked.to_ask(TODAY)} == {"vitens", "vr04"}


def test_who_only_benefits_is_not_asked_for_that(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO)
    assert world.region not in asked.to_ask(TODAY)


@pytest.mark.parametrize(("days", "expected"), [(364, False), (365, True), (None, True)])
def test_never_confirmed_comes_due_a_year_after_it_was_agreed(
    world: World, put: Put, days: int | None, *, expected: bool
) -> None:
    put(agreed_on=None if days is None else day(-days))
    assert due(world) is expected


@pytest.mark.parametrize(("days", "expected"), [(334, False), (335, True), (800, True)])
def test_what_was_confirmed_comes_due_thirty_days_before_the_year_is_over(
    world: World, put: Put, days: int, *, expected: bool
) -> None:
    row = put(agreed_on=LONG_AGO)
    confirm(world, row)
    assert due(world, day(days)) is expected


def test_what_was_agreed_after_it_was_confirmed_is_as_young_as_that(
    world: World, put: Put, alter: Alter
) -> None:
    row = put(agreed_on=LONG_AGO)
    confirm(world, row)
    later = Agreement.objects.get(pk=row.pk)
    alter(later, agreed_on=day(100))
    assert (due(world, day(340)), due(world, day(435))) == (False, True)


def test_what_another_party_confirmed_does_not_count(world: World, put: Put) -> None:
    row = put(agreed_on=LONG_AGO)
    confirm_agreements(world.region, {row.uuid: 1}, by=world.actor("noor"))
    assert due(world)


def test_one_old_agreement_among_fresh_ones_is_enough(world: World, put: Put) -> None:
    put()
    assert not due(world)
    put(agreed_on=LONG_AGO, action="belt …")
    assert due(world)


def test_nobody_is_asked_who_left_or_was_erased(world: World, put: Put, alter: Alter) -> None:
    put(agreed_on=LONG_AGO)
    alter(function_of(world, "joost"), valid_to=day(-1))
    assert (due(world), ask(world)) == (False, 0)
    alter(function_of(world, "joost"), valid_to=None)
    alter(world.person("joost"), state="erased")
    assert (due(world), ask(world)) == (False, 0)


def test_a_guest_is_never_asked(world: World, put: Put, hold: Hold) -> None:
    put(agreed_on=LONG_AGO, parties=(acts(world.supervisor), gains(world.region)))
    hold("sanne", "supervisor", Role.BOUNDARY_WORKER)
    assert world.supervisor not in asked.to_ask(TODAY)
    assert ask_agreements(world.supervisor, by=clock()) == 0


def test_a_second_question_within_the_year_is_refused(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO)
    ask(world)
    for later in (TODAY, day(200), day(334)):
        told = refusal(WrongStateError, partial(ask, world, later))
        assert told == "This organisation was asked within the year already."
    assert ConfirmationAsk.objects.count() == 1


def test_a_year_later_the_old_question_gives_way(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO)
    ask(world)
    old = ask_of("joost")
    assert ask(world, day(335)) == 1
    assert left().rows == [
        ("agreements.confirmationask", "replaced"), ("agreements.confirmationask", "asked"),
    ]  # fmt: skip
    assert (ask_of("joost").asked_on, ask_of("joost").uuid != old.uuid) == (day(335), True)


def test_what_was_answered_is_kept_beside_the_new_question(world: World, put: Put) -> None:
    row = put(agreed_on=LONG_AGO)
    ask(world)
    confirm(world, row)
    assert ask(world, day(335)) == 1
    assert [one.answered_on for one in ConfirmationAsk.objects.all()] == [TODAY, None]


def test_only_koppelvlak_asks(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO)
    names = ("joost", "wil", "roos", "noor", "bram", "iris", "sanne", "anouk", "petra")
    refused(RefusedError, names, lambda name: ask_agreements(world.water, by=world.actor(name)))
    refused(UnseenError, ("otto",), lambda name: ask_agreements(world.water, by=world.actor(name)))
    assert not ConfirmationAsk.objects.exists()


def test_the_log_says_that_it_was_asked(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO)
    ask(world)
    told = left()
    assert (told.action, told.subject) == (Can.ASK_AGREEMENTS, world.water.uuid)
    assert (told.who, told.rows) == ("Koppelvlak", [("agreements.confirmationask", "asked")])


def test_at_night_it_goes_by_itself_and_twice_is_once(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO)
    done = run_due(TODAY)
    assert (done["people asked about agreements"], done["people reminded of agreements"]) == (1, 0)
    before = events()
    assert ask_yearly(TODAY)["people asked about agreements"] == 0
    assert (events(), open_people()) == (before, ["Joost van Dam"])


def test_at_night_one_that_is_refused_does_not_keep_the_others(world: World, put: Put) -> None:
    # The region was asked at this very moment by another clock, of which the list did not know.
    put(agreed_on=LONG_AGO, parties=(Stated(Side.ACTING, everybody=True), gains(world.stranger)))
    listed = asked.to_ask(TODAY)
    ask_agreements(world.region, by=clock())
    assert [one.key for one in listed] == ["vitens", "vr04"]
    before = events()
    assert each(listed, lambda one: ask_agreements(one, by=clock())) == 1
    assert events() == before + 2
    assert open_people() == ["Joost van Dam", "Noor de Wit"]


def test_the_year_goes_round(world: World, put: Put) -> None:
    row = put(agreed_on=LONG_AGO)
    asked_on = []
    turns = (0, 335, 670, 1005)
    for days in sorted({turn + off for turn in turns for off in (-1, 0, 1, 95)} - {-1}):
        if ask_yearly(day(days))["people asked about agreements"]:
            asked_on.append(days)
            confirm(world, row, day(days))
    assert asked_on == list(turns)


def test_a_question_a_year_also_when_nobody_answers(world: World, put: Put) -> None:
    put(agreed_on=LONG_AGO)
    nights = [day(days) for days in range(0, 700, 14)]
    told = [ask_yearly(night)["people asked about agreements"] for night in nights]
    assert sum(told) == 3
    assert ConfirmationAsk.objects.filter(answered_on=None).count() == 1
    assert timedelta(days=YEAR - 30) <= ask_of("joost").asked_on - TODAY
