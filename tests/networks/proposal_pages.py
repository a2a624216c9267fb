"""Proposals that wait on a page, and how one gets there; for the tests of those pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.networks.models import Network, Proposal
from tests.conftest import Guard
from tests.networks.proposed import alter, formed, the
from tests.networks.test_pages import browser
from tests.world import World

Enter: TypeAlias = Callable[[str], Client]


@pytest.fixture
def enter(country: World, settings: Settings) -> Enter:
    """Return a way in for anyone of the cast; pages speak English to them."""
    return lambda name: browser(country, settings, name)


@pytest.fixture
def join(network: Network, country: World, guard: Guard) -> Proposal:
    """Return the proposal that Twente joins the network that the water company leads."""
    formed(network, country)
    alter(guard, "GM0141", certainty="legal-2015")
    return the(network, "join")


@pytest.fixture
def leave(network: Network, country: World, guard: Guard) -> Proposal:
    """Return the proposal that Gelderland-Midden leaves that network."""
    formed(network, country)
    alter(guard, "GM0202")
    return the(network, "leave")


def accepting(row: Proposal) -> str:
    return reverse("networks:accept_proposal", args=[row.uuid])


def declining(row: Proposal) -> str:
    return reverse("networks:decline_proposal", args=[row.uuid])


def version(row: Proposal) -> int:
    return Network.objects.get(pk=row.network_id).version


def words(response: Any) -> str:
    return " ".join(response.content.decode().split())
