"""Attacks on signing in with the provider: each ends at a page in words, with nobody signed in."""

from __future__ import annotations

import json
import time
from typing import Any

import jwt
import pytest
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.kit.audit.models import Event
from koppelvlak.people.models import Person
from koppelvlak.people.sign_in import SIGNED_IN
from tests.people.conftest import PASSWORD, Alter, Enter
from tests.people.identity_provider import (
    CLIENT,
    MAIL,
    SUBJECT,
    IdentityProvider,
    go,
    linked,
    provider,
    running,
    sign_in,
    started,
    trust,
)
from tests.world import World

__all__ = ["linked", "provider", "started"]
PARTY = "iemand-anders"

LIES: dict[str, dict[str, Any]] = {
    "made for another client": {"aud": PARTY},
    "made for nobody": {"aud": None},
    "made for several, passed on by another": {"aud": [CLIENT, PARTY], "azp": PARTY},
    "made for several, passed on by nobody": {"aud": [CLIENT, PARTY]},
    "passed on by another": {"azp": PARTY},
    "of another issuer": {"iss": "https://boef.invalid"},
    "of no issuer": {"iss": None},
    "of an earlier attempt": {"nonce": "0" * 64},
    "of no attempt": {"nonce": None},
    "expired": {"exp": 1_600_000_000},
    "never expiring": {"exp": None},
    "of some day": {"iat": None},
    "from the future": {"iat": 4_000_000_000},
    "about nobody": {"sub": None},
    "about an empty name": {"sub": ""},
    "about a number": {"sub": 7},
    "about an endless name": {"sub": "x" * 300},
}


def refused(answer: Any, client: Client) -> bool:
    words = "gave no answer that we can trust" in answer.content.decode()
    return answer.status_code == 401 and words and "_auth_user_id" not in client.session


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_is_not_for_us_now(
    linked: Person, provider: IdentityProvider, client: Client, lie: str
) -> None:
    provider.lie = LIES[lie]
    assert refused(sign_in(client, provider), client)
    event = Event.objects.filter(action=SIGNED_IN).get()
    assert event.result == "refused"


def test_a_token_with_our_name_among_others_passes_when_it_was_made_for_us(
    linked: Person, provider: IdentityProvider, client: Client
) -> None:
    provider.lie = {"aud": [CLIENT, PARTY], "azp": CLIENT}
    sign_in(client, provider)
    assert client.session["_auth_user_id"] == str(linked.pk)


def by_a_stranger(claims: dict[str, Any]) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return jwt.encode(claims, key, "RS256")


def unsigned(claims: dict[str, Any]) -> str:
    return jwt.encode(claims, None, "none")  # type: ignore[arg-type]


def by_what_everybody_knows(claims: dict[str, Any]) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048).public_key()
    shared = key.public_bytes(Encoding.DER, PublicFormat.PKCS1)
    return jwt.encode(claims, shared, "HS256")


@pytest.mark.parametrize("sign", [by_a_stranger, unsigned, by_what_everybody_knows])
def test_a_token_that_the_provider_did_not_sign(
    linked: Person, provider: IdentityProvider, client: Client, sign: Any
) -> None:
    provider.sign = sign
    assert refused(sign_in(client, provider), client)


@pytest.mark.parametrize("token", ["", "a.b.c", "{}", "null"])
def test_no_token_at_all(
    linked: Person, provider: IdentityProvider, client: Client, token: str
) -> None:
    provider.sign = lambda _claims: token
    assert refused(sign_in(client, provider), client)


def test_an_answer_works_once(linked: Person, provider: IdentityProvider, client: Client) -> None:
    back = provider.authorize(go(client))
    client.get(back)
    client.post(reverse("account_logout"))
    assert refused(client.get(back), client)


def test_an_answer_works_in_the_browser_that_asked(
    linked: Person, provider: IdentityProvider, client: Client
) -> None:
    back = provider.authorize(go(client))
    other = Client()
    go(other)
    assert refused(other.get(back), other)


def test_a_stolen_code_under_ones_own_attempt(
    linked: Person, provider: IdentityProvider, client: Client
) -> None:
    stolen = provider.authorize(go(Client())).partition("code=")[2].partition("&")[0]
    state = go(client).partition("state=")[2].partition("&")[0]
    answer = client.get(f"/account/oidc/login/callback/?code={stolen}&state={state}")
    assert refused(answer, client)


@pytest.mark.parametrize("query", ["", "?code=x", "?state=x", "?code=x&state=x", "?error=x"])
def test_an_answer_that_nobody_asked_for(
    world: World, provider: IdentityProvider, client: Client, query: str
) -> None:
    assert refused(client.get(f"/account/oidc/login/callback/{query}"), client)


def test_an_answer_after_ten_minutes(
    linked: Person, provider: IdentityProvider, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    back, later = provider.authorize(go(client)), time.time() + 601
    monkeypatch.setattr(time, "time", lambda: later)
    assert refused(client.get(back), client)


def test_the_same_subject_at_another_provider_is_a_stranger(
    linked: Person, settings: Settings, client: Client
) -> None:
    with running() as other:
        trust(settings, other)
        other.knows(SUBJECT, email=MAIL, email_verified=True)
        assert sign_in(client, other).status_code == 403
    assert "_auth_user_id" not in client.session


def test_nobody_becomes_somebody_by_their_mail_address(
    world: World, provider: IdentityProvider, client: Client
) -> None:
    provider.knows("boef", email=MAIL, email_verified=True, preferred_username=MAIL)
    assert sign_in(client, provider, "boef").status_code == 403
    assert "_auth_user_id" not in client.session
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "announced",
    [
        {"issuer": "https://boef.invalid"},
        {"issuer": None},
        {"token_endpoint": "ftp://localhost/token"},
        {"jwks_uri": "file:///etc/passwd"},
        {"authorization_endpoint": None},
    ],
)
def test_a_provider_that_announces_something_else(
    world: World, provider: IdentityProvider, client: Client, announced: dict[str, Any]
) -> None:
    provider.announce = announced
    cache.clear()
    assert refused(client.post("/account/oidc/login/"), client)


def test_linking_that_somebody_else_began(
    world: World, provider: IdentityProvider, enter: Enter, alter: Alter
) -> None:
    for name in ("noor", "bram"):
        alter(world.person(name), password=make_password(PASSWORD))
    client = enter("noor")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    back = provider.authorize(client.post(reverse("people:link")).headers["Location"])
    session = client.session
    states = json.loads(json.dumps(session["socialaccount_states"]))
    client.force_login(world.person("bram"))
    session = client.session
    session["socialaccount_states"] = states
    session.save()
    assert client.get(back).status_code == 403
    assert not SocialAccount.objects.exists()


def test_linking_needs_somebody_who_is_signed_in(
    world: World, provider: IdentityProvider, client: Client
) -> None:
    answer = client.post(reverse("people:link"))
    assert answer.headers["Location"].startswith(reverse("account_login"))
