"""Accepting: once, in time, by whoever holds the link; known people sign in first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import Settings

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, UnseenError, WrongStateError
from koppelvlak.people.invitations import accept_as, accept_invitation, invite, invited
from koppelvlak.people.lifecycle import ACCEPTED
from koppelvlak.people.models import Function, Invitation, Person
from koppelvlak.rights import Role
from tests.people.conftest import PASSWORD, Enter, sign_in
from tests.world import TODAY, World

EMAIL = "nieuw@voorbeeld.invalid"
FORM = {"name": "Nina Nieuw", "language": "en", "password": PASSWORD, "again": PASSWORD}


def ask(world: World, email: str = EMAIL) -> Invitation:
    by = world.actor("bram")
    return invite(world.region, by=by, email=email, name="Nina", role=Role.READER, title="adviseur")


def link(invitation: Invitation) -> str:
    return reverse("people:invitation", args=[invitation.token])


def holder(invitation: Invitation) -> Actor:
    return invited(invitation, on=TODAY, origin="test")


def accept(invitation: Invitation, by: Actor) -> Person:
    words: Any = {"name": "Nina", "password": PASSWORD, "language": "nl"}
    return accept_invitation(invitation, by=by, **words)


def test_a_new_person_and_function_come_of_it(world: World) -> None:
    invitation = ask(world)
    person = accept(invitation, holder(invitation))
    function = Function.objects.get(person=person)
    assert (person.email, person.check_password(PASSWORD)) == (EMAIL, True)
    assert (function.organisation, function.role) == (world.region, Role.READER)
    event = Event.objects.latest("number")
    assert event.actor == person.uuid
    assert PASSWORD not in str(event.payload)
    assert person.password not in str(event.payload)


def test_it_is_used_once(world: World) -> None:
    invitation = ask(world)
    accept(invitation, holder(invitation))
    with pytest.raises(WrongStateError):
        accept(invitation, holder(invitation))
    assert Person.objects.filter(email=EMAIL).count() == 1


def test_not_after_two_weeks(world: World) -> None:
    invitation = ask(world)
    with (
        time_machine.travel(timezone.now() + timedelta(days=14, minutes=1)),
        pytest.raises(WrongStateError, match="expired"),
    ):
        accept(invitation, holder(invitation))


def test_the_holder_of_another_link_does_not_see_it(world: World) -> None:
    invitation, other = ask(world), ask(world, "ander@voorbeeld.invalid")
    with pytest.raises(UnseenError):
        accept(invitation, holder(other))


def test_the_inviter_cannot_accept_in_their_place(world: World) -> None:
    with pytest.raises(RefusedError):
        accept(ask(world), world.actor("bram"))


def test_a_known_person_gets_one_more_function(world: World) -> None:
    invitation = ask(world, "joost@voorbeeld.invalid")
    accept_as(invitation, person=world.person("joost"), by=world.actor("joost"))
    invitation.refresh_from_db()
    assert invitation.state == ACCEPTED
    assert world.person("joost").functions.filter(organisation=world.region).exists()


def test_a_known_person_cannot_take_anothers(world: World) -> None:
    with pytest.raises(RefusedError):
        accept_as(ask(world), person=world.person("joost"), by=world.actor("joost"))


def test_the_page_makes_someone_who_can_sign_in(
    world: World, client: Client, settings: Settings
) -> None:
    settings.MFA_REQUIRED = False
    invitation = ask(world)
    assert "Veiligheidsregio IJsselland" in client.get(link(invitation)).content.decode()
    answer = client.post(link(invitation), FORM)
    assert answer.headers["Location"] == reverse("portal:welcome")
    assert "Nina Nieuw" in client.get(reverse("people:profile")).content.decode()


def test_who_accepted_goes_on_to_the_second_factor(world: World, client: Client) -> None:
    answer = client.post(link(ask(world)), FORM)
    assert answer.headers["Location"] == reverse("mfa_activate_totp")
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert client.get("/").headers["Location"] == reverse("mfa_index")
    client.logout()
    assert sign_in(client, EMAIL).status_code == 302


@pytest.mark.parametrize(
    "wrong",
    [
        {"again": "een ander lang wachtwoord"},
        {"password": "kort", "again": "kort"},
        {"password": EMAIL, "again": EMAIL},
        {"name": "\u200b"},
        {"language": "xx"},
    ],
)
def test_mistakes_are_shown_in_place(world: World, client: Client, wrong: dict[str, str]) -> None:
    answer = client.post(link(ask(world)), FORM | wrong)
    assert answer.status_code == 422
    assert not Person.objects.filter(email=EMAIL).exists()


def test_a_made_up_link_leads_nowhere(world: World, client: Client) -> None:
    assert client.get("/uitnodiging/verzonnen/").status_code == 404


def test_a_used_link_says_so(world: World, client: Client) -> None:
    invitation = ask(world)
    client.post(link(invitation), FORM)
    assert client.get(link(invitation)).status_code == 409


def test_a_known_person_is_asked_to_sign_in_first(world: World, client: Client) -> None:
    page = client.get(link(ask(world, "joost@voorbeeld.invalid"))).content.decode()
    assert "password" not in page
    assert reverse("account_login") in page


def test_a_known_person_accepts_with_one_button(world: World, enter: Enter) -> None:
    url = link(ask(world, "joost@voorbeeld.invalid"))
    browser = enter("joost")
    assert browser.get(url).status_code == 200
    assert browser.post(url).headers["Location"] == reverse("people:profile")
    assert "VR IJsselland" in browser.get(reverse("people:profile")).content.decode()


def test_someone_else_is_told_so(world: World, enter: Enter) -> None:
    url = link(ask(world))
    browser = enter("joost")
    assert "Joost van Dam" in browser.get(url).content.decode()
    browser.post(url)
    assert Invitation.objects.get().state == "open"


def test_without_a_second_factor_one_accepts_nothing(world: World, client: Client) -> None:
    client.force_login(world.person("joost"))
    answer = client.post(link(ask(world, "joost@voorbeeld.invalid")))
    assert answer.headers["Location"] == reverse("mfa_index")
