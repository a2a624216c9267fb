"""Taking a seat: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

import pytest

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError, WrongStateError
from koppelvlak.kit.notices.models import Message
from koppelvlak.networks.lifecycle import SITTING
from koppelvlak.networks.models import Network, tables_of
from koppelvlak.networks.seating import Places, accept_seat, decline_seat
from tests.networks.conftest import seat_of
from tests.world import TODAY, World


def test_the_organisation_sits_from_today(country: World, formed: Network) -> None:
    places = Places(country.person("joost"), country.person("roos"), "Ten oosten van de IJssel")
    seat = accept_seat(seat_of(formed, country.water), places, by=country.actor("joost"))
    assert (seat.state, seat.since, seat.empty) == (SITTING, TODAY, False)
    assert (seat.representative, seat.deputy) == (country.person("joost"), country.person("roos"))
    assert seat.working_area == "Ten oosten van de IJssel"


def test_who_speaks_can_be_said_later(country: World, formed: Network) -> None:
    seat = accept_seat(seat_of(formed, country.water), Places(), by=country.actor("wil"))
    assert seat.empty


@pytest.mark.parametrize("name", ["noor", "anouk", "roos", "sanne"])
def test_nobody_answers_for_another(country: World, formed: Network, name: str) -> None:
    with pytest.raises(RefusedError):
        accept_seat(seat_of(formed, country.water), Places(), by=country.actor(name))


def test_only_ones_own_people_speak(country: World, formed: Network) -> None:
    places = Places(country.person("noor"))
    with pytest.raises(BadInputError) as refusal:
        accept_seat(seat_of(formed, country.water), places, by=country.actor("joost"))
    assert set(refusal.value.errors) == {"representative"}


def test_nobody_is_their_own_deputy(country: World, formed: Network) -> None:
    places = Places(country.person("joost"), country.person("joost"))
    with pytest.raises(BadInputError) as refusal:
        accept_seat(seat_of(formed, country.water), places, by=country.actor("joost"))
    assert set(refusal.value.errors) == {"deputy"}


def test_a_declined_seat_is_not_taken(country: World, formed: Network) -> None:
    decline_seat(seat_of(formed, country.water), reason="Nee.", by=country.actor("joost"))
    with pytest.raises(WrongStateError, match="declined"):
        accept_seat(seat_of(formed, country.water), Places(), by=country.actor("joost"))


def test_a_stale_page_changes_nothing(country: World, formed: Network) -> None:
    seat = seat_of(formed, country.water)
    with pytest.raises(StaleError):
        accept_seat(seat, Places(), by=country.actor("joost"), seen=seat.version + 1)


def test_an_organisation_that_took_a_seat_sits_there(country: World, formed: Network) -> None:
    assert formed not in tables_of(country.stranger.uuid)
    assert formed in tables_of(country.water.uuid)


def test_the_lead_is_told_and_the_log_tells(country: World, formed: Network) -> None:
    Message.objects.all().delete()
    accept_seat(seat_of(formed, country.water), Places(), by=country.actor("joost"))
    assert {one.to for one in Message.objects.all()} == {
        "noor@voorbeeld.invalid",
        "bram@voorbeeld.invalid",
    }
    assert Event.objects.latest("number").action == "seat.accept"


def test_the_network_stirs(country: World, formed: Network) -> None:
    later = country.actor("joost", on=TODAY.replace(day=25))
    accept_seat(seat_of(formed, country.water), Places(country.person("joost")), by=later)
    assert Network.objects.get(pk=formed.pk).stirred_on == later.on
