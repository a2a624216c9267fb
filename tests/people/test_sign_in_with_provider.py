"""Signing in at the identity provider: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.kit.audit.models import Event
from koppelvlak.people.models import Person
from koppelvlak.people.sign_in import SIGNED_IN
from tests.people.identity_provider import (
    CLIENT,
    START,
    SUBJECT,
    IdentityProvider,
    go,
    linked,
    provider,
    sign_in,
    started,
)
from tests.world import World

__all__ = ["linked", "provider", "started"]


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_who_linked_an_account_signs_in(
    linked: Person, provider: IdentityProvider, client: Client
) -> None:
    assert sign_in(client, provider).headers["Location"] == "/"
    assert client.session["_auth_user_id"] == str(linked.pk)


def test_it_asks_for_a_code_with_pkce_and_a_nonce_and_no_more(
    linked: Person, provider: IdentityProvider, client: Client
) -> None:
    sign_in(client, provider)
    asked = provider.asked[0]
    assert (asked["response_type"], asked["scope"], asked["client_id"]) == (
        "code", "openid", CLIENT,
    )  # fmt: skip
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) == 64 != len(asked["state"]) > 40


def test_what_the_address_asks_for_besides_is_left_out(
    provider: IdentityProvider, client: Client, world: World
) -> None:
    extra = "?scope=phone&process=redirect&auth_params=prompt%3Dnone%26redirect_uri%3Dhttps://x"
    address = client.post(START + extra).headers["Location"]
    assert not any(word in address for word in ("phone", "prompt", "//x"))


def test_the_name_in_the_log_is_ours(
    linked: Person, provider: IdentityProvider, client: Client
) -> None:
    sign_in(client, provider)
    event = Event.objects.filter(action=SIGNED_IN, result="done").get()
    assert event.actor == linked.uuid
    assert event.payload is not None
    assert event.payload["reason"] == "with the identity provider"
    assert SUBJECT not in str(event.payload)


def test_nothing_is_kept_but_issuer_and_subject(
    linked: Person, provider: IdentityProvider, client: Client
) -> None:
    sign_in(client, provider)
    account = SocialAccount.objects.get()
    assert account.extra_data == {"issuer": provider.url, "subject": SUBJECT}
    assert not SocialToken.objects.exists()


def test_somebody_unknown_is_told_whom_to_ask_and_nothing_is_made(
    world: World, provider: IdentityProvider, client: Client
) -> None:
    people = Person.objects.count()
    answer = sign_in(client, provider, "iemand-anders")
    assert answer.status_code == 403
    assert "Ask the organisation manager" in answer.content.decode()
    assert not signed_in(client)
    assert Person.objects.count() == people
    assert not SocialAccount.objects.exists()
    event = Event.objects.filter(action=SIGNED_IN, result="refused").get()
    assert "iemand-anders" not in str(event.payload)


def test_who_turns_back_at_the_provider_finds_the_sign_in_page(
    world: World, provider: IdentityProvider, client: Client
) -> None:
    answer = client.get(provider.authorize(go(client), action="deny"))
    assert answer.headers["Location"] == reverse("account_login")
    assert (
        "You did not sign in with Regio-account" in client.get("/account/login/").content.decode()
    )


def test_it_leads_back_to_where_one_was(
    linked: Person, provider: IdentityProvider, client: Client
) -> None:
    back = client.get(provider.authorize(go(client, next="/organisaties/")))
    assert back.headers["Location"] == "/organisaties/"


def test_it_leads_to_no_other_site(
    linked: Person, provider: IdentityProvider, client: Client
) -> None:
    back = client.get(provider.authorize(go(client, next="https://boef.invalid/")))
    assert back.headers["Location"] == "/"


def test_our_own_second_factor_is_asked(
    linked: Person, provider: IdentityProvider, client: Client
) -> None:
    TOTP.activate(linked, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    assert sign_in(client, provider).headers["Location"] == reverse("mfa_authenticate")
    assert not signed_in(client)


def test_and_has_to_be_set_up_first(
    linked: Person, provider: IdentityProvider, client: Client
) -> None:
    sign_in(client, provider)
    assert client.get("/").headers["Location"] == reverse("mfa_index")


@pytest.mark.parametrize(
    ("claims", "enough"),
    [
        ({"amr": ["pwd", "mfa"]}, True),
        ({"acr": "urn:hoog"}, True),
        ({"amr": ["pwd"]}, False),
        ({"amr": "mfa"}, False),
        ({"acr": "urn:laag"}, False),
        ({}, False),
    ],
)
def test_the_second_factor_of_the_provider_counts_when_it_says_so(
    linked: Person,
    provider: IdentityProvider,
    client: Client,
    settings: Settings,
    claims: dict[str, Any],
    enough: Any,
) -> None:
    settings.OIDC_AMR, settings.OIDC_ACR = ["mfa"], ["urn:hoog"]
    TOTP.activate(linked, "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP")
    provider.knows(SUBJECT, **claims)
    sign_in(client, provider)
    assert provider.asked[0]["acr_values"] == "urn:hoog"
    assert (client.get("/").status_code == 200) is enough


def test_no_word_of_the_provider_counts_unless_the_operator_says_so(
    linked: Person, provider: IdentityProvider, client: Client
) -> None:
    provider.knows(SUBJECT, amr=["mfa"], acr="urn:hoog")
    sign_in(client, provider)
    assert client.get("/").headers["Location"] == reverse("mfa_index")


def test_signing_out_ends_our_session_and_what_the_provider_said(
    linked: Person, provider: IdentityProvider, client: Client, settings: Settings
) -> None:
    settings.OIDC_AMR = ["mfa"]
    provider.knows(SUBJECT, amr=["mfa"])
    sign_in(client, provider)
    client.post(reverse("account_logout"))
    assert not signed_in(client)
    assert client.get("/").headers["Location"].startswith(reverse("account_login"))
    provider.knows(SUBJECT)
    sign_in(client, provider)
    assert client.get("/").headers["Location"] == reverse("mfa_index")


def test_the_policy_names_the_provider_only_where_a_form_leads_there(
    provider: IdentityProvider, client: Client, world: World, settings: Settings
) -> None:
    page = client.get("/account/login/")
    assert f"form-action 'self' {provider.url};" in page.headers["Content-Security-Policy"] + ";"
    assert "Sign in with Regio-account" in page.content.decode()
    other = client.get("/account/password/reset/").headers["Content-Security-Policy"]
    assert provider.url not in other
    settings.OIDC_ISSUER, settings.OIDC_ORIGINS = "", []
    page = client.get("/account/login/")
    assert "form-action 'self';" in page.headers["Content-Security-Policy"] + ";"
    assert "Regio-account" not in page.content.decode()


@pytest.mark.parametrize("path", [START, f"{START}callback/"])
def test_without_a_provider_there_is_no_such_page(
    world: World, client: Client, path: str, settings: Settings
) -> None:
    settings.OIDC_ISSUER = ""
    assert client.get(path).status_code == 404
    assert client.post(path).status_code == 404


def test_a_provider_that_does_not_answer_is_told_in_words(
    world: World, client: Client, provider: IdentityProvider, settings: Settings
) -> None:
    settings.OIDC_ISSUER = "http://localhost:9"
    answer = client.post(START)
    assert answer.status_code == 401
    assert "Nothing was changed" in answer.content.decode()


def test_the_provider_itself_refuses_a_code_without_its_verifier(
    world: World, client: Client, provider: IdentityProvider
) -> None:
    back = provider.authorize(go(client))
    code = back.partition("code=")[2].partition("&")[0]
    form = {"grant_type": "authorization_code", "code": code, "client_id": CLIENT}
    answer = requests.post(f"{provider.url}/oauth2/token", data=form, timeout=10)
    assert answer.status_code == 400
