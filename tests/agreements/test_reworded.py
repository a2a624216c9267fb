"""Another sentence has to be confirmed anew: by whom, what is shown until then, and what is not."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from koppelvlak.agreements.actions import (
    add_agreement,
    agree,
    confirm_agreements,
    confirm_in_meeting,
    edit_agreement,
    reassess,
)
from koppelvlak.agreements.assessing import heard, reasons_of, tables_for
from koppelvlak.agreements.explaining import explained
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.lifecycle import PROPOSED
from koppelvlak.agreements.maturity import Why
from koppelvlak.agreements.models import Agreement, Confirmation, How, Maturity, Side
from koppelvlak.agreements.sentence import Kind
from koppelvlak.door import system
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.waiting import waiting
from koppelvlak.networks.models import Network
from koppelvlak.rights import Role
from tests.agreements.conftest import WORKED_OUT, Enter, Put, acts, gains, warning
from tests.reading import read
from tests.world import TODAY, World

LOOSER: dict[str, Any] = {"within": "binnen 4 uur", **WORKED_OUT}
EARLIER = TODAY - timedelta(days=100)


def fresh(row: Agreement) -> Agreement:
    return Agreement.objects.get(pk=row.pk)


def loosen(row: Agreement, world: World, name: str, **changes: Any) -> Agreement:
    edit_agreement(row, warning(world, **LOOSER | changes), by=world.actor(name))
    return fresh(row)


def versions(row: Agreement) -> dict[UUID, int]:
    return {row.uuid: fresh(row).version}


def earlier(row: Agreement) -> set[str]:
    """Return who is shown to have confirmed or agreed upon other words."""
    now = fresh(row)
    return {one.name for one in heard(now, tables_for([now])) if one.earlier_wording}


def test_a_coordinator_cannot_reword_what_another_does(world: World, put: Put) -> None:
    row = put(agreed_on=EARLIER, **WORKED_OUT)
    assert row.maturity == Maturity.WORKED_OUT
    now = loosen(row, world, "noor", agreed_on=EARLIER)
    assert now.maturity == Maturity.STALE
    first = reasons_of(now)[0]
    assert (first.why, first.name, first.on) == (Why.REWORDED, "Vitens", TODAY)
    assert str(explained(now)[0]) == (
        "Not confirmed: the wording changed on 23 November 2026, and Vitens did not confirm it yet."
    )


def test_who_acts_confirms_the_other_words(world: World, put: Put) -> None:
    row = put(**WORKED_OUT)
    loosen(row, world, "noor")
    assert earlier(row) == {"Vitens"}
    confirm_agreements(world.water, versions(row), by=world.actor("joost"))
    assert (fresh(row).maturity, earlier(row)) == (Maturity.WORKED_OUT, set())


def test_the_meeting_confirms_the_other_words(world: World, put: Put, network: Network) -> None:
    row = put(**WORKED_OUT)
    loosen(row, world, "noor")
    confirm_in_meeting(network, versions(row), [world.water], by=world.actor("noor"))
    assert fresh(row).maturity == Maturity.WORKED_OUT


def test_who_only_benefits_confirms_for_itself_alone(world: World, put: Put) -> None:
    row = put(**WORKED_OUT)
    loosen(row, world, "bram")
    confirm_agreements(world.region, versions(row), by=world.actor("noor"))
    assert (fresh(row).maturity, earlier(row)) == (Maturity.STALE, {"Vitens"})


def test_who_acts_and_rewords_it_confirmed_and_the_others_did_not(world: World, put: Put) -> None:
    row = put(**WORKED_OUT)
    assert loosen(row, world, "joost").maturity == Maturity.WORKED_OUT
    said = Confirmation.objects.get()
    assert (said.organisation, said.on, said.how, said.wording) == (
        world.water, TODAY, How.SELF, 2,
    )  # fmt: skip
    assert earlier(row) == {"VR IJsselland"}


def test_who_confirmed_before_is_shown_with_that(world: World, put: Put) -> None:
    row = put(**WORKED_OUT)
    confirm_agreements(world.region, versions(row), by=world.actor("noor"))
    loosen(row, world, "joost")
    assert earlier(row) == {"VR IJsselland"}
    said = Confirmation.objects.get(organisation=world.region)
    assert (said.wording, said.on) == (1, TODAY)


def test_of_two_that_act_each_speaks_for_itself(world: World, put: Put) -> None:
    both = (acts(world.water), acts(world.region))
    row = put(parties=both, **WORKED_OUT)
    now = loosen(row, world, "joost", parties=both)
    assert now.maturity == Maturity.STALE
    assert [one.name for one in reasons_of(now) if one.why == Why.REWORDED] == ["VR IJsselland"]


def test_by_a_rule_one_is_a_party_as_well(world: World, put: Put) -> None:
    every = Stated(Side.ACTING, every_kind=world.region.kind)
    row = put(parties=(every, gains(world.water)), **WORKED_OUT)
    now = loosen(row, world, "noor", parties=(every, gains(world.water)))
    assert (now.maturity, earlier(row)) == (Maturity.WORKED_OUT, {"Vitens"})


@pytest.mark.parametrize("name", ["bram", "lezer"])
def test_who_may_not_confirm_does_not_do_so_by_rewording(
    world: World, network: Network, put: Put, name: str
) -> None:
    row = put(parties=(acts(world.region), gains(world.water)), **WORKED_OUT)
    manager = world.actor(name, roles=frozenset({Role.MANAGER}))
    given = warning(world, **LOOSER | {"parties": (acts(world.region), gains(world.water))})
    edit_agreement(row, given, by=manager)
    assert fresh(row).maturity == Maturity.STALE
    assert not Confirmation.objects.exists()


def test_who_is_no_party_confirms_nothing_by_rewording(world: World, put: Put) -> None:
    others = (acts(world.water), gains(world.stranger))
    row = put(parties=others, **WORKED_OUT)
    loosen(row, world, "noor", parties=others)
    assert not Confirmation.objects.exists()


def test_a_later_day_of_agreement_confirms_no_other_words(world: World, put: Put) -> None:
    """Otherwise whoever rewords it would say for the others that they agreed."""
    row = put(agreed_on=EARLIER, **WORKED_OUT)
    now = loosen(row, world, "noor", agreed_on=TODAY)
    assert (now.agreed_on, now.maturity) == (TODAY, Maturity.STALE)


@pytest.mark.parametrize(
    "changes", [{"fallback": "noodnet"}, {"tlp": Tlp.GREEN}, {"area": "Ommen"}]
)
def test_a_remark_leaves_what_was_confirmed(
    world: World, put: Put, changes: dict[str, Any]
) -> None:
    row = put(**WORKED_OUT)
    edit_agreement(row, warning(world, **WORKED_OUT | changes), by=world.actor("noor"))
    assert (fresh(row).maturity, earlier(row)) == (Maturity.WORKED_OUT, set())
    assert not Confirmation.objects.exists()


def test_back_to_the_first_words_is_another_sentence_too(world: World, put: Put) -> None:
    row = put(**WORKED_OUT)
    loosen(row, world, "noor")
    edit_agreement(row, warning(world, **WORKED_OUT), by=world.actor("noor"))
    assert (fresh(row).maturity, fresh(row).wording) == (Maturity.STALE, 3)


def test_a_proposal_is_reworded_freely_until_it_is_agreed(world: World, network: Network) -> None:
    given = warning(world, agreed_on=None, **WORKED_OUT)
    row = add_agreement(network, given, by=world.actor("noor"), state=PROPOSED)
    now = loosen(row, world, "joost", agreed_on=None)
    assert (now.maturity, now.wording, now.agreed_wording) == (Maturity.PROPOSED, 2, 1)
    assert not Confirmation.objects.exists()
    agree(now, by=world.actor("noor"), on=TODAY)
    now = fresh(row)
    assert (now.maturity, now.agreed_wording, earlier(row)) == (Maturity.WORKED_OUT, 2, set())


@pytest.mark.parametrize("kind", [Kind.NOTE, Kind.FRAMEWORK])
def test_what_nobody_confirms_is_not_confirmed_by_rewording(
    world: World, put: Put, kind: str
) -> None:
    row = put(kind=kind)
    now = loosen(row, world, "joost", kind=kind)
    assert (now.maturity, now.wording) == (Maturity.UNCOUNTED, 2)
    assert not Confirmation.objects.exists()


def test_a_year_later_it_is_silence_again(world: World, put: Put) -> None:
    row = put(**WORKED_OUT)
    loosen(row, world, "joost")
    on = TODAY + timedelta(days=366)
    reassess(by=system(on=on, origin="test"))
    assert reasons_of(fresh(row))[0].why == Why.SILENT


def test_the_night_finds_nothing_left_to_do(world: World, put: Put) -> None:
    loosen(put(**WORKED_OUT), world, "noor")
    loosen(put(action="belt …", **WORKED_OUT), world, "joost")
    assert reassess(by=system(on=TODAY, origin="test"), anew=True) == 0


@pytest.mark.parametrize(("name", "count"), [("joost", 1), ("noor", 0)])
def test_it_waits_for_who_did_not_confirm_it_as_it_reads_now(
    world: World, put: Put, name: str, count: int
) -> None:
    row = put(**WORKED_OUT)
    assert not confirming(world, name)
    loosen(row, world, "noor")
    found = confirming(world, name)
    assert len(found) == count
    assert all(one.due is None for one in found)


def confirming(world: World, name: str) -> list[Any]:
    return [one for one in waiting(world.actor(name)) if "Confirm agreements" in str(one.title)]


def test_what_is_a_year_old_keeps_its_day_beside_other_words(world: World, put: Put) -> None:
    old = TODAY - timedelta(days=400)
    put(agreed_on=old)
    loosen(put(agreed_on=TODAY - timedelta(days=900), action="belt …"), world, "noor",
           agreed_on=TODAY - timedelta(days=900))  # fmt: skip
    (found,) = confirming(world, "joost")
    assert (str(found.title), found.late) == ("Confirm agreements: 2", 35)


def chips(enter: Enter, row: Agreement) -> str:
    return read(enter("noor"), row.get_absolute_url())


def test_the_page_says_who_confirmed_other_words(
    world: World, put: Put, enter: Enter, network: Network
) -> None:
    row = put(**WORKED_OUT)
    assert "earlier wording" not in chips(enter, row)
    loosen(row, world, "joost")
    told = chips(enter, row)
    assert told.count("earlier wording") == 1
    loosen(row, world, "noor", quantity="3 liter")
    told = chips(enter, row)
    assert "the wording changed on 23 November 2026, and Vitens did not confirm it yet" in told
    assert told.count("earlier wording") == 1


def test_who_is_a_text_here_cannot_confirm_other_words(world: World, put: Put) -> None:
    parties = (Stated(Side.ACTING, text="gemeenten"), gains(world.region))
    row = put(parties=parties, **WORKED_OUT)
    assert row.maturity == Maturity.WORKED_OUT
    now = loosen(row, world, "noor", parties=parties)
    assert (now.maturity, reasons_of(now)[0].name) == (Maturity.STALE, "gemeenten")
    assert [one.organisation for one in Confirmation.objects.all()] == [world.region]
