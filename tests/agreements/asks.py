"""The yearly question to the water company, and what became of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import TypeAlias
from uuid import uuid4

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from koppelvlak.agreements.asking import ask_agreements, remind_agreements
from koppelvlak.agreements.models import Agreement, Confirmation, ConfirmationAsk
from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices.models import Message
from koppelvlak.rights import Role
from tests.agreements.conftest import Put
from tests.people.conftest import Hold
from tests.world import TODAY, World

Press: TypeAlias = Callable[[str], int]
PLACE = "/afspraken/kloppen-ze-nog/"
LONG_AGO = TODAY - timedelta(days=800)


def day(number: int) -> date:
    """Return the day so many days from today."""
    return TODAY + timedelta(days=number)


def clock(on: date = TODAY) -> Actor:
    """Return Koppelvlak itself on a day."""
    return system(on=on, origin="test")


def ask(world: World, on: date = TODAY) -> int:
    """Ask the water company; return how many people were asked."""
    return ask_agreements(world.water, by=clock(on))


def remind(world: World, on: date) -> int:
    """Remind the water company; return how many people were reminded."""
    return remind_agreements(world.water, by=clock(on))


def ask_of(name: str) -> ConfirmationAsk:
    """Return the newest question to somebody of the cast."""
    return ConfirmationAsk.objects.filter(person__email=f"{name}@voorbeeld.invalid").latest("pk")


def open_people() -> list[str]:
    """Return who has a question that nobody answered."""
    rows = ConfirmationAsk.objects.filter(answered_on=None).order_by("person__name")
    return [one.person.name for one in rows.select_related("person")]


def mail(name: str) -> Message:
    """Return the newest mail to somebody of the cast."""
    return Message.objects.filter(to=f"{name}@voorbeeld.invalid").latest("pk")


def link(name: str) -> str:
    """Return the path of the link in that mail."""
    found = re.search(rf"http://[^/]+({PLACE}\S+/)", mail(name).text)
    assert found is not None
    return found[1]


def said() -> list[tuple[str, str]]:
    """Return who confirmed, and how."""
    rows = Confirmation.objects.order_by("pk")
    return [(one.organisation.short_name, one.how) for one in rows]


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    """Let it be the day of the cast; nobody has guessed links yet."""
    cache.clear()
    with time_machine.travel(f"{TODAY.isoformat()}T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def row(world: World, put: Put, hold: Hold) -> Agreement:
    """Return an old agreement, about which Joost and Roos were asked today."""
    made = put(agreed_on=LONG_AGO)
    hold("roos", "water", Role.SIGNATORY)
    assert ask(world) == 2
    return made


@pytest.fixture
def anyone() -> Client:
    """Return a browser in which nobody signed in."""
    return Client(headers={"host": "localhost"})


@pytest.fixture
def press(anyone: Client) -> Press:
    """Return how the button is pressed; it says with which status it was answered."""

    def send(path: str) -> int:
        return anyone.post(path, {"token": str(uuid4())}).status_code

    return send
