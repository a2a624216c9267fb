"""Ending an agreement: who may not, when not, what it leaves behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from koppelvlak.agreements.actions import end_agreement
from koppelvlak.agreements.assessing import reasons_of
from koppelvlak.agreements.lifecycle import AGREED, ENDED, PROPOSED
from koppelvlak.agreements.maturity import Reason, Why
from koppelvlak.agreements.models import Agreement, Maturity
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.kit.search.query import search
from koppelvlak.kit.waiting import waiting
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused, wrong
from tests.agreements.conftest import SEES, UNSEEN, Put, acts, gains, signatory
from tests.conftest import Assume
from tests.world import TODAY, World

WHY = "Vervangen door A7"
EARLIER = date(2026, 11, 1)


def fresh(row: Agreement) -> Agreement:
    return Agreement.objects.get(pk=row.pk)


def end(row: Agreement, world: World, name: str = "noor", on: date = EARLIER) -> Agreement:
    return end_agreement(row, by=world.actor(name), on=on, reason=WHY)


def test_it_ends_on_a_day_for_a_reason(world: World, put: Put) -> None:
    row = put()
    end(row, world)
    now = fresh(row)
    assert (now.state, now.maturity, now.in_force) == (ENDED, Maturity.ENDED, False)
    assert (now.ended_on, now.ended_reason, now.version) == (EARLIER, WHY, 2)
    assert reasons_of(now) == [Reason(Why.ENDED, WHY, EARLIER)]


def test_a_proposal_can_be_dropped_as_well(world: World, put: Put, assume: Assume) -> None:
    row = put()
    assume(row, state=PROPOSED)
    assert end(row, world).state == ENDED


def test_who_leads_or_acts_may(world: World, put: Put) -> None:
    for name in ("noor", "bram", "joost"):
        assert end(put(), world, name).state == ENDED


def test_who_benefits_may_not_end_what_another_does(world: World, put: Put) -> None:
    row = put(parties=(acts(world.region), gains(world.water)))
    told = refusal(RefusedError, lambda: end(row, world, "joost"))
    assert told.startswith("To do this (end an agreement) you must be:")
    assert fresh(row).state == AGREED


def test_who_only_sees_it_may_not(world: World, put: Put) -> None:
    row = put()
    assert len(refused(RefusedError, SEES, lambda name: end(row, world, name))) == 1
    refusal(RefusedError, lambda: end_agreement(row, by=signatory(world), on=TODAY, reason=WHY))
    assert fresh(row).in_force


def test_for_others_it_does_not_exist(world: World, put: Put) -> None:
    row = put()
    refused(UnseenError, UNSEEN, lambda name: end(row, world, name))
    assert fresh(row).in_force


def test_what_ended_does_not_end_again(world: World, put: Put) -> None:
    row = put()
    end(row, world)
    told = refusal(
        WrongStateError,
        lambda: end_agreement(row, by=world.actor("noor"), on=TODAY, reason="anders"),
    )
    assert told == 'It is now "ended"; from there this cannot be done.'
    assert (fresh(row).ended_on, fresh(row).ended_reason) == (EARLIER, WHY)


def test_not_on_a_day_to_come(world: World, put: Put) -> None:
    row = put()
    told = wrong(lambda: end(row, world, on=TODAY + timedelta(days=1)))
    assert told == {"on": ["This day is still to come."]}
    assert fresh(row).in_force


def test_it_says_why(world: World, put: Put) -> None:
    row = put()
    told = wrong(lambda: end_agreement(row, by=world.actor("noor"), on=TODAY, reason=""))
    assert told == {"reason": ["Say why it ended."]}
    assert fresh(row).version == 1


def test_a_stale_version_ends_nothing(world: World, put: Put) -> None:
    row = put()
    refusal(
        StaleError,
        lambda: end_agreement(row, by=world.actor("noor"), on=TODAY, reason=WHY, seen=3),
    )
    assert fresh(row).in_force


def test_the_log_says_when_and_why(world: World, put: Put) -> None:
    row = put()
    end(row, world, "joost")
    told = left()
    assert (told.action, told.subject, told.who) == (
        Can.END_AGREEMENT, row.uuid, "Joost van Dam",
    )  # fmt: skip
    assert told.after == {
        "ended_on": str(EARLIER), "ended_reason": WHY, "state": ENDED, "version": 2,
    }  # fmt: skip
    assert mails() == [
        ("noor@voorbeeld.invalid", "[TLP:AMBER] Beëindigd: een afspraak van VR IJsselland")
    ]


def test_nobody_is_asked_to_confirm_it_any_more(world: World, put: Put) -> None:
    row = put(agreed_on=TODAY - timedelta(days=400))

    def asked() -> list[str]:
        return [
            str(one.title) for one in waiting(world.actor("joost"))
            if "Confirm agreements" in str(one.title)
        ]  # fmt: skip

    assert asked() == ["Confirm agreements: 1"]
    end(row, world)
    assert asked() == []


@pytest.mark.parametrize("word", ["uitval telefoon", "kracht vertrouw"])
def test_search_finds_it_with_its_warning(world: World, put: Put, word: str) -> None:
    row = put()
    end(row, world)
    (hit,) = [one for one in search(word, actor=world.actor("joost")) if one.kind == "agreement"]
    assert hit.url == row.get_absolute_url()
    assert hit.title.startswith("Niet van kracht, vertrouw hier niet op")
