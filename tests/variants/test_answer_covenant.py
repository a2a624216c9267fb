"""Adopting a model covenant and deviating: it works, who may not, when not, what it leaves."""

from __future__ import annotations

import pytest

from koppelvlak.agreements import covenants as papers
from koppelvlak.agreements.models import Covenant
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import (
    BadInputError,
    RefusedError,
    StaleError,
    UnseenError,
    WrongStateError,
)
from koppelvlak.kit.waiting import waiting
from koppelvlak.variants import covenant_queries
from koppelvlak.variants.covenants import adopt, deviate
from koppelvlak.variants.models import CovenantVariant
from tests.variants.conftest import TEXT, rewrite
from tests.world import TODAY, World

LATER = "Samenwerking bij verstoring, ook bij dreiging."


def fresh(row: CovenantVariant) -> CovenantVariant:
    return CovenantVariant.objects.get(pk=row.pk)


def signed(world: World, row: CovenantVariant) -> Covenant:
    """Let every party sign the covenant of the network."""
    by, own = world.actor("noor"), row.covenant
    papers.negotiate(own, by=by)
    papers.offer(Covenant.objects.get(pk=own.pk), by=by)
    for party in own.parties.all():
        papers.sign(Covenant.objects.get(pk=own.pk), party.pk, by=by, on=TODAY)
    return Covenant.objects.get(pk=own.pk)


def waits(world: World, name: str) -> list[str]:
    return [str(one.title) for one in waiting(world.actor(name)) if "model" in str(one.title)]


def test_adopting_answers_what_came(world: World, drafted: CovenantVariant) -> None:
    row = adopt(drafted, by=world.actor("noor"), read=1)
    assert (row.state, row.waits, row.answered_on) == ("adopted", False, TODAY)
    assert row.answered_for == world.region
    assert row.covenant.wording == 1


def test_a_changed_model_asks_again_and_is_taken_over(
    world: World, drafted: CovenantVariant
) -> None:
    adopt(drafted, by=world.actor("noor"), read=1)
    rewrite(world, drafted.model, scope_in=LATER, review_months=12)
    assert fresh(drafted).waits
    months, scope = sorted(
        covenant_queries.changes(fresh(drafted)), key=lambda one: one.column
    )  # fmt: skip
    assert (scope.column, scope.old, scope.new) == ("scope_in", TEXT["scope_in"], LATER)
    assert (months.old, months.new) == ("24", "12")
    row = adopt(fresh(drafted), by=world.actor("noor"), read=2)
    own = fresh(row).covenant
    assert (own.scope_in, own.review_months, own.wording) == (LATER, 12, 2)
    # What is the network's own stays.
    assert own.parties.count() == 2
    assert not covenant_queries.changes(fresh(row))
    assert not covenant_queries.own_changes(fresh(row))


def test_what_is_no_text_asks_nobody(world: World, drafted: CovenantVariant) -> None:
    rewrite(world, drafted.model)
    papers.negotiate(drafted.model, by=world.actor("anouk"))
    assert Covenant.objects.get(pk=drafted.model.pk).wording == 1


def test_deviating_keeps_the_own_text_with_the_reason(
    world: World, drafted: CovenantVariant
) -> None:
    rewrite(world, drafted.covenant, "noor", kind="regional", tlp="AMBER", notice="Een jaar.")
    row = deviate(drafted, "Onze statuten.", by=world.actor("noor"), read=1)
    assert (row.state, row.reason, row.waits) == ("deviates", "Onze statuten.", False)
    assert row.told["notice"] == "Een jaar."
    rewrite(world, drafted.model, scope_in=LATER)
    assert fresh(drafted).waits
    again = adopt(fresh(drafted), by=world.actor("noor"), read=2)
    assert (again.state, again.reason, again.told) == ("adopted", "", {})
    assert again.covenant.notice == TEXT["notice"]


def test_deviating_needs_a_reason(world: World, drafted: CovenantVariant) -> None:
    with pytest.raises(BadInputError):
        deviate(drafted, "", by=world.actor("noor"), read=1)
    assert fresh(drafted).state == "asked"


@pytest.mark.parametrize("name", ["joost", "lezer", "roos", "anouk"])
def test_who_does_not_coordinate_may_not(world: World, drafted: CovenantVariant, name: str) -> None:
    with pytest.raises(RefusedError):
        adopt(drafted, by=world.actor(name), read=1)
    with pytest.raises(RefusedError):
        deviate(drafted, "Anders.", by=world.actor(name), read=1)


