"""A network that the region leads, the water company at its table, and what is agreed there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any, TypeAlias

import pytest
from django.test import Client

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.covenants import Paper, Signing, add_covenant
from koppelvlak.agreements.giving import Given, Stated
from koppelvlak.agreements.models import Agreement, Covenant, Side
from koppelvlak.kit.access import Actor
from koppelvlak.networks.lifecycle import ACTIVE, SITTING
from koppelvlak.networks.models import Basis, Network, Seat
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Role
from tests.conftest import Assume, Guard
from tests.organisations.conftest import Enter, enter
from tests.world import TODAY, World

__all__ = ["Enter", "enter"]
Put: TypeAlias = Callable[..., Agreement]
Lay: TypeAlias = Callable[..., Covenant]
SIGNED = date(2026, 1, 15)
# Who sits at the table and sees what hangs there, and who does not.
SEES = ("lezer", "roos", "wil")
UNSEEN = ("iris", "sanne", "anouk", "petra", "otto")


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


def in_dutch(client: Client) -> Client:
    """Return the same client, to whom pages speak Dutch."""
    session = client.session
    session["language"] = "nl"
    session.save()
    return client


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


def paper(world: World, signed: date | None = SIGNED, **changes: Any) -> Paper:
    """Return the paper of a covenant between the company and the region."""
    both = (world.water, world.region)
    parties = tuple(Signing(organisation=one, signed_on=signed) for one in both)
    return replace(Paper(title="Convenant drinkwater", parties=parties), **changes)


def signatory(world: World, name: str = "roos") -> Actor:
    """Return somebody of the cast as signatory of their organisation."""
    return world.actor(name, roles=frozenset({Role.SIGNATORY}))


@pytest.fixture
def lay(world: World, network: Network, assume: Assume) -> Lay:
    """Return a way to lay down a covenant in the network, as its coordinator, in any state."""

    def lay_down(signed: date | None = SIGNED, state: str = "", **changes: Any) -> Covenant:
        row = add_covenant(network, paper(world, signed, **changes), by=world.actor("noor"))
        if state:
            assume(row, state=state)
        return row

    return lay_down
