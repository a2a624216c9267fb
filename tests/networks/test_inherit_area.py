"""Networks that merged or were split have the area of those before them, also when it changes."""

from __future__ import annotations

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.networks.actions import derive
from koppelvlak.networks.models import Network, Standing
from koppelvlak.networks.scaling import accept_scale
from koppelvlak.territory.models import SupplyLink
from tests.conftest import Guard
from tests.networks.conftest import link
from tests.networks.keeping import MERGED, SPLIT, keep_two, proposed
from tests.world import TODAY, World


@pytest.fixture
def kept(country: World, guard: Guard, machine: Actor) -> list[Network]:
    """Return two networks that IJsselland leads."""
    return keep_two(country, guard, machine)


def area(network: Network) -> dict[str, str]:
    return dict(network.members.values_list("region__code", "standing"))


def test_a_merger_takes_over_both_areas(country: World, kept: list[Network]) -> None:
    before = {code for network in kept for code in area(network)}
    (made,) = accept_scale(proposed(country, MERGED), by=country.actor("noor"))
    assert set(area(made)) == before
    fresh = Network.objects.get(pk=made.pk)
    assert fresh.municipalities == sum(one.municipalities for one in made.members.all()) > 0
    assert fresh.population_touched >= fresh.population_whole > 0


def test_each_part_keeps_its_own_regions(country: World, kept: list[Network]) -> None:
    ijsselland, arnhem = accept_scale(proposed(country, SPLIT), by=country.actor("noor"))
    assert "VR07" not in area(ijsselland)
    assert "VR04" not in area(arnhem)


def test_new_facts_reach_the_successor(
    country: World, kept: list[Network], machine: Actor, guard: Guard
) -> None:
    (made,) = accept_scale(proposed(country, MERGED), by=country.actor("noor"))
    assert area(made)["VR06"] == Standing.PARCELS
    guard.watching = False
    SupplyLink.objects.filter(municipality="GM0200").update(coverage="whole")
    guard.watching = True
    derive(on=TODAY, by=machine)
    assert area(made)["VR06"] == Standing.REACHED
    assert made.proposals.get(kind="join").region.code == "VR06"  # type: ignore[union-attr]


def test_equal_facts_change_nothing(
    country: World, kept: list[Network], machine: Actor, guard: Guard
) -> None:
    (made,) = accept_scale(proposed(country, MERGED), by=country.actor("noor"))
    before = area(made)
    guard.watching = False
    link(country, "GM0141", coverage="parcels", certainty="legal-2015", by=country.stranger)
    guard.watching = True
    derive(on=TODAY, by=machine)
    assert area(made) == before
