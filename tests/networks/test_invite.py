"""Inviting an organisation: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

import pytest

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, StaleError, WrongStateError
from koppelvlak.kit.notices.models import Message
from koppelvlak.networks.lifecycle import INVITED
from koppelvlak.networks.models import Network, SeatKind
from koppelvlak.networks.seating import Places, decline_seat, invite
from tests.networks.conftest import seat_of, take
from tests.world import World


def test_an_organisation_is_offered_a_seat(country: World, formed: Network) -> None:
    seat = invite(formed, country.stranger, by=country.actor("noor"))
    assert (seat.state, seat.kind, seat.invited_on) == (
        INVITED,
        SeatKind.MEMBER,
        country.actor("noor").on,
    )


def test_a_supervisor_can_only_be_a_guest(country: World, formed: Network) -> None:
    seat = invite(formed, country.supervisor, by=country.actor("noor"))
    assert seat.kind == SeatKind.GUEST


@pytest.mark.parametrize("name", ["joost", "iris", "lezer", "sanne"])
def test_who_does_not_lead_may_not(country: World, formed: Network, name: str) -> None:
    with pytest.raises(RefusedError):
        invite(formed, country.stranger, by=country.actor(name))


def test_a_national_editor_may(country: World, formed: Network) -> None:
    assert invite(formed, country.stranger, by=country.actor("anouk")).pk


def test_who_sits_there_is_not_invited_again(country: World, formed: Network) -> None:
    take(formed, country, "joost")
    with pytest.raises(WrongStateError, match="Vitens"):
        invite(formed, country.water, by=country.actor("noor"))


def test_who_is_invited_is_not_invited_again(country: World, formed: Network) -> None:
    with pytest.raises(WrongStateError):
        invite(formed, country.water, by=country.actor("noor"))


def test_who_declined_keeps_one_seat(country: World, formed: Network) -> None:
    seat = seat_of(formed, country.water)
    decline_seat(seat, reason="Te druk.", by=country.actor("joost"))
    again = invite(formed, country.water, by=country.actor("noor"))
    assert (again.pk, again.state, again.reason) == (seat.pk, INVITED, "")


def test_a_proposed_network_invites_nobody(country: World, network: Network) -> None:
    with pytest.raises((RefusedError, WrongStateError)):
        invite(network, country.stranger, by=country.actor("anouk"))


def test_a_stale_page_changes_nothing(country: World, formed: Network) -> None:
    with pytest.raises(StaleError):
        invite(formed, country.stranger, by=country.actor("noor"), seen=formed.version - 1)
    assert not formed.seats.filter(organisation=country.stranger).exists()


def test_its_people_are_told_and_the_log_tells(country: World, formed: Network) -> None:
    Message.objects.all().delete()
    seat = invite(formed, country.stranger, by=country.actor("noor"))
    told = Message.objects.get()
    assert told.to == "iris@voorbeeld.invalid"
    assert "Noor de Wit, namens VR IJsselland nodigt WML uit" in told.text
    assert seat.get_absolute_url() in told.text
    event = Event.objects.latest("number")
    assert event.payload is not None
    assert [row["kind"] for row in event.payload["rows"]] == ["networks.seat"]


def test_places_are_empty_at_first() -> None:
    assert Places() == Places(None, None, "")
