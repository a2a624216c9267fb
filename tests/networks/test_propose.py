"""What the facts propose: what is new, not what is known, and never silently changed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.networks.actions import derive
from koppelvlak.networks.deciding import accept_region, decline_region
from koppelvlak.networks.forming import close_network, decline_network
from koppelvlak.networks.lifecycle import DECLINED, OVERTAKEN, PROPOSED, TURNED_DOWN
from koppelvlak.networks.models import Basis, Network, Proposal, Seat
from koppelvlak.networks.models.network import Lineage
from koppelvlak.networks.proposing import read_ground
from koppelvlak.organisations.models import Organisation
from tests.conftest import Guard
from tests.networks.conftest import link
from tests.networks.proposed import alter, formed, opened, restore, the
from tests.world import TODAY, World


def told(network: Network) -> list[tuple[str, str, str]]:
    rows = network.proposals.order_by("pk").select_related("region")
    return [(one.kind, one.region.code if one.region else "", one.state) for one in rows]


def test_a_network_that_follows_from_an_area_is_proposed(network: Network) -> None:
    assert told(network) == [("new", "", "open")]
    assert the(network, "new").checksum == network.input_checksum


def test_equal_facts_propose_nothing_again(
    network: Network, country: World, guard: Guard, machine: Actor
) -> None:
    guard.watching = False
    link(country, "GM0202", coverage="whole", certainty="legal-2015", by=country.stranger)
    guard.watching = True
    derive(on=TODAY, by=machine)
    assert told(network) == [("new", "", "open")]


def test_other_facts_overtake_a_proposed_network(network: Network, guard: Guard) -> None:
    alter(guard, "GM0141", certainty="legal-2015")
    assert told(network) == [("new", "", OVERTAKEN), ("new", "", "open")]


def test_facts_that_come_back_propose_the_network_again(network: Network, guard: Guard) -> None:
    alter(guard, "GM0141", certainty="legal-2015")
    alter(guard, "GM0141", certainty="unverified")
    assert [state for _kind, _region, state in told(network)] == [OVERTAKEN, OVERTAKEN, "open"]


def test_a_network_that_nothing_leads_to_is_not_proposed(
    network: Network, country: World, guard: Guard
) -> None:
    for town in ("GM0193", "GM0150", "GM0202"):
        alter(guard, town)
    assert opened(network) == []


def test_declined_stays_declined_until_its_input_changes(
    network: Network, country: World, guard: Guard, machine: Actor
) -> None:
    decline_network(network, reason="Te groot.", by=country.actor("joost"))
    guard.watching = False
    link(country, "GM0202", coverage="whole", certainty="legal-2015", by=country.stranger)
    guard.watching = True
    derive(on=TODAY, by=machine)
    assert (told(network), Network.objects.get(pk=network.pk).state) == (
        [("new", "", TURNED_DOWN)],
        DECLINED,
    )
    alter(guard, "GM0141", certainty="legal-2015")
    again = Network.objects.get(pk=network.pk)
    assert (again.state, again.reason, len(opened(again))) == (PROPOSED, "", 1)


def test_what_was_declined_is_declined_still_when_its_input_is_back(
    network: Network, country: World, guard: Guard
) -> None:
    decline_network(network, reason="Te groot.", by=country.actor("joost"))
    alter(guard, "GM0141", certainty="legal-2015")
    alter(guard, "GM0141", certainty="unverified")
    again = Network.objects.get(pk=network.pk)
    assert (again.state, again.reason, opened(again)) == (DECLINED, "Te groot.", [])


def test_a_region_that_is_reached_now_is_asked_to_join(
    network: Network, country: World, guard: Guard
) -> None:
    formed(network, country)
    alter(guard, "GM0141", certainty="legal-2015")
    join = the(network, "join")
    assert (join.region and join.region.code, join.made_on) == ("VR05", TODAY)
    assert join.evidence["classes"]["whole"]["population"] == 74_000
    assert join.evidence["of_area_km2"] == 69.0
    assert join.checksum == network.members.get(region__code="VR05").checksum


def test_nobody_is_invited_by_a_derivation(network: Network, country: World, guard: Guard) -> None:
    formed(network, country)
    before = set(network.seats.values_list("organisation", "state"))
    alter(guard, "GM0141", certainty="legal-2015")
    alter(guard, "GM0202")
    assert set(network.seats.values_list("organisation", "state")) == before


def test_a_region_that_nothing_leads_to_is_asked_to_leave(
    network: Network, country: World, guard: Guard
) -> None:
    formed(network, country)
    alter(guard, "GM0202")
    leave = the(network, "leave")
    assert leave.region
    assert leave.region.code == "VR07"
    # Nothing leads there now; on what it rested before is kept.
    assert set(leave.evidence) == {"rested"}


def test_a_region_that_is_no_longer_sure_leaves_on_what_is_left(
    network: Network, country: World, guard: Guard
) -> None:
    formed(network, country)
    alter(guard, "GM0202", coverage="parcels")
    assert the(network, "leave").evidence["standing"] == "parcels"


def test_facts_that_come_back_overtake_what_they_asked(
    network: Network, country: World, guard: Guard
) -> None:
    formed(network, country)
    alter(guard, "GM0202")
    restore(guard, country, "GM0202")
    assert [one.state for one in network.proposals.filter(kind="leave")] == [OVERTAKEN]


def test_what_was_overtaken_is_asked_again_when_it_is_true_again(
    network: Network, country: World, guard: Guard
) -> None:
    formed(network, country)
    for _time in range(2):
        alter(guard, "GM0202")
        restore(guard, country, "GM0202")
    alter(guard, "GM0202")
    assert len(opened(network, "leave")) == 1


def test_a_region_that_left_on_a_proposal_can_come_back_and_leave_again(
    network: Network, country: World, guard: Guard
) -> None:
    formed(network, country)
    for _time in range(2):
        alter(guard, "GM0202")
        accept_region(the(network, "leave"), by=country.actor("joost"))
        restore(guard, country, "GM0202")
        accept_region(the(network, "join"), by=country.actor("joost"))
    assert network.seats.get(organisation__key="vr07").state == "invited"


def test_a_declined_region_stays_declined_until_its_evidence_changes(
    network: Network, country: World, guard: Guard
) -> None:
    formed(network, country)
    alter(guard, "GM0141", certainty="legal-2015")
    decline_region(the(network, "join"), reason="Alleen op papier.", by=country.actor("joost"))
    alter(guard, "GM0202")
    assert opened(network, "join") == []
    alter(guard, "GM0141", coverage="part")
    assert the(network, "join").evidence["classes"].keys() == {"part"}


def test_a_region_that_declined_its_seat_is_not_asked_on_the_same_evidence(
    network: Network, country: World, guard: Guard
) -> None:
    formed(network, country)
    alter(guard, "GM0150", coverage="whole")
    guard.watching = False
    seats = Seat.objects.filter(network=network, organisation=country.region)
    seats.update(state="refused", until=TODAY)
    alter(guard, "GM0202")
    assert opened(network, "join") == []
    alter(guard, "GM0150", coverage="part")
    assert the(network, "join").region == country.region.region


def test_a_closed_network_is_asked_nothing(network: Network, country: World, guard: Guard) -> None:
    formed(network, country)
    alter(guard, "GM0202")
    row = close_network(network, reason="Opgeheven.", by=country.actor("anouk"))
    assert [one.state for one in row.proposals.filter(kind="leave")] == [OVERTAKEN]
    alter(guard, "GM0141", certainty="legal-2015")
    assert opened(network) == []


def test_the_audit_names_what_was_proposed_and_overtaken(network: Network, guard: Guard) -> None:
    alter(guard, "GM0141", certainty="legal-2015")
    payload = Event.objects.order_by("number").reverse()[0].payload
    assert payload is not None
    said = [row["what"] for row in payload["rows"] if row["kind"] == "networks.proposal"]
    assert said == ["overtaken", "proposed"]


@pytest.fixture
def other(country: World, network: Network, guard: Guard) -> Network:
    """Return the network of another company, in Arnhem and Apeldoorn."""
    guard.watching = False
    for town in ("GM0202", "GM0200"):
        link(country, town, coverage="whole", certainty="legal-2015", by=country.stranger)
    guard.watching = True
    (made,) = derive(on=TODAY, by=system(on=TODAY, origin="test"))
    return made


def successor(basis: str, *before: Network) -> Network:
    made = Network.objects.create(
        sector=before[0].sector, basis=basis, name="Oost", state="active", stirred_on=TODAY
    )
    for one in before:
        Network.objects.filter(pk=one.pk).update(state="closed")
        kind = "merge" if basis == Basis.MERGED else "split"
        Lineage.objects.create(predecessor=one, successor=made, kind=kind, on=TODAY)
    return made


def seat(network: Network, key: str) -> Seat:
    return Seat.objects.create(
        network=network,
        organisation=Organisation.objects.get(key=key),
        state="sitting",
        invited_on=TODAY - timedelta(days=9),
    )


def test_a_merged_network_takes_over_the_areas(
    network: Network, other: Network, guard: Guard
) -> None:
    guard.watching = False
    merged = successor(Basis.MERGED, network, other)
    guard.watching = True
    area = {code: row.standing for code, row in read_ground().area(merged).items()}
    assert area == {"VR04": "reached", "VR05": "unverified", "VR06": "reached", "VR07": "reached"}
    alter(guard, "GM0141", certainty="legal-2015")
    asked = {one.region.code for one in opened(merged, "join") if one.region}
    assert asked == {"VR04", "VR05", "VR06", "VR07"}


def test_a_merged_network_lasts_through_a_second_merger(
    network: Network, other: Network, guard: Guard
) -> None:
    guard.watching = False
    twice = successor(Basis.MERGED, successor(Basis.MERGED, network), other)
    guard.watching = True
    assert read_ground().area(twice).keys() == {"VR04", "VR05", "VR06", "VR07"}


def test_parts_of_a_split_network_leave_each_other_their_regions(
    network: Network, guard: Guard
) -> None:
    guard.watching = False
    west, east = successor(Basis.SPLIT, network), successor(Basis.SPLIT, network)
    seat(west, "vr07")
    seat(east, "vr04")
    guard.watching = True
    ground = read_ground()
    assert ground.area(west).keys() == {"VR05", "VR06", "VR07"}
    assert ground.area(east).keys() == {"VR04", "VR05", "VR06"}
    alter(guard, "GM0200", coverage="part")
    assert [one.region.code for one in opened(west, "join") if one.region] == ["VR06"]
    assert [one.region.code for one in opened(east, "join") if one.region] == ["VR06"]


def test_chosen_networks_are_proposed_by_people_only(network: Network, guard: Guard) -> None:
    guard.watching = False
    chosen = Network.objects.create(sector=network.sector, basis=Basis.CHOSEN, name="Oost")
    guard.watching = True
    alter(guard, "GM0141", certainty="legal-2015")
    assert Proposal.objects.filter(network=chosen).count() == 0
