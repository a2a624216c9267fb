"""Small things that pages of networks say: of whole regions, to guests, outsiders and oneself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django import Settings

from koppelvlak.kit.access import Actor
from koppelvlak.networks.actions import derive
from koppelvlak.networks.lifecycle import ACTIVE, CLOSED, SITTING
from koppelvlak.networks.models import Basis, Network, Seat
from koppelvlak.networks.queries import members
from koppelvlak.networks.queries import network as network_of
from koppelvlak.networks.sheet import network_sheet
from koppelvlak.networks.tables import my_networks
from koppelvlak.territory.models import SupplyLink
from tests.conftest import Guard
from tests.networks.conftest import link
from tests.networks.test_pages import LIST, browser, noor, text
from tests.world import TODAY, World

__all__ = ["noor"]
Change = Callable[..., Network]
OWN = "This network only (TLP:AMBER)"
ELSEWHERE = "Shared with you outside this network (TLP:AMBER)"
GUEST = "shown to participants only; you are a guest here"
MANY = "“People, at most” counts everyone"
WHOLE = "A network by choice counts its safety regions whole."


@pytest.fixture
def change(guard: Guard) -> Change:
    """Return a way to let a network be otherwise, past the door."""

    def changed(network: Network, **fields: object) -> Network:
        guard.watching = False
        Network.objects.filter(pk=network.pk).update(**fields)
        guard.watching = True
        return Network.objects.get(pk=network.pk)

    return changed


@pytest.fixture
def chosen(table: Network, change: Change) -> Network:
    """Return a network by choice over whole regions, with its figures."""
    return change(table, municipalities=11, population_whole=500, population_touched=500)


def test_a_network_by_choice_says_its_people_once(
    country: World, noor: Client, chosen: Network
) -> None:
    shown = text(noor, chosen.get_absolute_url())
    assert "11 municipalities in these regions 500 people in these regions" in shown
    for of_areas in ("supplies wholly", "wholly or partly", "at most"):
        assert of_areas not in shown


def test_a_network_that_follows_from_an_area_says_how_much_of_it(
    noor: Client, network: Network
) -> None:
    shown = text(noor, network.get_absolute_url())
    assert "3 municipalities, wholly or partly" in shown
    assert "130,000 people in municipalities it supplies wholly" in shown
    assert "people in these regions" not in shown


def test_what_was_made_of_supply_areas_is_not_by_choice(chosen: Network, network: Network) -> None:
    assert chosen.is_by_choice
    assert not network.is_by_choice
    merged = Network(basis=Basis.MERGED, population_whole=1, population_touched=2)
    assert not merged.is_by_choice
    # An area that covers every municipality wholly has equal figures too.
    covered = Network(basis=Basis.MERGED, input_checksum="0" * 64, population_whole=1,
                      population_touched=1)  # fmt: skip
    assert not covered.is_by_choice


def test_on_paper_too(country: World, chosen: Network) -> None:
    actor = country.actor("noor")
    shown = network_of(actor, chosen.uuid)
    said = repr(network_sheet(actor, shown, members(shown)))
    assert "People in these regions" in said
    assert "supplies wholly" not in said


def test_the_note_under_the_list_fits_what_is_listed(noor: Client, chosen: Network) -> None:
    shown = text(noor, LIST)
    assert WHOLE in shown
    assert MANY not in shown
    assert "companies safety regions" not in shown


def test_where_both_are_listed_both_are_explained(
    noor: Client, chosen: Network, network: Network
) -> None:
    shown = text(noor, LIST)
    assert WHOLE in shown
    assert MANY in shown


def test_without_networks_by_choice_nothing_is_said_of_them(noor: Client, network: Network) -> None:
    assert WHOLE not in text(noor, LIST)


def test_a_guest_is_told_why_no_progress_is_shown(
    country: World, settings: Settings, seated: Network
) -> None:
    guest = text(browser(country, settings, "sanne"), seated.get_absolute_url())
    assert GUEST in guest
    assert "All agreements of this network" in guest
    assert GUEST not in text(browser(country, settings, "noor"), seated.get_absolute_url())


def test_a_proposal_has_no_agreements_yet(noor: Client, network: Network) -> None:
    assert "nothing is agreed in it yet" in text(noor, network.get_absolute_url())


def test_what_ended_is_not_counted(noor: Client, seated: Network, change: Change) -> None:
    ended = change(seated, state=CLOSED)
    shown = text(noor, ended.get_absolute_url())
    assert "how far its agreements came is no longer counted" in shown
    assert "nothing is agreed" not in shown


def test_what_an_outsider_reads_is_not_called_for_this_network_only(
    country: World, settings: Settings, guard: Guard, seated: Network
) -> None:
    guard.watching = False
    other = Network.objects.create(
        sector=country.sector, basis="chosen", name="Elders", state=ACTIVE, lead=country.water
    )
    for place in (country.water, country.stranger):
        Seat.objects.create(
            network=other, organisation=place, invited_on=TODAY, since=TODAY, state=SITTING
        )
    guard.watching = True
    outside = browser(country, settings, "iris").get(seated.get_absolute_url()).content.decode()
    assert "Wachtdienst crisis" in outside
    assert ELSEWHERE in outside
    assert OWN not in outside


@pytest.mark.parametrize("who", ["noor", "joost"])
def test_who_sits_there_reads_that_it_is_for_this_network(
    country: World, settings: Settings, seated: Network, who: str
) -> None:
    inside = browser(country, settings, who).get(seated.get_absolute_url()).content.decode()
    assert OWN in inside
    assert ELSEWHERE not in inside


@pytest.mark.parametrize(
    ("who", "state", "said"),
    [
        ("noor", ACTIVE, "leads"),
        ("joost", ACTIVE, "member"),
        ("noor", "forming", "leads, forming"),
        ("joost", "dormant", "member, dormant"),
    ],
)
def test_ones_own_networks_say_as_what_one_is_in_them(
    country: World, seated: Network, change: Change, who: str, state: str, said: str
) -> None:
    change(seated, state=state)
    (mine,) = my_networks(country.actor(who))
    assert mine.words == said


def test_whom_a_proposal_only_reaches_is_no_member_of_it(country: World, network: Network) -> None:
    (mine,) = my_networks(country.actor("noor"))
    assert (mine.words, mine.leads) == ("proposed", False)


def test_who_is_only_invited_is_no_member_yet(country: World, formed: Network) -> None:
    (mine,) = my_networks(country.actor("joost"))
    assert (mine.words, mine.leads) == ("forming", False)


@pytest.mark.parametrize(("kind", "said"), [("guest", "guest"), ("national", "national player")])
def test_a_guest_or_national_player_is_called_so(
    country: World, table: Network, guard: Guard, kind: str, said: str
) -> None:
    guard.watching = False
    Seat.objects.filter(network=table, organisation=country.water).update(kind=kind)
    guard.watching = True
    (mine,) = my_networks(country.actor("joost"))
    assert mine.words == said


def test_companies_that_share_a_region_but_no_municipality(
    country: World, noor: Client, network: Network, guard: Guard, machine: Actor
) -> None:
    guard.watching = False
    SupplyLink.objects.filter(municipality="GM0150").delete()
    link(country, "GM0150", coverage="whole", certainty="legal-2015", by=country.stranger)
    guard.watching = True
    derive(on=TODAY, by=machine)
    said = "Vitens · WML Drinking water IJsselland none, only the region"
    assert said in text(noor, LIST)


def test_ways_to_press_are_left_off_paper(noor: Client, seated: Network) -> None:
    page = noor.get(seated.get_absolute_url()).content.decode()
    seats = Seat.objects.filter(network=seated)
    links = [f'<a class="on-screen" href="{seat.get_absolute_url()}">' for seat in seats]
    assert links
    assert all(one in page for one in links)
