"""A round that was asked of the water company, and the link in somebody's mail."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import TypeAlias

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client

from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices.models import Message
from koppelvlak.rounds import actions
from koppelvlak.rounds.models import Ask, Round
from tests.people.conftest import alter, enter, hold
from tests.world import TODAY, World

__all__ = ["alter", "enter", "hold"]

Link: TypeAlias = Callable[[str], str]


@pytest.fixture(autouse=True)
def today(db: None) -> Iterator[None]:
    """Let it be the day of the cast; nobody has guessed links yet."""
    cache.clear()
    with time_machine.travel(f"{TODAY.isoformat()}T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def asked(world: World) -> Round:
    """Return the round of the water company, asked today: its desk was never confirmed."""
    made = actions.ask(world.water, by=clock(TODAY))
    assert made is not None
    return made


@pytest.fixture
def link(asked: Round) -> Link:
    """Return the path of the link in the newest mail to somebody of the cast."""

    def newest(name: str) -> str:
        mail = Message.objects.filter(to=f"{name}@voorbeeld.invalid").latest("pk")
        found = re.search(r"http://[^/]+(/klopt-alles-nog/\S+/)", mail.text)
        assert found is not None
        return found[1]

    return newest


@pytest.fixture
def anyone() -> Client:
    """Return a browser in which nobody signed in."""
    return Client(headers={"host": "localhost"})


def clock(on: date = TODAY) -> Actor:
    """Return Koppelvlak itself on a day."""
    return system(on=on, origin="test")


def ask_of(name: str) -> Ask:
    """Return what somebody of the cast was asked."""
    return Ask.objects.get(person__email=f"{name}@voorbeeld.invalid")
