"""Changing, agreeing and ending: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from koppelvlak.agreements.actions import (
    Tried,
    add_agreement,
    add_proof,
    agree,
    edit_agreement,
    end_agreement,
)
from koppelvlak.agreements.assessing import reasons_of
from koppelvlak.agreements.lifecycle import PROPOSED
from koppelvlak.agreements.maturity import Why
from koppelvlak.agreements.models import Agreement, Maturity, Occasion, Outcome
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import (
    BadInputError,
    RefusedError,
    StaleError,
    UnseenError,
    WrongStateError,
)
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, Put, acts, gains, warning
from tests.world import TODAY, World

KEPT = Tried(date(2026, 11, 1), Occasion.EXERCISE, "Oefening Droge Kraan", Outcome.KEPT)


def fresh(row: Agreement) -> Agreement:
    return Agreement.objects.get(pk=row.pk)


def test_a_coordinator_or_an_acting_party_changes_it(world: World, put: Put) -> None:
    row = put()
    edit_agreement(row, warning(world, **WORKED_OUT), by=world.actor("noor"))
    assert fresh(row).maturity == Maturity.WORKED_OUT
    edit_agreement(row, warning(world), by=world.actor("joost"))
    assert fresh(row).maturity == Maturity.AGREED


def test_a_benefiting_party_that_does_not_coordinate_may_not(world: World, put: Put) -> None:
    row = put(parties=(acts(world.region), gains(world.water)))
    with pytest.raises(RefusedError):
        edit_agreement(row, warning(world), by=world.actor("joost"))


@pytest.mark.parametrize("name", ["iris", "sanne", "anouk", "petra"])
def test_for_others_it_does_not_exist(world: World, put: Put, name: str) -> None:
    with pytest.raises(UnseenError):
        edit_agreement(put(), warning(world), by=world.actor(name))


def test_a_stale_version_changes_nothing(world: World, put: Put) -> None:
    row = put()
    edit_agreement(row, warning(world, within="binnen 1 uur"), by=world.actor("noor"))
    with pytest.raises(StaleError):
        edit_agreement(row, warning(world), by=world.actor("joost"), seen=1)
    assert fresh(row).within_minutes == 60


def test_another_sentence_has_to_be_proven_anew(world: World, put: Put) -> None:
    row = put(**WORKED_OUT)
    add_proof(row, KEPT, by=world.actor("joost"))
    assert fresh(row).maturity == Maturity.PROVEN
    other = warning(world, within="binnen 1 uur", **WORKED_OUT)
    edit_agreement(row, other, by=world.actor("joost"))
    changed = fresh(row)
    assert (changed.maturity, changed.wording) == (Maturity.WORKED_OUT, 2)
    assert Why.OLD_WORDING in {one.why for one in reasons_of(changed)}


def test_other_remarks_leave_the_proof(world: World, put: Put) -> None:
    row = put(**WORKED_OUT)
    add_proof(row, KEPT, by=world.actor("joost"))
    given = warning(world, fallback="Noodtelefoon", **WORKED_OUT)
    edit_agreement(row, given, by=world.actor("noor"))
    assert (fresh(row).maturity, fresh(row).wording) == (Maturity.PROVEN, 1)


def test_other_parties_make_another_sentence(world: World, put: Put) -> None:
    row = put()
    parties = (acts(world.water), gains(world.stranger))
    edit_agreement(row, warning(world, parties=parties), by=world.actor("noor"))
    assert fresh(row).wording == 2


def test_what_is_proposed_counts_when_it_is_agreed(world: World, network: Network) -> None:
    given = warning(world, agreed_on=None)
    row = add_agreement(network, given, by=world.actor("noor"), state=PROPOSED)
    assert row.maturity == Maturity.PROPOSED
    agree(row, by=world.actor("noor"), on=TODAY)
    assert (fresh(row).maturity, fresh(row).agreed_on) == (Maturity.AGREED, TODAY)
    with pytest.raises(WrongStateError):
        agree(row, by=world.actor("noor"), on=TODAY)


def test_nobody_agrees_on_a_day_to_come(world: World, network: Network) -> None:
    row = add_agreement(network, warning(world), by=world.actor("noor"), state=PROPOSED)
    with pytest.raises(BadInputError):
        agree(row, by=world.actor("noor"), on=TODAY + timedelta(days=1))


def test_an_ended_agreement_says_so_in_its_sentence(world: World, put: Put) -> None:
    row = put()
    end_agreement(row, by=world.actor("joost"), on=TODAY, reason="Vervangen door een nieuwe")
    ended = fresh(row)
    assert ended.maturity == Maturity.ENDED
    assert ended.sentence.startswith("Niet van kracht, vertrouw hier niet op")
    assert reasons_of(ended)[0].name == "Vervangen door een nieuwe"
    with pytest.raises(WrongStateError):
        edit_agreement(row, warning(world), by=world.actor("noor"))


def test_ending_needs_a_reason(world: World, put: Put) -> None:
    row = put()
    with pytest.raises(BadInputError):
        end_agreement(row, by=world.actor("noor"), on=TODAY, reason="")
    assert fresh(row).in_force


def test_the_log_says_what_changed_and_nothing_of_what_was_worked_out(
    world: World, put: Put
) -> None:
    row = put()
    edit_agreement(row, warning(world, within="binnen 1 uur"), by=world.actor("noor"))
    payload = Event.objects.latest("number").payload
    assert payload is not None
    assert payload["after"]["within"] == "binnen 1 uur"
    assert "maturity" not in payload["after"]


def test_a_proof_is_recorded_by_who_is_a_party(world: World, put: Put) -> None:
    row = put()
    proof = add_proof(row, KEPT, by=world.actor("joost"))
    assert proof.recorded_for == world.water
    with pytest.raises(RefusedError):
        add_proof(row, KEPT, by=world.actor("roos"))


@pytest.mark.parametrize(
    ("outcome", "level"),
    [
        (Outcome.KEPT, Maturity.PROVEN),
        (Outcome.PARTLY, Maturity.WORKED_OUT),
        (Outcome.NOT_KEPT, Maturity.WORKED_OUT),
        (Outcome.NOT_TESTED, Maturity.WORKED_OUT),
    ],
)
def test_only_what_worked_proves(world: World, put: Put, outcome: str, level: str) -> None:
    row = put(**WORKED_OUT)
    add_proof(row, Tried(TODAY, Occasion.INCIDENT, "Storing", outcome), by=world.actor("noor"))
    assert fresh(row).maturity == level


def test_what_returns_is_carried_out_not_exercised(world: World, put: Put) -> None:
    row = put(rhythm_months=12, **WORKED_OUT)
    with pytest.raises(BadInputError):
        add_proof(row, KEPT, by=world.actor("noor"))
    done = Tried(TODAY, Occasion.DONE, "Jaarlijks gesprek", Outcome.KEPT)
    add_proof(row, done, by=world.actor("noor"))
    assert fresh(row).maturity == Maturity.PROVEN
    with pytest.raises(BadInputError):
        add_proof(put(), done, by=world.actor("noor"))


def test_no_proof_of_tomorrow(world: World, put: Put) -> None:
    tomorrow = Tried(TODAY + timedelta(days=1), Occasion.INCIDENT, "Storing", Outcome.KEPT)
    with pytest.raises(BadInputError):
        add_proof(put(), tomorrow, by=world.actor("noor"))
