"""What the pages say of sectors without a network: only what is so, to whoever reads it."""

from __future__ import annotations

import io
from collections.abc import Callable

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from koppelvlak.networks.lacking import chosen_by_people, missing_in
from koppelvlak.networks.lifecycle import CLOSED, FORMING
from koppelvlak.networks.models import Basis, Lineage, Member, Network
from koppelvlak.networks.queries import memberships, sees_networks, standings
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.models import Region, SupplyLink
from tests.conftest import Guard
from tests.networks.test_pages import LIST, MOST_QUERIES, browser, noor, text
from tests.world import TODAY, World

__all__ = ["noor"]
REGION = reverse("portal:region", args=["VR04"])
ENDED = f"{LIST}?stand=beeindigd"
UNSEEN = "Drinking water: a supply area leads to this region, but there is no network you may see."
Choose = Callable[..., Network]


@pytest.fixture
def oil(guard: Guard) -> Sector:
    """Return a sector of which no supply areas are known."""
    guard.watching = False
    made = Sector.objects.create(key="oil", name_nl="Olie", name_en="Oil", tone="oil", position=4)
    guard.watching = True
    return made


@pytest.fixture
def choose(country: World, oil: Sector, guard: Guard) -> Choose:
    """Return a way to choose a network of oil over these regions."""

    def chosen(*codes: str, state: str = FORMING) -> Network:
        guard.watching = False
        made = Network.objects.create(
            sector=oil, basis=Basis.CHOSEN, name="Olie Oost", division="province:Overijssel",
            state=state, lead=country.region, derived_for=TODAY,
        )  # fmt: skip
        for region in Region.objects.filter(code__in=codes):
            Member.objects.create(
                network=made, region=region, standing="reached", share=1.0, classes={},
                of_municipalities=2, of_area_km2=1.0, of_population=1,
            )  # fmt: skip
        guard.watching = True
        return made

    return chosen


@pytest.fixture
def petra(country: World, settings: Settings) -> Client:
    """Return the browser of who keeps the platform, and sees no network."""
    return browser(country, settings, "petra")


@pytest.mark.parametrize(
    ("codes", "said"),
    [
        ((), "Oil: no networks yet"),
        (("VR04",), "Oil: 3 safety regions have no network yet"),
        (("VR04", "VR05", "VR06"), "Oil: 1 safety region has no network yet"),
        (("VR04", "VR05", "VR06", "VR07"), "Oil: every safety region has a network"),
    ],
)
def test_the_overview_says_how_many_regions_are_still_without(
    noor: Client, network: Network, choose: Choose, codes: tuple[str, ...], said: str
) -> None:
    choose(*codes)
    for page in (LIST, f"{LIST}?sector=oil"):
        shown = text(noor, page)
        assert said in shown
        assert "No distribution areas are known here" in shown


def test_a_sector_with_areas_is_never_left_to_people(noor: Client, oil: Sector) -> None:
    shown = text(noor, f"{LIST}?sector=drinking-water")
    assert "No network of this sector has been formed or derived yet." in shown
    assert "distribution areas" not in shown


def test_a_network_that_was_closed_leaves_its_regions_without(
    country: World, oil: Sector, choose: Choose
) -> None:
    choose("VR04", state=CLOSED)
    found = standings(country.actor("noor"))
    assert chosen_by_people([oil], found, regions=4) == ["Oil: no networks yet"]


def test_two_networks_in_one_region_count_it_once(
    country: World, oil: Sector, choose: Choose
) -> None:
    choose("VR04", "VR05")
    choose("VR04")
    found = standings(country.actor("noor"))
    assert chosen_by_people([oil], found, regions=4) == [
        "Oil: 2 safety regions have no network yet"
    ]


