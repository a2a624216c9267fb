"""What is given of an agreement: what must hold of it, and when it is another sentence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import translation
from pytest_django import Settings

from koppelvlak.agreements import giving
from koppelvlak.agreements.covenants import add_covenant
from koppelvlak.agreements.giving import (
    SETS,
    Given,
    Stated,
    check,
    given_of,
    identity,
    may_put,
    parties_for,
    reworded,
)
from koppelvlak.agreements.models import Agreement, CovenantKind, Side
from koppelvlak.kit.errors import BadInputError, RefusedError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Basis, Network
from tests.agreements.conftest import WORKED_OUT, Lay, Put, acts, gains, paper, warning
from tests.conftest import Guard
from tests.coverage.conftest import themes
from tests.world import TODAY, World

YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code."""
    with translation.override("en"):
        yield


def wrong(given: Given, network: Network | None, **more: Any) -> dict[str, list[str]]:
    with pytest.raises(BadInputError) as caught:
        check(given, network, **more)
    return {name: [str(one) for one in texts] for name, texts in caught.value.errors.items()}


def test_a_good_one_passes(world: World, network: Network) -> None:
    check(warning(world), network)
    check(warning(world, tlp=Tlp.GREEN), None)


CASES: list[tuple[dict[str, Any], str, str]] = [
    ({"parties": ()}, "acting", "Say who acts."),
    ({"valid_from": TODAY, "valid_to": YESTERDAY}, "valid_to", "This day is before the first day."),
    ({"tlp": Tlp.RED}, "tlp", "What only named persons may know"),
]


@pytest.mark.parametrize(("changes", "field", "words"), CASES)
def test_what_is_wrong_is_said_at_its_field(
    world: World, network: Network, changes: dict[str, Any], field: str, words: str
) -> None:
    found = wrong(warning(world, **changes), network)
    assert set(found) == {field}
    assert found[field][0].startswith(words)


def test_who_only_benefits_does_not_act(world: World, network: Network) -> None:
    assert set(wrong(warning(world, parties=(gains(world.water),)), network)) == {"acting"}


def test_one_day_is_a_term(world: World, network: Network) -> None:
    check(warning(world, valid_from=TODAY, valid_to=TODAY), network)


def test_all_that_is_wrong_is_said_at_once(world: World, network: Network) -> None:
    given = warning(world, parties=(), tlp=Tlp.RED, valid_from=TODAY, valid_to=YESTERDAY)
    assert set(wrong(given, network)) == {"acting", "tlp", "valid_to"}


@pytest.mark.parametrize("tlp", [Tlp.AMBER, Tlp.AMBER_STRICT])
def test_above_the_ceiling_of_the_installation_nothing_is_kept(
    world: World, network: Network, settings: Settings, tlp: Tlp
) -> None:
    settings.TLP_CEILING = "GREEN"
    (words,) = wrong(warning(world, tlp=tlp), network)["tlp"]
    assert f"TLP:{tlp.value}" in words
    check(warning(world, tlp=Tlp.GREEN), network)


def test_a_covenant_of_another_network_is_refused(
    world: World, network: Network, lay: Lay, guard: Guard
) -> None:
    covenant = lay()
    check(warning(world, covenant=covenant), network)
    guard.watching = False
    other = Network.objects.create(
        sector=world.sector, basis=Basis.CHOSEN, name="West", division="x", state=network.state,
        lead=world.region, derived_for=TODAY, stirred_on=TODAY,
    )  # fmt: skip
    guard.watching = True
    assert set(wrong(warning(world, covenant=covenant), other)) == {"covenant"}
    assert set(wrong(warning(world, covenant=covenant, tlp=Tlp.GREEN), None)) == {"covenant"}


def test_a_covenant_of_the_whole_country_fits_everywhere(world: World, network: Network) -> None:
    national = paper(world, tlp=Tlp.GREEN, kind=CovenantKind.NATIONAL)
    covenant = add_covenant(None, national, by=world.actor("anouk"))
    check(warning(world, covenant=covenant), network)
    check(warning(world, covenant=covenant, tlp=Tlp.GREEN), None)


def test_a_number_is_of_one_agreement_in_its_network(
    world: World, network: Network, put: Put
) -> None:
    row = put(key="V1")
    assert set(wrong(warning(world, key="V1"), network)) == {"key"}
    check(warning(world, key="V1"), network, known=row)
    check(warning(world, key="V1", tlp=Tlp.GREEN), None)
    check(warning(world, key=""), network)


