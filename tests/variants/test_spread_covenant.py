"""Spreading a model covenant: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from typing import Any

import pytest

from koppelvlak.agreements import covenants as papers
from koppelvlak.agreements.actions import add_agreement, end_agreement
from koppelvlak.agreements.covenants import Paper
from koppelvlak.agreements.lifecycle import DRAFT, PROPOSED
from koppelvlak.agreements.models import Agreement, Covenant, CovenantKind
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import (
    BadInputError,
    RefusedError,
    StaleError,
    UnseenError,
    WrongStateError,
)
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import CLOSED
from koppelvlak.networks.models import Network
from koppelvlak.variants import covenant_queries, covenants, queries
from koppelvlak.variants.actions import spread
from koppelvlak.variants.models import CovenantVariant, Variant
from tests.conftest import Guard
from tests.variants.conftest import TEXT, model_says, rewrite
from tests.world import TODAY, World


def test_it_becomes_a_draft_of_the_network(
    drafted: CovenantVariant, network: Network, world: World
) -> None:
    own = drafted.covenant
    assert (own.state, own.kind, own.network, own.owner) == (DRAFT, "regional", network, None)
    for name in ("title", "scope_in", "scope_out", "notice", "review_months"):
        assert getattr(own, name) == TEXT[name]
    assert list(own.sectors.all()) == [world.sector]
    assert own.tlp == Tlp.AMBER
    assert (drafted.state, drafted.waits) == ("asked", True)


def test_its_parties_are_those_at_the_table_who_still_have_to_sign(
    drafted: CovenantVariant, world: World
) -> None:
    parties = list(drafted.covenant.parties.all())
    assert {one.organisation for one in parties} == {world.region, world.water}
    assert not any(one.signed_on for one in parties)


def test_days_and_signatures_of_the_model_stay_there(world: World, network: Network) -> None:
    paper = Paper(**TEXT, valid_from=TODAY, valid_to=TODAY, signed_at="Den Haag", source="Stcrt.")
    model = papers.add_covenant(None, paper, by=world.actor("anouk"))
    (row,) = covenants.spread(model, [network], by=world.actor("anouk"))
    own = row.covenant
    assert (own.valid_from, own.valid_to, own.signed_at, own.source) == (None, None, "", "")


def test_it_is_in_the_log(drafted: CovenantVariant) -> None:
    event = Event.objects.filter(action="covenant.spread", result="done").get()
    assert event.subject == drafted.model.uuid
    assert str(drafted.uuid) in str(event.payload)
    assert str(drafted.covenant.uuid) in str(event.payload)


def test_without_asking_no_agreement_comes_along(
    under: Agreement, drafted: CovenantVariant
) -> None:
    assert not drafted.covenant.agreements.exists()
    assert not Variant.objects.filter(model=under).exists()


def test_the_agreements_under_it_hang_under_what_is_drafted(
    world: World, model_covenant: Covenant, under: Agreement, network: Network
) -> None:
    (row,) = covenants.spread(model_covenant, [network], by=world.actor("anouk"), agreements=True)
    (own,) = row.covenant.agreements.all()
    assert (own.variant.model, own.state, own.network) == (under, PROPOSED, network)
    assert own.sentence == under.bare_sentence


def test_an_agreement_that_the_network_has_is_not_put_twice(
    world: World, model_covenant: Covenant, under: Agreement, network: Network
) -> None:
    by = world.actor("anouk")
    spread(under, [network], by=by)
    (row,) = covenants.spread(model_covenant, [network], by=by, agreements=True)
    assert not row.covenant.agreements.exists()
    assert Variant.objects.count() == 1


def test_only_what_lasts_and_everybody_can_read_comes_along(
    world: World, model_covenant: Covenant, under: Agreement
) -> None:
    by = world.actor("anouk")
    closed = model_says(world, covenant=model_covenant, tlp=Tlp.AMBER, action="belt …")
    add_agreement(None, closed, by=by)
    assert list(covenant_queries.hanging(model_covenant)) == [under]
    end_agreement(under, by=by, on=TODAY, reason="Vervallen")
    assert not covenant_queries.hanging(model_covenant)


@pytest.mark.parametrize("name", ["noor", "joost", "lezer", "bram"])
def test_only_national_editors_may(
    world: World, model_covenant: Covenant, network: Network, name: str
) -> None:
    with pytest.raises(RefusedError):
        covenants.spread(model_covenant, [network], by=world.actor(name))
    assert not CovenantVariant.objects.exists()


def test_a_network_gets_it_once(world: World, drafted: CovenantVariant, network: Network) -> None:
    with pytest.raises(BadInputError):
        covenants.spread(drafted.model, [network], by=world.actor("anouk"))
    assert CovenantVariant.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"kind": CovenantKind.NATIONAL}, "Only a model covenant"),
        ({"tlp": Tlp.AMBER}, "GREEN"),
    ],
)
def test_only_a_model_that_everybody_can_read(
    world: World, network: Network, changes: dict[str, Any], words: str
) -> None:
    row = papers.add_covenant(None, Paper(**TEXT | changes), by=world.actor("anouk"))
    with pytest.raises(BadInputError, match=words):
        covenants.spread(row, [network], by=world.actor("anouk"))


def test_what_is_no_model_has_no_page_of_networks(world: World, model_covenant: Covenant) -> None:
    national = Paper(**TEXT | {"kind": CovenantKind.NATIONAL})
    row = papers.add_covenant(None, national, by=world.actor("anouk"))
    with pytest.raises(UnseenError):
        covenant_queries.model(row.uuid, actor=world.actor("anouk"))
    found = covenant_queries.model(model_covenant.uuid, actor=world.actor("anouk"))
    assert found == model_covenant


def test_without_networks_nothing_is_made(world: World, model_covenant: Covenant) -> None:
    with pytest.raises(BadInputError):
        covenants.spread(model_covenant, [], by=world.actor("anouk"))


def test_a_stale_version_spreads_nothing(
    world: World, model_covenant: Covenant, network: Network
) -> None:
    rewrite(world, model_covenant, scope_in="Anders.")
    with pytest.raises(StaleError):
        covenants.spread(model_covenant, [network], by=world.actor("anouk"), seen=1)


def test_an_ended_model_is_not_spread(
    world: World, model_covenant: Covenant, network: Network
) -> None:
    by = world.actor("anouk")
    papers.terminate(model_covenant, by=by, on=TODAY, reason="Vervangen.")
    with pytest.raises(WrongStateError):
        covenants.spread(model_covenant, [network], by=by)


def test_only_standing_networks_of_its_sectors_that_lack_it(
    world: World, model_covenant: Covenant, network: Network, guard: Guard
) -> None:
    by = world.actor("anouk")
    assert list(queries.networks_without(model_covenant, actor=by)) == [network]
    covenants.spread(model_covenant, [network], by=by)
    assert not queries.networks_without(model_covenant, actor=by)
    guard.watching = False
    CovenantVariant.objects.all().delete()
    Network.objects.filter(pk=network.pk).update(state=CLOSED)
    assert not queries.networks_without(model_covenant, actor=by)


def test_what_stands_in_the_way_of_an_agreement_stops_it_all(
    world: World, model_covenant: Covenant, network: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = world.actor("anouk")
    add_agreement(None, model_says(world, covenant=model_covenant, basic=True), by=by)
    monkeypatch.setattr("koppelvlak.agreements.giving.MOST_BASIC", 1)
    own = model_says(world, basic=True, tlp=Tlp.AMBER)
    add_agreement(network, own, by=world.actor("noor"))
    (one,) = covenant_queries.planned(model_covenant, [network], agreements=True)
    assert "basic agreements" in str(one.problem)
    with pytest.raises(BadInputError):
        covenants.spread(model_covenant, [network], by=by, agreements=True)
    assert not CovenantVariant.objects.exists()
    assert covenants.spread(model_covenant, [network], by=by)
