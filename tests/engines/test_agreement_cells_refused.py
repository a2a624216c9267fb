"""What cells of a list must never be read as: what nobody meant is asked, not guessed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.agreements import cells
from koppelvlak.agreements.cells import CellError
from koppelvlak.agreements.sentence import Kind

LONGEST_CELL = 10_000
MOST_MONTHS = 600


def code(read: object, cell: str) -> str:
    with pytest.raises(CellError) as caught:
        read(cell)  # type: ignore[operator]
    assert caught.value.about == cell
    return caught.value.code


@given(st.text("0123456789", max_size=12))
def test_a_rhythm_is_at_most_fifty_years(cell: str) -> None:
    try:
        found = cells.months(cell)
    except CellError:
        assert not 1 <= int(cell) <= MOST_MONTHS
    else:
        assert found is None if not cell else found == int(cell) <= MOST_MONTHS


@pytest.mark.parametrize(
    "cell", ["006000", "0060000000", "601", "0", "000000", "-1", "1.5", "12 maanden", "²", "１２"]
)
def test_what_is_no_rhythm(cell: str) -> None:
    assert code(cells.months, cell) == "months"


@pytest.mark.parametrize(("cell", "months"), [("", None), ("1", 1), ("012", 12), ("600", 600)])
def test_what_is_a_rhythm(cell: str, months: int | None) -> None:
    assert cells.months(cell) == months


@pytest.mark.parametrize("read", [cells.numbers, cells.months])
def test_a_number_as_long_as_a_cell_can_be_is_refused(read: object) -> None:
    assert code(read, "9" * LONGEST_CELL) in {"theme", "months"}


@pytest.mark.parametrize("cell", ["08", "008"])
def test_a_theme_may_begin_with_noughts(cell: str) -> None:
    assert cells.numbers(cell) == (8,)


@pytest.mark.parametrize("cell", ["✓", "✔", "√", "☑", "ja", "JA", "x", "X", "1", "waar", "Yes"])
def test_what_says_yes(cell: str) -> None:
    assert cells.truth(cell)


@pytest.mark.parametrize("cell", ["", "-", "–", "—", "nee", "Nee.", "0", "onwaar", "✗", "☐"])
def test_what_says_no(cell: str) -> None:
    assert not cells.truth(cell)


@pytest.mark.parametrize("cell", ["?", "??", "!", "misschien", "2", "ja/nee", "是"])
def test_what_says_neither(cell: str) -> None:
    assert code(cells.truth, cell) == "truth"


@pytest.mark.parametrize("cell", ["?", "!", "是", "belofte", "afspraak?nee"])
def test_what_is_no_kind_is_not_taken_for_an_agreement(cell: str) -> None:
    assert code(cells.kind, cell) == "kind"


@pytest.mark.parametrize("cell", ["", "-", "–", "Afspraak", "AFGESPROKEN", "agreed."])
def test_nothing_said_of_its_kind_is_an_agreement(cell: str) -> None:
    assert cells.kind(cell) == Kind.AGREED


@pytest.mark.parametrize(
    "cell",
    ["2027-01-315", "2027-01-31-02", "20270131", "2027/01/31", "31-1-27", "0", "-", "1-1-1999",
     "1-1-2101", "36525", "73416", "2027-1-31", "31-01-2027 10:00", "2027-02-29",
     "31 februari 2027", "18 lentemaand 2027", "0 mei 2027", "mei 2027", "18 mei", "18 mei 27",
     "18 mei 1999", "18e mei 2027", "begin mei 2027", "18 -- mei 2027"],
)  # fmt: skip
def test_what_is_nearly_a_day(cell: str) -> None:
    assert code(cells.day, cell) == "day"


@pytest.mark.parametrize(
    ("cell", "iso"),
    [
        ("2027-01-31 00:00:00", "2027-01-31"),
        ("2027-01-31T10:00:00+01:00", "2027-01-31"),
        ("29.2.2028", "2028-02-29"),
        ("18 april 2027", "2027-04-18"),
        ("18 APRIL 2027", "2027-04-18"),
        ("1 mrt. 2027", "2027-03-01"),
        ("5 May 2027", "2027-05-05"),
        ("5  mei  2027", "2027-05-05"),
        ("October 3, 2027", "2027-10-03"),
        ("29 februari 2028", "2028-02-29"),
        ("36526", "2000-01-01"),
        ("73050", "2099-12-31"),
    ],
)
def test_what_is_a_day(cell: str, iso: str) -> None:
    assert str(cells.day(cell)) == iso


@pytest.mark.parametrize(
    ("cell", "is_one"),
    [("=A1", True), ("=", True), ("#REF!", True), ("#VERW!", True), ("#N/B", True),
     ("#1 van de lijst", False), ("a = b", False), ("", False), ("'=A1", False)],
)  # fmt: skip
def test_what_a_spreadsheet_leaves(cell: str, *, is_one: bool) -> None:
    assert cells.is_formula(cell) is is_one


@pytest.mark.parametrize(
    ("cell", "keys", "other"),
    [
        ("water; stroom", ("drinking-water", "electricity"), ()),
        ("stroom + gas", ("electricity", "gas"), ()),
        ("stroom/elektriciteit", ("electricity",), ()),
        ("alle sectoren", (), ()),
        ("zorg", (), ("zorg",)),
        ("GAS, zorg", ("gas",), ("zorg",)),
    ],
)
def test_sectors_are_named_once_and_what_is_none_is_told(
    cell: str, keys: tuple[str, ...], other: tuple[str, ...]
) -> None:
    assert cells.sectors(cell) == (keys, other)
