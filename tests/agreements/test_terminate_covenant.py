"""Ending a covenant: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.assessing import reasons_of
from koppelvlak.agreements.covenants import terminate
from koppelvlak.agreements.lifecycle import (
    COVENANT,
    EXPIRED,
    OVER,
    READY,
    RENEWED,
    RUNNING,
    TERMINATED,
    UNSIGNED,
)
from koppelvlak.agreements.maturity import Why
from koppelvlak.agreements.models import Agreement, Covenant, Maturity
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.kit.waiting import waiting
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, wrong
from tests.agreements.conftest import UNSEEN, WORKED_OUT, Lay, signatory, warning
from tests.world import TODAY, World

WHY = "opgezegd door Vitens"


def fresh(row: Covenant) -> Covenant:
    return Covenant.objects.get(pk=row.pk)


def end(row: Covenant, world: World, name: str = "noor", on: date = TODAY) -> Covenant:
    return terminate(row, by=world.actor(name), on=on, reason=WHY)


def test_it_ends_with_a_day_a_reason_and_who_ended_it(world: World, lay: Lay) -> None:
    row = lay()
    end(row, world, "joost", TODAY - timedelta(days=3))
    now = fresh(row)
    assert (now.state, now.ended_on) == (TERMINATED, TODAY - timedelta(days=3))
    assert (now.ended_reason, now.ended_by) == (WHY, world.water)
    assert (now.is_over, now.runs) == (True, False)


@pytest.mark.parametrize("state", [*UNSIGNED, *RUNNING])
def test_from_the_first_draft_on_it_can_be_ended(world: World, lay: Lay, state: str) -> None:
    assert end(lay(state=state), world).state == TERMINATED


@pytest.mark.parametrize("state", OVER)
def test_what_is_over_is_not_ended_again(world: World, lay: Lay, state: str) -> None:
    row = lay(state=state)
    told = refusal(WrongStateError, lambda: end(row, world))
    assert told == f'It is now "{COVENANT.states[state]}"; from there this cannot be done.'
    assert (fresh(row).state, fresh(row).ended_reason) == (state, "")


def test_these_are_all_the_states() -> None:
    assert {*UNSIGNED, *RUNNING, *OVER} == set(COVENANT.states)
    assert set(OVER) == {RENEWED, EXPIRED, TERMINATED}


@pytest.mark.parametrize("name", ["noor", "bram", "joost"])
def test_who_leads_or_is_a_party_may(world: World, lay: Lay, name: str) -> None:
    assert end(lay(), world, name).state == TERMINATED


def test_a_signatory_of_a_party_may(world: World, lay: Lay) -> None:
    row = terminate(lay(), by=signatory(world), on=TODAY, reason=WHY)
    assert (row.state, row.ended_by) == (TERMINATED, world.water)


@pytest.mark.parametrize("name", ["lezer", "roos", "wil"])
def test_who_only_reads_may_not(world: World, lay: Lay, name: str) -> None:
    row = lay()
    told = refusal(RefusedError, lambda: end(row, world, name))
    assert told.startswith("To do this (end a covenant) you must be:")
    assert fresh(row).state == row.state


@pytest.mark.parametrize("name", UNSEEN)
def test_for_others_it_does_not_exist(world: World, lay: Lay, name: str) -> None:
    row = lay()
    refusal(UnseenError, lambda: end(row, world, name))
    assert fresh(row).state == row.state


def test_it_says_why(world: World, lay: Lay) -> None:
    row = lay()
    told = wrong(lambda: terminate(row, by=world.actor("noor"), on=TODAY, reason=""))
    assert told == {"reason": ["Say why it ended."]}
    assert fresh(row).version == 1


def test_it_does_not_end_tomorrow(world: World, lay: Lay) -> None:
    row = lay()
    told = wrong(lambda: end(row, world, on=TODAY + timedelta(days=1)))
    assert told == {"on": ["This day is still to come."]}
    assert fresh(row).ended_on is None


def test_a_stale_version_ends_nothing(world: World, lay: Lay) -> None:
    row = lay()
    refusal(
        StaleError,
        lambda: terminate(row, by=world.actor("noor"), on=TODAY, reason=WHY, seen=9),
    )
    assert fresh(row).state == row.state


@pytest.fixture
def covenant(lay: Lay) -> Covenant:
    return lay()


@pytest.fixture
def hanging(world: World, network: Network, covenant: Covenant) -> list[Agreement]:
    noor = world.actor("noor")
    return [
        add_agreement(network, warning(world, covenant=covenant, **WORKED_OUT), by=noor),
        add_agreement(network, warning(world, covenant=covenant, action="belt …"), by=noor),
    ]


def test_all_that_hangs_under_it_is_out_of_force_with_the_reason(
    world: World, covenant: Covenant, hanging: list[Agreement]
) -> None:
    assert [one.maturity for one in hanging] == [Maturity.WORKED_OUT, Maturity.AGREED]
    end(covenant, world)
    for row in Agreement.objects.all():
        (reason,) = reasons_of(row)
        assert (row.maturity, row.version) == (Maturity.ENDED, 2)
        assert (reason.why, reason.name, reason.on) == (Why.COVENANT_ENDED, WHY, TODAY)


def test_what_hangs_elsewhere_stays(
    world: World, network: Network, covenant: Covenant, hanging: list[Agreement]
) -> None:
    free = add_agreement(network, warning(world, action="mailt …"), by=world.actor("noor"))
    end(covenant, world)
    free.refresh_from_db()
    assert (free.maturity, free.version) == (Maturity.AGREED, 1)


def test_the_log_names_what_it_took_along(
    world: World, covenant: Covenant, hanging: list[Agreement]
) -> None:
    end(covenant, world, "joost")
    told = left()
    assert (told.action, told.organisation) == (Can.TERMINATE_COVENANT, "Vitens")
    assert told.rows == [("agreements.agreement", "assessed")] * 2
    assert told.after["ended_reason"] == WHY
    assert mails() == [
        ("noor@voorbeeld.invalid", "[TLP:AMBER] Beëindigd: een convenant van VR IJsselland")
    ]


def test_a_signature_is_not_asked_for_any_more(world: World, lay: Lay) -> None:
    row = lay(signed=None, state=READY)
    end(row, world)
    assert not [one for one in waiting(world.actor("joost")) if "covenant" in str(one.title)]
