"""A file in which municipalities go up in each other, and mergers of more than two."""

from __future__ import annotations

import pytest

from koppelvlak.territory.division import MERGED, book_of
from koppelvlak.territory.division_file import Line
from tests.engines.test_division import ALMERE, HUIZEN, KNOWN, changes, going, line, wrong

HILVERSUM, WIJDEMEREN = "GM0402", "GM1696"


@pytest.mark.parametrize(
    "pairs",
    [
        [(HILVERSUM, WIJDEMEREN), (WIJDEMEREN, HILVERSUM)],
        [(HILVERSUM, WIJDEMEREN), (WIJDEMEREN, "GM0406"), ("GM0406", HILVERSUM)],
    ],
)
def test_nobody_goes_up_in_itself_by_way_of_others(pairs: list[tuple[str, str]]) -> None:
    found = wrong(line(ALMERE), *(going(*pair) for pair in pairs))
    assert [what for _index, what, _about in found] == ["own-successor"] * len(pairs)
    assert [index for index, _what, _about in found] == list(range(1, len(pairs) + 1))


def test_who_leads_into_a_circle_is_not_blamed() -> None:
    circle = [going(HILVERSUM, WIJDEMEREN), going(WIJDEMEREN, HILVERSUM)]
    found = wrong(going("GM0406", HILVERSUM), *circle)
    assert {about for _index, _what, about in found} == {HILVERSUM, WIJDEMEREN}


def test_a_chain_is_no_circle() -> None:
    assert wrong(going(WIJDEMEREN, HILVERSUM), going(HILVERSUM, "GM0406"), line(HUIZEN)) == []


def test_a_chain_on_one_day_is_one_change() -> None:
    (found,) = changes(going(WIJDEMEREN, HILVERSUM), going(HILVERSUM, "GM0406"))
    assert (found.kind, found.title) == (MERGED, "Hilversum + Wijdemeren → Huizen")
    assert found.ended == (HILVERSUM, WIJDEMEREN)
    assert found.successions == ((HILVERSUM, "GM0406"), (WIJDEMEREN, HILVERSUM))


def test_two_mergers_that_do_not_meet_are_two_changes() -> None:
    found = changes(going(WIJDEMEREN, HILVERSUM), going("GM0406", "GM0034"))
    assert [one.title for one in found] == ["Huizen → Almere", "Wijdemeren → Hilversum"]


def test_who_is_divided_counts_for_no_heir() -> None:
    split = Line(
        WIJDEMEREN, "", "", "", None, None, None, None, going(WIJDEMEREN, "").valid_from,
        f"{HILVERSUM} GM0406",
    )  # fmt: skip
    (found,) = changes(split)
    known = book_of(KNOWN)
    assert {row.code: row.population for row in found.rows} == {
        code: known[code][0].population for code in (HILVERSUM, "GM0406")
    }
