"""Leaving, declining and being invited again: what is handed over, who may not, when not."""

from __future__ import annotations

import pytest

from koppelvlak.kit.errors import BadInputError, RefusedError, WrongStateError
from koppelvlak.networks.forming import Arrangement, arrange_network
from koppelvlak.networks.lifecycle import DELEGATED, INVITED, LEFT, REFUSED, SITTING
from koppelvlak.networks.models import Network, Seat, tables_of
from koppelvlak.networks.seating import (
    Places,
    decline_seat,
    delegate_seat,
    invite,
    invite_again,
    leave_seat,
)
from koppelvlak.organisations.models import Organisation
from tests.networks.conftest import seat_of
from tests.world import TODAY, World


def leave(
    network: Network, world: World, place: Organisation, name: str, heir: Organisation | None
) -> Seat:
    seat = seat_of(network, place)
    return leave_seat(seat, reason="Fusie.", heir=heir, by=world.actor(name))


def test_the_seat_ends_today(country: World, seated: Network) -> None:
    seat = leave(seated, country, country.water, "joost", None)
    assert (seat.state, seat.until, seat.representative) == (LEFT, TODAY, None)
    assert seated not in tables_of(country.water.uuid)


def test_the_lead_cannot_leave_without_an_heir(country: World, seated: Network) -> None:
    with pytest.raises(BadInputError) as refusal:
        leave(seated, country, country.region, "noor", None)
    assert set(refusal.value.errors) == {"heir"}
    assert seat_of(seated, country.region).state == SITTING


def test_the_lead_goes_to_the_heir(country: World, seated: Network) -> None:
    leave(seated, country, country.region, "noor", country.water)
    network = Network.objects.get(pk=seated.pk)
    assert network.lead == country.water
    assert network.chapters.last().lead == country.water  # type: ignore[union-attr]


def test_an_heir_sits_there_itself(country: World, seated: Network) -> None:
    with pytest.raises(BadInputError):
        leave(seated, country, country.region, "noor", country.stranger)


def spoken_by_the_company(world: World, network: Network) -> Seat:
    seat = invite(network, world.stranger, by=world.actor("noor"))
    places = Places(world.person("iris"))
    return delegate_seat(seat, world.water, places, by=world.actor("iris"))


def test_whom_one_spoke_for_is_spoken_for_by_the_heir(country: World, seated: Network) -> None:
    spoken_by_the_company(country, seated)
    leave(seated, country, country.water, "joost", country.region)
    seat = seat_of(seated, country.stranger)
    assert (seat.state, seat.delegate) == (DELEGATED, country.region)


def test_without_an_heir_they_are_invited_again(country: World, seated: Network) -> None:
    spoken_by_the_company(country, seated)
    leave(seated, country, country.water, "joost", None)
    seat = seat_of(seated, country.stranger)
    assert (seat.state, seat.delegate) == (INVITED, None)


def test_the_chair_goes_with_the_organisation(country: World, seated: Network) -> None:
    chair = Arrangement(lead=country.region, chair=country.person("joost"))
    arrange_network(seated, chair, by=country.actor("noor"))
    leave(seated, country, country.water, "joost", None)
    assert Network.objects.get(pk=seated.pk).chair is None


@pytest.mark.parametrize("name", ["noor", "anouk", "roos"])
def test_nobody_leaves_for_another(country: World, seated: Network, name: str) -> None:
    with pytest.raises(RefusedError):
        leave(seated, country, country.water, name, None)


def test_leaving_needs_a_reason(country: World, seated: Network) -> None:
    seat = seat_of(seated, country.water)
    with pytest.raises(BadInputError) as refusal:
        leave_seat(seat, reason="  ", heir=None, by=country.actor("joost"))
    assert set(refusal.value.errors) == {"reason"}


def test_who_left_does_not_leave_again(country: World, seated: Network) -> None:
    leave(seated, country, country.water, "joost", None)
    with pytest.raises(WrongStateError, match="left"):
        leave(seated, country, country.water, "joost", None)


def test_declining_keeps_the_reason(country: World, formed: Network) -> None:
    seat = decline_seat(
        seat_of(formed, country.water), reason="Geen mensen.", by=country.actor("joost")
    )
    assert (seat.state, seat.reason, seat.until) == (REFUSED, "Geen mensen.", TODAY)
    assert formed not in tables_of(country.water.uuid)


def test_who_sits_cannot_decline_any_more(country: World, seated: Network) -> None:
    with pytest.raises(WrongStateError):
        decline_seat(seat_of(seated, country.water), reason="Nee.", by=country.actor("joost"))


def test_who_left_is_invited_again(country: World, seated: Network) -> None:
    seat = leave(seated, country, country.water, "joost", None)
    again = invite_again(seat, by=country.actor("noor"))
    assert (again.state, again.since, again.until) == (INVITED, None, None)


def test_only_who_leads_invites_again(country: World, seated: Network) -> None:
    seat = leave(seated, country, country.water, "joost", None)
    with pytest.raises(RefusedError):
        invite_again(seat, by=country.actor("joost"))
