"""The overview and the page of a network: what they say, to whom, and what they cost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from koppelvlak.networks.actions import derive
from koppelvlak.networks.models import Network
from koppelvlak.sectors.models import Sector
from tests.conftest import Guard
from tests.networks.conftest import link
from tests.world import TODAY, World

LIST = reverse("networks:list")
MOST_QUERIES = 12


@pytest.fixture
def noor(country: World, settings: Settings) -> Client:
    """Return the browser of Noor of IJsselland."""
    return browser(country, settings, "noor")


def browser(world: World, settings: Settings, name: str) -> Client:
    settings.MFA_REQUIRED = False
    client = Client(headers={"accept-language": "en"})
    client.force_login(world.person(name))
    session = client.session
    session["language"] = "en"
    session.save()
    return client


def text(client: Client, url: str) -> str:
    """Return what stands in the main part of a page, without tags and doubled spaces."""
    page = client.get(url)
    assert page.status_code == 200
    main = page.content.decode().partition("<main")[2].partition("</main>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main))


def test_the_overview_lists_every_network(noor: Client, network: Network) -> None:
    assert "Vitens proposed 2 + 1 not verified 3 396,000" in text(noor, LIST)


def test_the_overview_says_what_is_missing(noor: Client, network: Network, guard: Guard) -> None:
    guard.watching = False
    Sector.objects.create(key="oil", name_nl="Olie", name_en="Oil", tone="oil", position=4)
    guard.watching = True
    assert "Oil: no networks yet" in text(noor, LIST)
    assert "Drinking water: no" not in text(noor, LIST)


def test_the_overview_of_one_sector_leaves_the_others_out(
    noor: Client, network: Network, guard: Guard
) -> None:
    guard.watching = False
    Sector.objects.create(key="oil", name_nl="Olie", name_en="Oil", tone="oil", position=4)
    guard.watching = True
    assert "Vitens" not in text(noor, f"{LIST}?sector=oil")
    assert "Vitens" in text(noor, f"{LIST}?sector=drinking-water")


def test_nonsense_for_a_sector_shows_all(noor: Client, network: Network) -> None:
    assert "Vitens" in text(noor, f"{LIST}?sector=%00x")


def test_companies_that_meet_are_shown(
    country: World, noor: Client, network: Network, guard: Guard, machine: Any
) -> None:
    guard.watching = False
    link(country, "GM0150", coverage="part", certainty="legal-2015", by=country.stranger)
    guard.watching = True
    derive(on=TODAY, by=machine)
    assert "Vitens · WML Drinking water IJsselland 1" in text(noor, LIST)


def test_without_networks_the_overview_says_so(noor: Client) -> None:
    assert "No networks have been derived yet" in text(noor, LIST)


def test_the_overview_as_csv(noor: Client, network: Network) -> None:
    lines = noor.get(f"{LIST}?formaat=csv").content.decode().splitlines()
    assert (
        lines[1]
        == f"Drinking water;Vitens;2;3;396000;proposed;1;130000;1;74000;{network.input_checksum}"
    )


def test_a_network_names_its_regions_and_how_they_are_reached(
    noor: Client, network: Network
) -> None:
    page = text(noor, network.get_absolute_url())
    assert "4 IJsselland part evidence : IJsselland 2 of 2 100 % 231,000" in page.replace(
        "\u202f", " "
    )
    assert "5 Twente not verified evidence : Twente 0 of 1 + 1 not verified" in page


def test_a_network_shows_the_evidence(noor: Client, network: Network) -> None:
    page = text(noor, network.get_absolute_url())
    assert "Zwolle whole laid down in law, 2015 source 1" in page
    assert "Almelo whole not verified source 1" in page
    assert "Drinkwaterregeling, bijlage 1" in page
    assert network.input_checksum in page


def test_a_network_says_who_is_not_at_the_table(noor: Client, network: Network) -> None:
    page = text(noor, network.get_absolute_url())
    assert "VR Twente not verified" in page.partition("Not at the table yet")[2]


def test_a_network_shows_the_contact_points_one_may_see(
    country: World, network: Network, settings: Settings
) -> None:
    url = network.get_absolute_url()
    assert "Wachtdienst crisis" in text(browser(country, settings, "noor"), url)
    assert "Wachtdienst crisis" not in text(browser(country, settings, "iris"), url)
    assert "Wachtdienst crisis" not in text(browser(country, settings, "sanne"), url)


def test_the_page_carries_the_class_of_what_it_shows(
    country: World, network: Network, settings: Settings
) -> None:
    url = network.get_absolute_url()
    assert browser(country, settings, "noor").get(url).context["page_tlp"] == "AMBER"
    assert browser(country, settings, "iris").get(url).context["page_tlp"] == "GREEN"


def test_an_unknown_network_is_unseen(noor: Client) -> None:
    address = reverse("networks:detail", args=["00000000-0000-0000-0000-000000000000"])
    assert noor.get(address).status_code == 404


def test_who_keeps_the_platform_sees_no_network(
    country: World, network: Network, settings: Settings
) -> None:
    petra = browser(country, settings, "petra")
    assert petra.get(network.get_absolute_url()).status_code == 404
    assert "Vitens" not in text(petra, LIST)


@pytest.mark.parametrize("page", ["list", "detail", "region"])
def test_a_page_takes_few_queries(
    noor: Client,
    network: Network,
    page: str,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    pages = {
        "list": LIST,
        "detail": network.get_absolute_url(),
        "region": reverse("portal:region", args=["VR04"]),
    }
    with django_assert_max_num_queries(MOST_QUERIES - 1):  # One more for a second factor.
        noor.get(pages[page])
