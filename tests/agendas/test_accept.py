"""Accepting an assignment: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

import pytest

from koppelvlak.agendas.lifecycle import ACCEPTED, OPEN, SUPERSEDED
from koppelvlak.agendas.models import Assignment, SectorAgenda
from koppelvlak.agendas.taking_up import accept, reopen
from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.models import Agreement
from koppelvlak.coverage.counting import wrong
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.networks.models import Network
from koppelvlak.variants.actions import spread
from koppelvlak.variants.models import Variant
from tests.agendas.assigned import (
    Give,
    agenda,
    assignment,
    elsewhere,
    fresh,
    give,
    model,
    network,
    variant_of,
)
from tests.conftest import Assume
from tests.variants.conftest import model_says
from tests.world import TODAY, World

__all__ = ["agenda", "assignment", "elsewhere", "give", "model", "network"]


def test_it_is_taken_up_for_the_organisation_that_leads(
    world: World, assignment: Assignment
) -> None:
    accept(assignment, by=world.actor("noor"))
    row = fresh(assignment)
    assert (row.state, row.answered_on, row.answered_for) == (ACCEPTED, TODAY, world.region)
    assert row.version == 2


def test_the_model_agreement_is_proposed_to_the_network(
    world: World, assignment: Assignment, model: Agreement
) -> None:
    accept(assignment, by=world.actor("noor"))
    made = variant_of(assignment)
    assert (made.model, made.state, made.waits) == (model, "asked", True)
    assert (made.agreement.network, made.agreement.state) == (assignment.network, "proposed")
    assert made.agreement.within == "binnen 30 minuten"
    assert wrong() == []


def test_what_the_network_has_of_a_model_stays(
    world: World, assignment: Assignment, model: Agreement, network: Network
) -> None:
    (there,) = spread(model, [network], by=world.actor("anouk"))
    accept(assignment, by=world.actor("noor"))
    assert variant_of(assignment) == there


def test_accepting_again_makes_nothing_twice(world: World, assignment: Assignment) -> None:
    by = world.actor("noor")
    accept(assignment, by=by)
    accept(fresh(assignment), by=by)
    reopen(fresh(assignment), by=by)
    accept(fresh(assignment), by=by)
    assert Variant.objects.count() == 1


def test_of_two_spearheads_with_one_model_the_network_makes_one(
    world: World, give: Give, model: Agreement
) -> None:
    rows = [give(1, model), give(2, model)]
    for row in rows:
        accept(row, by=world.actor("noor"))
    assert Variant.objects.count() == 1


def test_each_model_of_the_spearhead_is_proposed(
    world: World, give: Give, model: Agreement
) -> None:
    other = add_agreement(None, model_says(world, action="mailt …"), by=world.actor("anouk"))
    row = give(1, model, other)
    accept(row, by=world.actor("noor"))
    assert set(Variant.objects.values_list("model", flat=True)) == {model.pk, other.pk}


def test_another_network_gets_nothing(
    world: World, assignment: Assignment, give: Give, elsewhere: Network
) -> None:
    other = give(1, to=elsewhere)
    accept(assignment, by=world.actor("noor"))
    assert fresh(other).state == OPEN
    assert not elsewhere.agreements.exists()


def test_a_spearhead_without_agreements_is_taken_up_too(world: World, give: Give) -> None:
    accept(give(2), by=world.actor("noor"))
    assert not Variant.objects.exists()


@pytest.mark.parametrize("name", ["joost", "lezer", "roos", "anouk"])
def test_who_sees_it_and_does_not_coordinate_may_not(
    world: World, assignment: Assignment, name: str
) -> None:
    with pytest.raises(RefusedError):
        accept(assignment, by=world.actor(name))
    assert (fresh(assignment).state, Variant.objects.count()) == (OPEN, 0)


@pytest.mark.parametrize("name", ["iris", "sanne", "petra", "otto"])
def test_for_others_it_does_not_exist(world: World, assignment: Assignment, name: str) -> None:
    with pytest.raises(UnseenError):
        accept(assignment, by=world.actor(name))


def test_of_a_superseded_agenda_nothing_is_answered(
    world: World, assignment: Assignment, agenda: SectorAgenda, assume: Assume
) -> None:
    assume(agenda, state=SUPERSEDED)
    with pytest.raises(WrongStateError):
        accept(assignment, by=world.actor("noor"))
    assert (fresh(assignment).state, Variant.objects.count()) == (OPEN, 0)


def test_who_read_an_older_answer_is_told(world: World, assignment: Assignment) -> None:
    accept(assignment, by=world.actor("noor"), seen=1)
    with pytest.raises(StaleError):
        accept(assignment, by=world.actor("noor"), seen=1)


def test_the_log_names_what_was_made(world: World, assignment: Assignment) -> None:
    accept(assignment, by=world.actor("noor"))
    event = Event.objects.get(action="assignment.accept")
    assert event.subject == assignment.uuid
    kinds = {one["kind"] for one in (event.payload or {})["rows"]}
    assert {"agreements.agreement", "variants.variant"} <= kinds
