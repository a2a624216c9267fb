"""Linking and unlinking an account of the provider: it works, who may not, when not, what stays."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.urls import reverse

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, UnseenError, WrongStateError
from koppelvlak.kit.notices.models import Message
from koppelvlak.people.erasure import erase_person
from koppelvlak.people.export import export_person
from koppelvlak.people.linking import link_account, unlink_account
from koppelvlak.people.models import Person
from koppelvlak.people.provider import Identity
from tests.people.conftest import PASSWORD, Alter, Enter, mail_to
from tests.people.identity_provider import (
    SUBJECT,
    IdentityProvider,
    linked,
    provider,
    sign_in,
    started,
)
from tests.people.test_erase import where
from tests.world import World

__all__ = ["linked", "provider", "started"]
ELSEWHERE = Identity("https://login.voorbeeld.invalid", SUBJECT)


@pytest.fixture
def noor_at_her_desk(enter: Enter, world: World, alter: Alter) -> Client:
    """Return the browser of Noor, who just gave her password once more."""
    alter(world.person("noor"), password=make_password(PASSWORD))
    client = enter("noor")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def test_from_ones_own_page(
    noor_at_her_desk: Client, provider: IdentityProvider, world: World
) -> None:
    page = noor_at_her_desk.get(reverse("people:link"))
    assert f"form-action 'self' {provider.url}" in page.headers["Content-Security-Policy"]
    back = provider.authorize(noor_at_her_desk.post(reverse("people:link")).headers["Location"])
    answer = noor_at_her_desk.get(back)
    assert answer.headers["Location"] == reverse("people:profile")
    assert SocialAccount.objects.get().user_id == world.person("noor").pk
    assert "is linked" in noor_at_her_desk.get(reverse("people:profile")).content.decode()
    other = Client()
    assert sign_in(other, provider).headers["Location"] == "/"
    assert other.session["_auth_user_id"] == str(world.person("noor").pk)


def test_it_is_recorded_and_told(linked: Person) -> None:
    event = Event.objects.get(action="person.link-account")
    assert event.actor == event.subject == linked.uuid
    assert SUBJECT not in str(event.payload)
    assert mail_to(linked.email).subject == "You linked an account to sign in with"


def test_the_password_is_asked_again_first(
    enter: Enter, provider: IdentityProvider, world: World, alter: Alter
) -> None:
    alter(world.person("noor"), password=make_password(PASSWORD))
    for name in ("people:link", "people:unlink"):
        answer = enter("noor").get(reverse(name))
        assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))


def test_nobody_links_for_somebody_else(world: World) -> None:
    for name in ("bram", "petra", "anouk"):
        with pytest.raises((RefusedError, UnseenError)):
            link_account(world.person("noor"), ELSEWHERE, by=world.actor(name))


def test_one_account_belongs_to_one_person(linked: Person, world: World) -> None:
    identity = Identity(SocialAccount.objects.get().extra_data["issuer"], SUBJECT)
    with pytest.raises(WrongStateError, match="Somebody already signs in"):
        link_account(world.person("bram"), identity, by=world.actor("bram"))


def test_one_person_has_one_account(linked: Person, world: World) -> None:
    with pytest.raises(WrongStateError, match="linked an account already"):
        link_account(linked, ELSEWHERE, by=world.actor("noor"))


def test_the_same_subject_of_another_issuer_is_somebody_else(linked: Person, world: World) -> None:
    link_account(world.person("bram"), ELSEWHERE, by=world.actor("bram"))
    assert SocialAccount.objects.count() == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Identity("https://a.nl", "1x"), Identity("https://a.nl1", "x")),
        (Identity("https://a.nl", "x"), Identity("https://b.nl", "x")),
        (Identity("https://a.nl", "x"), Identity("https://a.nl", "X")),
    ],
)
def test_keys_differ_when_issuer_or_subject_does(one: Identity, other: Identity) -> None:
    assert one.key != other.key
    assert one.key == Identity(one.issuer, one.subject).key


def test_unlinking_ends_it_and_every_other_session(
    linked: Person, noor_at_her_desk: Client, provider: IdentityProvider, settings: Any
) -> None:
    other = Client()
    sign_in(other, provider)
    assert other.get("/").status_code == 200
    assert noor_at_her_desk.get(reverse("people:unlink")).status_code == 200
    noor_at_her_desk.post(reverse("people:unlink"))
    assert not SocialAccount.objects.exists()
    assert other.get("/").headers["Location"].startswith("/account/login/")
    assert noor_at_her_desk.get("/").status_code == 200
    assert sign_in(Client(), provider).status_code == 403


def test_unlinking_is_recorded_and_told(linked: Person, world: World, alter: Alter) -> None:
    alter(linked, password=make_password(PASSWORD))
    Message.objects.all().delete()
    unlink_account(linked, by=world.actor("noor"))
    assert Event.objects.get(action="person.unlink-account").actor == linked.uuid
    assert mail_to(linked.email).subject == "You unlinked an account to sign in with"


def test_without_a_password_one_would_be_locked_out(linked: Person, world: World) -> None:
    with pytest.raises(WrongStateError, match="choose a password"):
        unlink_account(linked, by=world.actor("noor"))
    assert SocialAccount.objects.exists()


def test_nothing_linked_is_nothing_to_unlink(
    noor_at_her_desk: Client, world: World, provider: IdentityProvider
) -> None:
    assert noor_at_her_desk.get(reverse("people:unlink")).status_code == 404
    with pytest.raises(WrongStateError, match="no account"):
        unlink_account(world.person("noor"), by=world.actor("noor"))


def test_it_is_in_what_is_kept_of_one(linked: Person, world: World) -> None:
    (row,) = export_person(linked, by=world.actor("noor"))["provider_accounts"]
    assert row["subject"] == SUBJECT
    assert json.dumps(row)


def test_erasing_leaves_nothing_of_it(world: World, alter: Alter) -> None:
    canary = Identity("https://kanarie.voorbeeld.invalid", "kanarie-onderwerp")
    link_account(world.person("noor"), canary, by=world.actor("noor"))
    assert where("kanarie", canary.key)
    erase_person(world.person("noor"), by=world.actor("noor"))
    assert not where("kanarie", canary.key)
