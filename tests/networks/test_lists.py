"""Networks as lists: sorting, files, languages, guests, and what a page costs with more rows."""

from __future__ import annotations

import csv
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.kit.access import Actor
from koppelvlak.networks.actions import derive
from koppelvlak.networks.models import Member, Network
from koppelvlak.networks.queries import figures, memberships, networks, standings
from koppelvlak.organisations.models import Organisation
from koppelvlak.territory.models import SupplyLink
from tests.conftest import Guard
from tests.networks.conftest import COUNTRY, link
from tests.networks.test_pages import LIST, browser, noor, text
from tests.world import TODAY, World

__all__ = ["noor"]
MOST_QUERIES = 12
REGION = reverse("portal:region", args=["VR04"])
TOWNS = [town[0] for _name, towns in COUNTRY.values() for town in towns]


@pytest.fixture
def crowd(country: World, network: Network, guard: Guard, machine: Actor) -> list[Network]:
    """Return eight networks more, of companies that supply the whole country."""
    guard.watching = False
    for number in range(8):
        name = f"Waterleiding {number}"
        company = Organisation.objects.create(
            key=f"water-{number}", kind=country.water.kind, name=name, short_name=name
        )
        for town in TOWNS:
            link(country, town, coverage="whole", certainty="legal-2015", by=company)
    guard.watching = True
    return derive(on=TODAY, by=machine)


def shown(client: Client, url: str) -> list[Any]:
    response: Any = client.get(url)
    return list(response.context["listing"].page)


def table(client: Client, url: str) -> list[list[str]]:
    text_of: str = client.get(url).content.decode("utf-8-sig")
    return list(csv.reader(text_of.splitlines(), delimiter=";"))


