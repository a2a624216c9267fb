"""Recording a review: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.agreements.covenants import review, term_of
from koppelvlak.agreements.lifecycle import (
    COVENANT,
    EXPIRED,
    EXPIRING,
    IN_FORCE,
    REVIEW_DUE,
    RUNNING,
)
from koppelvlak.agreements.models import Covenant
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.kit.waiting import waiting
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, wrong
from tests.agreements.conftest import SEES, SIGNED, UNSEEN, Lay, signatory
from tests.world import TODAY, World


@pytest.fixture
def due(lay: Lay) -> Covenant:
    return lay(review_months=6)


def fresh(row: Covenant) -> Covenant:
    return Covenant.objects.get(pk=row.pk)


def test_it_is_in_force_again_until_the_next_one(world: World, due: Covenant) -> None:
    assert (due.state, term_of(due).review_due) == (REVIEW_DUE, SIGNED.replace(month=7))
    review(due, "ongewijzigd", by=world.actor("noor"))
    now = fresh(due)
    assert (now.state, now.reviewed_on, now.review_outcome) == (IN_FORCE, TODAY, "ongewijzigd")
    assert term_of(now).review_due == TODAY.replace(year=2027, month=5)


@pytest.mark.parametrize("state", RUNNING)
def test_one_may_be_early(world: World, lay: Lay, state: str) -> None:
    assert review(lay(state=state), "ongewijzigd", by=world.actor("noor")).state == IN_FORCE


@pytest.mark.parametrize(("days", "state"), [(-1, EXPIRED), (30, EXPIRING), (500, IN_FORCE)])
def test_a_review_moves_no_last_day(world: World, lay: Lay, days: int, state: str) -> None:
    row = lay(valid_to=TODAY + timedelta(days=days), state=REVIEW_DUE)
    assert review(row, "ongewijzigd", by=world.actor("noor")).state == state


@pytest.mark.parametrize("name", ["noor", "bram"])
def test_who_leads_the_network_may(world: World, due: Covenant, name: str) -> None:
    assert review(due, "ongewijzigd", by=world.actor(name)).state == IN_FORCE


@pytest.mark.parametrize("name", ["joost", *SEES])
def test_who_only_sits_there_may_not(world: World, due: Covenant, name: str) -> None:
    told = refusal(RefusedError, lambda: review(due, "anders", by=world.actor(name)))
    assert told.startswith("To do this (record that a covenant was reviewed) you must be:")
    assert (fresh(due).state, fresh(due).review_outcome) == (REVIEW_DUE, "")


def test_a_signatory_may_not(world: World, due: Covenant) -> None:
    refusal(RefusedError, lambda: review(due, "anders", by=signatory(world)))


@pytest.mark.parametrize("name", UNSEEN)
def test_for_others_it_does_not_exist(world: World, due: Covenant, name: str) -> None:
    refusal(UnseenError, lambda: review(due, "anders", by=world.actor(name)))
    assert fresh(due).state == REVIEW_DUE


@pytest.mark.parametrize("state", [one for one in COVENANT.states if one not in RUNNING])
def test_what_is_not_in_force_is_not_reviewed(world: World, lay: Lay, state: str) -> None:
    row = lay(state=state)
    told = refusal(WrongStateError, lambda: review(row, "anders", by=world.actor("noor")))
    assert told == f'It is now "{COVENANT.states[state]}"; from there this cannot be done.'
    assert fresh(row).reviewed_on is None


def test_a_review_says_what_came_of_it(world: World, due: Covenant) -> None:
    told = wrong(lambda: review(due, "", by=world.actor("noor")))
    assert told == {"outcome": ["Say what the review led to."]}
    assert (fresh(due).state, fresh(due).reviewed_on) == (REVIEW_DUE, None)


def test_a_stale_version_keeps_nothing(world: World, due: Covenant) -> None:
    review(due, "eerste", by=world.actor("noor"), seen=1)
    refusal(StaleError, lambda: review(due, "tweede", by=world.actor("bram"), seen=1))
    assert fresh(due).review_outcome == "eerste"


def test_the_log_says_what_came_of_it(world: World, due: Covenant) -> None:
    review(due, "bijlage 2 vervangen", by=world.actor("noor"))
    told = left()
    assert (told.action, told.who) == (Can.REVIEW_COVENANT, "Noor de Wit")
    assert told.after == {
        "review_outcome": "bijlage 2 vervangen", "reviewed_on": str(TODAY), "state": IN_FORCE,
        "version": 2,
    }  # fmt: skip
    assert mails() == []


def test_it_waits_for_who_keeps_it_and_then_no_more(world: World, due: Covenant) -> None:
    def asked(name: str) -> list[str]:
        said = [str(one.title) for one in waiting(world.actor(name))]
        return [words for words in said if words.startswith("Review a covenant")]

    words = ["Review a covenant: Convenant drinkwater"]
    assert [asked(name) for name in ("noor", "bram", "joost")] == [words, words, []]
    review(due, "ongewijzigd", by=world.actor("noor"))
    assert asked("noor") == []