@pytest.mark.parametrize("name", ["iris", "sanne", "petra"])
def test_for_others_it_does_not_exist(world: World, drafted: CovenantVariant, name: str) -> None:
    with pytest.raises(UnseenError):
        adopt(drafted, by=world.actor(name), read=1)


def test_another_wording_than_was_read_is_stale(world: World, drafted: CovenantVariant) -> None:
    rewrite(world, drafted.model, scope_in=LATER)
    with pytest.raises(StaleError):
        adopt(drafted, by=world.actor("noor"), read=1)
    with pytest.raises(StaleError):
        deviate(drafted, "Anders.", by=world.actor("noor"), read=1)
    assert fresh(drafted).state == "asked"


def test_a_signed_text_stays_and_its_successor_takes_the_model_over(
    world: World, drafted: CovenantVariant
) -> None:
    by = world.actor("noor")
    old = signed(world, drafted)
    rewrite(world, drafted.model, scope_in=LATER)
    with pytest.raises(WrongStateError, match="successor"):
        adopt(fresh(drafted), by=by, read=2)
    new = papers.renew(old, "Convenant drinkwater 2", by=by)
    row = adopt(fresh(drafted), by=by, read=2)
    assert (row.covenant, row.state) == (new, "adopted")
    assert Covenant.objects.get(pk=new.pk).scope_in == LATER
    assert Covenant.objects.get(pk=old.pk).scope_in == TEXT["scope_in"]


def test_from_a_signed_text_one_can_deviate(world: World, drafted: CovenantVariant) -> None:
    signed(world, drafted)
    rewrite(world, drafted.model, scope_in=LATER)
    row = deviate(fresh(drafted), "Al getekend.", by=world.actor("noor"), read=2)
    assert row.told["scope_in"] == TEXT["scope_in"]


def test_what_ended_is_not_answered(world: World, drafted: CovenantVariant) -> None:
    papers.terminate(drafted.covenant, by=world.actor("noor"), on=TODAY, reason="Vervallen")
    with pytest.raises(WrongStateError):
        adopt(drafted, by=world.actor("noor"), read=1)
    with pytest.raises(WrongStateError):
        deviate(drafted, "Anders.", by=world.actor("noor"), read=1)
    assert not waits(world, "noor")


def test_it_waits_for_who_may_answer_until_they_do(world: World, drafted: CovenantVariant) -> None:
    assert waits(world, "noor") == [f"A model covenant came: {TEXT['title']}"]
    assert not [*waits(world, "joost"), *waits(world, "anouk"), *waits(world, "iris")]
    adopt(drafted, by=world.actor("noor"), read=1)
    assert not waits(world, "noor")
    rewrite(world, drafted.model, scope_in=LATER)
    assert waits(world, "noor") == [f"A model covenant changed: {TEXT['title']}"]


def test_the_owner_reads_the_answer_and_not_what_was_left_unsaid(
    world: World, drafted: CovenantVariant
) -> None:
    rewrite(world, drafted.covenant, "noor", kind="regional", tlp="AMBER", notice="Een jaar.")
    (line,) = covenant_queries.answers(drafted.model, actor=world.actor("anouk"))
    assert (line.differs, line.columns) == (True, ())
    deviate(drafted, "Onze statuten.", by=world.actor("noor"), read=1)
    (line,) = covenant_queries.answers(drafted.model, actor=world.actor("anouk"))
    (column,) = line.columns
    assert (column.column, column.old, column.new) == ("notice", TEXT["notice"], "Een jaar.")


def test_who_keeps_the_model_does_not_open_the_covenant_of_a_network(
    world: World, drafted: CovenantVariant
) -> None:
    with pytest.raises(UnseenError):
        covenant_queries.variant(drafted.uuid, actor=world.actor("anouk"))
    assert covenant_queries.variant(drafted.uuid, actor=world.actor("lezer")) == drafted


def test_what_was_answered_is_in_the_log_and_what_was_told_is_not(
    world: World, drafted: CovenantVariant
) -> None:
    deviate(drafted, "Onze statuten.", by=world.actor("noor"), read=1)
    event = Event.objects.filter(action="variant.deviate", result="done").get()
    assert event.subject == drafted.uuid
    assert "Onze statuten." in str(event.payload)
    assert TEXT["scope_out"] not in str(event.payload)
