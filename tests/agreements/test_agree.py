"""Recording that a proposal was agreed upon: who may not, when not, what it leaves behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from koppelvlak.agreements.actions import add_agreement, agree
from koppelvlak.agreements.assessing import reasons_of
from koppelvlak.agreements.lifecycle import AGREED, ENDED, PROPOSED
from koppelvlak.agreements.maturity import Why
from koppelvlak.agreements.models import Agreement, Maturity
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused, wrong
from tests.agreements.conftest import SEES, UNSEEN, WORKED_OUT, Put, signatory, warning
from tests.conftest import Assume
from tests.world import TODAY, World

EARLIER = date(2026, 11, 1)


def fresh(row: Agreement) -> Agreement:
    return Agreement.objects.get(pk=row.pk)


@pytest.fixture
def proposed(world: World, network: Network) -> Agreement:
    given = warning(world, agreed_on=None, **WORKED_OUT)
    return add_agreement(network, given, by=world.actor("noor"), state=PROPOSED)


def test_it_counts_from_the_day_on_which_it_was_agreed(world: World, proposed: Agreement) -> None:
    agree(proposed, by=world.actor("noor"), on=EARLIER)
    now = fresh(proposed)
    assert (now.state, now.agreed_on, now.version) == (AGREED, EARLIER, 2)
    assert now.maturity == Maturity.WORKED_OUT


def test_what_was_agreed_long_ago_waits_for_a_confirmation_at_once(
    world: World, proposed: Agreement
) -> None:
    long_ago = TODAY - timedelta(days=400)
    agree(proposed, by=world.actor("noor"), on=long_ago)
    assert fresh(proposed).maturity == Maturity.STALE
    first = reasons_of(fresh(proposed))[0]
    assert (first.why, first.name, first.on) == (Why.SILENT, "Vitens", long_ago)


def test_who_leads_or_acts_may(world: World, network: Network) -> None:
    for name in ("noor", "bram", "joost"):
        row = add_agreement(network, warning(world), by=world.actor("noor"), state=PROPOSED)
        assert agree(row, by=world.actor(name), on=TODAY).state == AGREED


def test_who_only_sees_it_may_not(world: World, proposed: Agreement) -> None:
    (told,) = refused(
        RefusedError, SEES, lambda name: agree(proposed, by=world.actor(name), on=TODAY)
    )
    assert told.startswith("To do this (record that a proposed agreement is agreed upon) you must")
    assert fresh(proposed).state == PROPOSED


def test_a_signatory_may_not(world: World, proposed: Agreement) -> None:
    refusal(RefusedError, lambda: agree(proposed, by=signatory(world), on=TODAY))


def test_for_others_it_does_not_exist(world: World, proposed: Agreement) -> None:
    refused(UnseenError, UNSEEN, lambda name: agree(proposed, by=world.actor(name), on=TODAY))
    assert fresh(proposed).state == PROPOSED


@pytest.mark.parametrize(("state", "words"), [(AGREED, "agreed"), (ENDED, "ended")])
def test_it_is_agreed_upon_once(
    world: World, put: Put, assume: Assume, state: str, words: str
) -> None:
    row = put()
    assume(row, state=state)
    told = refusal(WrongStateError, lambda: agree(row, by=world.actor("noor"), on=EARLIER))
    assert told == f'It is now "{words}"; from there this cannot be done.'
    assert fresh(row).agreed_on == TODAY


def test_not_on_a_day_to_come(world: World, proposed: Agreement) -> None:
    tomorrow = TODAY + timedelta(days=1)
    told = wrong(lambda: agree(proposed, by=world.actor("noor"), on=tomorrow))
    assert told == {"on": ["This day is still to come."]}
    assert (fresh(proposed).state, fresh(proposed).agreed_on) == (PROPOSED, None)


def test_a_stale_version_agrees_upon_nothing(world: World, proposed: Agreement) -> None:
    refusal(StaleError, lambda: agree(proposed, by=world.actor("noor"), on=TODAY, seen=2))
    assert fresh(proposed).state == PROPOSED


def test_the_log_says_on_which_day(world: World, proposed: Agreement) -> None:
    agree(proposed, by=world.actor("noor"), on=EARLIER, seen=1)
    told = left()
    assert (told.action, told.subject) == (Can.AGREE_AGREEMENT, proposed.uuid)
    assert told.before == {"agreed_on": None, "state": PROPOSED, "version": 1}
    assert told.after == {"agreed_on": str(EARLIER), "state": AGREED, "version": 2}
    assert mails() == []
