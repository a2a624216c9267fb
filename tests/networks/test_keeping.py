"""Leading, starting, resting, waking and closing a network: it works, who may not, when not."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError, WrongStateError
from koppelvlak.kit.notices.models import Message
from koppelvlak.networks.forming import (
    Arrangement,
    activate_network,
    arrange_network,
    close_network,
    rest_networks,
    still_lacking,
    wake_network,
)
from koppelvlak.networks.lifecycle import ACTIVE, CLOSED, DORMANT, LEFT
from koppelvlak.networks.models import Network, coordinated_by
from koppelvlak.networks.models.network import chapter_on
from koppelvlak.networks.seating import Places, staff_seat
from tests.networks.conftest import seat_of, take
from tests.world import TODAY, World


@pytest.fixture
def active(country: World, seated: Network) -> Network:
    """Return the network, started."""
    return activate_network(seated, by=country.actor("noor"))


def later(world: World, name: str, days: int) -> Actor:
    return world.actor(name, on=TODAY + timedelta(days=days))


def test_a_network_starts_when_those_who_sit_are_named(country: World, active: Network) -> None:
    assert active.state == ACTIVE
    assert chapter_on(active, TODAY).state == ACTIVE  # type: ignore[union-attr]


def test_who_has_not_answered_does_not_hold_up_the_others(country: World, active: Network) -> None:
    assert [seat.organisation.key for seat in active.seats.all() if seat.empty] == ["vr07"]


def test_it_does_not_start_without_its_lead(country: World, formed: Network) -> None:
    take(formed, country, "joost")
    network = Network.objects.get(pk=formed.pk)
    with pytest.raises(WrongStateError, match="lead"):
        activate_network(network, by=country.actor("noor"))


def test_it_does_not_start_while_somebody_named_nobody(country: World, seated: Network) -> None:
    staff_seat(seat_of(seated, country.water), Places(), by=country.actor("wil"))
    with pytest.raises(WrongStateError, match="Vitens"):
        activate_network(seated, by=country.actor("noor"))
    assert len(still_lacking(seated)) == 1


def test_it_does_not_start_before_anybody_answered(formed: Network) -> None:
    assert len(still_lacking(formed)) == 2


@pytest.mark.parametrize("name", ["joost", "iris", "lezer"])
def test_only_who_leads_starts_it(country: World, seated: Network, name: str) -> None:
    with pytest.raises(RefusedError):
        activate_network(seated, by=country.actor(name))


def test_everybody_at_the_table_is_told(country: World, seated: Network) -> None:
    Message.objects.all().delete()
    activate_network(seated, by=country.actor("noor"))
    assert [one.to for one in Message.objects.all()] == ["joost@voorbeeld.invalid"]


def test_another_leads_from_now_on(country: World, seated: Network) -> None:
    arrangement = Arrangement(country.water, country.person("joost"), country.person("noor"))
    network = arrange_network(seated, arrangement, by=country.actor("noor"))
    assert (network.lead, network.chair) == (country.water, country.person("joost"))
    # The secretary keeps leading, for as long as the own organisation sits there.
    assert network in coordinated_by(country.actor("noor"))
    assert network not in coordinated_by(country.actor("bram"))
    assert network in coordinated_by(country.actor("wil"))


def test_the_lead_sits_there_itself(country: World, seated: Network) -> None:
    with pytest.raises(BadInputError) as refusal:
        arrange_network(seated, Arrangement(country.stranger), by=country.actor("noor"))
    assert set(refusal.value.errors) == {"lead"}


def test_the_chair_acts_for_somebody_there(country: World, seated: Network) -> None:
    strange = Arrangement(country.region, chair=country.person("iris"))
    with pytest.raises(BadInputError) as refusal:
        arrange_network(seated, strange, by=country.actor("noor"))
    assert set(refusal.value.errors) == {"chair"}


def test_a_stale_page_changes_nothing(country: World, seated: Network) -> None:
    with pytest.raises(StaleError):
        arrange_network(
            seated, Arrangement(country.water), by=country.actor("noor"), seen=seated.version + 1
        )
    assert Network.objects.get(pk=seated.pk).lead == country.region


def test_a_network_in_which_nothing_happens_rests(country: World, active: Network) -> None:
    assert rest_networks(by=system(on=TODAY + timedelta(days=365), origin="test")) == []
    (rested,) = rest_networks(by=system(on=TODAY + timedelta(days=366), origin="test"))
    assert (rested.pk, rested.state) == (active.pk, DORMANT)
    woken = wake_network(rested, by=later(country, "noor", 400))
    assert (woken.state, woken.stirred_on) == (ACTIVE, TODAY + timedelta(days=400))


def test_people_do_not_let_it_rest(country: World, active: Network) -> None:
    with pytest.raises(RefusedError):
        rest_networks(by=later(country, "anouk", 400))


def test_an_active_network_is_not_woken(country: World, active: Network) -> None:
    with pytest.raises(WrongStateError):
        wake_network(active, by=country.actor("noor"))


def test_closing_ends_the_seats_and_keeps_the_past(country: World, active: Network) -> None:
    closed = close_network(active, reason="Samengevoegd.", by=later(country, "noor", 5))
    assert (closed.state, closed.reason) == (CLOSED, "Samengevoegd.")
    assert {seat.state for seat in closed.seats.all()} == {LEFT}
    assert chapter_on(closed, TODAY + timedelta(days=1)).state == ACTIVE  # type: ignore[union-attr]
    assert seat_of(closed, country.water).was(TODAY + timedelta(days=1)) == "sitting"
    assert seat_of(closed, country.water).was(TODAY + timedelta(days=6)) == LEFT


def test_closing_needs_a_reason(country: World, active: Network) -> None:
    with pytest.raises(BadInputError):
        close_network(active, reason=" ", by=country.actor("noor"))


def test_before_it_was_formed_there_was_nothing(country: World, seated: Network) -> None:
    assert chapter_on(seated, date(2020, 1, 1)) is None
    assert seat_of(seated, country.water).was(date(2020, 1, 1)) == ""
