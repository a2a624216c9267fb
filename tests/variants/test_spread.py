"""Spreading a model: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from koppelvlak.agreements import assessing
from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.lifecycle import PROPOSED
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import CLOSED
from koppelvlak.networks.models import Network
from koppelvlak.sectors.models import Sector
from koppelvlak.variants import queries
from koppelvlak.variants.actions import spread
from koppelvlak.variants.models import Variant
from tests.conftest import Guard
from tests.variants.conftest import model_says, reword
from tests.world import World


def test_it_becomes_a_proposal_of_the_network(world: World, variant: Variant) -> None:
    own = variant.agreement
    assert (own.state, own.tlp, own.owner) == (PROPOSED, Tlp.AMBER, None)
    assert own.sentence == variant.model.bare_sentence
    assert (variant.state, variant.waits) == ("asked", True)


def test_every_region_means_those_at_this_table(world: World, variant: Variant) -> None:
    heard = assessing.heard(variant.agreement, assessing.tables_for([variant.agreement]))
    assert world.region in {one.organisation for one in heard}
    assert world.water not in {one.organisation for one in heard}


def test_it_is_in_the_log(variant: Variant) -> None:
    event = Event.objects.filter(action="agreement.spread", result="done").get()
    assert event.subject == variant.model.uuid
    assert str(variant.uuid) in str(event.payload)


@pytest.mark.parametrize("name", ["noor", "joost", "lezer", "bram"])
def test_only_national_editors_may(
    world: World, model: Agreement, network: Network, name: str
) -> None:
    with pytest.raises(RefusedError):
        spread(model, [network], by=world.actor(name))
    assert not Variant.objects.exists()


def test_a_network_gets_it_once(world: World, variant: Variant, network: Network) -> None:
    with pytest.raises(BadInputError):
        spread(variant.model, [network], by=world.actor("anouk"))
    assert Variant.objects.count() == 1


def test_without_networks_nothing_is_made(world: World, model: Agreement) -> None:
    with pytest.raises(BadInputError):
        spread(model, [], by=world.actor("anouk"))


def test_everybody_has_to_be_able_to_read_it(world: World, network: Network) -> None:
    given = model_says(world, tlp=Tlp.AMBER)
    closed = add_agreement(None, given, by=world.actor("anouk"))
    with pytest.raises(BadInputError, match="GREEN"):
        spread(closed, [network], by=world.actor("anouk"))


def test_a_stale_version_spreads_nothing(world: World, model: Agreement, network: Network) -> None:
    reword(world, model)
    with pytest.raises(StaleError):
        spread(model, [network], by=world.actor("anouk"), seen=1)


def test_only_standing_networks_of_its_sectors(
    world: World, model: Agreement, network: Network, guard: Guard
) -> None:
    by = world.actor("anouk")
    assert list(queries.networks_without(model, actor=by)) == [network]
    guard.watching = False
    Network.objects.filter(pk=network.pk).update(state=CLOSED)
    assert not queries.networks_without(model, actor=by)
    Network.objects.filter(pk=network.pk).update(state=network.state)
    other = Sector.objects.create(key="gas-x", name_nl="x", name_en="x", tone="gas", position=9)
    model.sectors.set([other])
    guard.watching = True
    assert not queries.networks_without(Agreement.objects.get(pk=model.pk), actor=by)


def test_what_stands_in_the_way_is_told_beforehand(
    world: World, network: Network, model: Agreement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("koppelvlak.agreements.giving.MOST_BASIC", 0)
    given = model_says(world, basic=True)
    add_agreement(network, model_says(world, tlp=Tlp.AMBER), by=world.actor("noor"))
    monkeypatch.setattr("koppelvlak.agreements.giving.MOST_BASIC", 1)
    basic = add_agreement(None, given, by=world.actor("anouk"))
    add_agreement(network, replace(given, is_model=False), by=world.actor("noor"))
    (one,) = queries.planned(basic, [network])
    assert "basic agreements" in str(one.problem)
    with pytest.raises(BadInputError):
        spread(basic, [network], by=world.actor("anouk"))