def test_where_all_areas_are_known_nothing_is_asked(
    country: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    sector = country.sector
    with django_assert_max_num_queries(0):
        assert chosen_by_people([sector], [], regions=4) == []


@pytest.fixture
def across(choose: Choose, network: Network, guard: Guard) -> Network:
    """Return a network of drinking water that came, in two steps, of one of oil too."""
    oil = choose("VR04", state=CLOSED)
    guard.watching = False
    between, made = (
        Network.objects.create(
            sector=network.sector, basis=Basis.MERGED, name="Samen", state=state, derived_for=TODAY
        )
        for state in (CLOSED, FORMING)
    )
    for earlier, heir in ((oil, between), (between, made)):
        Lineage.objects.create(predecessor=earlier, successor=heir, kind="merge", on=TODAY)
    Member.objects.create(
        network=made, region=Region.objects.get(code="VR04"), standing="reached", share=1.0,
        classes={}, of_municipalities=2, of_area_km2=1.0, of_population=1,
    )  # fmt: skip
    guard.watching = True
    return made


@pytest.mark.parametrize("page", [LIST, f"{LIST}?sector=oil", REGION])
def test_a_network_of_several_sectors_is_there_for_each(
    noor: Client, across: Network, page: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    shown = text(noor, page)
    assert "Oil: no networks yet" not in shown
    assert ("Oil: 3 safety regions have no network yet" in shown) is page.startswith(LIST)
    with django_assert_max_num_queries(MOST_QUERIES - 1):
        noor.get(page)


def test_the_ended_view_tells_of_ended_networks_alone(
    noor: Client, network: Network, oil: Sector
) -> None:
    shown = text(noor, ENDED)
    assert "No network has been closed or declined." in shown
    for living in ("no networks yet", "Where networks come together", "surely reached", "Vitens"):
        assert living not in shown


def test_an_ended_network_is_listed_without_figures_of_the_living(
    noor: Client, network: Network, choose: Choose
) -> None:
    choose("VR04", state=CLOSED)
    shown = text(noor, ENDED)
    assert "Ended networks" in shown
    assert "Olie Oost closed" in shown
    assert "networks at most in one region" not in shown


def test_the_ended_view_keeps_the_sector(noor: Client, network: Network, choose: Choose) -> None:
    choose("VR04", state=CLOSED)
    page = noor.get(f"{LIST}?sector=drinking-water").content.decode()
    assert 'href="?sector=drinking-water&amp;stand=beeindigd"' in page
    shown = text(noor, f"{LIST}?sector=drinking-water&stand=beeindigd")
    assert "Ended networks: Drinking water" in shown
    assert "No network of this sector has been closed or declined." in shown
    assert "Olie Oost" not in shown


@pytest.mark.parametrize(
    "query", ["", "?sector=oil", "?stand=beeindigd", "?sector=oil&stand=beeindigd", "?sector=x"]
)
def test_one_choice_of_the_list_is_pressed(
    noor: Client, network: Network, oil: Sector, query: str
) -> None:
    main = noor.get(LIST + query).content.decode().partition("<main")[2]
    assert main.count('aria-current="page"') == 1


@pytest.mark.parametrize("query", ["", "?sector=drinking-water", "?sector=oil"])
def test_who_sees_no_network_is_told_so_and_nothing_else(
    petra: Client, network: Network, oil: Sector, query: str
) -> None:
    shown = text(petra, LIST + query)
    assert "No network that you may see." in shown
    for untrue in ("no networks yet", "Choose networks", "surely reached", "come together"):
        assert untrue not in shown


def test_who_sees_networks_at_all(
    country: World, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    actors = {who: country.actor(who) for who in ("noor", "sanne", "petra", "otto")}
    with django_assert_max_num_queries(0):
        assert {who for who, actor in actors.items() if sees_networks(actor)} == {"noor", "sanne"}


def test_a_region_of_which_one_sees_no_network_is_not_said_to_be_unreached(
    petra: Client, network: Network, oil: Sector
) -> None:
    shown = text(petra, REGION)
    assert "No network that you may see reaches this region." in shown
    for untrue in ("no supply area reaches", "Oil", "networks that surely reach", "0 companies"):
        assert untrue not in shown
    assert UNSEEN not in shown


def test_the_file_of_a_region_counts_no_networks_that_one_may_not_see(
    petra: Client, noor: Client, network: Network
) -> None:
    for client, counts in ((petra, False), (noor, True)):
        file = client.get(REGION, {"formaat": "excel"}).content
        sheet = openpyxl.load_workbook(io.BytesIO(file))["About"]
        said = [row[0].value for row in sheet.iter_rows()]
        assert ("Networks that surely reach this region" in said) is counts
        assert "Control room" in said


def test_a_region_that_no_area_reaches_is_said_to_be_so(
    noor: Client, network: Network, guard: Guard
) -> None:
    guard.watching = False
    SupplyLink.objects.filter(municipality__in=("GM0193", "GM0150")).delete()
    network.members.filter(region__code="VR04").delete()
    guard.watching = True
    assert "Drinking water: no supply area reaches this region." in text(noor, REGION)


def test_a_network_that_ended_leaves_an_area_without(
    noor: Client, network: Network, guard: Guard
) -> None:
    guard.watching = False
    Network.objects.filter(pk=network.pk).update(state=CLOSED)
    guard.watching = True
    assert UNSEEN in text(noor, REGION)


def test_what_is_there_is_not_missing(country: World, network: Network, oil: Sector) -> None:
    actor = country.actor("noor")
    rows = memberships(actor, "VR04")
    every = [country.sector, oil]
    assert missing_in(actor, every, rows, {"drinking-water"}) == ([], ["Oil: no networks yet"])
    assert missing_in(country.actor("petra"), every, [], set()) == (
        ["Drinking water: no supply area reaches this region."],
        [],
    )


def test_a_sector_left_to_people_that_has_a_network_here_is_not_missing(
    noor: Client, network: Network, choose: Choose
) -> None:
    choose("VR04")
    assert "Oil: no networks yet" not in text(noor, REGION)


def test_a_network_by_choice_brings_no_company_to_a_region(
    noor: Client, network: Network, choose: Choose
) -> None:
    choose("VR04")
    assert "2 networks that surely reach this region 1 companies" in text(noor, REGION)


def test_a_region_says_of_each_network_how_it_stands_and_who_leads(
    noor: Client, network: Network, choose: Choose
) -> None:
    choose("VR04")
    shown = text(noor, REGION)
    assert "Vitens proposed part" in shown
    assert "Olie Oost forming led by VR IJsselland" in shown
    assert "1 of them is a proposal that no one has confirmed yet." in shown


def test_where_every_network_is_kept_nothing_is_called_a_proposal(
    noor: Client, formed: Network
) -> None:
    assert "proposal" not in text(noor, REGION)


def test_a_closed_network_is_led_by_nobody(noor: Client, choose: Choose) -> None:
    choose("VR04", state=CLOSED)
    assert "led by" not in text(noor, REGION)
