"""Who acts, for whom, and with which roles."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.test import RequestFactory
from django.urls import reverse
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries, Settings

from koppelvlak.kit.access import Actor
from koppelvlak.people.lifecycle import ENDED, ERASED
from koppelvlak.people.middleware import client_ip
from koppelvlak.people.models import Person
from koppelvlak.people.queries import actor_for
from koppelvlak.rights import Role
from koppelvlak.thing import GUEST_MARK
from tests.people.conftest import Alter, Enter, Hold, function_of
from tests.world import TODAY, World


def acting(world: World, name: str, on: date = TODAY, choice: UUID | None = None) -> Actor:
    return actor_for(world.person(name), organisation=choice, on=on, origin="::1", token=None)


def test_a_person_acts_for_the_organisation_of_their_function(world: World) -> None:
    actor = acting(world, "noor")
    assert actor.organisation == world.region.uuid
    assert actor.roles == {Role.BOUNDARY_WORKER}
    with override("en"):
        assert str(actor) == "Noor de Wit, on behalf of VR IJsselland"


def test_it_costs_one_query(
    world: World, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        acting(world, "noor")


def test_roles_of_another_organisation_do_not_count(world: World, hold: Hold) -> None:
    hold("noor", "water", Role.MANAGER)
    assert acting(world, "noor").roles == {Role.BOUNDARY_WORKER}
    assert acting(world, "noor", choice=world.water.uuid).roles == {Role.MANAGER}


def test_all_roles_at_one_organisation_count(world: World, hold: Hold) -> None:
    hold("noor", "region", Role.SIGNATORY)
    assert acting(world, "noor").roles == {Role.BOUNDARY_WORKER, Role.SIGNATORY}


def test_who_acts_for_a_supervisor_is_a_guest(world: World) -> None:
    assert GUEST_MARK in acting(world, "sanne").roles
    assert GUEST_MARK not in acting(world, "noor").roles


def test_a_choice_that_is_not_held_falls_back(world: World) -> None:
    assert acting(world, "noor", choice=world.water.uuid).organisation == world.region.uuid
    assert acting(world, "noor", choice=uuid4()).organisation == world.region.uuid


@pytest.mark.parametrize(
    ("first", "last", "holds"),
    [(0, None, True), (1, None, False), (-9, 0, True), (-9, -1, False)],
)
def test_a_function_counts_on_its_days(
    world: World, hold: Hold, first: int, last: int | None, *, holds: bool
) -> None:
    until = None if last is None else TODAY + timedelta(days=last)
    hold("noor", "water", Role.READER, valid_from=TODAY + timedelta(days=first), valid_to=until)
    actor = acting(world, "noor", choice=world.water.uuid)
    assert (actor.organisation == world.water.uuid) is holds


def test_without_a_function_today_one_acts_for_nobody(world: World) -> None:
    actor = acting(world, "noor", on=date(2025, 12, 31))
    assert (actor.organisation, actor.roles) == (None, frozenset())
    seen = Person.objects.visible_to(actor)
    assert [person.name for person in seen] == ["Noor de Wit"]


@pytest.mark.parametrize("address", ["/", "/organisaties/", "/netwerken/"])
def test_who_acts_for_nobody_is_told_why_there_is_nothing(
    world: World, enter: Enter, alter: Alter, address: str
) -> None:
    alter(function_of(world, "noor"), valid_to=date(2026, 1, 31))
    answer = enter("noor").get(address)
    assert answer.headers["Location"] == reverse("people:no_function")


@pytest.mark.parametrize("page", ["no_function", "profile", "edit"])
def test_who_acts_for_nobody_sees_their_own_details(
    world: World, enter: Enter, alter: Alter, page: str
) -> None:
    alter(function_of(world, "noor"), valid_to=date(2026, 1, 31))
    assert enter("noor").get(reverse(f"people:{page}")).status_code == 200


def test_an_erased_person_is_out_at_the_next_request(
    world: World, enter: Enter, alter: Alter
) -> None:
    browser = enter("noor")
    alter(world.person("noor"), state=ERASED)
    answer = browser.get(reverse("people:profile"))
    assert answer.headers["Location"].startswith(reverse("account_login"))


def test_a_function_that_ended_is_gone_at_the_next_request(
    world: World, enter: Enter, hold: Hold, alter: Alter
) -> None:
    extra = hold("noor", "water", Role.READER)
    browser = enter("noor")
    browser.post(reverse("people:switch"), {"organisation": str(world.water.uuid)})
    alter(extra, state=ENDED)
    browser.get(reverse("people:profile"))
    assert "Vitens" not in browser.get(reverse("people:profile")).content.decode()


def test_the_origin_is_who_connected(rf: RequestFactory) -> None:
    request = rf.get("/", REMOTE_ADDR="192.0.2.7", HTTP_X_FORWARDED_FOR="203.0.113.9")
    assert client_ip(request) == "192.0.2.7"


def test_behind_a_proxy_the_origin_is_what_the_proxy_saw(
    rf: RequestFactory, settings: Settings
) -> None:
    settings.BEHIND_PROXY = True
    forged = "203.0.113.9, 198.51.100.4"
    request = rf.get("/", REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=forged)
    assert client_ip(request) == "198.51.100.4"


def test_a_damaged_token_is_refused(enter: Enter) -> None:
    answer = enter("noor").post("/mijn-gegevens/wijzigen/", {"token": "'; drop"})
    assert answer.status_code == 422
