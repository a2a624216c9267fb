"""Signing in with another address: confirmed there, told at the old one."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from koppelvlak.kit.errors import BadInputError, RefusedError, WrongStateError
from koppelvlak.people.actions import ask_email, change_email
from koppelvlak.people.notices import email_from, email_token
from tests.people.conftest import Enter, mail_to
from tests.world import World

NEW = "noor.nieuw@voorbeeld.invalid"


def ask(browser: Client, email: str = NEW) -> str:
    browser.post(reverse("people:ask_email"), {"email": email})
    found = re.search(r"http://localhost:\d+(\S+)", mail_to(email).text)
    assert found
    return found[1]


def test_asking_changes_nothing_yet(world: World, enter: Enter) -> None:
    ask(enter("noor"))
    world.person("noor").refresh_from_db()
    assert world.person("noor").email == "noor@voorbeeld.invalid"


def test_the_link_changes_the_address_and_tells_the_old_one(world: World, enter: Enter) -> None:
    browser = enter("noor")
    link = ask(browser)
    assert browser.get(link).status_code == 200
    assert browser.post(link).status_code == 302
    world.person("noor").refresh_from_db()
    assert world.person("noor").email == NEW
    assert NEW in mail_to("noor@voorbeeld.invalid").text


def test_the_link_works_once(enter: Enter) -> None:
    browser = enter("noor")
    link = ask(browser)
    browser.post(link)
    assert browser.get(link).status_code == 409


def test_the_link_is_for_one_person(enter: Enter) -> None:
    link = ask(enter("noor"))
    assert enter("bram").get(link).status_code == 409


def test_the_link_holds_for_a_day(world: World) -> None:
    noor = world.person("noor")
    noor.new_email = NEW
    token = email_token(noor)
    assert email_from(token, noor) == NEW
    with (
        time_machine.travel(timezone.now() + timedelta(days=1, minutes=1)),
        pytest.raises(WrongStateError),
    ):
        email_from(token, noor)


def test_a_made_up_link_leads_nowhere(enter: Enter) -> None:
    assert enter("noor").get("/mijn-gegevens/mailadres/a:b:c/").status_code == 409


def test_an_address_of_someone_else_is_refused(world: World) -> None:
    noor, by = world.person("noor"), world.actor("noor")
    for act in (ask_email, change_email):
        with pytest.raises(BadInputError):
            act(noor, email="BRAM@voorbeeld.invalid", by=by)


def test_a_manager_cannot_do_it_for_someone(world: World) -> None:
    with pytest.raises(RefusedError):
        ask_email(world.person("noor"), email=NEW, by=world.actor("bram"))
