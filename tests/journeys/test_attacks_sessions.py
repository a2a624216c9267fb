"""Somebody has a password, an open session or a mail too many: how far do they get with it?"""

from __future__ import annotations

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.notices.queue import claim, delivered
from koppelvlak.people.actions import reset_second_factor, set_password
from koppelvlak.people.erasure import erase_person
from koppelvlak.people.models import Person
from tests.people.test_second_factor import code
from tests.world import World

PASSWORD = "een heel lang wachtwoord"
OTHER = "mallory@voorbeeld.invalid"


@pytest.fixture
def noor(world: World) -> Person:
    """Return Noor, who knows her password, and so does somebody else."""
    cache.clear()
    set_password(world.person("noor"), password=PASSWORD, by=world.actor("noor"))
    return world.person("noor")


def signed_in(password: str = PASSWORD, **headers: str) -> Client:
    client = Client(headers=headers)
    client.post("/account/login/", {"login": "noor@voorbeeld.invalid", "password": password})
    return client


def home(client: Client) -> str:
    """Return where the first page leads; nowhere for who is let in."""
    return str(client.get("/").headers.get("Location", "")).partition("?")[0]


def equip(client: Client) -> None:
    """Set up an authenticator app."""
    url = reverse("mfa_activate_totp")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": url})
    found = re.search(r"<code>([A-Z2-7]{32})</code>", client.get(url).content.decode())
    assert found
    client.post(url, {"code": code(found[1])})


def test_a_session_with_a_password_alone_does_not_grow_with_the_owners_second_factor(
    noor: Person, django_capture_on_commit_callbacks: object
) -> None:
    thief, owner = signed_in(), signed_in()
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[operator]
        equip(owner)
    assert home(owner) == ""
    assert home(thief) == reverse("account_login")


@pytest.mark.parametrize("accept", ["application/json", "*/*", "text/html"])
@pytest.mark.parametrize("htmx", ["true", ""])
def test_no_way_of_asking_avoids_the_second_factor(noor: Person, accept: str, htmx: str) -> None:
    headers = {"accept": accept} | ({"hx-request": htmx} if htmx else {})
    client = signed_in(**headers)
    for page in ("/", "/zoeken/?q=a", f"/mensen/{noor.uuid}/bewaard/", "/log/?formaat=csv"):
        assert client.get(page).headers["Location"] == reverse("mfa_index")


def test_setting_up_cannot_touch_a_factor_that_is_there(noor: Person) -> None:
    TOTP.activate(noor, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    thief = signed_in()
    for page in ("mfa_deactivate_totp", "mfa_generate_recovery_codes", "mfa_add_webauthn"):
        assert thief.post(reverse(page)).headers["Location"].startswith("/account/login/")
    assert list(Authenticator.objects.values_list("type", flat=True)) == ["totp"]


def test_no_recovery_codes_can_be_laid_by_before_there_is_a_factor(noor: Person) -> None:
    thief = signed_in()
    thief.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    thief.post(reverse("mfa_generate_recovery_codes"))
    assert not Authenticator.objects.exists()


def test_signing_in_gives_a_new_session(noor: Person) -> None:
    client = Client()
    client.post("/taal/", {"language": "en", "next": "/"})
    planted = client.session.session_key
    client.post("/account/login/", {"login": noor.email, "password": PASSWORD})
    assert client.session.session_key not in {planted, None}


@pytest.mark.parametrize("what", ["erased", "reset", "password"])
def test_every_session_ends(noor: Person, world: World, what: str) -> None:
    client, by = signed_in(), world.actor("bram")
    if what == "erased":
        erase_person(noor, by=by)
    elif what == "reset":
        reset_second_factor(noor, by=by)
    else:
        set_password(noor, password="nog een heel lang wachtwoord", by=world.actor("noor"))
    assert home(client) == reverse("account_login")


def test_the_link_of_a_reset_never_follows_the_host_header(noor: Person) -> None:
    url = reverse("account_reset_password")
    Client().post(url, {"email": noor.email}, headers={"host": "localhost:1337"})
    text = Message.objects.get(to=noor.email).text
    assert "http://localhost:8000/account/password/reset/key/" in text
    assert "1337" not in text


def test_ones_own_file_holds_no_link_of_a_mail_one_cannot_read(
    noor: Person, settings: Settings
) -> None:
    settings.MFA_REQUIRED = False
    client = signed_in()
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    client.post(reverse("people:ask_email"), {"email": OTHER})
    found = re.search(r"/mijn-gegevens/mailadres/[^/\s]+/", Message.objects.get(to=OTHER).text)
    assert found
    page = reverse("people:export", args=[noor.uuid])
    assert found[0] not in client.get(page).content.decode()
    assert found[0] not in json.dumps(client.post(page).json())


def test_a_mail_that_was_sent_is_not_kept_word_for_word(noor: Person) -> None:
    Client().post(reverse("account_reset_password"), {"email": noor.email})
    message = claim(now=timezone.now())
    assert message is not None
    delivered(message, now=timezone.now())
    message.refresh_from_db()
    assert (message.state, message.text) == (Message.SENT, "")
