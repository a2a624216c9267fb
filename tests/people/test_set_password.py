"""Choosing a new password: through the door, every other session ends."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError
from koppelvlak.people.actions import set_password
from koppelvlak.people.models import Person
from koppelvlak.rights import Can
from tests.people.conftest import PASSWORD, mail_to, sign_in
from tests.world import World

OTHER = "nog een heel lang wachtwoord"
FORM = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}


@pytest.fixture(autouse=True)
def password_alone(settings: Settings) -> None:
    settings.MFA_REQUIRED = False


def test_this_session_lives_on_and_the_others_end(noor: Person, client: Client) -> None:
    elsewhere = Client()
    for browser in (client, elsewhere):
        sign_in(browser)
    assert client.post(reverse("account_change_password"), FORM).status_code == 302
    assert client.get(reverse("people:profile")).status_code == 200
    assert elsewhere.get(reverse("people:profile")).status_code == 302


def test_it_is_recorded_without_the_password_and_told(noor: Person, client: Client) -> None:
    sign_in(client)
    client.post(reverse("account_change_password"), FORM)
    noor.refresh_from_db()
    event = Event.objects.get(action=Can.SET_PASSWORD)
    assert noor.password not in str(event.payload)
    assert mail_to(noor.email).person == noor.uuid


@pytest.mark.parametrize(
    "wrong", [{"oldpassword": "x"}, {"password2": "x"}, {"password1": "kort", "password2": "kort"}]
)
def test_mistakes_are_shown_in_place(noor: Person, client: Client, wrong: dict[str, str]) -> None:
    sign_in(client)
    answer = client.post(reverse("account_change_password"), FORM | wrong)
    assert answer.status_code == 422
    noor.refresh_from_db()
    assert noor.check_password(PASSWORD)


def test_who_has_none_chooses_one(world: World, client: Client) -> None:
    client.force_login(world.person("bram"))
    answer = client.get(reverse("account_change_password"))
    assert answer.headers["Location"] == reverse("account_set_password")
    words = {"password1": OTHER, "password2": OTHER}
    assert client.post(reverse("account_set_password"), words).status_code == 302
    world.person("bram").refresh_from_db()
    assert world.person("bram").check_password(OTHER)


def test_a_manager_does_not_choose_it_for_someone(world: World) -> None:
    with pytest.raises(RefusedError):
        set_password(world.person("noor"), password=OTHER, by=world.actor("bram"))
