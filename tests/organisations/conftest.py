"""The browser of anyone of the cast."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

import pytest
from django.test import Client
from pytest_django import Settings

from tests.world import World

Enter: TypeAlias = Callable[[str], Client]
BACKEND = "koppelvlak.people.known.KnownBackend"


@pytest.fixture
def enter(world: World, settings: Settings) -> Enter:
    """Return a way in for anyone of the cast; pages speak English to them."""
    settings.MFA_REQUIRED = False

    def enter_as(name: str) -> Client:
        client = Client()
        client.force_login(world.person(name), BACKEND)
        session = client.session
        session["language"] = "en"
        session.save()
        return client

    return enter_as
