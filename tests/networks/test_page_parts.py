"""An organisation's page shows the networks it is in."""

from __future__ import annotations

import pytest

from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.organisations.page_parts import Row, parts
from tests.world import World


def rows(world: World, key: str, name: str = "noor") -> list[Row]:
    shown = parts(Organisation.objects.get(key=key), actor=world.actor(name))
    return list(next(part for part in shown if part.key == "networks").rows)


def test_a_company_is_in_its_own_network(country: World, network: Network) -> None:
    (row,) = rows(country, "vitens")
    assert row.url == network.get_absolute_url()


@pytest.mark.parametrize("key", ["vr04", "vr05", "vr06"])
def test_a_region_stands_in_it_however_it_is_reached(
    country: World, network: Network, key: str
) -> None:
    (row,) = rows(country, key)
    member = network.members.get(region__organisation__key=key)
    assert row.words == member.extent_words


def test_others_are_in_none(country: World, network: Network) -> None:
    assert rows(country, "wml") == []


def test_who_may_see_no_networks_sees_none_here(country: World, network: Network) -> None:
    assert rows(country, "vitens", "petra") == []
