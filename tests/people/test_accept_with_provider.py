"""Accepting an invitation with an account of the identity provider."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from koppelvlak.people import invitations
from koppelvlak.people.lifecycle import ACCEPTED, OPEN
from koppelvlak.people.models import Invitation, Person
from koppelvlak.rights import Role
from tests.people.identity_provider import (
    START,
    SUBJECT,
    IdentityProvider,
    go,
    linked,
    provider,
    started,
)
from tests.world import World

__all__ = ["linked", "provider", "started"]
NINA = "nina@voorbeeld.invalid"


@pytest.fixture
def invitation(world: World, provider: IdentityProvider) -> Invitation:
    """Return an open invitation; ``token`` is what the mail says."""
    terms: Any = {"name": "Nina Nieuw", "role": Role.READER, "title": "adviseur"}
    return invitations.invite(world.region, email=NINA, by=world.actor("bram"), **terms)


def test_one_click_at_the_invitation_makes_the_account(
    invitation: Invitation, provider: IdentityProvider, client: Client
) -> None:
    page = client.get(reverse("people:invitation", args=[invitation.token]))
    assert "Accept with Regio-account" in page.content.decode()
    assert provider.url in page.headers["Content-Security-Policy"]
    back = provider.authorize(go(client, invitation=invitation.token), "sub-nina")
    assert client.get(back).headers["Location"] == "/"
    nina = Person.objects.get(email=NINA)
    assert (nina.name, nina.has_usable_password()) == ("Nina Nieuw", False)
    assert nina.functions.get().organisation == invitation.organisation
    assert client.session["_auth_user_id"] == str(nina.pk)
    assert client.get("/").headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    invitation.refresh_from_db()
    assert invitation.state == ACCEPTED


def test_the_link_itself_is_kept_nowhere(
    invitation: Invitation, provider: IdentityProvider, client: Client
) -> None:
    go(client, invitation=invitation.token)
    said = {key: value for key, value in client.session.items() if key == "socialaccount_states"}
    assert str(invitation.uuid) in str(said)
    states = [state for state, _at, _provider in said["socialaccount_states"].values()]
    assert all(invitation.token not in str(state["data"]) for state in states)


def test_a_made_up_invitation_leads_nowhere(
    world: World, provider: IdentityProvider, client: Client
) -> None:
    assert client.post(START, {"invitation": "verzonnen"}).status_code == 404


def test_it_is_too_late_after_expiry_or_withdrawal(
    invitation: Invitation, world: World, provider: IdentityProvider
) -> None:
    client = Client()
    back = provider.authorize(go(client, invitation=invitation.token), "sub-nina")
    with time_machine.travel(timezone.now() + timedelta(minutes=5)):
        invitations.withdraw_invitation(invitation, by=world.actor("bram"))
        assert client.get(back).status_code == 409
    assert not Person.objects.filter(email=NINA).exists()
    assert not SocialAccount.objects.exists()


def test_somebody_we_know_signs_in_and_finds_the_invitation_again(
    linked: Person, invitation: Invitation, provider: IdentityProvider, client: Client
) -> None:
    back = provider.authorize(go(client, invitation=invitation.token), SUBJECT)
    page = reverse("people:invitation", args=[invitation.token])
    assert client.get(back).headers["Location"] == page
    assert client.session["_auth_user_id"] == str(linked.pk)
    invitation.refresh_from_db()
    assert invitation.state == OPEN


def test_the_address_the_provider_tells_says_nothing(
    invitation: Invitation, provider: IdentityProvider, client: Client
) -> None:
    provider.knows("sub-nina", email="noor@voorbeeld.invalid", email_verified=True, name="Noor")
    client.get(provider.authorize(go(client, invitation=invitation.token), "sub-nina"))
    nina = Person.objects.get(email=NINA)
    assert nina.name == "Nina Nieuw"
    assert client.session["_auth_user_id"] == str(nina.pk)
