"""The map of one network: how each region is reached, who leads, and the same as a table."""

from __future__ import annotations

import pytest
from django.test import Client
from django.utils.translation import override
from pytest_django import DjangoAssertNumQueries

from koppelvlak.kit.access import Actor
from koppelvlak.kit.documents.content import Figure, Section
from koppelvlak.networks.atlas import coverage_map
from koppelvlak.networks.lifecycle import CLOSED
from koppelvlak.networks.models import Network
from koppelvlak.networks.queries import members
from koppelvlak.networks.queries import network as network_of
from koppelvlak.networks.sheet import network_sheet
from koppelvlak.territory.actions import draw_shapes
from koppelvlak.territory.atlas import LEAD, Map, Mark
from tests.networks.test_pages import noor, text
from tests.world import World

__all__ = ["noor"]


@pytest.fixture(autouse=True)
def _drawn(country: World, machine: Actor) -> None:
    draw_shapes(by=machine)


def marks(drawn: Map) -> dict[str, Mark]:
    return {area.code: area.mark for area in drawn.areas}


def test_the_region_that_leads_is_marked_and_says_how_far(seated: Network) -> None:
    found = marks(coverage_map(seated, members(seated)))
    assert found["VR04"].tone == LEAD
    assert found["VR04"].words == "Lead, part: 2 of 2 municipalities"
    assert {code for code, mark in found.items() if mark.tone == LEAD} == {"VR04"}


def test_the_legend_names_the_lead(seated: Network) -> None:
    drawn = coverage_map(seated, members(seated))
    assert drawn.legend[0].tone == LEAD


def test_nobody_leads_a_proposal(network: Network) -> None:
    found = marks(coverage_map(network, members(network)))
    assert found["VR04"].words == "part: 2 of 2 municipalities"
    assert LEAD not in {mark.tone for mark in found.values()}


def test_a_company_that_leads_is_no_region(country: World, seated: Network) -> None:
    seated.lead = country.water
    tones = {mark.tone for mark in marks(coverage_map(seated, members(seated))).values()}
    assert LEAD not in tones


def test_nobody_leads_what_was_closed(seated: Network) -> None:
    seated.state = CLOSED
    tones = {mark.tone for mark in marks(coverage_map(seated, members(seated))).values()}
    assert LEAD not in tones


def test_beside_a_past_table_the_lead_of_today_is_not_marked(noor: Client, seated: Network) -> None:
    page = f"{seated.get_absolute_url()}?op=2020-01-01"
    assert "Lead, part" not in text(noor, page)
    assert "Lead, part" in text(noor, seated.get_absolute_url())


def test_on_paper_the_lead_is_marked_too(country: World, seated: Network) -> None:
    actor = country.actor("noor")
    shown = network_of(actor, seated.uuid)
    (area,) = [
        part
        for part in network_sheet(actor, shown, members(shown)).parts
        if isinstance(part, Section) and part.heading == "Area"
    ]
    (figure,) = [part for part in area.parts if isinstance(part, Figure)]
    assert "Lead" in repr(figure)
    assert "Lead partner" not in repr(figure)


def test_the_legend_calls_the_lead_as_all_pages_do(country: World, seated: Network) -> None:
    with override("nl"):
        words = {key.tone: str(key.words) for key in coverage_map(seated, members(seated)).legend}
    assert words[LEAD] == "Trekker"


def test_a_standing_network_has_its_map_as_a_table(noor: Client, seated: Network) -> None:
    shown = text(noor, seated.get_absolute_url())
    table = shown.partition("The same as a table")[2]
    assert "4 IJsselland Lead, part: 2 of 2 municipalities" in table
    assert "5 Twente not verified" in table
    assert "7 Gelderland-Midden 1 of 1 municipalities, extent unknown" in table


def test_a_proposal_has_the_table_of_its_members_instead(noor: Client, network: Network) -> None:
    shown = text(noor, network.get_absolute_url())
    assert "The same as a table" not in shown
    assert "4 IJsselland part evidence" in shown


def test_the_table_is_light(
    noor: Client, seated: Network, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    noor.get(seated.get_absolute_url())
    with django_assert_max_num_queries(11):
        page = noor.get(seated.get_absolute_url()).content.decode()
    table = page.partition('<details class="map-table"')[2].partition("</details>")[0]
    lines = len(members(seated))
    assert table.count("<tr>") == lines + 1
    assert len(table) < 1000 + 500 * lines
