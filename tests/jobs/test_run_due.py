"""What is due today, as a command: what was done is printed, and a failure ends in error."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError

from koppelvlak.kit import due
from koppelvlak.kit.due import falls_due


@pytest.fixture(autouse=True)
def alone() -> Iterator[None]:
    """Keep what packages registered apart from what a test registers."""
    kept, due._acts[:] = due._acts[:], []
    yield
    due._acts[:] = kept


def test_it_prints_what_was_done_on_that_day(capsys: pytest.CaptureFixture[str]) -> None:
    days: list[date] = []

    @falls_due
    def mails(on: date) -> Mapping[str, int]:
        days.append(on)
        return {"mails": 2}

    call_command("run_due", on="2027-04-01")
    assert days == [date(2027, 4, 1)]
    assert mails(days[0]) == {"mails": 2}
    assert capsys.readouterr().out.split() == ["mails", "2"]


def test_a_part_that_fails_ends_in_error_after_the_others(
    capsys: pytest.CaptureFixture[str],
) -> None:
    @falls_due
    def broken(on: date) -> Mapping[str, int]:
        raise DatabaseError("locked")

    @falls_due
    def whole(on: date) -> Mapping[str, int]:
        return {"mails": 2}

    with pytest.raises(CommandError, match="Not everything"):
        call_command("run_due", on="2027-04-01")
    assert f"failed: {broken.__module__}" in capsys.readouterr().out
    assert whole(date(2027, 4, 1)) == {"mails": 2}


@pytest.mark.parametrize("day", ["morgen", "2027-13-01", "01-04-2027"])
def test_a_day_that_is_none_is_said_with_an_example(day: str) -> None:
    with pytest.raises(CommandError, match=r"is not a day\. Write it as 2027-04-01"):
        call_command("run_due", on=day)
