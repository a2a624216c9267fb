"""All networks of a region at a glance."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from koppelvlak.kit.access import Actor
from koppelvlak.networks.models import Network
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.actions import draw_shapes
from tests.conftest import Guard
from tests.networks.test_pages import noor, text

__all__ = ["noor"]


def page(client: Client, code: str) -> str:
    return text(client, reverse("portal:region", args=[code])).replace("\u202f", " ")


def test_a_region_shows_its_networks(noor: Client, network: Network) -> None:
    assert "Drinking water Vitens proposed part 2 of 2 100 % 231,000" in page(noor, "VR04")


def test_what_is_not_verified_is_marked_and_counted_apart(noor: Client, network: Network) -> None:
    assert "0 networks that surely reach this region 0 companies 1 not verified" in page(
        noor, "VR05"
    )


def test_a_sector_without_areas_has_its_empty_place(
    noor: Client, network: Network, guard: Guard
) -> None:
    guard.watching = False
    Sector.objects.create(key="oil", name_nl="Olie", name_en="Oil", tone="oil", position=4)
    Sector.objects.create(
        key="gas", name_nl="Gas", name_en="Gas", tone="gas", position=3, has_areas=True
    )
    guard.watching = True
    assert "Oil: no networks yet" in page(noor, "VR04")
    assert "Gas: no supply area reaches this region" in page(noor, "VR04")


def test_an_unknown_region_is_unseen(noor: Client, network: Network) -> None:
    assert noor.get(reverse("portal:region", args=["VR99"])).status_code == 404


def test_the_region_as_csv(noor: Client, network: Network) -> None:
    url = reverse("portal:region", args=["VR04"])
    lines = noor.get(f"{url}?formaat=csv").content.decode().splitlines()
    assert lines[0].endswith("People, at most;State;Lead")
    assert lines[1] == "Drinking water;Vitens;part;2;1,0;231000;proposed;"


def test_the_file_names_who_leads(noor: Client, formed: Network) -> None:
    url = reverse("portal:region", args=["VR04"])
    lines = noor.get(f"{url}?formaat=csv").content.decode().splitlines()
    assert lines[1].endswith("231000;forming;VR IJsselland")


def test_the_map_names_who_supplies_each_municipality(
    noor: Client, network: Network, machine: Actor
) -> None:
    draw_shapes(by=machine)
    assert "Zwolle Vitens" in page(noor, "VR04")
    assert "Almelo not verified: Vitens" in page(noor, "VR05")
    assert "Apeldoorn unknown" in page(noor, "VR06")
