"""Contact points are shared in the networks one is in, within their TLP."""

from __future__ import annotations

from typing import Any

import pytest

from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Member, Network, Standing
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.rights import Rel, Role
from koppelvlak.thing import GUEST_MARK
from tests.conftest import Guard
from tests.world import World

SHARED = (Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)


def desk(world: World, guard: Guard, tlp: Tlp, at: Organisation | None = None) -> ContactPoint:
    """Give an organisation, the company unless another is named, a desk of this class."""
    guard.watching = False
    made = ContactPoint.objects.create(
        organisation=at or world.water,
        function="Meldpunt",
        address="088 000 00 03",
        hours="24/7",
        tlp=tlp,
    )
    guard.watching = True
    return made


def sees(world: World, name: str, point: ContactPoint, **changes: Any) -> bool:
    """Ask in both ways; list and single decision must agree."""
    actor = world.actor(name, **changes)
    listed = ContactPoint.objects.visible_to(actor).filter(pk=point.pk).exists()
    assert listed == bool(point.related_to(actor) & {Rel.FELLOW, Rel.COLLEAGUE})
    return listed


def region_becomes(network: Network, guard: Guard, standing: Standing) -> None:
    guard.watching = False
    Member.objects.filter(network=network, region__code="VR04").update(standing=standing)
    guard.watching = True


@pytest.mark.parametrize("tlp", Tlp)
def test_a_fellow_sees_up_to_amber(
    country: World, network: Network, guard: Guard, tlp: Tlp
) -> None:
    assert sees(country, "noor", desk(country, guard, tlp)) == (tlp in SHARED)


@pytest.mark.parametrize("tlp", Tlp)
def test_a_participant_elsewhere_sees_up_to_green(
    country: World, network: Network, guard: Guard, tlp: Tlp
) -> None:
    point = desk(country, guard, tlp)
    assert sees(country, "iris", point) == (tlp in {Tlp.CLEAR, Tlp.GREEN})


@pytest.mark.parametrize("tlp", Tlp)
def test_a_guest_sees_none(country: World, network: Network, guard: Guard, tlp: Tlp) -> None:
    assert not sees(country, "sanne", desk(country, guard, tlp))


def test_being_a_guest_weighs_more_than_sharing_a_network(
    country: World, network: Network, guard: Guard
) -> None:
    point = desk(country, guard, Tlp.AMBER)
    roles = frozenset({Role.READER, GUEST_MARK})
    assert not sees(country, "noor", point, roles=roles)


@pytest.mark.parametrize("name", ["petra", "otto"])
def test_who_keeps_the_platform_or_reads_the_log_sees_none(
    country: World, network: Network, guard: Guard, name: str
) -> None:
    assert not sees(country, name, desk(country, guard, Tlp.CLEAR))


@pytest.mark.parametrize("standing", [Standing.UNVERIFIED, Standing.PARCELS])
def test_a_region_that_is_not_surely_reached_is_no_fellow(
    country: World, network: Network, guard: Guard, standing: Standing
) -> None:
    region_becomes(network, guard, standing)
    assert not sees(country, "noor", desk(country, guard, Tlp.AMBER))


def test_the_company_sees_the_desk_of_a_region_it_reaches(
    country: World, network: Network, guard: Guard
) -> None:
    assert sees(country, "joost", desk(country, guard, Tlp.AMBER, at=country.region))


@pytest.mark.parametrize("key", ["vr05", "vr06", "vr07"])
def test_regions_that_are_surely_reached_see_each_other(
    country: World, network: Network, guard: Guard, key: str
) -> None:
    other = Organisation.objects.get(key=key)
    assert sees(country, "noor", desk(country, guard, Tlp.AMBER, at=other)) == (key == "vr07")


def test_own_people_see_everything_of_their_own(
    country: World, network: Network, guard: Guard
) -> None:
    assert sees(country, "joost", desk(country, guard, Tlp.AMBER_STRICT))


def test_without_a_network_nothing_of_amber_is_shared(country: World, guard: Guard) -> None:
    assert not sees(country, "noor", desk(country, guard, Tlp.AMBER))
