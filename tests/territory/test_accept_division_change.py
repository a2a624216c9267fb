"""Accepting a change of the division: dated rows, history kept; who may not, when not."""

from __future__ import annotations

from datetime import date

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, StaleError, WrongStateError
from koppelvlak.rights import Can
from koppelvlak.territory.actions import (
    accept_division_change,
    decline_division_change,
    propose_division,
)
from koppelvlak.territory.lifecycle import ACCEPTED
from koppelvlak.territory.models import DivisionChange, Municipality, MunicipalSuccession
from koppelvlak.territory.queries import municipality
from tests.territory.gooi import EXAMPLE, HILVERSUM, WIJDEMEREN
from tests.territory.test_propose_division import csv
from tests.world import TODAY, World

DAY = date(2027, 1, 1)


def periods(code: str) -> list[tuple[date, date | None, int]]:
    rows = Municipality.objects.filter(code=code)
    return list(rows.values_list("valid_from", "valid_to", "population"))


def one(data: bytes, by: Actor) -> DivisionChange:
    (made,) = propose_division(data, name="indeling.csv", by=by)
    return made


def test_rows_end_and_begin_on_the_day(merger: DivisionChange, gooi: World) -> None:
    done = accept_division_change(merger, by=gooi.actor("anouk"))
    assert (done.state, done.decided_on) == (ACCEPTED, TODAY)
    assert periods(WIJDEMEREN) == [(date(2023, 1, 1), DAY, 24494)]
    assert periods(HILVERSUM) == [(date(2023, 1, 1), DAY, 91733), (DAY, None, 116227)]


def test_it_notes_who_went_up_in_whom(merger: DivisionChange, gooi: World) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    row = MunicipalSuccession.objects.get()
    assert (row.predecessor, row.successor, row.on) == (WIJDEMEREN, HILVERSUM, DAY)
    assert row.source == merger.source


def test_the_past_can_still_be_seen(merger: DivisionChange, gooi: World) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    assert municipality(HILVERSUM, date(2026, 12, 31)).population == 91733
    assert municipality(HILVERSUM, DAY).population == 116227


def test_the_audit_names_every_row(merger: DivisionChange, gooi: World) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    event = Event.objects.filter(action=Can.ACCEPT_DIVISION_CHANGE).get()
    assert event.payload is not None
    assert [row["what"] for row in event.payload["rows"]] == [
        "ended",
        "ended",
        "created",
        "created",
        "created",
    ]


@pytest.mark.parametrize("who", ["noor", "bram", "sanne"])
def test_others_may_not(merger: DivisionChange, gooi: World, who: str) -> None:
    with pytest.raises(RefusedError, match="national editor"):
        accept_division_change(merger, by=gooi.actor(who))
    assert periods(WIJDEMEREN) == [(date(2023, 1, 1), None, 24494)]


def test_not_twice_nor_after_declining(merger: DivisionChange, gooi: World) -> None:
    decline_division_change(merger, reason="nee", by=gooi.actor("anouk"))
    with pytest.raises(WrongStateError, match="declined"):
        accept_division_change(merger, by=gooi.actor("anouk"))


def test_not_on_a_version_that_was_not_read(merger: DivisionChange, gooi: World) -> None:
    with pytest.raises(StaleError):
        accept_division_change(merger, by=gooi.actor("anouk"), seen=9)


def test_not_when_the_division_changed_meanwhile(
    merger: DivisionChange, gooi: World, machine: Actor
) -> None:
    other = one(csv("GM1696,,,,,,,,2026-12-01,GM0402"), machine)
    accept_division_change(other, by=gooi.actor("anouk"))
    with pytest.raises(WrongStateError, match="GM1696 was changed since"):
        accept_division_change(merger, by=gooi.actor("anouk"))
    assert MunicipalSuccession.objects.count() == 1


def test_after_it_the_same_file_proposes_nothing(
    merger: DivisionChange, gooi: World, machine: Actor
) -> None:
    accept_division_change(merger, by=gooi.actor("anouk"))
    assert propose_division(EXAMPLE.read_bytes(), name="nogmaals.csv", by=machine) == []


def test_a_new_municipality_can_join(gooi: World, machine: Actor) -> None:
    new = "GM2001,Vechtgooi,VR14,Noord-Holland,5.1,52.2,10.0,100,2027-01-01,"
    accept_division_change(one(csv(new), machine), by=gooi.actor("anouk"))
    assert periods("GM2001") == [(DAY, None, 100)]


def test_a_move_to_another_region_is_dated(gooi: World, machine: Actor) -> None:
    moved = "GM0402,Hilversum,VR09,Utrecht,5.168,52.223,46.0,91733,2027-01-01,"
    accept_division_change(one(csv(moved), machine), by=gooi.actor("anouk"))
    assert municipality(HILVERSUM, date(2026, 12, 31)).region.code == "VR14"
    assert municipality(HILVERSUM, DAY).region.code == "VR09"