def cost(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    return len(asked)


def in_dutch(client: Client) -> Client:
    session = client.session
    session["language"] = "nl"
    session.save()
    return client


@pytest.mark.parametrize(
    ("order", "attribute"),
    [("regios", "reached"), ("gemeenten", "municipalities"), ("hoogstens", "population_touched")],
)
def test_networks_sort_by_their_figures(
    noor: Client, crowd: list[Network], order: str, attribute: str
) -> None:
    up = [getattr(row, attribute) for row in shown(noor, f"{LIST}?sorteer={order}")]
    down = [getattr(row, attribute) for row in shown(noor, f"{LIST}?sorteer=-{order}")]
    assert (up, down) == (sorted(up), sorted(up, reverse=True))
    assert len(up) == 9


def test_networks_sort_by_company(noor: Client, crowd: list[Network]) -> None:
    assert str(shown(noor, f"{LIST}?sorteer=bedrijf")[0].anchor) == "Vitens"


@pytest.mark.parametrize("order", ["regio", "dekking", "gemeenten", "aandeel", "hoogstens"])
def test_regions_of_a_network_sort_by_every_column(
    noor: Client, network: Network, order: str
) -> None:
    url = network.get_absolute_url()
    up, down = (shown(noor, f"{url}?sorteer={sign}{order}") for sign in ("", "-"))
    assert {row.pk for row in up} == {row.pk for row in down}
    assert len(up) == 4


def test_the_largest_share_comes_first_when_asked(noor: Client, network: Network) -> None:
    shares = [row.share for row in shown(noor, f"{network.get_absolute_url()}?sorteer=-aandeel")]
    assert shares == sorted(shares, reverse=True)


def test_the_file_of_networks_holds_more_than_the_page(noor: Client, crowd: list[Network]) -> None:
    head, *rows, tlp = table(noor, f"{LIST}?formaat=csv")
    assert len(head) == 11
    assert len(rows) == 9
    assert tlp == ["All participants (TLP:GREEN)"]


def test_the_file_of_one_sector_holds_that_sector(noor: Client, network: Network) -> None:
    assert len(table(noor, f"{LIST}?formaat=csv&sector=drinking-water")) == 3


def test_the_file_of_a_network_gives_the_evidence_per_region(
    noor: Client, network: Network
) -> None:
    _head, *rows, _tlp = table(noor, f"{network.get_absolute_url()}?formaat=csv")
    evidence = {row[6]: row[5] for row in rows}
    assert evidence == {
        "VR04": "whole 1, part 1",
        "VR05": "not verified 1",
        "VR06": "a few parcels 1",
        "VR07": "extent unknown 1",
    }


def test_the_files_are_named_after_what_they_hold(noor: Client, network: Network) -> None:
    names = [
        noor.get(f"{url}?formaat=csv")["Content-Disposition"]
        for url in (LIST, network.get_absolute_url(), REGION)
    ]
    for name, stem in zip(names, ("netwerken", "drinking-water-vitens", "VR04"), strict=True):
        assert f"{stem}-TLP-GREEN.csv" in name


def test_the_file_speaks_the_language_of_the_reader(noor: Client, network: Network) -> None:
    head, row, tlp = table(in_dutch(noor), f"{LIST}?formaat=csv")
    assert head[:2] == ["Sector", "Netwerk"]
    assert row[0] == "Drinkwater"
    assert "TLP:GREEN" in tlp[0]


@pytest.mark.parametrize("page", ["list", "detail", "region"])
def test_pages_speak_dutch_to_the_dutch(noor: Client, network: Network, page: str) -> None:
    urls = {"list": LIST, "detail": network.get_absolute_url(), "region": REGION}
    said = text(in_dutch(noor), urls[page])
    assert "Drinkwater" in said
    assert "Drinking water" not in said


@pytest.mark.parametrize("who", ["noor", "joost", "iris", "anouk", "sanne"])
def test_participants_and_guests_see_networks(
    country: World, network: Network, settings: Settings, who: str
) -> None:
    client = browser(country, settings, who)
    assert "Vitens" in text(client, LIST)
    assert "IJsselland" in text(client, network.get_absolute_url())


@pytest.mark.parametrize("who", ["petra", "otto"])
@pytest.mark.parametrize("query", ["", "?formaat=csv"])
def test_who_sees_no_content_gets_no_network(
    country: World, network: Network, settings: Settings, who: str, query: str
) -> None:
    client = browser(country, settings, who)
    assert client.get(network.get_absolute_url() + query).status_code == 404
    assert network.input_checksum not in client.get(LIST + query).content.decode()


@pytest.mark.parametrize("who", ["petra", "otto"])
def test_who_sees_no_content_gets_no_figures(country: World, network: Network, who: str) -> None:
    actor = country.actor(who)
    assert list(networks(actor)) == []
    assert standings(actor) == []
    assert memberships(actor, "VR04") == []


def test_strangers_are_sent_to_sign_in(client: Client, network: Network) -> None:
    for url in (LIST, network.get_absolute_url(), REGION):
        assert client.get(url)["Location"].endswith(url)


def test_the_figures_count_what_is_sure_apart(country: World, network: Network) -> None:
    actor = country.actor("noor")
    told = figures(list(networks(actor)), standings(actor))
    assert (told.networks, told.companies, told.regions, told.most, told.doubtful) == (
        1,
        1,
        2,
        1,
        1,
    )


def test_the_figures_of_nothing_are_nothing() -> None:
    told = figures([], [])
    assert (told.networks, told.companies, told.regions, told.most, told.doubtful) == (0,) * 5


def test_of_a_crowd_the_figures_say_where_most_meet(country: World, crowd: list[Network]) -> None:
    actor = country.actor("noor")
    told = figures(list(networks(actor)), standings(actor))
    assert (told.networks, told.regions, told.most) == (9, 4, 9)


@pytest.mark.parametrize("page", ["list", "detail", "region", "csv"])
def test_more_networks_cost_no_more_queries(
    noor: Client, network: Network, request: pytest.FixtureRequest, page: str
) -> None:
    urls = {
        "list": LIST,
        "detail": network.get_absolute_url(),
        "region": REGION,
        "csv": f"{LIST}?formaat=csv",
    }
    cost(noor, urls[page])
    few = cost(noor, urls[page])
    request.getfixturevalue("crowd")
    assert cost(noor, urls[page]) <= few <= MOST_QUERIES


def test_a_network_without_regions_says_why_it_stays(
    noor: Client, network: Network, machine: Actor, guard: Guard
) -> None:
    guard.watching = False
    SupplyLink.objects.all().delete()
    guard.watching = True
    derive(on=TODAY, by=machine)
    page = text(noor, network.get_absolute_url())
    assert "No supply area leads to a region any more." in page
    assert Member.objects.count() == 0


def test_each_way_of_being_reached_has_its_words(network: Network) -> None:
    words = {one.region.code: one.extent_words for one in network.members.all()}
    assert words == {
        "VR04": "part",
        "VR05": "not verified",
        "VR06": "a few parcels only",
        "VR07": "extent unknown",
    }


def test_a_region_that_is_wholly_supplied_is_whole(crowd: list[Network]) -> None:
    for one in crowd:
        assert {member.extent for member in one.members.all()} == {"whole"}


def test_people_at_most_are_never_fewer_than_those_for_certain(crowd: list[Network]) -> None:
    for member in Member.objects.all():
        assert member.whole <= member.touched <= member.of_population


def test_members_and_network_tell_the_same_numbers(network: Network) -> None:
    members = list(network.members.all())
    assert sum(one.municipalities for one in members) == network.municipalities
    assert sum(one.touched for one in members) == network.population_touched
    assert sum(one.whole for one in members) == network.population_whole
    assert sum(one.doubtful for one in members) == network.municipalities_unverified


def test_a_network_is_named_in_the_language_of_the_reader(network: Network) -> None:
    entry = network.search_entry()
    assert (entry.title, entry.title_en) == ("Drinkwater Vitens", "Drinking water Vitens")
    assert "VR04 IJsselland" in entry.words