def test_there_are_at_most_so_many_basic_ones_in_a_sector(
    world: World, network: Network, put: Put, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving, "MOST_BASIC", 1)
    row = put(basic=True, sectors=(world.sector,))
    given = warning(world, basic=True, sectors=(world.sector,), action="belt …")
    found = wrong(given, network)
    assert len(found) == 1
    check(given, network, known=row)
    check(replace(given, basic=False), network)
    check(replace(given, sectors=()), network)


@pytest.mark.parametrize("name", ["noor", "bram"])
def test_who_coordinates_puts_down_anything(world: World, network: Network, name: str) -> None:
    may_put(network, warning(world, parties=(acts(world.stranger),)), world.actor(name))


def test_others_put_down_what_they_do_themselves(world: World, network: Network) -> None:
    own = warning(world, parties=(acts(world.water), gains(world.region)))
    may_put(network, own, world.actor("joost"))
    for parties in (
        (acts(world.region), gains(world.water)),
        (Stated(Side.ACTING, everybody=True),),
        (Stated(Side.ACTING, every_kind=world.water.kind),),
        (Stated(Side.ACTING, text="Vitens"),),
    ):
        with pytest.raises(RefusedError, match="what your own organisation does"):
            may_put(network, warning(world, parties=parties), world.actor("joost"))


def test_what_stands_there_can_be_given_again(world: World, put: Put) -> None:
    row = put(themes=themes(2, 5), sectors=(world.sector,), key="V1", **WORKED_OUT)
    given = given_of(Agreement.objects.get(pk=row.pk))
    assert given.parties == (acts(world.water), gains(world.region))
    assert [one.number for one in given.themes] == [2, 5]
    assert not reworded(row, given)
    assert {name: getattr(given, name) for name in WORKED_OUT} == WORKED_OUT
    assert given.plain()["within_minutes"] == 30
    assert {"parties", *SETS}.isdisjoint(given.plain())


SUBSTANCE: list[dict[str, Any]] = [
    {"kind": "practice"}, {"language": "en"}, {"manner": "together"}, {"trigger": "Bij brand"},
    {"action": "belt …"}, {"within": "binnen 1 uur"}, {"quantity": "een bericht"},
]  # fmt: skip


@pytest.mark.parametrize("changes", SUBSTANCE, ids=lambda one: str(*one))
def test_other_words_make_it_another_sentence(
    put: Put, world: World, changes: dict[str, Any]
) -> None:
    assert reworded(put(), warning(world, **changes))


BESIDE: list[dict[str, Any]] = [
    {"basic": True}, {"area": "Zwolle"}, {"tlp": Tlp.GREEN}, {"contact_text": "Meldkamer"},
    {"way_of_working": "Draaiboek"}, {"status": "concept"}, {"valid_to": TODAY}, {"key": "V9"},
    {"phase": "warm"}, {"rhythm_months": 12}, {"escalation": "de burgemeester"},
]  # fmt: skip


@pytest.mark.parametrize("changes", BESIDE, ids=lambda one: str(*one))
def test_what_stands_beside_the_sentence_does_not(
    put: Put, world: World, changes: dict[str, Any]
) -> None:
    assert not reworded(put(), warning(world, **changes))


def test_the_order_of_parties_is_no_other_sentence(put: Put, world: World) -> None:
    row = put()
    turned = (gains(world.region), acts(world.water))
    assert not reworded(row, warning(world, parties=turned))
    assert reworded(row, warning(world, parties=(acts(world.region), gains(world.water))))
    assert reworded(row, warning(world, parties=(acts(world.water),)))


def test_a_party_is_kept_once_on_a_side(put: Put, world: World) -> None:
    twice = (acts(world.water), acts(world.water), gains(world.water))
    found = parties_for(put(), warning(world, parties=twice))
    assert [(one.side, one.position) for one in found] == [(Side.ACTING, 0), (Side.BENEFITING, 1)]


def test_parties_differ_by_what_they_are(world: World) -> None:
    said = [
        acts(world.water), gains(world.water), acts(world.region),
        Stated(Side.ACTING, every_kind=world.water.kind), Stated(Side.ACTING, everybody=True),
        Stated(Side.ACTING, text="Vitens"), Stated(Side.ACTING),
    ]  # fmt: skip
    assert len({identity(one) for one in said}) == len(said)
