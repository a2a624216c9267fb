"""Saying that it is in place already: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.agendas.following import to_point_out
from koppelvlak.agendas.lifecycle import IN_PLACE, OPEN, SUPERSEDED
from koppelvlak.agendas.models import Assignment, SectorAgenda
from koppelvlak.agendas.taking_up import accept, point_out, set_aside
from koppelvlak.agreements.actions import add_agreement, end_agreement
from koppelvlak.agreements.lifecycle import PROPOSED
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.errors import (
    BadInputError,
    RefusedError,
    StaleError,
    UnseenError,
    WrongStateError,
)
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from tests.agendas.assigned import (
    Put,
    agenda,
    assignment,
    elsewhere,
    fresh,
    give,
    model,
    network,
    put,
)
from tests.agreements.conftest import acts, warning
from tests.conftest import Assume
from tests.world import TODAY, World

__all__ = ["agenda", "assignment", "elsewhere", "give", "model", "network", "put"]


def test_it_points_at_agreements_of_the_network(
    world: World, assignment: Assignment, put: Put
) -> None:
    rows = [put(), put(action="mailt …")]
    point_out(assignment, rows, by=world.actor("noor"))
    row = fresh(assignment)
    assert (row.state, row.answered_on, row.answered_for) == (IN_PLACE, TODAY, world.region)
    assert set(row.agreements.all()) == set(rows)


def test_pointing_again_points_at_those_alone(
    world: World, assignment: Assignment, put: Put
) -> None:
    one, other = put(), put(action="mailt …")
    point_out(assignment, [one], by=world.actor("noor"))
    point_out(fresh(assignment), [other], by=world.actor("noor"))
    assert list(fresh(assignment).agreements.all()) == [other]


def test_it_takes_the_place_of_an_earlier_answer(
    world: World, assignment: Assignment, put: Put
) -> None:
    set_aside(assignment, "Wij hebben geen noodwater.", by=world.actor("noor"))
    point_out(fresh(assignment), [put()], by=world.actor("noor"))
    assert (fresh(assignment).state, fresh(assignment).reason) == (IN_PLACE, "")


@pytest.mark.parametrize("answer", ["accept", "set aside"])
def test_another_answer_lets_go_of_the_agreements(
    world: World, assignment: Assignment, put: Put, answer: str
) -> None:
    by = world.actor("noor")
    point_out(assignment, [put()], by=by)
    if answer == "accept":
        accept(fresh(assignment), by=by)
    else:
        set_aside(fresh(assignment), "Toch niet.", by=by)
    assert not fresh(assignment).agreements.exists()


def test_nothing_to_point_at_is_bad_input(world: World, assignment: Assignment) -> None:
    with pytest.raises(BadInputError) as refused:
        point_out(assignment, [], by=world.actor("noor"))
    assert list(refused.value.errors) == ["agreements"]
    assert fresh(assignment).state == OPEN


@pytest.mark.parametrize("what", ["proposed", "ended", "strict", "a recommendation"])
def test_what_is_not_in_force_or_not_for_the_table_cannot_be_pointed_at(
    world: World, assignment: Assignment, put: Put, network: Network, what: str
) -> None:
    by = world.actor("noor")
    if what == "proposed":
        row = add_agreement(network, warning(world, agreed_on=None), by=by, state=PROPOSED)
    elif what == "ended":
        row = end_agreement(put(), by=by, on=TODAY, reason="Klaar.")
    elif what == "strict":
        row = put(tlp=Tlp.AMBER_STRICT)
    else:
        row = put(kind="recommendation")
    with pytest.raises(BadInputError):
        point_out(assignment, [put(action="mailt …"), row], by=by)
    assert not fresh(assignment).agreements.exists()


def test_what_was_not_confirmed_for_a_year_can_be_pointed_at(
    world: World, assignment: Assignment, put: Put
) -> None:
    row = put(agreed_on=TODAY - timedelta(days=800))
    assert row.maturity == "stale"
    point_out(assignment, [row], by=world.actor("noor"))
    assert fresh(assignment).state == IN_PLACE


def test_agreements_of_another_network_or_of_the_country_do_not_count(
    world: World, assignment: Assignment, elsewhere: Network, model: Agreement
) -> None:
    parties = (acts(world.region), acts(world.stranger))
    given = warning(world, parties=parties)
    other = add_agreement(elsewhere, given, by=world.actor("iris"))
    # The region is a party of it and sees it: it is no agreement of its own network.
    assert Agreement.objects.visible_to(world.actor("noor")).filter(pk=other.pk).exists()
    for row in (other, model):
        with pytest.raises(BadInputError):
            point_out(assignment, [row], by=world.actor("noor"))


def test_only_what_can_be_pointed_at_is_offered(
    world: World, network: Network, put: Put, elsewhere: Network
) -> None:
    row = put()
    put(tlp=Tlp.AMBER_STRICT)
    put(kind="recommendation")
    add_agreement(elsewhere, warning(world), by=world.actor("iris"))
    assert list(to_point_out(network, actor=world.actor("noor"))) == [row]
    assert not to_point_out(network, actor=world.actor("iris"))


@pytest.mark.parametrize("name", ["joost", "lezer", "anouk"])
def test_who_does_not_coordinate_may_not(
    world: World, assignment: Assignment, put: Put, name: str
) -> None:
    with pytest.raises(RefusedError):
        point_out(assignment, [put()], by=world.actor(name))


@pytest.mark.parametrize("name", ["iris", "sanne"])
def test_for_others_it_does_not_exist(
    world: World, assignment: Assignment, put: Put, name: str
) -> None:
    with pytest.raises(UnseenError):
        point_out(assignment, [put()], by=world.actor(name))


def test_of_a_superseded_agenda_nothing_is_answered(
    world: World, assignment: Assignment, put: Put, agenda: SectorAgenda, assume: Assume
) -> None:
    assume(agenda, state=SUPERSEDED)
    with pytest.raises(WrongStateError):
        point_out(assignment, [put()], by=world.actor("noor"))


def test_who_read_an_older_answer_is_told(world: World, assignment: Assignment, put: Put) -> None:
    point_out(assignment, [put()], by=world.actor("noor"), seen=1)
    with pytest.raises(StaleError):
        point_out(assignment, [put()], by=world.actor("noor"), seen=1)
