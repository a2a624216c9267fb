"""A network that ended has no table any more; the page says so, and leads to its last day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from koppelvlak.kit.documents.content import Facts, Section, Table
from koppelvlak.networks import queries
from koppelvlak.networks.forming import close_network, decline_network
from koppelvlak.networks.lifecycle import CLOSED, DECLINED, FORMING, PROPOSED
from koppelvlak.networks.models import Network
from koppelvlak.networks.models.network import Chapter
from koppelvlak.networks.sheet import network_sheet
from koppelvlak.networks.tables import chairs, seats
from tests.conftest import Assume
from tests.networks.test_pages import browser, text
from tests.world import TODAY, World

ENDS = TODAY + timedelta(days=10)
GONE = "This network is closed. Nobody sits at its table any more."


@pytest.fixture
def closed(country: World, seated: Network) -> Network:
    """Return the network of the water company, closed by who led it."""
    return close_network(seated, reason="Klaar.", by=country.actor("noor", on=ENDS))


@pytest.fixture
def noor(country: World, settings: Settings) -> Client:
    """Return the browser of who led it."""
    return browser(country, settings, "noor")


def at_table(world: World, network: Network) -> list[str]:
    actor = world.actor("noor")
    row = queries.network(actor, network.uuid)
    found = chairs(actor, row, queries.members(row), seats(actor, row))
    return [one.organisation.key for one in found]


@pytest.mark.parametrize(
    ("state", "number"), [(PROPOSED, 3), (FORMING, 3), (CLOSED, 0), (DECLINED, 0)]
)
def test_only_a_proposal_names_who_would_sit(
    country: World, formed: Network, assume: Assume, state: str, number: int
) -> None:
    assume(formed, state=state)
    assert len(at_table(country, formed)) == number


def test_a_network_that_closed_shows_no_table_that_does_not_exist(
    country: World, noor: Client, closed: Network
) -> None:
    page = text(noor, closed.get_absolute_url())
    assert GONE in page
    assert "Nobody sits here." not in page
    assert at_table(country, closed) == []


def test_it_leads_to_the_table_of_its_last_day(noor: Client, closed: Network) -> None:
    url = closed.get_absolute_url()
    last = f"?op={ENDS - timedelta(days=1):%Y-%m-%d}"
    assert f'href="{last}"' in noor.get(url).content.decode()
    then = text(noor, url + last)
    assert GONE not in then
    assert "Vitens" in then.partition("At the table")[2]
    assert "at the table" in then


def test_what_closed_on_its_first_day_leads_to_no_day_before_it(
    country: World, noor: Client, seated: Network
) -> None:
    close_network(seated, reason="Vergissing.", by=country.actor("noor"))
    assert seated.chapters.count() == 1
    page = text(noor, seated.get_absolute_url())
    assert GONE in page
    assert "The table as it was on the last day" not in page


def test_the_day_of_closing_itself_is_empty(noor: Client, closed: Network) -> None:
    then = text(noor, f"{closed.get_absolute_url()}?op={ENDS:%Y-%m-%d}")
    assert "Nobody sits here." in then


def test_a_network_that_was_declined_has_no_table_either(
    country: World, network: Network, noor: Client
) -> None:
    decline_network(network, reason="Te klein.", by=country.actor("joost"))
    page = text(noor, network.get_absolute_url())
    assert "Nobody sits here." in page
    assert "the company that supplies the area" not in page


def test_its_sheet_says_so_too(country: World, closed: Network) -> None:
    actor = country.actor("noor")
    row = queries.network(actor, closed.uuid)
    parts = network_sheet(actor, row, queries.members(row)).parts
    inner = [one for part in parts if isinstance(part, Section) for one in part.parts]
    said = next(part for part in inner if isinstance(part, Facts))
    labels = {fact.label: fact.value for fact in said.facts}
    assert labels["Organisations at the table"] == 0
    assert "Empty chairs" not in labels
    table = next(part for part in inner if isinstance(part, Table))
    assert (list(table.rows), table.empty) == ([], GONE)


@pytest.mark.parametrize("days", [0, 1, 400])
def test_the_day_before_a_chapter_is_the_last_of_the_earlier_one(days: int) -> None:
    begun = TODAY + timedelta(days=days)
    assert Chapter(begun=begun).day_before + timedelta(days=1) == begun


def test_the_page_of_what_ended_costs_no_more(
    noor: Client, closed: Network, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    noor.get(closed.get_absolute_url())
    with django_assert_max_num_queries(12):
        noor.get(f"{closed.get_absolute_url()}?op={TODAY:%Y-%m-%d}")
