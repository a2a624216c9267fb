"""Withdrawing an invitation: its link leads nowhere any more."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from koppelvlak.kit.errors import UnseenError, WrongStateError
from koppelvlak.people.invitations import invite, withdraw_invitation
from koppelvlak.people.models import Invitation
from koppelvlak.rights import Role
from tests.people.conftest import Enter
from tests.world import World


@pytest.fixture
def invitation(world: World) -> Invitation:
    terms = {"email": "nieuw@voorbeeld.invalid", "name": "Nina", "title": "adviseur"}
    return invite(world.region, by=world.actor("bram"), role=Role.READER, **terms)


def test_the_link_is_dead(world: World, invitation: Invitation, client: Client) -> None:
    withdraw_invitation(invitation, by=world.actor("bram"))
    answer = client.get(reverse("people:invitation", args=[invitation.token]))
    assert answer.status_code == 409


def test_a_platform_manager_may_too(world: World, invitation: Invitation) -> None:
    assert withdraw_invitation(invitation, by=world.actor("petra")).state == "withdrawn"


@pytest.mark.parametrize("name", ["noor", "wil"])
def test_others_do_not_see_it(world: World, invitation: Invitation, name: str) -> None:
    with pytest.raises(UnseenError):
        withdraw_invitation(invitation, by=world.actor(name))


def test_not_twice(world: World, invitation: Invitation) -> None:
    withdraw_invitation(invitation, by=world.actor("bram"))
    with pytest.raises(WrongStateError):
        withdraw_invitation(invitation, by=world.actor("bram"))


def test_it_is_asked_once_more(invitation: Invitation, enter: Enter) -> None:
    url = reverse("people:withdraw", args=[invitation.uuid])
    browser = enter("bram")
    assert "Nina" in browser.get(url).content.decode()
    assert browser.post(url).status_code == 302
    assert browser.get(url).status_code == 404
