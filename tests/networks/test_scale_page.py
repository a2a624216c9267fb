"""The page on scale: what it says, within which limits, to whom, and what it costs."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.networks.actions import derive
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.sectors.models import Sector
from tests.conftest import Guard
from tests.networks.conftest import link
from tests.networks.test_pages import browser, noor, text
from tests.world import TODAY, World

__all__ = ["noor"]
SCALE = reverse("networks:scale")
MOST_QUERIES = 12
MEETING = {"Brabant Water": ("GM0193", "GM0202"), "Oasen": ("GM0150", "GM0202")}


@pytest.fixture
def three(country: World, network: Network, guard: Guard) -> list[Network]:
    """Return two more companies beside the water company; all three meet in two regions."""
    guard.watching = False
    for name, towns in MEETING.items():
        company = Organisation.objects.create(
            key=name.lower().replace(" ", "-"),
            kind=country.water.kind,
            name=name,
            short_name=name,
        )
        for town in towns:
            link(country, town, coverage="whole", certainty="legal-2015", by=company)
    guard.watching = True
    return list(Network.objects.all())


@pytest.fixture
def derived(three: list[Network], machine: Any) -> list[Network]:
    """Return the three networks that follow."""
    derive(on=TODAY, by=machine)
    return list(Network.objects.all())


def context(client: Client, query: str = "") -> Any:
    response: Any = client.get(SCALE + query)
    return response.context


def test_companies_that_meet_could_share_a_table(noor: Client, derived: list[Network]) -> None:
    page = text(noor, SCALE)
    assert "Brabant Water, Oasen and Vitens at one table" in page
    assert "saves 4 seats" in page
    assert "now 9 seats, then 5" in page
    assert "meet in IJsselland and Gelderland-Midden." in page


def test_the_figures_stand_before_and_after(noor: Client, derived: list[Network]) -> None:
    advice = context(noor)["advice"]
    assert (advice.before.tables, advice.before.seats, advice.before.most) == (3, 9, 3)
    assert (advice.after.tables, advice.after.seats, advice.after.most) == (1, 5, 1)


def test_a_smaller_table_holds_fewer(noor: Client, derived: list[Network]) -> None:
    page = text(noor, f"{SCALE}?tafel=4&netwerken=5&buren=on")
    assert "Oasen and Vitens at one table" in page
    assert "Brabant Water" not in page


def test_a_table_that_is_too_large_is_split(noor: Client, derived: list[Network]) -> None:
    page = text(noor, f"{SCALE}?tafel=2&netwerken=5")
    assert "Vitens in 2 tables" in page
    assert "Now one table has 3 organisations; the limit is 2." in page
    assert "fits within the limits" in page


def test_without_neighbours_nothing_is_combined_and_it_says_why(
    noor: Client, derived: list[Network]
) -> None:
    page = text(noor, f"{SCALE}?tafel=12&netwerken=5")
    assert "Nothing to combine or split within these limits" in page
    assert "no two networks may share a table" in page


def test_too_small_a_table_is_why_nothing_is_combined(noor: Client, derived: list[Network]) -> None:
    page = text(noor, f"{SCALE}?tafel=3&netwerken=5&buren=on")
    assert "the smallest combination needs 4 organisations at one table" in page


def test_nothing_to_save_is_why_nothing_is_combined(noor: Client, derived: list[Network]) -> None:
    page = text(noor, f"{SCALE}?regio=VR05")
    assert "no network is staffed by these regions" in page


def test_what_stays_above_the_limits_is_said(noor: Client, derived: list[Network]) -> None:
    page = text(noor, f"{SCALE}?tafel=12&netwerken=1")
    assert "Even so, 4 seats stay above the limits" in page


def test_asked_about_one_region_the_networks_go_on_elsewhere(
    noor: Client, derived: list[Network]
) -> None:
    page = text(noor, f"{SCALE}?tafel=4&netwerken=1&buren=on&regio=VR04")
    assert "IJsselland: one interregional table for 3 networks" in page
    assert "Outside these regions the networks go on at tables of their own." in page


def test_an_address_without_limits_has_the_usual_ones(noor: Client, derived: list[Network]) -> None:
    limits = context(noor)["limits"]
    assert (limits.table, limits.region, limits.neighbours) == (12, 5, True)


def test_electricity_and_gas_usually_belong_together(
    noor: Client, derived: list[Network], guard: Guard
) -> None:
    guard.watching = False
    for place, key in enumerate(("electricity", "gas"), start=2):
        named = {"name_nl": key, "name_en": key, "tone": "power", "position": place}
        Sector.objects.get_or_create(key=key, defaults=named)
    assert context(noor)["limits"].together == (frozenset({"electricity", "gas"}),)


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("tafel=1&netwerken=5", "Give a whole number from 2 to 60."),
        ("tafel=61&netwerken=5", "Give a whole number from 2 to 60."),
        ("tafel=veel&netwerken=5", "Give a whole number from 2 to 60."),
        ("tafel=&netwerken=5", "Give a whole number from 2 to 60."),
        ("tafel=12&netwerken=0", "Give a whole number from 1 to 40."),
        ("tafel=12&netwerken=5&samen=wind", "Choose sectors that are shown."),
        ("tafel=12&netwerken=5&regio=VR99", "Choose regions that are shown."),
    ],
)
def test_a_limit_that_makes_no_sense_is_told(
    noor: Client, derived: list[Network], query: str, said: str
) -> None:
    response = noor.get(f"{SCALE}?{query}")
    assert response.status_code == 422
    assert said in response.content.decode()


def test_what_was_typed_stays_in_the_form(noor: Client, derived: list[Network]) -> None:
    page = noor.get(f"{SCALE}?tafel=999&netwerken=3&buren=on&regio=VR07").content.decode()
    assert 'value="999"' in page
    assert 'value="VR07"' in page.split("checked")[-2] + page.split("checked")[-3]


def test_an_empty_country_has_an_empty_page(world: World, settings: Settings) -> None:
    page = text(browser(world, settings, "noor"), SCALE)
    assert "No network has a region at its table yet." in page
    assert "Nothing to combine or split within these limits" in page


@pytest.mark.parametrize("who", ["sanne", "petra", "otto"])
def test_guests_and_those_without_content_get_nothing(
    country: World, derived: list[Network], settings: Settings, who: str
) -> None:
    client = browser(country, settings, who)
    assert client.get(SCALE).status_code == 404
    assert client.get(f"{SCALE}?formaat=csv").status_code == 404


@pytest.mark.parametrize("who", ["noor", "joost", "anouk", "iris", "lezer"])
def test_every_participant_sees_it(
    country: World, derived: list[Network], settings: Settings, who: str
) -> None:
    assert browser(country, settings, who).get(SCALE).status_code == 200


def test_the_lists_are_files_as_well(noor: Client, derived: list[Network]) -> None:
    for per, rows, name in (("regio", 2, "per-regio"), ("netwerk", 3, "per-netwerk")):
        response = noor.get(f"{SCALE}?per={per}&formaat=csv")
        lines = list(csv.reader(response.content.decode("utf-8-sig").splitlines(), delimiter=";"))
        assert len(lines) == rows + 2
        assert name in response["Content-Disposition"]
        assert lines[-1] == ["All participants (TLP:GREEN)"]


def test_the_list_per_region_sorts(noor: Client, derived: list[Network]) -> None:
    up = [row.code for row in context(noor, "?sorteer=code")["listing"].page]
    down = [row.code for row in context(noor, "?sorteer=-code")["listing"].page]
    assert up == down[::-1] == ["VR04", "VR07"]


def test_the_list_per_network_says_how_many_sit(noor: Client, derived: list[Network]) -> None:
    rows = context(noor, "?per=netwerk&sorteer=stoelen")["listing"].page
    assert [(row.network.called, row.seats) for row in rows] == [
        ("Brabant Water", 3),
        ("Oasen", 3),
        ("Vitens", 3),
    ]


def test_dutch_people_read_dutch(noor: Client, derived: list[Network]) -> None:
    session = noor.session
    session["language"] = "nl"
    session.save()
    page = text(noor, SCALE)
    assert "Schaal van de netwerken" in page
    assert "Brabant Water, Oasen en Vitens aan één tafel" in page


def test_it_costs_few_queries_however_many_networks(
    noor: Client, network: Network, request: pytest.FixtureRequest
) -> None:
    noor.get(SCALE)
    counts = []
    for more in ("network", "derived"):
        request.getfixturevalue(more)
        with CaptureQueriesContext(connection) as asked:
            noor.get(SCALE)
        counts.append(len(asked))
    assert counts[1] <= counts[0] <= MOST_QUERIES
