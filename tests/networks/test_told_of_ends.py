"""Whose seat ends because others decide so is told, with what becomes of the network."""

from __future__ import annotations

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices.models import Message
from koppelvlak.networks.deciding import accept_region
from koppelvlak.networks.forming import close_network
from koppelvlak.networks.lifecycle import DELEGATED, INVITED, LEFT, REFUSED, SITTING
from koppelvlak.networks.models import Network
from koppelvlak.networks.scaling import accept_scale
from koppelvlak.networks.staffing import Limits
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Function
from koppelvlak.rights import Can, Role
from tests.conftest import Assume, Guard
from tests.networks.conftest import seat_of
from tests.networks.keeping import MERGED, SPLIT, keep_two, proposed
from tests.networks.proposed import alter, formed, the
from tests.world import TODAY, World

CLOSED = "[TLP:GREEN] Het netwerk Drinkwater Oost is gestopt"


def mail(name: str) -> str:
    return f"{name}@voorbeeld.invalid"


def told(can: str) -> list[Message]:
    return list(Message.objects.filter(capability=can).order_by("to"))


def test_everybody_at_the_table_is_told_that_it_closed(world: World, table: Network) -> None:
    close_network(table, reason="Opgegaan in Noord.", by=world.actor("noor"))
    rows = told(Can.CLOSE_NETWORK)
    # Joost and Wil act for the company, Bram for the region; who closed it knows.
    assert [one.to for one in rows] == [mail("bram"), mail("joost"), mail("wil")]
    assert {one.subject for one in rows} == {CLOSED}
    for one in rows:
        assert "Opgegaan in Noord." in one.text
        assert table.get_absolute_url() in one.text


def test_who_closed_it_is_not_told(world: World, table: Network) -> None:
    close_network(table, reason="Klaar.", by=world.actor("anouk"))
    assert mail("noor") in {one.to for one in told(Can.CLOSE_NETWORK)}
    assert mail("anouk") not in {one.to for one in told(Can.CLOSE_NETWORK)}


@pytest.mark.parametrize(
    ("state", "hears"),
    [(SITTING, True), (DELEGATED, True), (INVITED, True), (LEFT, False), (REFUSED, False)],
)
def test_who_was_there_or_invited_is_told_and_who_had_gone_is_not(
    world: World, table: Network, assume: Assume, state: str, *, hears: bool
) -> None:
    assume(seat_of(table, world.water), state=state)
    close_network(table, reason="Klaar.", by=world.actor("noor"))
    assert (mail("joost") in {one.to for one in told(Can.CLOSE_NETWORK)}) is hears


def test_who_spoke_there_is_told_whatever_their_role(
    world: World, table: Network, assume: Assume
) -> None:
    assume(seat_of(table, world.water), representative=world.person("roos"))
    close_network(table, reason="Klaar.", by=world.actor("noor"))
    assert [one.to for one in told(Can.CLOSE_NETWORK)] == [
        mail("bram"), mail("joost"), mail("roos"), mail("wil"),
    ]  # fmt: skip


def test_each_person_is_told_once(world: World, table: Network, guard: Guard) -> None:
    close_network(table, reason="Klaar.", by=world.actor("noor"))
    rows = told(Can.CLOSE_NETWORK)
    assert len({one.key for one in rows}) == len({one.to for one in rows}) == len(rows)


@pytest.mark.parametrize("limits", [MERGED, SPLIT])
def test_who_sat_in_a_merged_or_split_network_reads_as_what_it_goes_on(
    country: World, guard: Guard, machine: Actor, limits: Limits
) -> None:
    kept = keep_two(country, guard, machine)
    made = accept_scale(proposed(country, limits), by=country.actor("noor"))
    rows = [one for one in told(Can.DECIDE_SCALE) if "is gestopt" in one.subject]
    closed = [one for one in kept if Network.objects.get(pk=one.pk).state == "closed"]
    assert {one.to for one in rows} >= {mail("bram")}
    assert len([one for one in rows if one.to == mail("bram")]) == len(closed)
    for one in rows:
        assert any(heir.called in one.text for heir in made)


def test_a_region_that_is_put_out_is_told_why(
    network: Network, country: World, guard: Guard
) -> None:
    formed(network, country)
    guard.watching = False
    place = Organisation.objects.get(key="vr07")
    Function.objects.create(
        person=country.person("iris"), organisation=place, role=Role.BOUNDARY_WORKER,
        title="liaison", valid_from=TODAY,
    )  # fmt: skip
    guard.watching = True
    alter(guard, "GM0202")
    accept_region(the(network, "leave"), by=country.actor("joost"))
    (one,) = told(Can.DECIDE_MEMBERS)
    assert one.to == mail("iris")
    said = "VR Gelderland-Midden zit niet meer in het netwerk Drinkwater Vitens"
    assert one.subject == f"[TLP:GREEN] {said}"
    assert "raakt u niet meer met zekerheid" in one.text


def test_who_spoke_for_a_region_that_is_put_out_is_told_whatever_their_role(
    network: Network, country: World, guard: Guard, assume: Assume
) -> None:
    formed(network, country)
    place = Organisation.objects.get(key="vr07")
    assume(seat_of(network, place), state=SITTING, representative=country.person("roos"))
    alter(guard, "GM0202")
    accept_region(the(network, "leave"), by=country.actor("joost"))
    assert [one.to for one in told(Can.DECIDE_MEMBERS)] == [mail("roos")]
    assert seat_of(network, place).representative is None


def test_a_region_that_joins_hears_only_that_it_is_invited(
    network: Network, country: World, guard: Guard
) -> None:
    formed(network, country)
    alter(guard, "GM0141", certainty="legal-2015")
    accept_region(the(network, "join"), by=country.actor("joost"))
    assert not [one for one in told(Can.DECIDE_MEMBERS) if "niet meer" in one.subject]
