"""Taking part: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.organisations.models import Organisation
from koppelvlak.people import invitations
from koppelvlak.people.introduction import begun, take_part
from koppelvlak.people.models import Function, Person
from koppelvlak.rights import Role
from tests.people.conftest import Alter, Enter
from tests.world import TODAY, World


@pytest.fixture
def newcomer(world: World, alter: Alter) -> Person:
    """Return the first manager of WML, which has not joined yet, invited by the platform."""
    alter(world.stranger, joined=False)
    return accepted(world, world.stranger, Role.MANAGER, by="petra")


def accepted(world: World, organisation: Organisation, role: Role, *, by: str) -> Person:
    terms: Any = {"email": f"{role}@voorbeeld.invalid", "name": "Nina Nieuw", "title": "hoofd"}
    found = invitations.invite(organisation, role=role, by=world.actor(by), **terms)
    holder = invitations.invited(found, on=TODAY, origin="test")
    person = invitations.accept_invitation(
        found, name="Nina Nieuw", password="een-lang-woord-hier", language="nl", by=holder
    )
    world.people["nina"] = person
    return person


def test_the_organisation_joins_and_the_manager_is_no_newcomer_any_more(
    world: World, newcomer: Person
) -> None:
    assert begun(world.actor("nina")).count() == 1
    take_part(world.stranger, by=world.actor("nina"))
    world.stranger.refresh_from_db()
    assert world.stranger.joined
    assert not begun(world.actor("nina")).exists()


def test_the_log_says_so(world: World, newcomer: Person) -> None:
    take_part(world.stranger, by=world.actor("nina"))
    event = Event.objects.latest("number")
    assert (event.action, event.actor) == ("organisation.take-part", newcomer.uuid)
    assert event.payload is not None
    assert (event.payload["before"]["joined"], event.payload["after"]["joined"]) == (False, True)
    assert "people.function introduced" in str(
        [f"{row['kind']} {row['what']}" for row in event.payload["rows"]]
    )


@pytest.mark.parametrize("name", ["iris", "bram", "petra", "anouk", "otto", "sanne"])
def test_nobody_else_lets_it_take_part(world: World, newcomer: Person, name: str) -> None:
    with pytest.raises((RefusedError, UnseenError)):
        take_part(world.stranger, by=world.actor(name))
    world.stranger.refresh_from_db()
    assert not world.stranger.joined


@pytest.mark.parametrize("role", [Role.READER, Role.BOUNDARY_WORKER, Role.AUDITOR])
def test_only_a_manager_is_shown_around(world: World, role: Role) -> None:
    person = accepted(world, world.region, role, by="bram")
    assert Function.objects.get(person=person).introduced


def test_who_manages_already_is_not_shown_around(world: World) -> None:
    assert not begun(world.actor("bram")).exists()


def test_the_platform_manager_finds_where_to_invite_the_first(
    world: World, enter: Enter, alter: Alter
) -> None:
    alter(world.stranger, joined=False)
    page = enter("petra").get(world.stranger.get_absolute_url()).content.decode()
    first = f"{reverse('people:invite', args=[world.stranger.uuid])}?rol=manager"
    assert f'href="{first}"' in page
    form = enter("petra").get(first).content.decode()
    assert '<option value="manager" selected>' in form
    accepted(world, world.stranger, Role.MANAGER, by="petra")
    again = enter("petra").get(world.stranger.get_absolute_url()).content.decode()
    assert first not in again


@pytest.mark.parametrize("name", ["noor", "iris", "anouk"])
def test_others_do_not(world: World, enter: Enter, name: str) -> None:
    page = enter(name).get(world.stranger.get_absolute_url()).content.decode()
    assert "?rol=manager" not in page


def test_signing_in_leads_to_the_first_steps_until_they_are_done(
    world: World, newcomer: Person, client: Client, settings: Any
) -> None:
    settings.MFA_REQUIRED = False
    said = {"login": newcomer.email, "password": "een-lang-woord-hier"}
    login = reverse("account_login")
    assert client.post(login, said).headers["Location"] == reverse("portal:welcome")
    take_part(world.stranger, by=world.actor("nina"))
    client.logout()
    assert client.post(login, said).headers["Location"] == "/"
