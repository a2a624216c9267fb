"""The link in the yearly mail: opening changes nothing, the button confirms, all else is dead."""

from __future__ import annotations

from uuid import uuid4

import pytest
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
from tests.agreements.asks import (
    LONG_AGO,
    PLACE,
    Press,
    anyone,
    ask,
    day,
    link,
    mail,
    open_people,
    press,
    remind,
    row,
    said,
    today,
)
from tests.agreements.conftest import Put, warning
from tests.people.conftest import Alter, alter, hold
from tests.world import TODAY, World

__all__ = ["alter", "anyone", "hold", "press", "row", "today"]


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
    # Who changed it spoke for the region; for the company nobody did.
    assert said() == [("VR IJsselland", How.SELF)]
    assert open_people() == ["Joost van Dam", "Roos Meijer"]


def test_what_ended_is_said(row: Agreement, press: Press, anyone: Client, world: World) -> None:
    path = link("joost")
    end_agreement(row, by=world.actor("noor"), on=TODAY, reason="oud")
    assert press(path) == 409
    assert "is beëindigd" in anyone.get(path).content.decode()


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
