from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from django.test import Client
from django.utils import translation
from pytest_django import Settings

from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.organisations.loading import load_organisations
from koppelvlak.territory.actions import propose_division
from koppelvlak.territory.loading import load_territory
from koppelvlak.territory.models import DivisionChange
from tests.territory.gooi import EXAMPLE, only
from tests.world import TODAY, World

Enter: TypeAlias = Callable[[str], Client]
BACKEND = "koppelvlak.people.known.KnownBackend"


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code, whatever the installation speaks."""
    with translation.override("en"):
        yield


@pytest.fixture
def machine() -> Actor:
    """Return Koppelvlak itself."""
    return system(on=TODAY, origin="test")


@pytest.fixture
def gooi(world: World, machine: Actor, tmp_path: Path) -> World:
    """Return the cast, with the organisations and the facts of Gooi en Vechtstreek loaded."""
    load_organisations(by=machine)
    load_territory(by=machine, files=only("VR14", tmp_path))
    return world


@pytest.fixture
def merger(gooi: World, machine: Actor) -> DivisionChange:
    """Return the proposal that Wijdemeren goes up in Hilversum per 2027."""
    (made,) = propose_division(EXAMPLE.read_bytes(), name=EXAMPLE.name, by=machine)
    return made


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
