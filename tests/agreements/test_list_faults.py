"""All that is wrong with a line is said at once, within the number of problems that is told."""

from __future__ import annotations

import pytest

from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.imports.table import MAX_PROBLEMS
from tests.agreements.lists import as_csv, line, load_facts, take_in
from tests.agreements.test_complaints import full, said_of
from tests.world import World


@pytest.fixture(autouse=True)
def facts(world: World) -> None:
    load_facts()


def test_every_cell_of_a_line_is_looked_at() -> None:
    told = said_of(full(wie="", wat="", soort="belofte", agreed_on="ooit", basic="soms"))
    assert set(told) == {
        "line 2: say what is done",
        "line 2: say who acts",
        "line 2: this is no kind of agreement: belofte",
        "line 2: this is not a day (write it as 2027-01-31): ooit",
        "line 2: this is not yes or no: soms",
    }


def test_what_holds_between_cells_is_told_beside_what_holds_of_one() -> None:
    told = said_of(full(tlp="RED", valid_from="2026-02-01", valid_to="2026-01-01", phase="ooit"))
    assert told == [
        "line 2: this is none of the possible answers: ooit",
        "line 2: this class cannot be kept here: RED",
        "line 2: the last day is before the first: 2026-01-01",
    ]


def test_a_number_that_came_before_hides_no_other_fault() -> None:
    told = said_of(full(), full(soort="belofte"))
    assert told == [
        "line 3: this stands in line 2 already", "line 3: this is no kind of agreement: belofte",
    ]  # fmt: skip


def test_a_formula_is_told_once_and_not_read() -> None:
    told = said_of(full(soort="=A1", wie="#REF!", agreed_on="ooit"))
    assert len(told) == 3
    assert sum("formula" in words for words in told) == 2
    assert told[-1] == "line 2: this is not a day (write it as 2027-01-31): ooit"


def test_a_text_that_is_too_long_hides_no_other_fault() -> None:
    told = said_of(full(channel="x" * 121, basic="soms"))
    assert [words.split(": ", 1)[1] for words in told] == [
        "channel: use at most 120 characters", "this is not yes or no: soms",
    ]  # fmt: skip


def test_faults_are_counted_and_not_lines() -> None:
    rows = [full(id=str(number), wie="", wat="") for number in range(MAX_PROBLEMS)]
    told = said_of(*rows)
    assert len(told) == MAX_PROBLEMS + 1
    assert told[-1] == f"… and {MAX_PROBLEMS} more problems."


def test_of_an_agreement_that_is_there_nothing_changes() -> None:
    take_in(as_csv(line()))
    before = Agreement.objects.get()
    with pytest.raises(Exception, match="belofte"):
        take_in(as_csv(line(soort="belofte", wat="iets anders")))
    assert Agreement.objects.get().version == before.version
    assert Agreement.objects.get().action == before.action
