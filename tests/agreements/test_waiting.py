"""What of agreements and covenants waits for whom on *My work*."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from koppelvlak.agreements import covenants
from koppelvlak.agreements.actions import confirm_agreements
from koppelvlak.agreements.covenants import Paper, Signing
from koppelvlak.agreements.models import Covenant
from koppelvlak.kit.waiting import Waiting, waiting
from koppelvlak.networks.models import Network
from tests.agreements.conftest import Put
from tests.world import TODAY, World

LONG_AGO = TODAY - timedelta(days=400)


def waits(world: World, name: str, words: str, on: date = TODAY) -> list[Waiting]:
    actor = replace(world.actor(name), on=on)
    return [one for one in waiting(actor) if words in str(one.title)]


@pytest.mark.parametrize(("name", "count"), [("joost", 1), ("noor", 1), ("roos", 0), ("sanne", 0)])
def test_who_is_a_party_is_asked_once_a_year(world: World, put: Put, name: str, count: int) -> None:
    put(agreed_on=LONG_AGO)
    put(agreed_on=LONG_AGO, action="belt …")
    found = waits(world, name, "Confirm agreements: 2")
    assert len(found) == count
    assert all(one.late == 35 for one in found)


def test_who_confirmed_or_agreed_lately_is_not_asked(world: World, put: Put) -> None:
    old = put(agreed_on=LONG_AGO)
    put(action="belt …")
    confirm_agreements(world.water, {old.uuid: 1}, by=world.actor("joost"))
    assert not waits(world, "joost", "Confirm agreements")
    assert waits(world, "noor", "Confirm agreements: 1")


def covenant(world: World, network: Network, **changes: object) -> Covenant:
    parties = tuple(
        Signing(organisation=one, signed_on=TODAY) for one in (world.water, world.region)
    )
    paper = replace(Paper(title="Drinkwater", parties=parties), **changes)  # type: ignore[arg-type]
    return covenants.add_covenant(network, paper, by=world.actor("noor"))


def test_a_signature_waits_for_the_parties(world: World, network: Network) -> None:
    unsigned = tuple(Signing(organisation=one) for one in (world.water, world.region))
    row = covenant(world, network, parties=unsigned)
    covenants.negotiate(row, by=world.actor("noor"))
    covenants.offer(row, by=world.actor("noor"))
    for name, count in (("joost", 1), ("noor", 1), ("iris", 0)):
        assert len(waits(world, name, "Sign a covenant: Drinkwater")) == count


def test_who_keeps_it_hears_that_it_expires(world: World, network: Network) -> None:
    covenant(world, network, valid_to=TODAY + timedelta(days=80))
    (found,) = waits(world, "noor", "Renew a covenant, or let it end: Drinkwater")
    assert str(found.about) == "It expires within 3 months."
    assert not waits(world, "joost", "Renew a covenant")
