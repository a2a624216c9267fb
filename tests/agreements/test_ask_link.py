"""The link in the yearly mail: opening changes nothing, the button confirms, all else is dead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias
from uuid import uuid4

import pytest
import time_machine
from django.core import signing
from django.core.cache import cache
from django.test import Client

from koppelvlak.agreements.actions import (
    confirm_agreements,
    confirm_in_meeting,
    edit_agreement,
    end_agreement,
)
from koppelvlak.agreements.models import Agreement, Confirmation, ConfirmationAsk, How
from koppelvlak.kit.audit.models import Event
from koppelvlak.networks.models import Network
from koppelvlak.people.actions import end_function
from koppelvlak.rights import Role
from tests.agreements.asks import LONG_AGO, ask, ask_of, day, link, mail, open_people, remind
from tests.agreements.conftest import Put, warning
from tests.people.conftest import Alter, Hold, alter, function_of, hold
from tests.world import TODAY, World

__all__ = ["alter", "hold"]
Press: TypeAlias = Callable[[str], int]
PLACE = "/afspraken/kloppen-ze-nog/"


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    """Let it be the day of the cast; nobody has guessed links yet."""
    cache.clear()
    with time_machine.travel(f"{TODAY.isoformat()}T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def row(world: World, put: Put, hold: Hold) -> Agreement:
    """Return an old agreement, about which Joost and Roos were asked today."""
    made = put(agreed_on=LONG_AGO)
    hold("roos", "water", Role.SIGNATORY)
    assert ask(world) == 2
    return made


@pytest.fixture
def anyone() -> Client:
    """Return a browser in which nobody signed in."""
    return Client(headers={"host": "localhost"})


@pytest.fixture
def press(anyone: Client) -> Press:
    """Return how the button is pressed; it says with which status it was answered."""

    def send(path: str) -> int:
        return anyone.post(path, {"token": str(uuid4())}).status_code

    return send


def said() -> list[tuple[str, str]]:
    rows = Confirmation.objects.order_by("pk")
    return [(one.organisation.short_name, one.how) for one in rows]


def test_a_scanner_may_open_it_ten_times(row: Agreement, anyone: Client) -> None:
    events = Event.objects.count()
    for _time in range(5):
        assert anyone.get(link("joost")).status_code == 200
        assert anyone.head(link("joost")).status_code == 200
    assert (said(), Event.objects.count()) == ([], events)
    assert open_people() == ["Joost van Dam", "Roos Meijer"]


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_nothing_else_answers(row: Agreement, anyone: Client, method: str) -> None:
    assert getattr(anyone, method)(link("joost")).status_code == 405
    assert said() == []


def test_one_click_confirms_all_without_signing_in(
    row: Agreement, put: Put, anyone: Client, world: World
) -> None:
    put(action="belt …", agreed_on=LONG_AGO)
    remind(world, day(14))
    path = link("joost")
    answer = anyone.post(path, {"token": str(uuid4())})
    assert answer["Location"] == f"{path}bedankt/"
    assert anyone.get(answer["Location"]).status_code == 200
    assert said() == [("Vitens", How.MAIL), ("Vitens", How.MAIL)]
    assert {one.by for one in Confirmation.objects.all()} == {world.person("joost").uuid}


def test_the_log_says_who_for_whom_and_how(row: Agreement, press: Press, world: World) -> None:
    press(link("joost"))
    event = Event.objects.latest("number")
    assert (event.action, event.actor) == (
        "organisation.confirm-agreements", world.person("joost").uuid,
    )  # fmt: skip
    assert event.organisation == world.water.uuid
    assert event.payload is not None
    assert event.payload["origin"].endswith("(link in mail)")


def test_the_link_of_a_colleague_says_that_it_was_done(
    row: Agreement, press: Press, anyone: Client
) -> None:
    assert press(link("joost")) == 302
    other = anyone.get(link("roos"))
    assert other.status_code == 410
    assert "door een collega" in other.content.decode()
    assert "Joost" not in other.content.decode()
    assert press(link("roos")) == 409
    assert said() == [("Vitens", How.MAIL)]


def test_so_it_does_when_a_colleague_used_the_screen(
    row: Agreement, anyone: Client, world: World
) -> None:
    confirm_agreements(world.water, {row.uuid: 1}, by=world.actor("joost"))
    assert "door een collega" in anyone.get(link("roos")).content.decode()
    # To whom did it themselves it says that.
    assert "U hebt op 23 november 2026" in anyone.get(link("joost")).content.decode()


def test_what_was_confirmed_in_the_meeting_is_done(
    row: Agreement, anyone: Client, world: World, network: Network
) -> None:
    path = link("joost")
    confirm_in_meeting(network, {row.uuid: 1}, [world.water], by=world.actor("noor"))
    assert anyone.get(path).status_code == 410
    remind(world, day(14))
    late = anyone.get(path)
    assert late.status_code == 410
    assert "in een overleg" in late.content.decode()


def test_it_works_once(row: Agreement, press: Press, anyone: Client) -> None:
    path = link("joost")
    assert (press(path), press(path), anyone.get(path).status_code) == (302, 409, 410)
    assert Agreement.objects.get(pk=row.pk).version == 2


def test_a_double_click_confirms_once(row: Agreement, anyone: Client) -> None:
    form = {"token": str(uuid4())}
    assert [anyone.post(link("joost"), form).status_code for _time in range(2)] == [302, 409]
    assert Agreement.objects.get(pk=row.pk).version == 2


def test_thanks_are_for_who_answered(row: Agreement, press: Press, anyone: Client) -> None:
    assert anyone.get(f"{link('joost')}bedankt/").status_code == 404
    press(link("joost"))
    assert anyone.get(f"{link('joost')}bedankt/").status_code == 200
    assert anyone.get(f"{link('roos')}bedankt/").status_code == 404
    assert anyone.get(f"{PLACE}x/bedankt/").status_code == 404
    assert anyone.post(f"{link('joost')}bedankt/").status_code == 405


def test_what_changed_is_said_and_nothing_is_confirmed(
    row: Agreement, press: Press, anyone: Client, world: World
) -> None:
    path = link("joost")
    edit_agreement(row, warning(world, within="binnen 1 uur"), by=world.actor("noor"))
    assert press(path) == 409
    page = anyone.get(path)
    assert page.status_code == 409
    assert "binnen 30 minuten" in page.content.decode()
    assert "binnen 1 uur" in page.content.decode()
    assert f"/afspraken/bevestigen/{world.water.uuid}/" in page.content.decode()
    assert (said(), open_people()) == ([], ["Joost van Dam", "Roos Meijer"])


def test_what_ended_is_said(row: Agreement, press: Press, anyone: Client, world: World) -> None:
    end_agreement(row, by=world.actor("noor"), on=TODAY, reason="oud")
    assert press(link("joost")) == 409
    assert "is beëindigd" in anyone.get(link("joost")).content.decode()


def test_that_another_party_confirmed_does_not_stand_in_the_way(
    row: Agreement, press: Press, world: World
) -> None:
    confirm_agreements(world.region, {row.uuid: 1}, by=world.actor("noor"))
    assert press(link("joost")) == 302
    assert sorted(said()) == [("VR IJsselland", How.SELF), ("Vitens", How.MAIL)]


def test_what_a_colleague_left_out_can_be_confirmed(
    row: Agreement, put: Put, press: Press, world: World
) -> None:
    other = put(action="belt …", agreed_on=LONG_AGO)
    remind(world, day(14))
    confirm_agreements(world.water, {row.uuid: 1}, by=world.actor("joost", on=day(15)))
    assert press(link("roos")) == 302
    assert Confirmation.objects.get(agreement=other).how == How.MAIL
    assert Confirmation.objects.get(agreement=row).how == How.SELF


@pytest.mark.parametrize("mangle", [str.upper, str.lower, lambda path: path[:-9] + "xxxxxxxx/"])
def test_a_forged_link_is_unknown(
    row: Agreement, anyone: Client, press: Press, mangle: Callable[[str], str]
) -> None:
    forged = PLACE + mangle(link("joost").removeprefix(PLACE))
    assert (anyone.get(forged).status_code, press(forged), said()) == (404, 404, [])


def test_a_link_of_a_round_is_unknown_here(row: Agreement, anyone: Client) -> None:
    told = [ask_of("joost").uuid.hex, "0" * 32]
    other = signing.dumps(told, salt="koppelvlak.rounds.link")
    assert anyone.get(f"{PLACE}{other}/").status_code == 404


@pytest.mark.parametrize("what", ["person", "organisation", "covers", "asked_on"])
def test_a_link_moved_to_something_else_is_dead(
    row: Agreement, press: Press, world: World, alter: Alter, what: str
) -> None:
    path, one = link("joost"), ask_of("joost")
    one.covers[str(row.uuid)]["version"] = 7
    other = {
        "person": world.person("wil"), "organisation": world.region, "covers": one.covers,
        "asked_on": day(-1),
    }  # fmt: skip
    alter(one, **{what: other[what]})
    assert (press(path), said()) == (410, [])


def test_a_question_that_gave_way_is_no_more(row: Agreement, anyone: Client, world: World) -> None:
    path = link("joost")
    ask(world, day(335))
    assert anyone.get(path).status_code == 404
    with time_machine.travel(f"{day(335).isoformat()}T10:00:00+01:00", tick=False):
        assert anyone.get(path).status_code == 410


def test_it_dies_with_the_function(row: Agreement, press: Press, world: World) -> None:
    path = link("joost")
    end_function(function_of(world, "joost"), by=world.actor("wil"))
    assert (press(path), said()) == (410, [])


def test_a_function_elsewhere_does_not_help(
    row: Agreement, press: Press, world: World, hold: Hold
) -> None:
    path = link("joost")
    hold("joost", "region", Role.BOUNDARY_WORKER)
    end_function(function_of(world, "joost"), by=world.actor("wil"))
    assert (press(path), said()) == (410, [])


def test_an_erased_person_answers_nothing(
    row: Agreement, press: Press, world: World, alter: Alter
) -> None:
    path = link("joost")
    alter(world.person("joost"), state="erased")
    assert (press(path), said()) == (410, [])


@pytest.mark.parametrize("role", [Role.READER, Role.MANAGER])
def test_rights_are_those_of_now(
    row: Agreement, press: Press, world: World, alter: Alter, role: Role
) -> None:
    alter(function_of(world, "joost"), role=role)
    assert (press(link("joost")), said()) == (403, [])


@pytest.mark.parametrize(("days", "status"), [(29, 200), (31, 410)])
def test_it_has_its_time(row: Agreement, anyone: Client, days: int, status: int) -> None:
    path = link("joost")
    with time_machine.travel(f"{day(days).isoformat()}T09:00:00+01:00", tick=False):
        assert anyone.get(path).status_code == status


def test_an_older_link_gives_way_to_the_newer(
    row: Agreement, anyone: Client, press: Press, world: World
) -> None:
    path = link("joost")
    edit_agreement(row, warning(world, within="binnen 1 uur"), by=world.actor("noor"))
    remind(world, day(14))
    assert anyone.get(path).status_code == 410
    assert press(link("joost")) == 302


def test_guessing_is_slowed_down(anyone: Client, world: World) -> None:
    answers = [anyone.get(f"{PLACE}{n}/").status_code for n in range(40)]
    assert (answers[0], answers[-1]) == (404, 429)


def test_pressing_is_slowed_down(row: Agreement, press: Press) -> None:
    path = link("joost")
    answers = [press(path) for _time in range(32)]
    assert (answers[0], answers[1], answers[-1]) == (302, 409, 429)


def test_the_link_signs_nobody_in(
    row: Agreement, press: Press, anyone: Client, world: World
) -> None:
    press(link("joost"))
    screen = anyone.get(f"/afspraken/bevestigen/{world.water.uuid}/")
    assert screen.status_code == 302
    assert screen["Location"].startswith("/account/login/")


def test_the_page_speaks_the_language_of_who_was_asked(
    put: Put, anyone: Client, world: World, alter: Alter
) -> None:
    alter(world.person("joost"), language="en")
    put(agreed_on=LONG_AGO)
    ask(world)
    assert "Are the agreements of Vitens still right?" in mail("joost").subject
    page = anyone.get(link("joost"))
    assert page["Content-Language"] == "en"
    assert '<html lang="en"' in page.content.decode()


def test_who_is_signed_in_as_somebody_else_answers_as_who_was_asked(
    row: Agreement, anyone: Client, press: Press, world: World
) -> None:
    anyone.force_login(world.person("noor"), "koppelvlak.people.known.KnownBackend")
    assert press(link("joost")) == 302
    assert ConfirmationAsk.objects.filter(answered_by=world.person("joost")).count() == 2
