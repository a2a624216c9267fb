"""A network that the region leads, the water company at its table, and what is agreed there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.giving import Given, Stated
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.networks.lifecycle import ACTIVE, SITTING
from koppelvlak.networks.models import Basis, Network, Seat
from koppelvlak.organisations.models import Organisation
from tests.conftest import Guard
from tests.organisations.conftest import Enter, enter
from tests.world import TODAY, World

__all__ = ["Enter", "enter"]
Put: TypeAlias = Callable[..., Agreement]


@pytest.fixture
def network(world: World, guard: Guard) -> Network:
    """Return a standing network: the region leads, the company sits, the stranger does not."""
    guard.watching = False
    made = Network.objects.create(
        sector=world.sector, basis=Basis.CHOSEN, name="Oost", division="province:Overijssel",
        state=ACTIVE, lead=world.region, derived_for=TODAY, stirred_on=TODAY,
    )  # fmt: skip
    for one in (world.region, world.water):
        seat(made, one)
    guard.watching = True
    return made


def seat(network: Network, organisation: Organisation) -> Seat:
    """Give an organisation a seat, as a first fact."""
    return Seat.objects.create(
        network=network, organisation=organisation, invited_on=TODAY, since=TODAY, state=SITTING
    )


def acts(organisation: Organisation) -> Stated:
    return Stated(Side.ACTING, organisation=organisation)


def gains(organisation: Organisation) -> Stated:
    return Stated(Side.BENEFITING, organisation=organisation)


def warning(world: World, **changes: Any) -> Given:
    """Return what the water company does for the region when supply fails."""
    said: dict[str, Any] = {
        "action": "waarschuwt … per telefoon",
        "trigger": "Bij een verwachte uitval langer dan 2 uur",
        "within": "binnen 30 minuten",
        "parties": (acts(world.water), gains(world.region)),
        "agreed_on": TODAY,
    }
    return Given(**said | changes)


WORKED_OUT = {"contact_text": "Wachtdienst drinkwater", "way_of_working": "Draaiboek drinkwater, 3"}


@pytest.fixture
def put(world: World, network: Network) -> Put:
    """Return a way to put an agreement down in the network, as its coordinator."""

    def put_down(**changes: Any) -> Agreement:
        return add_agreement(network, warning(world, **changes), by=world.actor("noor"))

    return put_down
