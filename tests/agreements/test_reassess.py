"""Working out anew how far all have come: what time and facts change, and nobody by hand."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koppelvlak.agreements.actions import reassess
from koppelvlak.agreements.assessing import batches, reasons_of
from koppelvlak.agreements.maturity import FOREVER, Why
from koppelvlak.agreements.models import Agreement, Maturity
from koppelvlak.door import system
from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.rights import Can
from tests.aftermath import events, left, mails, refused
from tests.agreements.conftest import WORKED_OUT, Put
from tests.conftest import Assume
from tests.world import TODAY, World


def night(days: int = 0, *, anew: bool = False) -> int:
    return reassess(by=system(on=TODAY + timedelta(days=days), origin="test"), anew=anew)


def level(row: Agreement) -> str:
    return str(Agreement.objects.get(pk=row.pk).maturity)


def test_a_night_on_which_nothing_changed_opens_no_door(put: Put) -> None:
    put()
    before = events()
    assert night() == 0
    assert events() == before


TURNS = [(365, Maturity.WORKED_OUT), (366, Maturity.STALE)]


@pytest.mark.parametrize(("days", "expected"), TURNS, ids=["year", "day-more"])
def test_silence_counts_after_a_year(put: Put, days: int, expected: str) -> None:
    row = put(**WORKED_OUT)
    night(days)
    assert level(row) == expected


def test_a_last_day_ends_it_on_the_day_after(put: Put) -> None:
    row = put(valid_to=TODAY + timedelta(days=10))
    assert (night(10), level(row)) == (0, Maturity.AGREED)
    assert (night(11), level(row)) == (1, Maturity.ENDED)
    row.refresh_from_db()
    assert [(one.why, one.on) for one in reasons_of(row)] == [(Why.OVER, row.valid_to)]


def test_a_first_day_begins_it(put: Put) -> None:
    row = put(valid_from=TODAY + timedelta(days=10), **WORKED_OUT)
    assert (level(row), night(9), night(10), level(row)) == (
        Maturity.PROPOSED, 0, 1, Maturity.WORKED_OUT,
    )  # fmt: skip


def test_a_contact_point_that_fell_silent_counts(world: World, put: Put, assume: Assume) -> None:
    assume(world.desk, last_confirmed=TODAY)
    row = put(contact_point=world.desk, way_of_working="Draaiboek")
    assert level(row) == Maturity.WORKED_OUT
    assume(world.desk, last_confirmed=TODAY - timedelta(days=400))
    night()
    # Who agreed on it this year, confirmed its contact point.
    assert level(row) == Maturity.WORKED_OUT
    night(366)
    row.refresh_from_db()
    assert Why.CONTACT_SILENT in [one.why for one in reasons_of(row)]


def test_a_contact_point_that_is_gone_is_none(world: World, put: Put, assume: Assume) -> None:
    row = put(contact_point=world.desk, way_of_working="Draaiboek")
    assume(row, contact_point=None)
    assert ContactPoint.objects.count() == 1
    assert night() == 1
    assert level(row) == Maturity.AGREED


def test_it_counts_what_changed(put: Put) -> None:
    put(valid_to=TODAY), put(valid_to=TODAY), put()
    assert night(1) == 2


def test_each_night_once(put: Put) -> None:
    put(valid_to=TODAY)
    assert [night(1), night(1), night(2)] == [1, 0, 0]


def test_the_log_names_what_changed_and_no_version_goes_up(put: Put) -> None:
    row = put(valid_to=TODAY)
    night(1)
    told = left()
    assert (told.action, told.who) == (Can.ASSESS_AGREEMENTS, "Koppelvlak")
    assert told.rows == [("agreements.agreement", "assessed")]
    assert Agreement.objects.get(pk=row.pk).version == row.version
    assert mails() == []


def test_anew_puts_right_what_somebody_spoilt(put: Put, assume: Assume) -> None:
    row = put(**WORKED_OUT)
    assume(row, maturity=Maturity.PROVEN)
    assert (night(), level(row)) == (0, Maturity.PROVEN)
    assert (night(anew=True), level(row)) == (1, Maturity.WORKED_OUT)


def test_nobody_else_does_it(world: World, put: Put) -> None:
    row = put(valid_to=TODAY)
    later = TODAY + timedelta(days=1)
    seeing = ("noor", "bram", "joost", "roos", "anouk", "petra", "sanne")
    (told,) = refused(RefusedError, seeing, lambda name: reassess(by=world.actor(name, on=later)))
    assert told.endswith("you must be: Koppelvlak itself.")
    refused(UnseenError, ("otto",), lambda name: reassess(by=world.actor(name, on=later)))
    assert level(row) == Maturity.AGREED


def test_what_never_turns_by_itself_holds_for_ever(put: Put) -> None:
    row = put(kind="note")
    assert (row.maturity_until, night(100 * 365)) == (FOREVER, 0)


@pytest.mark.parametrize("size", [1, 2, 5])
def test_batches_give_each_once(put: Put, size: int) -> None:
    rows = [put() for _number in range(3)]
    assert [one for batch in batches(size, held=True) for one in batch] == rows


@pytest.mark.parametrize("many", [1, 8])
def test_a_night_asks_no_more_with_more_rows(put: Put, many: int) -> None:
    for _number in range(many):
        put(valid_to=TODAY)
    with CaptureQueriesContext(connection) as asked:
        assert night(1) == many
    assert len(asked) <= 30


def test_a_day_of_a_leap_year_is_a_day(put: Put) -> None:
    row = put(agreed_on=date(2026, 3, 1), **WORKED_OUT)
    on = date(2027, 3, 1)
    reassess(by=system(on=on, origin="test"))
    assert level(row) == Maturity.WORKED_OUT
    reassess(by=system(on=on + timedelta(days=1), origin="test"))
    assert level(row) == Maturity.STALE


def test_a_night_needs_no_transaction_of_others(committed: World) -> None:
    """As the clock and a new installation ask it: nothing is held before the door is open."""
    assert night() == 0
