"""Choosing networks where no areas are known: what the page shows, to whom, what it proposes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pytest_django import Settings

from koppelvlak.networks.choice_map import parts, unit_map
from koppelvlak.networks.choosing import Division, units
from koppelvlak.networks.models import Network
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.models import Region, Shape
from tests.conftest import Guard
from tests.networks.proposed import oil
from tests.networks.test_pages import browser, text
from tests.world import World

Enter: TypeAlias = Callable[[str], Client]
PAGE = reverse("networks:choose")
MOST_QUERIES = 12
OIL = f"{PAGE}?sector=oil&indeling=control-room"
EAST, APELDOORN = "control-room:MK Oost", "control-room:MK Apeldoorn"
FORM = {"units": [EAST], "companies": ["cova"], "why": "Zo werken we al."}


@pytest.fixture
def sector(country: World, guard: Guard) -> Sector:
    """Return the sector oil, of which no areas are known."""
    return oil(country, guard)


@pytest.fixture
def enter(country: World, settings: Settings) -> Enter:
    """Return a way in for anyone of the cast; pages speak English to them."""
    return lambda name: browser(country, settings, name)


def test_it_begins_with_a_question_and_says_that_nothing_is_silent(
    sector: Sector, enter: Enter
) -> None:
    page = text(enter("noor"), PAGE)
    assert "never derived silently" in page
    assert "Oil" in page
    assert "Drinking water" not in page
    assert "What follows" not in page


def test_a_division_shows_its_units(sector: Sector, enter: Enter) -> None:
    page = text(enter("noor"), OIL)
    assert "What follows: Oil, per control-room area" in page
    assert "MK Oost IJsselland , Twente 305,000 from one source none yet" in page
    assert "so in none of the areas: Gelderland-Midden" in page


def test_the_map_says_the_same_in_words(sector: Sector, enter: Enter) -> None:
    table = text(enter("noor"), OIL).partition("The same as a table")[2]
    for said in ("VR04 MK Oost", "VR05 MK Oost", "VR06 MK Apeldoorn"):
        assert said in table


def test_without_a_division_it_is_per_control_room(sector: Sector, enter: Enter) -> None:
    assert "per control-room area" in text(enter("noor"), f"{PAGE}?sector=oil")


def test_a_division_that_is_not_known_says_so(sector: Sector, enter: Enter) -> None:
    page = text(enter("noor"), f"{PAGE}?sector=oil&indeling=police-unit")
    assert "Choose another division." in page


def test_a_sector_with_supply_areas_is_refused_in_words(sector: Sector, enter: Enter) -> None:
    for answer in (
        enter("noor").get(f"{PAGE}?sector=drinking-water"),
        enter("noor").post(f"{PAGE}?sector=drinking-water", FORM),
    ):
        assert answer.status_code == 422
        assert "follow from supply areas; they are not chosen" in answer.content.decode()
    assert not Network.objects.exists()


@pytest.mark.parametrize("query", ["sector=x", "sector=oil&indeling=moon", "indeling=province"])
def test_nonsense_gets_a_sentence(sector: Sector, enter: Enter, query: str) -> None:
    assert enter("noor").get(f"{PAGE}?{query}").status_code == 422


def test_when_every_area_is_known_nothing_is_chosen(country: World, enter: Enter) -> None:
    assert "all networks follow from them" in text(enter("noor"), PAGE)


@pytest.mark.parametrize("who", ["noor", "joost", "anouk"])
def test_boundary_workers_and_national_editors_are_asked(
    sector: Sector, enter: Enter, who: str
) -> None:
    assert "For which areas do you propose a network?" in text(enter(who), OIL)


@pytest.mark.parametrize("who", ["bram", "lezer", "sanne", "petra"])
def test_others_look_and_hear_who_may(sector: Sector, enter: Enter, who: str) -> None:
    page = text(enter(who), OIL)
    assert "MK Oost" in page
    assert "For which areas do you propose" not in page
    assert "you must be: national editor; boundary worker" in page
    assert enter(who).post(OIL, FORM).status_code == 403


def test_an_auditor_sees_no_content(sector: Sector, enter: Enter) -> None:
    assert enter("otto").get(PAGE).status_code == 404


def test_one_choice_leads_to_its_proposal(sector: Sector, enter: Enter) -> None:
    client = enter("noor")
    answer = client.post(OIL, FORM)
    made = Network.objects.get()
    assert answer["Location"] == made.proposals.get().get_absolute_url()
    page = text(client, answer["Location"])
    assert "Zo werken we al." in page


def test_several_choices_lead_to_those_of_the_sector(sector: Sector, enter: Enter) -> None:
    answer = enter("noor").post(OIL, FORM | {"units": [EAST, APELDOORN]})
    assert answer["Location"].endswith("?sector=oil&stand=open")
    assert Network.objects.count() == 2


@pytest.mark.parametrize(
    "wrong",
    [
        {"units": []},
        {"units": ["control-room:Mars"]},
        {"companies": ["vitens"]},
        {"why": ""},
        {"why": "x" * 501},
    ],
)
def test_what_makes_no_sense_is_kept_and_told(
    sector: Sector, enter: Enter, wrong: dict[str, str]
) -> None:
    answer = enter("noor").post(OIL, FORM | wrong)
    page = answer.content.decode()
    assert (answer.status_code, "Please check what you filled in" in page) == (422, True)
    assert "Mars" not in page.partition("<main")[2]
    assert not Network.objects.exists()


def test_sent_twice_it_proposes_once(sector: Sector, enter: Enter) -> None:
    client, form = enter("noor"), {**FORM, "token": str(uuid4())}
    first, second = (client.post(OIL, form) for _time in range(2))
    assert (first.status_code, second.status_code, Network.objects.count()) == (302, 302, 1)
    assert "al-opgeslagen" in second["Location"]


def test_who_comes_too_late_hears_that_there_is_a_network(sector: Sector, enter: Enter) -> None:
    enter("noor").post(OIL, FORM)
    answer = enter("joost").post(OIL, FORM)
    assert answer.status_code == 422
    assert "There is a network already for: MK Oost" in answer.content.decode()


def test_where_a_network_is_none_is_offered(sector: Sector, enter: Enter) -> None:
    enter("noor").post(OIL, FORM)
    page = text(enter("joost"), OIL)
    assert "305,000 from one source MK Oost proposed" in page
    assert "MK Oost: IJsselland" not in page
    enter("noor").post(OIL, FORM | {"units": [APELDOORN]})
    assert "Every area of this division has a network already." in text(enter("joost"), OIL)


def test_it_costs_few_queries(sector: Sector, enter: Enter) -> None:
    client = enter("noor")
    client.post(OIL, FORM)
    client.get(OIL)
    with CaptureQueriesContext(connection) as asked:
        client.get(OIL)
    assert len(asked) <= MOST_QUERIES


def test_networks_that_one_may_not_see_are_not_named(
    sector: Sector, country: World, enter: Enter
) -> None:
    enter("noor").post(OIL, FORM)
    known = units(sector, Division.CONTROL_ROOM)
    follows = parts(known, country.actor("petra"))
    seen = {part.unit.name: part.network for part in follows.units}
    assert seen == {"MK Oost": None, "MK Apeldoorn": None}


def test_neighbours_have_different_tones(sector: Sector, guard: Guard) -> None:
    guard.watching = False
    for number, region in enumerate(Region.objects.all()):
        kept = {"path": "M0,0 9,0 9,9z", "x": number * 10, "y": 0, "basis": Shape.SCHEMATIC}
        Shape.objects.create(kind=Shape.REGION, code=region.code, **kept)
    guard.watching = True
    known = units(sector, Division.CONTROL_ROOM)
    drawn = unit_map(known, sector, "per control room")
    tones = {area.code: area.mark.tone for area in drawn.areas}
    assert tones["VR04"] == tones["VR05"] != tones["VR06"]
    assert tones["VR07"] == "none"
    assert {str(key.words) for key in drawn.legend} == {
        "MK Oost",
        "MK Apeldoorn",
        "not known where it belongs",
    }
