"""Declining a change of the division: with a reason, and nothing changes."""

from __future__ import annotations

import pytest

from koppelvlak.kit.errors import BadInputError, RefusedError, WrongStateError
from koppelvlak.territory.actions import accept_division_change, decline_division_change
from koppelvlak.territory.lifecycle import DECLINED, OPEN
from koppelvlak.territory.models import DivisionChange, Municipality
from tests.territory.gooi import WIJDEMEREN
from tests.world import TODAY, World


def test_the_reason_is_kept_and_nothing_changes(merger: DivisionChange, gooi: World) -> None:
    done = decline_division_change(merger, reason="uitgesteld", by=gooi.actor("anouk"))
    assert (done.state, done.reason, done.decided_on) == (DECLINED, "uitgesteld", TODAY)
    assert Municipality.objects.get(code=WIJDEMEREN).valid_to is None


def test_without_a_reason_it_stays_open(merger: DivisionChange, gooi: World) -> None:
    with pytest.raises(BadInputError) as caught:
        decline_division_change(merger, reason="  ", by=gooi.actor("anouk"))
    assert "reason" in caught.value.errors
    merger.refresh_from_db()
    assert merger.state == OPEN


def test_others_may_not(merger: DivisionChange, gooi: World) -> None:
    with pytest.raises(RefusedError):
        decline_division_change(merger, reason="nee", by=gooi.actor("noor"))


def test_not_after_accepting(merger: DivisionChange, gooi: World) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    with pytest.raises(WrongStateError):
        decline_division_change(merger, reason="spijt", by=gooi.actor("anouk"))
