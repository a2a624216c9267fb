"""Recording how it went: who may not, when not, what it leaves behind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from koppelvlak.agreements.actions import Tried, add_agreement, add_proof
from koppelvlak.agreements.assessing import reasons_of
from koppelvlak.agreements.lifecycle import ENDED, PROPOSED
from koppelvlak.agreements.maturity import Why
from koppelvlak.agreements.models import Agreement, Maturity, Occasion, Outcome, Proof
from koppelvlak.kit.errors import RefusedError, UnseenError, WrongStateError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused, wrong
from tests.agreements.conftest import SEES, UNSEEN, WORKED_OUT, Put, acts, gains, signatory, warning
from tests.conftest import Assume
from tests.world import TODAY, World

DRY = Tried(
    date(2026, 11, 1), Occasion.EXERCISE, "Droge Kraan", Outcome.KEPT, "binnen 12 minuten gebeld"
)
YEARLY = Tried(TODAY, Occasion.DONE, "Jaargesprek", Outcome.KEPT)


def fresh(row: Agreement) -> Agreement:
    return Agreement.objects.get(pk=row.pk)


def whys(row: Agreement) -> list[str]:
    return [one.why for one in reasons_of(fresh(row))]


def test_all_that_was_found_is_kept(world: World, put: Put) -> None:
    row = put()
    add_proof(row, DRY, by=world.actor("joost"))
    kept = Proof.objects.get()
    assert (kept.agreement, kept.on, kept.occasion) == (row, DRY.on, Occasion.EXERCISE)
    assert (kept.name, kept.outcome, kept.finding) == (DRY.name, Outcome.KEPT, DRY.finding)
    assert (kept.recorded_on, kept.recorded_for) == (TODAY, world.water)
    assert str(kept) == "Droge Kraan (2026-11-01)"


WORKS = [
    (Outcome.KEPT, Maturity.PROVEN, Why.KEPT),
    (Outcome.PARTLY, Maturity.WORKED_OUT, Why.PARTLY),
    (Outcome.NOT_KEPT, Maturity.WORKED_OUT, Why.NOT_KEPT),
    (Outcome.NOT_TESTED, Maturity.WORKED_OUT, Why.NEVER_TRIED),
]


@pytest.mark.parametrize(("outcome", "level", "why"), WORKS, ids=[o for o, _l, _w in WORKS])
@pytest.mark.parametrize("occasion", [Occasion.EXERCISE, Occasion.INCIDENT])
def test_what_it_proves_is_explained(
    world: World, put: Put, occasion: str, outcome: str, level: str, why: str
) -> None:
    row = put(**WORKED_OUT)
    tried = replace(DRY, outcome=outcome, occasion=occasion)
    add_proof(row, tried, by=world.actor("noor"))
    assert (fresh(row).maturity, whys(row)) == (level, [why, Why.WORKED_OUT])


def test_the_last_one_counts_whatever_the_order_of_recording(world: World, put: Put) -> None:
    row = put(**WORKED_OUT)
    add_proof(row, replace(DRY, outcome=Outcome.NOT_KEPT), by=world.actor("noor"))
    add_proof(row, replace(DRY, on=date(2026, 6, 1)), by=world.actor("noor"))
    assert fresh(row).maturity == Maturity.WORKED_OUT
    add_proof(row, replace(DRY, on=TODAY), by=world.actor("noor"))
    assert fresh(row).maturity == Maturity.PROVEN


def test_it_is_no_state_and_no_other_sentence(world: World, put: Put) -> None:
    row = put()
    add_proof(row, DRY, by=world.actor("noor"))
    assert (fresh(row).state, fresh(row).wording, fresh(row).version) == (row.state, 1, 2)


def test_who_leads_or_is_a_party_may(world: World, put: Put) -> None:
    row = put()
    for name in ("noor", "bram", "joost"):
        add_proof(row, DRY, by=world.actor(name))
    add_proof(row, DRY, by=signatory(world))
    by = [one.recorded_for for one in Proof.objects.order_by("pk")]
    assert by == [world.region, world.region, world.water, world.water]


def test_who_benefits_records_it_too(world: World, put: Put) -> None:
    row = put(parties=(acts(world.region), gains(world.water)))
    assert add_proof(row, DRY, by=world.actor("joost")).recorded_for == world.water


def test_who_only_sees_it_may_not(world: World, put: Put) -> None:
    row = put()
    (told,) = refused(RefusedError, SEES, lambda name: add_proof(row, DRY, by=world.actor(name)))
    assert told.startswith("To do this (record how an agreement worked) you must be:")
    assert not Proof.objects.exists()


def test_for_others_it_does_not_exist(world: World, put: Put) -> None:
    row = put()
    refused(UnseenError, UNSEEN, lambda name: add_proof(row, DRY, by=world.actor(name)))
    assert not Proof.objects.exists()


def test_of_a_national_one_the_editor_and_its_parties_tell(world: World) -> None:
    given = warning(world, tlp=Tlp.GREEN)
    row = add_agreement(None, given, by=world.actor("anouk"))
    for name in ("anouk", "joost", "noor"):
        add_proof(row, DRY, by=world.actor(name))
    refusal(RefusedError, lambda: add_proof(row, DRY, by=world.actor("iris")))
    assert Proof.objects.count() == 3


@pytest.mark.parametrize(("state", "words"), [(PROPOSED, "proposed"), (ENDED, "ended")])
def test_only_what_is_agreed_is_tried(
    world: World, put: Put, assume: Assume, state: str, words: str
) -> None:
    row = put()
    assume(row, state=state)
    told = refusal(WrongStateError, lambda: add_proof(row, DRY, by=world.actor("noor")))
    assert told == f'It is now "{words}"; from there this cannot be done.'
    assert not Proof.objects.exists()


def test_not_of_a_day_to_come(world: World, put: Put) -> None:
    row, tomorrow = put(), replace(DRY, on=TODAY + timedelta(days=1))
    told = wrong(lambda: add_proof(row, tomorrow, by=world.actor("noor")))
    assert told == {"on": ["This day is still to come."]}
    assert not Proof.objects.exists()


def test_what_does_not_return_is_not_carried_out(world: World, put: Put) -> None:
    row = put()
    told = wrong(lambda: add_proof(row, YEARLY, by=world.actor("noor")))
    assert told == {
        "occasion": ["Choose an exercise or an incident: only what returns is carried out."]
    }


@pytest.mark.parametrize("occasion", [Occasion.EXERCISE, Occasion.INCIDENT])
def test_what_returns_is_not_tried(world: World, put: Put, occasion: str) -> None:
    row = put(rhythm_months=12)
    told = wrong(lambda: add_proof(row, replace(DRY, occasion=occasion), by=world.actor("noor")))
    assert told == {"occasion": ["This agreement returns: record when it was carried out."]}
    assert not Proof.objects.exists()


@pytest.mark.parametrize(
    ("on", "level", "why"),
    [
        (TODAY, Maturity.PROVEN, Why.DONE),
        (date(2025, 11, 23), Maturity.PROVEN, Why.DONE),
        (date(2025, 11, 22), Maturity.WORKED_OUT, Why.OVERDUE),
    ],
    ids=["today", "just-in-time", "a-day-late"],
)
def test_what_returns_is_proven_until_it_is_due_again(
    world: World, put: Put, on: date, level: str, why: str
) -> None:
    row = put(rhythm_months=12, **WORKED_OUT)
    assert whys(row) == [Why.NEVER_DONE, Why.WORKED_OUT]
    add_proof(row, replace(YEARLY, on=on), by=world.actor("noor"))
    assert (fresh(row).maturity, whys(row)) == (level, [why, Why.WORKED_OUT])


def test_the_log_names_it_and_tells_nothing_of_what_was_found(world: World, put: Put) -> None:
    row = put()
    add_proof(row, DRY, by=world.actor("joost"))
    told = left()
    assert (told.action, told.subject) == (Can.ADD_PROOF, row.uuid)
    assert told.rows == [("agreements.proof", "created")]
    assert told.after == {"version": 2}
    assert mails() == []
