from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, TypeAlias

import pytest
from django.contrib.auth.hashers import make_password
from django.core.cache import cache
from django.db.models import Model
from django.test import Client
from django.utils.html import escape
from pytest_django import Settings

from koppelvlak.kit.notices.models import Message
from koppelvlak.people.models import Function, Person
from koppelvlak.people.sign_in import AccountAdapter
from koppelvlak.rights import Role
from tests.conftest import Guard
from tests.world import World

Enter: TypeAlias = Callable[[str], Client]
Hold: TypeAlias = Callable[..., Function]
Alter: TypeAlias = Callable[..., None]
PASSWORD = "een heel lang wachtwoord"


@pytest.fixture(autouse=True)
def unthrottled(request: pytest.FixtureRequest) -> None:
    """Let no test pay for the attempts of another: the cache outlives a test's database."""
    if "world" in request.fixturenames:
        request.getfixturevalue("world")
        cache.clear()


@pytest.fixture
def enter(world: World, settings: Settings) -> Enter:
    """Return a function that gives the browser of someone signed in, second factor and all."""
    settings.MFA_REQUIRED = False

    def browser(name: str) -> Client:
        client = Client(raise_request_exception=False)
        client.force_login(world.person(name))
        return client

    return browser


@pytest.fixture
def hold(world: World, guard: Guard) -> Hold:
    """Return a function that makes one more function of someone, as a first fact."""

    def make(name: str, at: str, role: Role, **more: Any) -> Function:
        guard.watching = False
        terms = {"title": "extra", "valid_from": date(2026, 1, 1), **more}
        made = Function.objects.create(
            person=world.person(name), organisation=getattr(world, at), role=role, **terms
        )
        guard.watching = True
        return made

    return make


@pytest.fixture
def alter(guard: Guard) -> Alter:
    """Return a function that changes a row as a first fact, without the door."""

    def change(row: Model, **values: Any) -> None:
        guard.watching = False
        for name, value in values.items():
            setattr(row, name, value)
        row.save()
        guard.watching = True

    return change


@pytest.fixture
def noor(world: World, alter: Alter) -> Person:
    """Return Noor, who knows her password."""
    alter(world.person("noor"), password=make_password(PASSWORD))
    return world.person("noor")


def sign_in(client: Client, email: str = "noor@voorbeeld.invalid", word: str = PASSWORD) -> Any:
    """Send the sign-in form."""
    return client.post("/account/login/", {"login": email, "password": word})


def mail_to(email: str) -> Message:
    """Return the one message in the outbox to this address."""
    return Message.objects.get(to=email)


def function_of(world: World, name: str) -> Function:
    """Return the first function of someone of the cast."""
    return Function.objects.filter(person=world.person(name)).order_by("pk")[0]


def is_throttled(answer: Any) -> bool:
    """Say whether the answer tells of too many attempts."""
    said = AccountAdapter.error_messages["too_many_login_attempts"]
    return answer.status_code == 422 and escape(str(said)) in answer.content.decode()
