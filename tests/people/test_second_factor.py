"""A second factor: asked of everybody, set up with a code, lost with a recovery code."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from koppelvlak.kit.audit.models import Event
from koppelvlak.people.models import Person
from koppelvlak.people.sign_in import SECOND_FACTOR, SIGNED_IN
from tests.people.conftest import PASSWORD, is_throttled, mail_to, sign_in

AUTHENTICATE = "mfa_authenticate"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def code(secret: str = SECRET) -> str:
    """Return what an authenticator app shows now."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))


@pytest.fixture(autouse=True)
def _one_moment() -> Iterator[None]:
    """Let no code run out between reading and sending it, once in many runs."""
    with time_machine.travel(timezone.now(), tick=False):
        yield


@pytest.fixture
def equipped(noor: Person) -> Person:
    TOTP.activate(noor, SECRET)
    RecoveryCodes.activate(noor)
    return noor


def test_with_a_password_alone_one_gets_no_further_than_setting_up(
    noor: Person, client: Client
) -> None:
    sign_in(client)
    assert client.get("/").headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200


def test_setting_up_shows_a_code_to_scan_and_lets_one_in(noor: Person, client: Client) -> None:
    sign_in(client)
    url = reverse("mfa_activate_totp")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD, "next": url})
    page = client.get(url).content.decode()
    assert '<img src="data:image/svg+xml;base64,' in page
    found = re.search(r"<code>([A-Z2-7]{32})</code>", page)
    assert found
    assert client.post(url, {"code": "000000"}).status_code == 422
    done = client.post(url, {"code": code(found[1])})
    assert done.headers["Location"] == reverse("mfa_view_recovery_codes")
    assert client.get(done.headers["Location"]).content.decode().count("<code>") == 10
    assert client.get("/").status_code == 200


def test_setting_up_is_recorded_and_told(
    noor: Person, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        test_setting_up_shows_a_code_to_scan_and_lets_one_in(noor, client)
    events = Event.objects.filter(action=SECOND_FACTOR)
    reasons = [event.payload["reason"] for event in events if event.payload]
    assert reasons == ["totp +", "recovery_codes +"]
    assert mail_to(noor.email).person == noor.uuid


def test_before_setting_up_the_password_is_asked_again(noor: Person, client: Client) -> None:
    sign_in(client)
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_password_and_code_sign_in(equipped: Person, client: Client) -> None:
    assert sign_in(client).headers["Location"] == reverse(AUTHENTICATE)
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))
    assert client.get(reverse(AUTHENTICATE)).status_code == 200
    assert client.post(reverse(AUTHENTICATE), {"code": code()}).headers["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_code_works_once(equipped: Person, client: Client) -> None:
    sign_in(client)
    client.post(reverse(AUTHENTICATE), {"code": code()})
    other = Client()
    sign_in(other)
    assert other.post(reverse(AUTHENTICATE), {"code": code()}).status_code == 422


def test_a_wrong_code_is_recorded_and_throttled(equipped: Person, client: Client) -> None:
    sign_in(client)
    for _attempt in range(6):
        answer = client.post(reverse(AUTHENTICATE), {"code": "000000"})
    assert is_throttled(answer)
    assert client.post(reverse(AUTHENTICATE), {"code": code()}).status_code == 422
    event = Event.objects.filter(action=SIGNED_IN, result="refused")[0]
    assert event.subject == equipped.uuid


def test_a_recovery_code_signs_in_once(equipped: Person, client: Client) -> None:
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    sign_in(client)
    assert client.post(reverse(AUTHENTICATE), {"code": codes[0]}).headers["Location"] == "/"
    other = Client()
    sign_in(other)
    assert other.post(reverse(AUTHENTICATE), {"code": codes[0]}).status_code == 422


def test_recovery_codes_alone_are_no_second_factor(noor: Person, client: Client) -> None:
    RecoveryCodes.activate(noor)
    client.force_login(noor)
    assert client.get("/").headers["Location"] == reverse("mfa_index")


def test_secrets_are_kept_encrypted(equipped: Person) -> None:
    kept = str(list(Authenticator.objects.values_list("data", flat=True)))
    assert SECRET not in kept
    assert Authenticator.objects.get(type="totp").wrap().validate_code(code())


def test_removing_the_app_asks_for_a_new_one(equipped: Person, client: Client) -> None:
    sign_in(client)
    client.post(reverse(AUTHENTICATE), {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_deactivate_totp")).status_code == 200
    assert client.post(reverse("mfa_deactivate_totp")).status_code == 302
    assert not Authenticator.objects.exists()
    assert client.get("/").headers["Location"] == reverse("mfa_index")


def test_a_change_is_told_by_mail(
    equipped: Person, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    sign_in(client)
    client.post(reverse(AUTHENTICATE), {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("mfa_generate_recovery_codes"))
    assert "127.0.0.1" in mail_to(equipped.email).text


def test_a_passkey_sign_in_can_begin_without_a_session(client: Client, db: None) -> None:
    answer: Any = client.get(reverse("mfa_login_webauthn"), headers={"accept": "application/json"})
    assert answer.status_code == 200
    assert "challenge" in str(answer.json())


MADE_UP = ["", "{}", "null", "[1]", "x", '{"id": 1}', '{"id": "a", "rawId": "b"}', "[" * 5000]


@pytest.mark.parametrize("credential", MADE_UP)
def test_a_made_up_passkey_is_refused(client: Client, db: None, credential: str) -> None:
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": credential})
    assert answer.headers["Location"] == reverse("account_login")


@pytest.mark.parametrize("credential", MADE_UP)
def test_a_made_up_key_is_refused_in_place(
    equipped: Person, client: Client, credential: str
) -> None:
    sign_in(client)
    assert client.post(reverse(AUTHENTICATE), {"credential": credential}).status_code == 422
    client.post(reverse(AUTHENTICATE), {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    answer = client.post(reverse("mfa_add_webauthn"), {"credential": credential})
    assert answer.status_code == 422


def test_the_question_is_asked_again_after_a_quarter_of_an_hour(
    equipped: Person, client: Client
) -> None:
    sign_in(client)
    client.post(reverse(AUTHENTICATE), {"code": code()})
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert client.get(reverse("mfa_add_webauthn")).status_code == 200
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert client.get(reverse("mfa_add_webauthn")).status_code == 302
