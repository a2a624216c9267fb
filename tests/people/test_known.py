"""Whom a session belongs to is asked once per request: the person, their functions, the factor."""

from __future__ import annotations

from datetime import date

import pytest
from allauth.mfa.models import Authenticator
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from koppelvlak.people.known import KnownBackend, has_factor, held_by
from koppelvlak.people.lifecycle import ERASED
from koppelvlak.people.models import Person
from koppelvlak.rights import Role
from tests.people.conftest import Alter, Enter, Hold, function_of
from tests.world import World


def known(world: World, name: str) -> Person | None:
    return KnownBackend().get_user(world.person(name).pk)


def test_all_is_found_in_one_query(
    world: World, hold: Hold, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    more = hold("noor", "water", Role.READER)
    pk = world.person("noor").pk
    with django_assert_num_queries(1):
        person = KnownBackend().get_user(pk)
        assert person is not None
        held = held_by(person, timezone.localdate())
        assert [str(one.organisation.kind) for one in held]
        assert not has_factor(person)
    assert person == world.person("noor")
    assert held == [function_of(world, "noor"), more] or held == [more, function_of(world, "noor")]


@pytest.mark.parametrize(
    ("kind", "counts"), [("totp", True), ("webauthn", True), ("recovery_codes", False)]
)
def test_an_app_or_a_passkey_counts_and_recovery_codes_do_not(
    world: World, kind: str, *, counts: bool
) -> None:
    Authenticator.objects.create(user=world.person("noor"), type=kind, data={})
    person = known(world, "noor")
    assert person is not None
    assert has_factor(person) is counts
    assert has_factor(world.person("noor")) is counts


def test_of_another_day_it_is_looked_up_again(world: World, alter: Alter) -> None:
    person = known(world, "noor")
    assert person is not None
    alter(function_of(world, "noor"), valid_to=date(2027, 1, 31))
    assert held_by(person, date(2027, 1, 31)) == [function_of(world, "noor")]
    assert held_by(person, date(2027, 2, 1)) == []


def test_who_holds_nothing_is_still_known(world: World, alter: Alter) -> None:
    alter(function_of(world, "noor"), valid_to=date(2026, 1, 1))
    Authenticator.objects.create(user=world.person("noor"), type="totp", data={})
    person = known(world, "noor")
    assert person is not None
    assert (held_by(person, timezone.localdate()), has_factor(person)) == ([], True)


def test_whoever_was_erased_is_nobody(world: World, alter: Alter) -> None:
    alter(world.person("noor"), state=ERASED)
    assert known(world, "noor") is None


def test_a_number_of_nobody_is_nobody(world: World) -> None:
    assert KnownBackend().get_user(0) is None


def test_a_function_that_ended_counts_from_the_next_page_on(
    world: World, enter: Enter, alter: Alter
) -> None:
    client = enter("noor")
    assert client.get("/").status_code == 200
    alter(function_of(world, "noor"), valid_to=date(2026, 1, 1))
    assert client.get("/").headers["Location"].endswith("/geen-functie/")
