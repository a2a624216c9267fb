"""Resetting a second factor: own people only, and every session of theirs ends."""

from __future__ import annotations

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.urls import reverse

from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.people.actions import reset_second_factor
from koppelvlak.people.models import Person
from tests.people.conftest import Enter, mail_to
from tests.world import World


@pytest.fixture
def equipped(world: World) -> Person:
    noor = world.person("noor")
    TOTP.activate(noor, "ABCDEFGHABCDEFGH")
    RecoveryCodes.activate(noor)
    return noor


def test_everything_is_removed_and_the_person_is_told(world: World, equipped: Person) -> None:
    reset_second_factor(equipped, by=world.actor("bram"))
    assert not Authenticator.objects.filter(user=equipped).exists()
    assert "Bram Visser" in mail_to("noor@voorbeeld.invalid").text


def test_every_session_of_the_person_ends(world: World, equipped: Person, enter: Enter) -> None:
    browsers, other = [enter("noor"), enter("noor")], enter("lezer")
    reset_second_factor(equipped, by=world.actor("bram"))
    for browser in browsers:
        answer = browser.get(reverse("people:profile"))
        assert answer.headers["Location"].startswith(reverse("account_login"))
    assert other.get(reverse("people:profile")).status_code == 200


@pytest.mark.parametrize(
    ("name", "refusal"),
    [
        ("noor", RefusedError),
        ("lezer", RefusedError),
        ("wil", UnseenError),
        ("petra", RefusedError),
    ],
)
def test_others_may_not(
    world: World, equipped: Person, name: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        reset_second_factor(equipped, by=world.actor(name))
    assert Authenticator.objects.filter(user=equipped).exists()


def test_a_manager_does_not_reset_their_own(world: World) -> None:
    with pytest.raises(RefusedError):
        reset_second_factor(world.person("bram"), by=world.actor("bram"))


def test_it_is_asked_once_more(equipped: Person, enter: Enter) -> None:
    browser = enter("bram")
    url = reverse("people:reset_second_factor", args=[equipped.uuid])
    assert url in browser.get(equipped.get_absolute_url()).content.decode()
    assert "Noor de Wit" in browser.get(url).content.decode()
    assert Authenticator.objects.filter(user=equipped).exists()
    assert browser.post(url).status_code == 302
    assert not Authenticator.objects.filter(user=equipped).exists()
