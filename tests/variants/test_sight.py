"""Who sees a variant and its page, who only reads the answers, and who knows of nothing."""

from __future__ import annotations

from typing import Any

import pytest

from koppelvlak.agreements.actions import add_agreement, edit_agreement
from koppelvlak.agreements.models import Agreement, Covenant
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network, Seat
from koppelvlak.rights import Can
from koppelvlak.variants import covenant_queries, queries
from koppelvlak.variants.actions import deviate
from koppelvlak.variants.models import CovenantVariant, OfModel, Variant
from tests.agreements.conftest import acts, gains
from tests.conftest import Guard
from tests.variants.conftest import model_says
from tests.world import World

TABLE = {"noor", "bram", "lezer", "joost", "roos", "wil"}
EDITOR = {"anouk"}


def seeing(world: World, kind: type[OfModel]) -> set[str]:
    return {
        name for name in world.people if kind.objects.visible_to(world.actor(name)).exists()
    }  # fmt: skip


def test_the_table_and_who_keeps_the_model_see_a_variant(world: World, variant: Variant) -> None:
    assert seeing(world, Variant) == TABLE | EDITOR


def test_the_table_and_who_keeps_the_model_see_a_drafted_one(
    world: World, drafted: CovenantVariant
) -> None:
    assert seeing(world, CovenantVariant) == TABLE | EDITOR


def opens(world: World, name: str, row: OfModel) -> bool:
    asked: Any = queries if isinstance(row, Variant) else covenant_queries
    try:
        found = asked.variant(row.uuid, actor=world.actor(name))
    except UnseenError:
        return False
    return bool(found == row)


@pytest.mark.parametrize("which", ["variant", "drafted"])
def test_its_page_is_of_the_table_alone(
    world: World, request: pytest.FixtureRequest, which: str
) -> None:
    row: OfModel = request.getfixturevalue(which)
    assert {name for name in world.people if opens(world, name, row)} == TABLE


def may(row: Any, actor: Actor) -> tuple[bool, bool]:
    return bool(row.may(actor, Can.ADOPT_MODEL)), bool(row.may(actor, Can.DEVIATE_FROM_MODEL))


@pytest.mark.parametrize("which", ["variant", "drafted"])
def test_who_coordinates_answers(world: World, request: pytest.FixtureRequest, which: str) -> None:
    row: OfModel = request.getfixturevalue(which)
    answering = {name for name in world.people if all(may(row, world.actor(name)))}
    assert answering == {"noor", "bram"}
    assert not any(any(may(row, world.actor(name))) for name in set(world.people) - answering)


def test_who_acts_in_it_answers_as_well(world: World, variant: Variant) -> None:
    mine = model_says(world, tlp=Tlp.AMBER, parties=(acts(world.water), gains(world.region)))
    edit_agreement(variant.agreement, mine, by=world.actor("noor"))
    row = queries.variant(variant.uuid, actor=world.actor("joost"), can=Can.ADOPT_MODEL)
    assert all(may(row, world.actor("joost")))
    # Only who works at the boundary speaks for the organisation.
    assert not any(may(Variant.objects.get(pk=row.pk), world.actor("roos")))
    done = deviate(row, "Wij bellen niet.", by=world.actor("joost"), read=1)
    assert done.answered_for == world.water


def test_who_only_benefits_does_not_answer(world: World, variant: Variant) -> None:
    mine = model_says(world, tlp=Tlp.AMBER, parties=(acts(world.region), gains(world.water)))
    edit_agreement(variant.agreement, mine, by=world.actor("noor"))
    with pytest.raises(RefusedError):
        deviate(variant, "Wij bellen niet.", by=world.actor("joost"), read=1)


@pytest.mark.parametrize("can", [Can.ADOPT_MODEL, Can.DEVIATE_FROM_MODEL])
def test_a_reader_of_the_table_is_refused_and_somebody_elsewhere_finds_nothing(
    world: World, variant: Variant, drafted: CovenantVariant, can: Can
) -> None:
    for asked, row in ((queries, variant), (covenant_queries, drafted)):
        with pytest.raises(RefusedError):
            asked.variant(row.uuid, actor=world.actor("lezer"), can=can)
        with pytest.raises(UnseenError):
            asked.variant(row.uuid, actor=world.actor("iris"), can=can)


def test_who_left_the_table_sees_it_no_more(
    world: World, variant: Variant, drafted: CovenantVariant, network: Network, guard: Guard
) -> None:
    guard.watching = False
    Seat.objects.filter(network=network, organisation=world.water).delete()
    guard.watching = True
    assert seeing(world, Variant) == TABLE - {"joost", "roos", "wil"} | EDITOR
    assert seeing(world, CovenantVariant) == TABLE - {"joost", "roos", "wil"} | EDITOR


@pytest.mark.parametrize("name", sorted(TABLE - {"bram"} | {"iris"}))
def test_only_who_keeps_the_model_reads_all_answers(
    world: World, variant: Variant, name: str
) -> None:
    (line,) = queries.answers(variant.model, actor=world.actor("anouk"))
    assert line.variant == variant
    read = queries.answers(variant.model, actor=world.actor(name))
    assert [one.variant for one in read] == ([variant] if name in TABLE else [])


def test_what_a_network_has_of_its_own_is_no_variant(
    world: World, variant: Variant, network: Network
) -> None:
    own = add_agreement(network, model_says(world, tlp=Tlp.AMBER), by=world.actor("noor"))
    assert Variant.objects.count() == 1
    assert not Variant.objects.filter(agreement=own).exists()


@pytest.mark.parametrize("name", ["sanne", "petra", "otto", "iris"])
def test_who_is_no_participant_or_elsewhere_finds_no_network_that_has_it(
    world: World, model: Agreement, model_covenant: Covenant, name: str
) -> None:
    with pytest.raises((UnseenError, RefusedError)):
        covenant_queries.model(model_covenant.uuid, actor=world.actor(name))
    assert not queries.answers(model, actor=world.actor(name))
