"""Who may lead a network and who may speak for another: offered, accepted and refused alike."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from koppelvlak.networks.forming import Arrangement, arrange_network
from koppelvlak.networks.leading import LEADS_NEVER, heirs, may_lead, may_speak
from koppelvlak.networks.lifecycle import (
    ACTIVE,
    DELEGATED,
    DORMANT,
    FORMING,
    INVITED,
    LEFT,
    REFUSED,
    SITTING,
)
from koppelvlak.networks.models import Network, Seat, SeatKind
from koppelvlak.networks.seating import Places, delegate_seat, leave_seat
from koppelvlak.organisations.models import Organisation
from tests.aftermath import wrong
from tests.conftest import Assume, Guard
from tests.networks.conftest import seat_of
from tests.networks.proposed import of_kind, the
from tests.networks.test_pages import browser
from tests.world import TODAY, World

LEAD = {"lead": ["Choose a region or company that sits at this table as a member."]}
THERE = ["Choose an organisation that sits at this table itself."]


@pytest.fixture
def third(world: World, table: Network, guard: Guard) -> Seat:
    """Return a third seat at the table, of a company."""
    guard.watching = False
    made = Seat.objects.create(
        network=table, organisation=world.stranger, invited_on=TODAY, since=TODAY, state=SITTING
    )
    guard.watching = True
    return made


@pytest.mark.parametrize(
    ("network", "state", "leads"),
    [
        (FORMING, INVITED, True), (FORMING, SITTING, True), (FORMING, DELEGATED, True),
        (FORMING, LEFT, False), (FORMING, REFUSED, False),
        (ACTIVE, INVITED, False), (ACTIVE, SITTING, True), (ACTIVE, DELEGATED, True),
        (ACTIVE, LEFT, False), (ACTIVE, REFUSED, False),
        (DORMANT, INVITED, False), (DORMANT, SITTING, True),
    ],
)  # fmt: skip
def test_who_took_its_seat_leads_and_while_forming_who_is_invited(
    world: World, table: Network, third: Seat, assume: Assume, network: str, state: str, *,
    leads: bool,
) -> None:  # fmt: skip
    assume(table, state=network)
    assume(third, state=state)
    table.refresh_from_db()
    assert (world.stranger in may_lead(table)) is leads
    act = Arrangement(world.stranger)
    if leads:
        assert arrange_network(table, act, by=world.actor("noor")).lead == world.stranger
    else:
        assert wrong(lambda: arrange_network(table, act, by=world.actor("noor"))) == LEAD
        assert Network.objects.get(pk=table.pk).lead == world.region


@pytest.mark.parametrize("kind", [SeatKind.GUEST, SeatKind.NATIONAL])
def test_only_a_member_leads(
    world: World, table: Network, third: Seat, assume: Assume, kind: str
) -> None:
    assume(third, kind=kind)
    told = wrong(
        lambda: arrange_network(table, Arrangement(world.stranger), by=world.actor("noor"))
    )
    assert told == LEAD


@pytest.mark.parametrize("kind", LEADS_NEVER)
def test_who_is_no_region_or_company_does_not_lead(
    world: World, table: Network, third: Seat, guard: Guard, kind: str
) -> None:
    of_kind(world.stranger, kind, guard)
    told = wrong(
        lambda: arrange_network(table, Arrangement(world.stranger), by=world.actor("noor"))
    )
    assert told == LEAD


@pytest.mark.parametrize("change", [{"state": INVITED}, {"kind": SeatKind.NATIONAL}])
def test_who_leads_already_stays_so_while_the_rest_is_arranged(
    world: World, table: Network, assume: Assume, change: dict[str, str]
) -> None:
    assume(seat_of(table, world.region), **change)
    assert world.region not in may_lead(table)
    asked = Arrangement(world.region, chair=world.person("joost"))
    row = arrange_network(table, asked, by=world.actor("noor"))
    assert (row.lead, row.chair) == (world.region, world.person("joost"))


@pytest.mark.parametrize("state", [REFUSED, LEFT])
def test_a_lead_that_left_the_table_is_not_kept(
    world: World, table: Network, assume: Assume, state: str
) -> None:
    assume(seat_of(table, world.region), state=state)
    told = wrong(lambda: arrange_network(table, Arrangement(world.region), by=world.actor("anouk")))
    assert told == LEAD


def test_the_page_offers_who_leads_already(
    world: World, table: Network, guard: Guard, settings: Settings
) -> None:
    of_kind(world.region, "trade-body", guard)
    page = browser(world, settings, "noor").get(reverse("networks:arrange", args=[table.uuid]))
    chosen = f'<option value="{world.region.uuid}" selected>'
    assert chosen in page.content.decode()


def test_the_page_on_which_a_network_is_formed_offers_who_may_lead_alone(
    country: World, network: Network, guard: Guard, settings: Settings
) -> None:
    of_kind(country.water, "trade-body", guard)
    address = reverse("networks:accept_proposal", args=[the(network, "new").uuid])
    page = browser(country, settings, "anouk").get(address).content.decode()
    assert f'value="{country.region.uuid}"' in page
    assert f'value="{country.water.uuid}"' not in page


def test_nobody_leads_yet_is_an_answer(world: World, table: Network) -> None:
    row = arrange_network(table, Arrangement(None), by=world.actor("anouk"))
    assert row.lead is None


@pytest.mark.parametrize(
    ("kind", "state", "speaks"),
    [
        (SeatKind.MEMBER, SITTING, True), (SeatKind.NATIONAL, SITTING, True),
        (SeatKind.GUEST, SITTING, False), (SeatKind.MEMBER, INVITED, False),
        (SeatKind.MEMBER, DELEGATED, False), (SeatKind.MEMBER, LEFT, False),
    ],
)  # fmt: skip
def test_a_lead_partner_sits_there_and_is_no_guest(
    world: World, table: Network, third: Seat, assume: Assume, kind: str, state: str, *,
    speaks: bool,
) -> None:  # fmt: skip
    assume(third, kind=kind, state=state)
    own, places = seat_of(table, world.water), Places(world.person("joost"))
    assert (world.stranger in may_speak(table, but=own)) is speaks

    def act() -> Seat:
        return delegate_seat(own, world.stranger, places, by=world.actor("joost"))

    if speaks:
        assert act().delegate == world.stranger
    else:
        assert wrong(act) == {"partner": THERE}


def test_a_supervisor_speaks_for_nobody_whatever_its_seat_says(
    world: World, table: Network, third: Seat, assume: Assume
) -> None:
    assume(third, organisation=world.supervisor)
    own = seat_of(table, world.water)
    assert world.supervisor not in may_speak(table, but=own)
    assert world.supervisor not in may_lead(table)


def test_the_lead_goes_to_who_may_lead(
    world: World, table: Network, third: Seat, assume: Assume
) -> None:
    lead = seat_of(table, world.region)
    assume(third, kind=SeatKind.NATIONAL)
    assert set(heirs(lead)) == {world.water}

    def act(heir: Organisation) -> Seat:
        return leave_seat(lead, reason="Klaar.", heir=heir, by=world.actor("noor"))

    assert wrong(lambda: act(world.stranger)) == {"heir": THERE}
    act(world.water)
    assert Network.objects.get(pk=table.pk).lead == world.water


def test_who_does_not_lead_leaves_its_work_to_any_member(
    world: World, table: Network, third: Seat, assume: Assume
) -> None:
    assume(third, kind=SeatKind.NATIONAL)
    assert set(heirs(seat_of(table, world.water))) == {world.region, world.stranger}
    assume(third, kind=SeatKind.GUEST)
    assert set(heirs(seat_of(table, world.water))) == {world.region}


@pytest.mark.parametrize(
    ("address", "of", "name"),
    [
        ("delegate_seat", "seat", "joost"),
        ("leave_seat", "seat", "joost"),
        ("arrange", "network", "noor"),
    ],
)
def test_a_page_offers_no_guest(
    world: World, table: Network, third: Seat, assume: Assume, settings: Settings,
    address: str, of: str, name: str,
) -> None:  # fmt: skip
    client: Client = browser(world, settings, name)
    thing = table.uuid if of == "network" else seat_of(table, world.water).uuid
    offered = f'<option value="{world.stranger.uuid}">'
    assert offered in client.get(reverse(f"networks:{address}", args=[thing])).content.decode()
    assume(third, kind=SeatKind.GUEST)
    assert offered not in client.get(reverse(f"networks:{address}", args=[thing])).content.decode()
