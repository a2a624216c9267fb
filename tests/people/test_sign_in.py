"""Signing in with a password: what is said, what is recorded, what is throttled."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from koppelvlak.kit.audit.models import Event
from koppelvlak.people.lifecycle import ERASED
from koppelvlak.people.models import Person
from koppelvlak.people.sign_in import SIGNED_IN, SIGNED_OUT
from tests.people.conftest import PASSWORD, Alter, is_throttled, mail_to, sign_in
from tests.world import World

OTHER = "nog een heel lang wachtwoord"


@pytest.fixture(autouse=True)
def password_alone(settings: Settings) -> None:
    settings.MFA_REQUIRED = False


def test_password_and_address_in_any_case(noor: Person, client: Client) -> None:
    assert sign_in(client, "NOOR@Voorbeeld.invalid").headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(noor.pk)


def test_the_page_speaks_the_language_of_the_person(
    noor: Person, client: Client, alter: Alter
) -> None:
    alter(noor, language="en")
    sign_in(client)
    assert 'lang="en"' in client.get(reverse("people:profile")).content.decode()


def test_signing_in_and_out_is_recorded(noor: Person, client: Client) -> None:
    sign_in(client)
    client.post(reverse("account_logout"))
    events = Event.objects.order_by("number")
    assert [(e.action, e.result, e.subject) for e in events] == [
        (SIGNED_IN, "done", noor.uuid),
        (SIGNED_OUT, "done", noor.uuid),
    ]
    assert events[0].payload is not None
    assert events[0].payload["origin"] == "127.0.0.1"


def test_a_wrong_password_is_recorded_not_kept(noor: Person, client: Client) -> None:
    answer = sign_in(client, word="verkeerd wachtwoord")
    assert answer.status_code == 422
    event = Event.objects.get()
    assert (event.action, event.result, event.subject) == (SIGNED_IN, "refused", noor.uuid)
    assert "verkeerd" not in str(event.payload)


def test_an_unknown_address_hears_the_same_and_is_not_kept(noor: Person, client: Client) -> None:
    wrong = sign_in(client, word="verkeerd wachtwoord").content.decode()
    unknown = sign_in(client, email="geheim@voorbeeld.invalid").content.decode()
    said = re.compile(r'<div class="error-summary".*?</div>', re.DOTALL)
    assert said.findall(wrong) == said.findall(unknown) != []
    assert "geheim" not in str(Event.objects.latest("number").payload)


def test_the_sixth_wrong_password_in_five_minutes_is_throttled(
    noor: Person, client: Client
) -> None:
    assert isinstance(caches["default"], DatabaseCache)
    for _attempt in range(5):
        sign_in(client, word="verkeerd wachtwoord")
    answer = sign_in(client)
    assert answer.status_code == 422
    assert is_throttled(answer)
    assert "_auth_user_id" not in client.session
    # Another process counts with the same table.
    assert is_throttled(sign_in(Client()))


def test_after_five_minutes_one_may_try_again(noor: Person, client: Client) -> None:
    for _attempt in range(6):
        sign_in(client, word="verkeerd wachtwoord")
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert sign_in(client).status_code == 302


def test_asking_the_page_too_often_is_refused(client: Client, world: World) -> None:
    said = {"login": "geen adres", "password": "x"}
    for _attempt in range(30):
        client.post(reverse("account_login"), said)
    assert client.post(reverse("account_login"), said).status_code == 429


def test_an_erased_person_cannot_sign_in(noor: Person, client: Client, alter: Alter) -> None:
    alter(noor, state=ERASED)
    sign_in(client)
    assert "_auth_user_id" not in client.session


def test_one_goes_on_to_where_one_was_going_on_this_site_only(noor: Person, client: Client) -> None:
    said = {"login": noor.email, "password": PASSWORD}
    login = reverse("account_login")
    assert client.post(login, said | {"next": "/netwerken/"}).headers["Location"] == "/netwerken/"
    client.post(reverse("account_logout"))
    assert client.post(login, said | {"next": "//evil.example"}).headers["Location"] == "/"


def test_a_forgotten_password_is_chosen_anew_with_a_link(noor: Person, client: Client) -> None:
    elsewhere = Client()
    sign_in(elsewhere)
    answer = client.post(reverse("account_reset_password"), {"email": noor.email})
    assert answer.headers["Location"] == reverse("account_reset_password_done")
    assert mail.outbox == []
    found = re.search(r"http://localhost:\d+(\S+)", mail_to(noor.email).text)
    assert found
    form = client.get(found[1]).headers["Location"]
    assert client.post(form, {"password1": OTHER, "password2": "anders"}).status_code == 422
    assert client.post(form, {"password1": OTHER, "password2": OTHER}).status_code == 302
    noor.refresh_from_db()
    assert noor.check_password(OTHER)
    assert elsewhere.get("/").status_code == 302
    # Used: the same link shows no form any more.
    assert "password1" not in client.get(found[1]).content.decode()


def test_a_reset_link_works_once_and_for_two_hours(noor: Person, client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": noor.email})
    found = re.search(r"http://localhost:\d+(\S+)", mail_to(noor.email).text)
    assert found
    with time_machine.travel(timezone.localtime() + timedelta(hours=2, minutes=1)):
        assert client.get(found[1]).status_code == 200
    assert client.get(found[1]).status_code == 302


def test_an_unknown_address_gets_a_mail_that_says_so(world: World, client: Client) -> None:
    email = "onbekend@voorbeeld.invalid"
    answer = client.post(reverse("account_reset_password"), {"email": email})
    assert answer.status_code == 302
    assert email in mail_to(email).text


def test_no_address_is_kept_a_second_time(noor: Person, client: Client) -> None:
    client.post(reverse("account_reset_password"), {"email": noor.email})
    sign_in(client)
    assert not EmailAddress.objects.exists()


@pytest.mark.parametrize("key", ["1-x", "zzzzzzzzzzzzzzzzzzzz-x-y", "1-%00", "0-set-password"])
def test_a_made_up_reset_link_is_told_so(world: World, client: Client, key: str) -> None:
    assert client.get(f"/account/password/reset/key/{key}/").status_code == 200
