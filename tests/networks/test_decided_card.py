"""The card with proposals on the page of a network: what waits, what was decided, and when."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries, Settings

from koppelvlak.networks.deciding import accept_region, decline_region
from koppelvlak.networks.forming import close_network, decline_network
from koppelvlak.networks.models import Network
from koppelvlak.networks.proposals import NEWEST, of_network
from tests.conftest import Assume, Guard
from tests.networks.proposed import alter, formed, the
from tests.networks.test_pages import browser, text
from tests.world import TODAY, World

WAITS = "Nothing waits for a decision on this network."
NEVER = "Nothing was ever proposed for this network."


@pytest.fixture
def joost(country: World, settings: Settings) -> Client:
    """Return the browser of the company, which leads."""
    return browser(country, settings, "joost")


def card(client: Client, network: Network) -> str:
    page = text(client, network.get_absolute_url())
    return page.rpartition("All proposals of this sector")[2]


def test_what_was_decided_is_told_apart_from_what_waits(
    country: World, network: Network, joost: Client, guard: Guard
) -> None:
    formed(network, country)
    alter(guard, "GM0141", certainty="legal-2015")
    said = card(joost, network)
    assert "Region joins: Twente" in said.partition("Decided earlier")[0]
    assert "New network accepted, 23 November 2026" in said.partition("Decided earlier")[2]
    assert WAITS not in said


@pytest.mark.parametrize("outcome", ["accepted", "declined"])
def test_the_outcome_and_its_day_are_said(
    country: World, network: Network, joost: Client, guard: Guard, outcome: str
) -> None:
    formed(network, country)
    alter(guard, "GM0141", certainty="legal-2015")
    by = country.actor("joost", on=TODAY + timedelta(days=2))
    if outcome == "accepted":
        accept_region(the(network, "join"), by=by)
    else:
        decline_region(the(network, "join"), reason="Te ver.", by=by)
    said = card(joost, network)
    assert WAITS in said
    assert f"Region joins: Twente {outcome}, 25 November 2026" in said


def test_what_newer_facts_overtook_says_when_it_was_proposed(
    country: World, network: Network, joost: Client, guard: Guard
) -> None:
    formed(network, country)
    alter(guard, "GM0141", certainty="legal-2015")
    close_network(Network.objects.get(pk=network.pk), reason="Klaar.", by=country.actor("joost"))
    said = card(joost, network)
    assert "Region joins: Twente overtaken by newer facts, proposed on 23 November 2026" in said
    assert WAITS not in said
    assert NEVER not in said


def test_a_declined_network_tells_what_was_declined(
    country: World, network: Network, joost: Client
) -> None:
    decline_network(network, reason="Te klein.", by=country.actor("joost"))
    said = card(joost, network)
    assert "New network declined, 23 November 2026" in said
    assert NEVER not in said


def test_a_closed_network_without_proposals_says_so(
    world: World, table: Network, settings: Settings, assume: Assume
) -> None:
    client = browser(world, settings, "noor")
    assert WAITS in card(client, table)
    assume(table, state="closed")
    said = card(client, table)
    assert NEVER in said
    assert WAITS not in said


def test_it_is_asked_in_one_query(
    country: World, network: Network, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    formed(network, country)
    actor = country.actor("joost")
    with django_assert_num_queries(1):
        found = of_network(actor, network)
    assert (len(found.open), [one.kind for one in found.past]) == (0, ["new"])
    assert found.past[0].get_deferred_fields() == {"evidence"}


def test_of_another_network_nothing_stands_here(
    world: World, country: World, network: Network, table: Network
) -> None:
    found = of_network(world.actor("noor"), table)
    assert (found.open, found.past, found.older) == ([], [], [])


def test_of_much_that_was_decided_the_newest_stand_open(
    country: World, network: Network, joost: Client, guard: Guard
) -> None:
    formed(network, country)
    alter(guard, "GM0141", certainty="legal-2015")
    row = decline_region(the(network, "join"), reason="Te ver.", by=country.actor("joost"))
    guard.watching = False
    for day in range(1, 7):
        row.pk, row.uuid, row.checksum = None, uuid4(), f"{day:064}"
        row.made_on = row.decided_on = TODAY + timedelta(days=day)
        row.save(force_insert=True)
    guard.watching = True
    said = card(joost, network).partition("Decided earlier")[2]
    newest, _fold, older = said.partition("3 earlier ones")
    assert newest.count("Region joins: Twente declined") == NEWEST
    assert older.count("declined") == 2
    assert "New network accepted" in older
