"""With which networks one has to do oneself, and what of them waits for whom."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import Waiting
from koppelvlak.networks.lifecycle import (
    ACTIVE,
    CLOSED,
    DECLINED,
    DELEGATED,
    DORMANT,
    FORMING,
    INVITED,
    LEFT,
    PROPOSED,
    REFUSED,
    SITTING,
)
from koppelvlak.networks.models import Network, Proposal, Seat
from koppelvlak.networks.own import Own, own_networks
from koppelvlak.networks.waiting import (
    ANSWER_WITHIN,
    empty_chairs,
    invitations,
    networks_to_start,
)
from koppelvlak.networks.waiting_proposals import MOST, proposals
from tests.conftest import Assume, Guard
from tests.networks.conftest import seat_of
from tests.world import TODAY, World


def own(actor: Actor) -> Own | None:
    found = own_networks(actor)
    assert len(found) <= 1
    return found[0] if found else None


def waits(rows: list[Waiting]) -> list[tuple[str, str]]:
    return [(str(one.title), one.url) for one in rows]


@pytest.fixture
def seat(world: World, table: Network) -> Seat:
    """Return the seat of the water company at a table that its region leads."""
    return seat_of(table, world.water)


@pytest.mark.parametrize("name", ["noor", "bram", "joost", "wil", "lezer", "roos"])
def test_who_sits_there_has_a_network(world: World, table: Network, name: str) -> None:
    found = own(world.actor(name))
    assert found is not None
    assert (found.network, found.sits, found.invited_on, found.empty) == (table, True, None, False)


@pytest.mark.parametrize("name", ["iris", "sanne", "anouk"])
def test_who_sits_elsewhere_has_none(world: World, table: Network, name: str) -> None:
    assert own(world.actor(name)) is None


@pytest.mark.parametrize("name", ["otto", "petra"])
def test_who_sees_no_content_has_none(world: World, table: Network, name: str) -> None:
    assert own(world.actor(name)) is None


def test_who_acts_for_nobody_has_none(world: World, table: Network) -> None:
    assert own(world.actor("noor", organisation=None)) is None


@pytest.mark.parametrize("state", [FORMING, ACTIVE, DORMANT])
@pytest.mark.parametrize("name", ["joost", "wil"])
def test_who_may_answer_is_invited(
    world: World, table: Network, seat: Seat, assume: Assume, state: str, name: str
) -> None:
    assume(table, state=state)
    assume(seat, state=INVITED)
    found = own(world.actor(name))
    assert found is not None
    assert (found.sits, found.invited_on, found.seat) == (False, TODAY, seat.uuid)


def test_a_reader_is_not_asked_to_answer(world: World, seat: Seat, assume: Assume) -> None:
    assume(seat, state=INVITED)
    assert own(world.actor("roos")) is None


@pytest.mark.parametrize("state", [PROPOSED, CLOSED, DECLINED])
def test_of_a_network_that_does_not_stand_nothing_is_asked(
    world: World, table: Network, seat: Seat, assume: Assume, state: str
) -> None:
    assume(table, state=state)
    assume(seat, state=INVITED)
    assert own(world.actor("joost")) is None


@pytest.mark.parametrize("state", [SITTING, DELEGATED])
def test_a_taken_chair_without_a_name_asks_for_one(
    world: World, table: Network, seat: Seat, assume: Assume, state: str
) -> None:
    assume(seat, state=state, representative=None)
    found = own(world.actor("joost"))
    assert found is not None
    assert (found.sits, found.empty) == (True, True)
    reader = own(world.actor("roos"))
    assert reader is not None
    assert not reader.empty


@pytest.mark.parametrize("state", [REFUSED, LEFT])
def test_who_declined_or_left_has_nothing_to_do_there(
    world: World, table: Network, seat: Seat, assume: Assume, state: str
) -> None:
    assume(seat, state=state, representative=None)
    assert own(world.actor("joost")) is None


@pytest.mark.parametrize(
    ("state", "name", "starts"),
    [
        (FORMING, "noor", True),
        (FORMING, "bram", True),
        (FORMING, "lezer", False),
        (FORMING, "joost", False),
        (ACTIVE, "noor", False),
        (DORMANT, "noor", False),
    ],
)
def test_who_leads_starts_what_is_being_formed(
    world: World, table: Network, assume: Assume, state: str, name: str, *, starts: bool
) -> None:
    assume(table, state=state)
    found = own(world.actor(name))
    assert found is not None
    assert found.to_start is starts


def test_a_chair_starts_it_as_well(world: World, table: Network, assume: Assume) -> None:
    assume(table, state=FORMING, chair=world.person("joost"))
    found = own(world.actor("joost"))
    assert found is not None
    assert found.to_start


@pytest.mark.parametrize(("days", "late"), [(0, 0), (27, 0), (28, 0), (29, 1), (40, 12)], ids=str)
def test_an_invitation_is_late_after_four_weeks(
    world: World, seat: Seat, assume: Assume, days: int, late: int
) -> None:
    assume(seat, state=INVITED, invited_on=TODAY - timedelta(days=days))
    (row,) = invitations(world.actor("joost"))
    assert row.due == TODAY - timedelta(days=days) + ANSWER_WITHIN
    assert row.late == late
    assert (str(row.step), row.url) == ("Answer", seat.get_absolute_url())


def test_an_empty_chair_waits_for_its_own_people(
    world: World, table: Network, seat: Seat, assume: Assume
) -> None:
    assume(seat, representative=None)
    said = waits(list(empty_chairs(world.actor("wil"))))
    assert said == [(f"Who speaks in the network {table}?", seat.get_absolute_url())]
    assert waits(list(empty_chairs(world.actor("noor")))) == []


def test_a_forming_network_waits_for_who_leads_it(
    world: World, table: Network, assume: Assume
) -> None:
    assume(table, state=FORMING)
    said = waits(list(networks_to_start(world.actor("noor"))))
    assert said == [(f"The network {table} is being formed", table.get_absolute_url())]
    assert waits(list(networks_to_start(world.actor("joost")))) == []


def test_nothing_waits_at_a_table_where_all_is_said(world: World, table: Network) -> None:
    for name in ("noor", "joost"):
        actor = world.actor(name)
        assert [*invitations(actor), *empty_chairs(actor), *networks_to_start(actor)] == []


def propose(table: Network, guard: Guard, number: int) -> None:
    guard.watching = False
    for one in range(number):
        Proposal.objects.create(
            network=table, kind="join", checksum=f"{one}", made_on=TODAY, state="open"
        )
    guard.watching = True


@pytest.mark.parametrize("number", [1, MOST])
def test_each_proposal_waits_on_a_line_of_its_own(
    world: World, table: Network, guard: Guard, number: int
) -> None:
    propose(table, guard, number)
    rows = list(proposals(world.actor("noor")))
    assert len(rows) == number
    assert {str(one.about) for one in rows} == {"Somebody chose this network."}
    assert {str(one.step) for one in rows} == {"Decide"}


def test_more_of_them_wait_on_one_line(world: World, table: Network, guard: Guard) -> None:
    propose(table, guard, MOST + 1)
    (row,) = proposals(world.actor("noor"))
    assert str(row.title) == f"Decide on {MOST + 1} proposals for networks"
    assert row.url.endswith("?stand=open")


def test_who_does_not_decide_is_asked_nothing(world: World, table: Network, guard: Guard) -> None:
    propose(table, guard, 2)
    for name in ("joost", "lezer", "iris", "sanne"):
        assert list(proposals(world.actor(name))) == []
