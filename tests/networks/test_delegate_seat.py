"""Letting a lead partner speak: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

import pytest

from koppelvlak.kit.errors import BadInputError, RefusedError
from koppelvlak.networks.lifecycle import DELEGATED, SITTING
from koppelvlak.networks.models import Network, Seat
from koppelvlak.networks.seating import Places, accept_seat, delegate_seat, invite, spoken_for
from koppelvlak.organisations.models import Organisation
from tests.networks.conftest import seat_of
from tests.world import World


@pytest.fixture
def offered(country: World, seated: Network) -> Seat:
    """Return a seat offered to the stranger, in the network where others sit."""
    return invite(seated, country.stranger, by=country.actor("noor"))


def hand(seat: Seat, partner: Organisation, world: World, name: str = "iris") -> Seat:
    places = Places(world.person("iris"))
    return delegate_seat(seat, partner, places, by=world.actor(name))


def test_the_partner_speaks_and_a_contact_person_is_named(country: World, offered: Seat) -> None:
    seat = hand(offered, country.water, country)
    assert (seat.state, seat.delegate) == (DELEGATED, country.water)
    assert (seat.representative, seat.empty) == (country.person("iris"), False)


def test_the_partner_sees_for_whom_it_speaks(country: World, offered: Seat) -> None:
    seat = hand(offered, country.water, country)
    assert spoken_for(seat_of(seat.network, country.water)) == [seat]


@pytest.mark.parametrize("name", ["noor", "joost", "anouk"])
def test_nobody_appoints_a_partner_for_another(country: World, offered: Seat, name: str) -> None:
    with pytest.raises(RefusedError):
        hand(offered, country.water, country, name)


def test_the_partner_sits_at_that_table(country: World, offered: Seat) -> None:
    with pytest.raises(BadInputError) as refusal:
        hand(offered, Organisation.objects.get(key="vr07"), country)
    assert set(refusal.value.errors) == {"partner"}


def test_nobody_speaks_for_themselves_as_partner(country: World, offered: Seat) -> None:
    with pytest.raises(BadInputError):
        hand(offered, country.stranger, country)


def test_without_a_contact_person_it_is_refused(country: World, offered: Seat) -> None:
    with pytest.raises(BadInputError) as refusal:
        delegate_seat(offered, country.water, Places(), by=country.actor("iris"))
    assert set(refusal.value.errors) == {"representative"}


def test_one_can_still_take_the_seat_oneself(country: World, offered: Seat) -> None:
    seat = hand(offered, country.water, country)
    taken = accept_seat(seat, Places(country.person("iris")), by=country.actor("iris"))
    assert (taken.state, taken.delegate) == (SITTING, None)


def test_a_refusal_leaves_the_offer_as_it_was(country: World, offered: Seat) -> None:
    with pytest.raises(BadInputError):
        hand(offered, country.stranger, country)
    assert Seat.objects.get(pk=offered.pk).version == offered.version
