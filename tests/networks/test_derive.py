"""Deriving the networks: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError
from koppelvlak.networks.actions import derive
from koppelvlak.networks.models import Member, Network, Standing
from koppelvlak.territory.models import SupplyLink
from tests.conftest import Guard
from tests.networks.conftest import link
from tests.world import TODAY, World


def standing(network: Network) -> dict[str, str]:
    return dict(network.members.values_list("region__code", "standing"))


def change_facts(guard: Guard, world: World, municipality: str, **changes: str) -> None:
    guard.watching = False
    SupplyLink.objects.filter(municipality=municipality).update(**changes)
    guard.watching = True


def test_each_region_stands_on_its_own_ground(network: Network) -> None:
    assert standing(network) == {
        "VR04": Standing.REACHED,
        "VR05": Standing.UNVERIFIED,
        "VR06": Standing.PARCELS,
        "VR07": Standing.REACHED,
    }


def test_parcels_and_unverified_links_are_not_in_the_figures(network: Network) -> None:
    assert network.municipalities == 3
    assert network.population_whole == 130_000
    assert network.population_touched == 396_000
    assert (network.municipalities_unverified, network.population_unverified) == (1, 74_000)


def test_a_member_keeps_its_classes_beside_the_whole_region(network: Network) -> None:
    ijsselland = network.members.get(region__code="VR04")
    assert (ijsselland.share, ijsselland.of_municipalities) == (1.0, 2)
    assert (ijsselland.of_area_km2, ijsselland.of_population) == (253.0, 231_000)
    assert ijsselland.classes["part"] == {
        "municipalities": 1,
        "area_km2": 134.0,
        "population": 101_000,
    }


def test_a_person_may_not(country: World) -> None:
    with pytest.raises(RefusedError):
        derive(on=TODAY, by=country.actor("anouk"))


def test_equal_input_changes_nothing(network: Network, machine: Actor) -> None:
    events = Event.objects.count()
    assert derive(on=TODAY, by=machine) == []
    assert Event.objects.count() == events


def test_a_network_keeps_its_identity(
    country: World, network: Network, machine: Actor, guard: Guard
) -> None:
    change_facts(guard, country, "GM0141", certainty="legal-2015")
    (again,) = derive(on=TODAY, by=machine)
    assert (again.uuid, again.version) == (network.uuid, network.version + 1)
    assert standing(again)["VR05"] == Standing.REACHED


def test_a_region_that_is_no_longer_reached_goes(
    country: World, network: Network, machine: Actor, guard: Guard
) -> None:
    guard.watching = False
    SupplyLink.objects.filter(municipality="GM0202").delete()
    guard.watching = True
    derive(on=TODAY, by=machine)
    assert "VR07" not in standing(network)


def test_a_network_without_areas_stays_without_regions(
    country: World, network: Network, machine: Actor, guard: Guard
) -> None:
    guard.watching = False
    SupplyLink.objects.all().delete()
    guard.watching = True
    derive(on=TODAY, by=machine)
    empty = Network.objects.get(uuid=network.uuid)
    assert (empty.municipalities, Member.objects.count()) == (0, 0)


def test_only_the_network_that_changed_is_touched(
    country: World, network: Network, machine: Actor, guard: Guard
) -> None:
    guard.watching = False
    other = link(country, "GM0202", coverage="whole", certainty="legal-2015", by=country.stranger)
    guard.watching = True
    (made,) = derive(on=TODAY, by=machine)
    assert made.anchor == other.organisation
    assert Network.objects.get(pk=network.pk).version == network.version


def test_the_audit_tells_which_networks_were_made(network: Network) -> None:
    payload = Event.objects.get().payload
    assert payload is not None
    assert [(row["kind"], row["what"]) for row in payload["rows"]] == [
        ("networks.network", "created"),
        ("networks.proposal", "proposed"),
    ]
    assert payload["rows"][0]["id"] == str(network.uuid)
