"""Who leaves hands over their seat and the lead of a network as well."""

from __future__ import annotations

import pytest

from koppelvlak.networks.lifecycle import ACTIVE, SITTING
from koppelvlak.networks.models import Basis, Network, Seat
from koppelvlak.people.actions import end_function
from koppelvlak.people.handover import HandOver, hanging
from koppelvlak.people.models import Function, Person
from tests.conftest import Guard
from tests.world import TODAY, World


@pytest.fixture
def seat(world: World, guard: Guard) -> Seat:
    """Return the seat in which Noor sits, in a network that she chairs."""
    guard.watching = False
    network = Network.objects.create(
        sector=world.sector, basis=Basis.CHOSEN, name="Oost", division="x", state=ACTIVE,
        lead=world.region, derived_for=TODAY, stirred_on=TODAY, chair=world.person("noor"),
        secretary=world.person("lezer"),
    )  # fmt: skip
    made = Seat.objects.create(
        network=network, organisation=world.region, invited_on=TODAY, since=TODAY, state=SITTING,
        representative=world.person("noor"),
    )  # fmt: skip
    guard.watching = True
    return made


def function(world: World) -> Function:
    return Function.objects.get(person=world.person("noor"))


def end(world: World, to: Person | None) -> None:
    keys = [choice.holding.key for choice in hanging(function(world), TODAY)]
    given = HandOver(dict.fromkeys(keys, to), "Nog niemand")
    end_function(function(world), by=world.actor("bram"), over=given)


def test_the_seat_and_the_chair_are_shown(world: World, seat: Seat) -> None:
    titles = [str(choice.holding.title) for choice in hanging(function(world), TODAY)]
    assert titles[0].endswith(str(seat.network))
    assert len(titles) == 2


def test_both_go_to_a_colleague(world: World, seat: Seat) -> None:
    end(world, world.person("bram"))
    seat.refresh_from_db()
    assert seat.representative == world.person("bram")
    assert seat.network.chair == world.person("bram")
    assert seat.network.secretary == world.person("lezer")


def test_to_nobody_leaves_them_empty(world: World, seat: Seat) -> None:
    end(world, None)
    seat.refresh_from_db()
    assert seat.empty
    assert seat.network.chair is None
