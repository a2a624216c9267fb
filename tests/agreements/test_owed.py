"""What two organisations owe each other, what somebody may confirm, and what happened to one."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agreements import queries
from koppelvlak.agreements.actions import (
    add_agreement,
    confirm_agreements,
    edit_agreement,
    end_agreement,
)
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.lifecycle import PROPOSED
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import CLOSED
from koppelvlak.networks.models import Network, Seat
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from tests.agreements.conftest import Enter, Put, acts, gains, warning
from tests.conftest import Assume, Guard
from tests.world import TODAY, World

ALL = Stated(Side.BENEFITING, everybody=True)
MOST = 12


def owed(world: World, one: str, other: str, name: str = "noor") -> tuple[list[str], list[str]]:
    pair: list[Organisation] = [getattr(world, one), getattr(world, other)]
    there, back = queries.between(pair[0], pair[1], actor=world.actor(name))
    return [row.action for row in there], [row.action for row in back]


def test_each_way_holds_what_that_one_does(world: World, put: Put) -> None:
    put(action="belt …")
    put(action="mailt …", parties=(acts(world.region), gains(world.water)))
    assert owed(world, "water", "region") == (["belt …"], ["mailt …"])
    assert owed(world, "region", "water") == (["mailt …"], ["belt …"])


def test_what_is_done_for_one_another_is_owed_both_ways(world: World, put: Put) -> None:
    both = (acts(world.water), acts(world.region))
    put(action="delen cijfers", manner="mutual", parties=both)
    assert owed(world, "water", "region") == (["delen cijfers"], ["delen cijfers"])


@pytest.mark.parametrize("manner", ["each", "together"])
def test_what_several_do_for_another_is_not_owed_among_them(
    world: World, put: Put, manner: str
) -> None:
    several = (acts(world.water), acts(world.region), gains(world.stranger))
    put(action="delen cijfers", manner=manner, parties=several)
    assert owed(world, "water", "region") == ([], [])
    assert owed(world, "water", "stranger") == (["delen cijfers"], [])


def test_a_rule_names_whom_it_means(world: World, put: Put) -> None:
    kind = Stated(Side.BENEFITING, every_kind=world.region.kind)
    put(action="belt …", parties=(acts(world.water), kind))
    put(action="mailt …", parties=(acts(world.water), ALL))
    assert sorted(owed(world, "water", "region")[0]) == ["belt …", "mailt …"]


@pytest.mark.parametrize("changes", [{"kind": "note"}, {"valid_to": TODAY - timedelta(days=1)}])
def test_what_is_no_agreement_or_over_is_owed_by_nobody(
    world: World, put: Put, changes: dict[str, object]
) -> None:
    put(**changes)
    assert owed(world, "water", "region") == ([], [])


def test_what_is_advised_is_told_as_well(world: World, put: Put) -> None:
    put(kind="recommendation")
    assert owed(world, "water", "region")[0] == ["waarschuwt … per telefoon"]


@pytest.mark.parametrize(
    ("tlp", "seeing"),
    [
        (Tlp.CLEAR, {"noor", "joost", "iris", "sanne", "anouk"}),
        (Tlp.GREEN, {"noor", "joost", "iris", "anouk"}),
        (Tlp.AMBER, {"noor", "joost"}),
        (Tlp.AMBER_STRICT, {"noor"}),
    ],
)
def test_only_what_one_may_see_is_in_it(world: World, put: Put, tlp: Tlp, seeing: set[str]) -> None:
    put(tlp=tlp)
    names = {"noor", "joost", "iris", "sanne", "anouk"}
    assert {one for one in names if owed(world, "water", "region", one)[0]} == seeing


def between(enter: Enter, name: str, one: Organisation, **asked: str) -> int:
    url = reverse("agreements:between", args=[one.uuid])
    return enter(name).get(url, asked).status_code


def test_without_another_it_is_ones_own(enter: Enter, world: World, put: Put) -> None:
    put()
    url = reverse("agreements:between", args=[world.water.uuid])
    told = enter("noor").get(url).content.decode()
    assert "VR IJsselland" in told
    assert "waarschuwt" in told


def test_what_makes_no_sense_as_another_is_passed_over(
    enter: Enter, world: World, put: Put
) -> None:
    put()
    assert between(enter, "noor", world.water, en="x") == 200
    assert between(enter, "noor", world.water, en=str(uuid4())) == 404


@pytest.mark.parametrize("name", ["petra", "otto"])
def test_who_sees_no_agreements_reads_none(enter: Enter, world: World, put: Put, name: str) -> None:
    put(tlp=Tlp.CLEAR)
    url = reverse("agreements:between", args=[world.water.uuid])
    answer = enter(name).get(url, {"en": str(world.region.uuid)})
    assert answer.status_code in {200, 404}
    assert "waarschuwt" not in answer.content.decode()


def test_it_costs_the_same_however_much_is_owed(enter: Enter, world: World, put: Put) -> None:
    client, costs = enter("noor"), []
    url = reverse("agreements:between", args=[world.water.uuid])
    for number in range(2):
        put(action=f"belt … {number}")
        put(action=f"mailt … {number}", parties=(acts(world.region), gains(world.water)))
        with CaptureQueriesContext(connection) as asked:
            client.get(url)
        costs.append(len(asked))
    assert costs[1] <= costs[0] <= MOST


def confirmable(world: World, name: str = "joost") -> list[str]:
    rows = queries.to_confirm(world.water, actor=world.actor(name))
    return [row.action for row in rows]


def test_what_may_be_confirmed_is_what_one_is_a_party_of(
    world: World, put: Put, network: Network
) -> None:
    put(action="belt …")
    put(action="mailt …", parties=(acts(world.region), gains(world.water)))
    put(action="faxt …", parties=(acts(world.region), gains(world.stranger)))
    put(action="roept …", kind="recommendation")
    proposed = warning(world, action="schrijft …", agreed_on=None)
    add_agreement(network, proposed, by=world.actor("noor"), state=PROPOSED)
    assert sorted(confirmable(world)) == ["belt …", "mailt …"]


def test_basic_ones_come_first_within_a_network(world: World, put: Put) -> None:
    put(action="belt …", key="1")
    put(action="mailt …", key="2", basic=True, sectors=(world.sector,))
    assert confirmable(world) == ["mailt …", "belt …"]


def test_what_ended_is_not_confirmed(world: World, put: Put) -> None:
    end_agreement(put(), by=world.actor("noor"), on=TODAY, reason="Klaar.")
    assert confirmable(world) == []


def test_in_a_meeting_all_of_that_network_is_looked_at(
    world: World, put: Put, network: Network
) -> None:
    put(action="belt …")
    put(action="faxt …", parties=(acts(world.region), gains(world.stranger)))
    add_agreement(None, warning(world, tlp=Tlp.GREEN), by=world.actor("anouk"))
    rows = queries.of_network(network, actor=world.actor("noor"))
    assert sorted(row.action for row in rows) == ["belt …", "faxt …"]


@pytest.mark.parametrize(
    ("name", "number"), [("noor", 1), ("bram", 1), ("joost", 0), ("iris", 0), ("sanne", 0)]
)
def test_networks_in_whose_meeting_one_confirms(
    world: World, network: Network, name: str, number: int
) -> None:
    found = queries.meetings(world.actor(name), queries.Wanted())
    assert len(found) == number


def test_asked_for_one_network_it_is_that_one(world: World, network: Network) -> None:
    by = world.actor("noor")
    assert list(queries.meetings(by, queries.Wanted(network=str(network.uuid)))) == [network]
    assert not queries.meetings(by, queries.Wanted(network=str(world.water.uuid)))
    assert not queries.meetings(by, queries.Wanted(network=queries.NATIONAL))


def test_a_network_that_closed_has_no_meeting(
    world: World, network: Network, assume: Assume
) -> None:
    assume(network, state=CLOSED)
    assert not queries.meetings(world.actor("noor"), queries.Wanted())
    assert not queries.networks_for(world.actor("noor"), Can.ADD_AGREEMENT)


def test_networks_under_which_something_hangs(world: World, network: Network, put: Put) -> None:
    assert not queries.networks_with_any(world.actor("noor"))
    put()
    put(action="mailt …")
    assert list(queries.networks_with_any(world.actor("noor"))) == [network]


def turns(row: Agreement) -> list[str]:
    return [str(one.words) for one in queries.history(row)]


def test_history_tells_the_last_first_and_for_whom(world: World, put: Put) -> None:
    row = put()
    edit_agreement(row, warning(world, within="binnen 1 uur"), by=world.actor("bram"))
    confirm_agreements(world.water, {row.uuid: 2}, by=world.actor("joost"))
    found = queries.history(row)
    assert found[0].at >= found[-1].at
    assert "VR IJsselland" in {one.organisation for one in found}
    assert not any("Visser" in f"{one.words}{one.organisation}" for one in found)


def test_what_was_refused_is_no_history(world: World, put: Put) -> None:
    row = put()
    before = turns(row)
    with pytest.raises(RefusedError):
        end_agreement(row, by=world.actor("roos"), on=TODAY, reason="Nee.")
    assert turns(row) == before


def test_history_of_another_is_not_its_own(world: World, put: Put) -> None:
    row, other = put(), put(action="mailt …")
    edit_agreement(other, warning(world, action="appt …"), by=world.actor("noor"))
    assert len(turns(other)) == len(turns(row)) + 1


@pytest.mark.parametrize("name", ["iris", "sanne", "petra"])
def test_a_network_one_may_not_see_or_lead_is_refused(
    world: World, network: Network, name: str
) -> None:
    with pytest.raises((UnseenError, RefusedError)):
        queries.network_to(Can.ADD_AGREEMENT, network.uuid, actor=world.actor(name))


def test_who_left_the_table_is_still_a_party(
    world: World, network: Network, put: Put, guard: Guard
) -> None:
    put(tlp=Tlp.AMBER)
    guard.watching = False
    Seat.objects.filter(network=network, organisation=world.water).delete()
    guard.watching = True
    assert len(confirmable(world)) == 1
