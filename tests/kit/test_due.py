"""What falls due: all of it is done, by day, and one that fails is told and keeps nobody else."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

import pytest
from django.db import DatabaseError

from koppelvlak.kit import due
from koppelvlak.kit.due import falls_due, run_due
from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.waiting import days_late
from tests.world import TODAY


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Keep what packages registered apart from what a test registers."""
    kept, due._acts[:] = due._acts[:], []
    yield
    due._acts[:] = kept


def test_nothing_registered_does_nothing() -> None:
    assert run_due(TODAY) == {}


def test_each_gets_the_day_and_tells_how_much() -> None:
    days: list[date] = []

    @falls_due
    def first(on: date) -> Mapping[str, int]:
        days.append(on)
        return {"mails": 2}

    @falls_due
    def second(on: date) -> Mapping[str, int]:
        days.append(on)
        return {"turned": 0}

    assert run_due(TODAY) == {"mails": 2, "turned": 0}
    assert days == [TODAY, TODAY]
    assert first(TODAY) == {"mails": 2}
    assert second(TODAY) == {"turned": 0}


@pytest.mark.parametrize("error", [DatabaseError("locked"), RefusedError()])
def test_one_that_fails_keeps_nobody_else(
    error: Exception, caplog: pytest.LogCaptureFixture
) -> None:
    @falls_due
    def broken(on: date) -> Mapping[str, int]:
        raise error

    @falls_due
    def whole(on: date) -> Mapping[str, int]:
        return {"mails": 2}

    with caplog.at_level(logging.ERROR):
        done = run_due(TODAY)
    assert done == {f"failed: {__name__}": 1, "mails": 2}
    assert broken.__module__ in caplog.text
    assert whole(TODAY) == {"mails": 2}


def test_a_mistake_of_ours_is_not_hidden() -> None:
    @falls_due
    def wrong(on: date) -> Mapping[str, int]:
        raise TypeError(on)

    with pytest.raises(TypeError):
        run_due(TODAY)
    assert wrong in due._acts


@pytest.mark.parametrize(("days", "late"), [(0, 0), (1, 0), (-1, 1), (-40, 40)])
def test_how_late_something_is(days: int, late: int) -> None:
    assert days_late(TODAY + timedelta(days=days), TODAY) == late


def test_what_has_no_day_is_never_late() -> None:
    assert days_late(None, TODAY) == 0
