"""The link in the mail: opening changes nothing, the button confirms, everything else is dead."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.core import signing
from django.test import Client

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.notices.models import Message
from koppelvlak.organisations.actions import (
    Reached,
    confirm_contact_point,
    edit_contact_point,
    remove_contact_point,
)
from koppelvlak.organisations.lifecycle import CONFIRMED, UNCONFIRMED
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.people.actions import end_function
from koppelvlak.people.models import Function, Person
from koppelvlak.rights import Role
from koppelvlak.rounds import actions
from koppelvlak.rounds.models import Ask, Round
from tests.people.conftest import Alter, Hold, function_of
from tests.rounds.conftest import Link, ask_of, clock
from tests.world import TODAY, World

OTHER = Reached(function="NOC", channel="phone", address="+31880000002", hours="24/7")


def desk(world: World) -> ContactPoint:
    return ContactPoint.objects.get(pk=world.desk.pk)


def press(client: Client, path: str) -> int:
    return client.post(path, {"token": str(uuid4())}).status_code


def test_a_scanner_may_open_it_ten_times(link: Link, anyone: Client, world: World) -> None:
    events = Event.objects.count()
    for _time in range(5):
        assert anyone.get(link("joost")).status_code == 200
        assert anyone.head(link("joost")).status_code == 200
    assert desk(world).state == UNCONFIRMED
    assert Event.objects.count() == events
    assert Ask.objects.exclude(answered_on=None).count() == 0


def test_the_page_shows_what_is_asked(link: Link, anyone: Client) -> None:
    page = anyone.get(link("joost")).content.decode()
    assert "Wachtdienst crisis" in page
    assert "Roos Meijer" not in page


def test_a_manager_is_asked_about_people_as_well(link: Link, anyone: Client, alter: Alter) -> None:
    assert "Roos Meijer" in anyone.get(link("wil")).content.decode()


def test_one_click_confirms_without_signing_in(link: Link, anyone: Client, world: World) -> None:
    path = link("joost")
    answer = anyone.post(path, {"token": str(uuid4())})
    assert answer["Location"] == f"{path}bedankt/"
    assert anyone.get(answer["Location"]).status_code == 200
    assert (desk(world).state, desk(world).last_confirmed) == (CONFIRMED, TODAY)
    assert desk(world).confirmed_by == world.person("joost").uuid


def test_the_log_says_who_for_whom_and_how(link: Link, anyone: Client, world: World) -> None:
    press(anyone, link("joost"))
    event = Event.objects.latest("number")
    assert (event.action, event.actor) == ("round.answer", world.person("joost").uuid)
    assert event.organisation == world.water.uuid
    assert event.payload is not None
    assert event.payload["origin"].endswith("(link in mail)")
    assert [row["what"] for row in event.payload["rows"]] == ["confirmed", "answered"]


def test_a_manager_confirms_people(link: Link, anyone: Client, world: World) -> None:
    assert press(anyone, link("wil")) == 302
    roos = function_of(world, "roos")
    assert (roos.last_confirmed, roos.confirmed_by) == (TODAY, world.person("wil"))


@pytest.mark.parametrize("mangle", [str.upper, str.lower, lambda path: path[:-9] + "xxxxxxxx/"])
def test_a_forged_link_is_unknown(
    link: Link, anyone: Client, mangle: Callable[[str], str], world: World
) -> None:
    forged = "/klopt-alles-nog/" + mangle(link("joost").removeprefix("/klopt-alles-nog/"))
    assert anyone.get(forged).status_code == 404
    assert press(anyone, forged) == 404
    assert desk(world).state == UNCONFIRMED


def test_a_token_for_another_purpose_is_unknown(asked: Round, anyone: Client) -> None:
    said = [ask_of("joost").uuid.hex, "0" * 32]
    other = signing.dumps(said, salt="koppelvlak.people.email")
    assert anyone.get(f"/klopt-alles-nog/{other}/").status_code == 404


def test_a_link_moved_to_another_organisation_is_dead(
    link: Link, anyone: Client, world: World, alter: Alter, asked: Round
) -> None:
    path = link("joost")
    alter(asked, organisation=world.stranger)
    assert press(anyone, path) == 410
    assert desk(world).state == UNCONFIRMED


def test_a_link_moved_to_another_person_is_dead(
    link: Link, anyone: Client, world: World, alter: Alter, asked: Round
) -> None:
    path = link("joost")
    alter(ask_of("joost"), person=world.person("roos"))
    assert press(anyone, path) == 410
    assert desk(world).state == UNCONFIRMED


def test_a_sealed_list_of_other_points_is_dead(
    link: Link, anyone: Client, alter: Alter, world: World
) -> None:
    path = link("joost")
    ask = ask_of("joost")
    ask.covers["points"][str(world.desk.uuid)]["version"] = 2
    alter(ask, covers=ask.covers)
    assert anyone.get(path).status_code == 410


def test_it_works_once(link: Link, anyone: Client, world: World) -> None:
    path = link("joost")
    assert (press(anyone, path), press(anyone, path)) == (302, 409)
    assert anyone.get(path).status_code == 410
    assert desk(world).version == 2


def test_a_double_click_confirms_once(link: Link, anyone: Client, world: World) -> None:
    form = {"token": str(uuid4())}
    assert [anyone.post(link("joost"), form).status_code for _time in range(2)] == [302, 409]
    assert desk(world).version == 2


def test_it_dies_with_the_function(link: Link, anyone: Client, world: World) -> None:
    path = link("joost")
    end_function(function_of(world, "joost"), by=world.actor("wil"))
    assert anyone.get(path).status_code == 410
    assert press(anyone, path) == 410
    assert desk(world).state == UNCONFIRMED


def test_rights_are_those_of_now(link: Link, anyone: Client, world: World, alter: Alter) -> None:
    path = link("joost")
    alter(function_of(world, "joost"), role=Role.READER)
    assert press(anyone, path) == 403
    assert desk(world).state == UNCONFIRMED


def test_who_manages_no_longer_confirms_no_people(
    link: Link, anyone: Client, world: World, alter: Alter
) -> None:
    path = link("wil")
    alter(function_of(world, "wil"), role=Role.BOUNDARY_WORKER)
    assert press(anyone, path) in {403, 409}
    assert not Function.objects.exclude(last_confirmed=None).exists()
    assert desk(world).state == UNCONFIRMED


def test_a_function_elsewhere_does_not_help(
    link: Link, anyone: Client, world: World, hold: Hold
) -> None:
    path = link("joost")
    hold("joost", "stranger", Role.MANAGER)
    end_function(function_of(world, "joost"), by=world.actor("wil"))
    assert press(anyone, path) == 410


def test_what_changed_is_said_and_nothing_is_confirmed(
    link: Link, anyone: Client, world: World
) -> None:
    path = link("joost")
    edit_contact_point(world.desk, OTHER, by=world.actor("wil"))
    answer = anyone.post(path, {"token": str(uuid4())})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "088 000 00 01" in page
    assert "088 000 0002" in page
    assert desk(world).state == UNCONFIRMED
    assert anyone.get(path).status_code == 409


def test_changed_and_changed_back_is_a_change(link: Link, anyone: Client, world: World) -> None:
    path, before = link("joost"), desk(world)
    same = Reached(
        function=before.function, channel=before.channel, address=before.address, hours=before.hours
    )
    edit_contact_point(before, OTHER, by=world.actor("wil"))
    edit_contact_point(before, same, by=world.actor("wil"))
    assert press(anyone, path) == 409


def test_what_was_removed_is_said(link: Link, anyone: Client, world: World) -> None:
    path = link("joost")
    remove_contact_point(world.desk, by=world.actor("wil"))
    answer = anyone.get(path)
    assert answer.status_code == 409
    assert "Wachtdienst crisis" in answer.content.decode()


def test_what_a_colleague_confirmed_is_no_change(link: Link, anyone: Client, world: World) -> None:
    path = link("wil")
    confirm_contact_point(world.desk, by=world.actor("joost"))
    assert press(anyone, path) == 302
    assert desk(world).confirmed_by == world.person("joost").uuid
    assert function_of(world, "roos").last_confirmed == TODAY


def test_when_a_colleague_did_all_there_is_nothing_to_do(
    link: Link, anyone: Client, world: World
) -> None:
    path = link("joost")
    confirm_contact_point(world.desk, by=world.actor("wil"))
    assert anyone.get(path).status_code == 410


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 410)])
def test_it_has_its_time(link: Link, anyone: Client, days: int, status: int) -> None:
    path = link("joost")
    later = TODAY + timedelta(days=days)
    with time_machine.travel(f"{later.isoformat()}T09:00:00+01:00"):
        assert anyone.get(path).status_code == status


def test_an_older_link_gives_way_to_the_newer(
    link: Link, anyone: Client, world: World, asked: Round
) -> None:
    path = link("joost")
    edit_contact_point(world.desk, OTHER, by=world.actor("wil"))
    actions.remind(asked, by=clock(TODAY + timedelta(days=14)))
    assert link("joost") != path
    assert anyone.get(path).status_code == 410
    assert press(anyone, link("joost")) == 302


def test_the_page_speaks_the_language_of_who_was_asked(
    anyone: Client, world: World, alter: Alter
) -> None:
    alter(world.person("joost"), language="en")
    actions.ask(world.water, by=clock())
    mail = Message.objects.get(to="joost@voorbeeld.invalid")
    assert "Is everything still right at Vitens?" in mail.subject
    page = anyone.get(mail.text.split("http://localhost:8000")[1].split()[0])
    assert page["Content-Language"] == "en"
    assert '<html lang="en"' in page.content.decode()


def test_guessing_is_slowed_down(anyone: Client, world: World) -> None:
    answers = [anyone.get(f"/klopt-alles-nog/{n}/").status_code for n in range(40)]
    assert (answers[0], answers[-1]) == (404, 429)


def test_the_link_signs_nobody_in(link: Link, anyone: Client, world: World) -> None:
    press(anyone, link("joost"))
    assert anyone.get(world.water.get_absolute_url()).status_code == 302


def test_thanks_are_for_who_answered(link: Link, anyone: Client) -> None:
    assert anyone.get(f"{link('joost')}bedankt/").status_code == 404
    assert anyone.get("/klopt-alles-nog/x/bedankt/").status_code == 404


def test_an_erased_person_answers_nothing(
    link: Link, anyone: Client, world: World, alter: Alter
) -> None:
    path = link("joost")
    joost = Person.objects.get(pk=world.person("joost").pk)
    alter(joost, state="erased")
    assert anyone.get(path).status_code == 410
