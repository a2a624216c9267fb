"""What answers a spearhead, gathered from the database: levels, names, and who sees which."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koppelvlak.agendas import following
from koppelvlak.agendas.following import Followed
from koppelvlak.agendas.lifecycle import DRAFT, DROPPED, SUPERSEDED
from koppelvlak.agendas.models import Assignment, SectorAgenda
from koppelvlak.agendas.progress import Lag, Step
from koppelvlak.agendas.saying import explained
from koppelvlak.agendas.taking_up import accept, point_out, set_aside
from koppelvlak.agreements.actions import Tried, add_proof, agree, end_agreement
from koppelvlak.agreements.models import Agreement, Occasion, Outcome
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import CLOSED
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from koppelvlak.variants.actions import adopt
from tests.agendas.assigned import (
    Give,
    Put,
    agenda,
    assignment,
    elsewhere,
    fresh,
    give,
    model,
    network,
    put,
    variant_of,
)
from tests.agreements.conftest import WORKED_OUT
from tests.conftest import Assume
from tests.world import TODAY, World

__all__ = ["agenda", "assignment", "elsewhere", "give", "model", "network", "put"]
# At most this many, however many networks and spearheads there are.
MOST = 7


def found(agenda: SectorAgenda, actor: Actor) -> list[Followed]:
    return following.of_agenda(agenda, actor=actor)


def step(agenda: SectorAgenda, world: World, name: str = "noor") -> Step:
    (one,) = found(agenda, world.actor(name))
    return one.progress.step


def words(agenda: SectorAgenda, world: World, name: str = "noor") -> str:
    (one,) = found(agenda, world.actor(name))
    return " ".join(str(text) for text in explained(one.progress))


def test_from_given_to_agreed_upon_through_the_model(
    world: World, agenda: SectorAgenda, assignment: Assignment
) -> None:
    assert step(agenda, world) == Step.NOT_TAKEN_UP
    accept(assignment, by=world.actor("noor"))
    assert step(agenda, world) == Step.TAKEN_UP
    assert "proposed and not agreed upon yet" in words(agenda, world)
    own = variant_of(assignment)
    adopt(own, by=world.actor("noor"), read=1)
    agree(Agreement.objects.get(pk=own.agreement_id), by=world.actor("noor"), on=TODAY)
    assert step(agenda, world) == Step.AGREED


@pytest.mark.parametrize("level", ["stale", "agreed", "worked-out", "proven"])
def test_the_variant_of_the_model_tells_how_far(
    world: World, agenda: SectorAgenda, assignment: Assignment, assume: Assume, level: str
) -> None:
    accept(assignment, by=world.actor("noor"))
    assume(variant_of(assignment).agreement, maturity=level)
    assert step(agenda, world) == Step(level)


def test_what_is_pointed_at_tells_how_far_and_follows_what_happens_to_it(
    world: World, agenda: SectorAgenda, assignment: Assignment, put: Put
) -> None:
    row = put(**WORKED_OUT)
    point_out(assignment, [row], by=world.actor("noor"))
    assert step(agenda, world) == Step.WORKED_OUT
    tried = Tried(TODAY, Occasion.EXERCISE, "Droge Kraan", Outcome.KEPT)
    add_proof(Agreement.objects.get(pk=row.pk), tried, by=world.actor("noor"))
    assert step(agenda, world) == Step.PROVEN
    end_agreement(
        Agreement.objects.get(pk=row.pk), by=world.actor("noor"), on=TODAY, reason="Vervallen."
    )
    assert step(agenda, world) == Step.TAKEN_UP
    assert "ended" in words(agenda, world)


def test_what_the_table_cannot_see_any_more_tells_nothing(
    world: World, agenda: SectorAgenda, assignment: Assignment, put: Put, assume: Assume
) -> None:
    row = put(key="GEHEIM-7", **WORKED_OUT)
    point_out(assignment, [row], by=world.actor("noor"))
    assume(row, tlp=Tlp.AMBER_STRICT)
    for name in ("noor", "joost", "anouk"):
        assert step(agenda, world, name) == Step.TAKEN_UP
        assert "GEHEIM-7" not in words(agenda, world, name)


def test_the_variant_that_the_table_cannot_see_counts_as_missing(
    world: World, agenda: SectorAgenda, assignment: Assignment, assume: Assume
) -> None:
    accept(assignment, by=world.actor("noor"))
    assume(variant_of(assignment).agreement, maturity="proven", tlp=Tlp.AMBER_STRICT)
    assert step(agenda, world) == Step.TAKEN_UP


@pytest.mark.parametrize("change", [{"state": "ended"}, {"tlp": Tlp.AMBER_STRICT}])
def test_a_model_that_ended_or_closed_is_asked_of_nobody(
    world: World, agenda: SectorAgenda, assignment: Assignment, model: Agreement, assume: Assume,
    change: dict[str, str],
) -> None:  # fmt: skip
    assume(model, **change)
    assert following.models_without(assignment) == []
    accept(assignment, by=world.actor("noor"))
    assert "names no agreement" in words(agenda, world)


def test_editors_read_how_far_it_is_and_not_the_agreements(
    world: World, agenda: SectorAgenda, assignment: Assignment, put: Put
) -> None:
    point_out(assignment, [put(key="V-17", **WORKED_OUT)], by=world.actor("noor"))
    assert "V-17: worked out" in words(agenda, world, "joost")
    (one,) = found(agenda, world.actor("anouk"))
    assert (one.progress.step, list(one.pointed)) == (Step.WORKED_OUT, [])
    assert words(agenda, world, "anouk") == "an agreement of the network: worked out."


def test_each_sees_the_own_tables_and_the_editors_all(
    world: World, agenda: SectorAgenda, assignment: Assignment, give: Give, elsewhere: Network
) -> None:
    give(1, to=elsewhere)
    seen = {
        name: [one.assignment.network for one in found(agenda, world.actor(name))]
        for name in ("noor", "joost", "lezer", "iris", "anouk", "petra", "sanne")
    }
    here = assignment.network
    assert seen["noor"] == seen["joost"] == seen["lezer"] == [here]
    assert seen["iris"] == [elsewhere]
    assert set(seen["anouk"]) == {here, elsewhere}
    assert seen["petra"] == seen["sanne"] == []


def test_a_network_that_was_closed_is_left_out(
    world: World, agenda: SectorAgenda, assignment: Assignment, assume: Assume
) -> None:
    assume(assignment.network, state=CLOSED)
    assert not found(agenda, world.actor("anouk"))


def test_a_spearhead_that_was_dropped_is_left_out(
    world: World, agenda: SectorAgenda, assignment: Assignment, assume: Assume
) -> None:
    assume(assignment.spearhead, state=DROPPED)
    assert not found(agenda, world.actor("noor"))
    assert not following.standing(world.actor("noor")).exists()


def test_only_what_was_adopted_can_be_followed(
    world: World, agenda: SectorAgenda, assume: Assume
) -> None:
    actor = world.actor("noor")
    assert following.agenda_to_follow(agenda.uuid, actor=actor) == agenda
    assume(agenda, state=SUPERSEDED)
    assert following.agenda_to_follow(agenda.uuid, actor=actor) == agenda
    assume(agenda, state=DRAFT)
    with pytest.raises(UnseenError):
        following.agenda_to_follow(agenda.uuid, actor=actor)


@pytest.mark.parametrize("name", ["sanne", "petra", "otto"])
def test_guests_and_who_keeps_accounts_follow_nothing(
    world: World, agenda: SectorAgenda, assignment: Assignment, name: str
) -> None:
    actor = world.actor(name)
    assert not following.may_follow(actor)
    with pytest.raises(UnseenError):
        following.agenda_to_follow(agenda.uuid, actor=actor)
    with pytest.raises(UnseenError):
        following.of_network(assignment.network.uuid, actor=actor)
    with pytest.raises(UnseenError):
        following.assignment_to(Can.SEE_ASSIGNMENT, assignment.uuid, actor=actor)


def test_a_network_shows_what_the_agenda_in_force_asks(
    world: World, agenda: SectorAgenda, assignment: Assignment, assume: Assume
) -> None:
    network, rows = following.of_network(assignment.network.uuid, actor=world.actor("roos"))
    assert (network, [one.assignment for one in rows]) == (assignment.network, [assignment])
    assume(agenda, state=SUPERSEDED)
    assert following.of_network(network.uuid, actor=world.actor("roos")) == (network, [])


def test_what_lags_follows_from_the_days_that_are_kept(
    world: World, agenda: SectorAgenda, give: Give
) -> None:
    row = give(2, given_on=TODAY - timedelta(days=91))
    (one,) = found(agenda, world.actor("noor"))
    assert one.progress.lags == (Lag.UNANSWERED,)
    set_aside(row, "Hier ligt geen leiding.", by=world.actor("noor"))
    (one,) = found(agenda, world.actor("noor"))
    assert (one.progress.step, one.progress.lags) == (Step.NOT_APPLICABLE, ())
    assert fresh(row).given_on == TODAY - timedelta(days=91)


def test_it_takes_few_queries_however_many_there_are(
    world: World, agenda: SectorAgenda, assignment: Assignment, give: Give, put: Put,
    elsewhere: Network, model: Agreement,
) -> None:  # fmt: skip
    actor, seen = world.actor("anouk"), []
    point_out(assignment, [put(key="V-1")], by=world.actor("noor"))
    for _round in range(2):
        with CaptureQueriesContext(connection) as asked:
            found(agenda, actor)
        seen.append(len(asked))
        if not _round:
            give(2, model)
            give(1, to=elsewhere)
    assert seen[0] == seen[1] <= MOST
