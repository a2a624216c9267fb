"""What a cell of a list says, by example and by property."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.agreements import cells
from koppelvlak.agreements.cells import CellError, Parties
from koppelvlak.agreements.columns import COLUMNS, folded, known, twice
from koppelvlak.agreements.sentence import Kind, Manner

PARTIES = [
    ("Vitens", "", Parties(("Vitens",))),
    ("Vitens; WML", "VR IJsselland", Parties(("Vitens", "WML"), ("VR IJsselland",))),
    ("Vitens -> VR A; VR B", "", Parties(("Vitens",), ("VR A", "VR B"))),
    ("Vitens → VR A", "VR B", Parties(("Vitens",), ("VR A", "VR B"))),
    ("A <-> B", "", Parties(("A", "B"), (), Manner.MUTUAL)),
    ("A <-> B <-> C", "", Parties(("A", "B", "C"), (), Manner.MUTUAL)),
    ("A + B", "", Parties(("A", "B"), (), Manner.TOGETHER)),
    ("A+B", "", Parties(("A+B",))),
    ("", "", Parties(())),
    (" ; ", "", Parties(())),
]


@pytest.mark.parametrize(("who", "to", "found"), PARTIES)
def test_parties(who: str, to: str, found: Parties) -> None:
    assert cells.parties(who, to) == found


NAMES = st.text("abcdefgh XYZ'.", min_size=1, max_size=12).map(str.strip).filter(bool)
SEVERAL = st.lists(NAMES, min_size=2, max_size=4).map(tuple)


@given(st.builds(Parties, SEVERAL, st.lists(NAMES, max_size=3).map(tuple), st.sampled_from(Manner)))
def test_what_is_told_is_read_again(found: Parties) -> None:
    assert cells.parties(*cells.told(found)) == found


KINDS = [
    ("afspraak", "", Kind.AGREED), ("", "", Kind.AGREED), ("Praktijk", "", Kind.PRACTICE),
    ("agreed or practice", "in force", Kind.AGREED),
    ("agreed or practice", "practice", Kind.PRACTICE), ("legal-framework", "", Kind.FRAMEWORK),
    ("Wettelijk kader", "", Kind.FRAMEWORK), ("niet te verwachten", "", Kind.NOT_EXPECTED),
    ("Aanbeveling", "", Kind.RECOMMENDATION), ("notitie", "", Kind.NOTE),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "status", "kind"), KINDS)
def test_kinds(cell: str, status: str, kind: Kind) -> None:
    assert cells.kind(cell, status=status) == kind


def test_a_fact_is_no_agreement() -> None:
    with pytest.raises(CellError) as caught:
        cells.kind("fact, not an agreement")
    assert caught.value.code == "fact"
    assert cells.kind("feit", note=True) == Kind.NOTE


SECTORS = [
    ("drinkwater", ("drinking-water",), ()),
    ("electricity/gas", ("electricity", "gas"), ()),
    ("water/gas/power", ("drinking-water", "gas", "electricity"), ()),
    ("ICT & telecom", ("ict-telecom",), ()),
    ("alle", (), ()),
    ("road/water/ship", ("drinking-water",), ("road", "ship")),
]


@pytest.mark.parametrize(("cell", "keys", "other"), SECTORS)
def test_sectors(cell: str, keys: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert cells.sectors(cell) == (keys, other)


DAYS = [
    ("", None), ("2026-11-23", date(2026, 11, 23)), ("23-11-2026", date(2026, 11, 23)),
    ("1/2/2026", date(2026, 2, 1)), ("46349", date(2026, 11, 23)),
    ("2026-11-23 10:00:00", date(2026, 11, 23)),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "day"), DAYS)
def test_days(cell: str, day: date | None) -> None:
    assert cells.day(cell) == day


@pytest.mark.parametrize("cell", ["gisteren", "2026-13-01", "31-02-2026", "1999-01-01", "99999"])
def test_what_is_no_day(cell: str) -> None:
    with pytest.raises(CellError):
        cells.day(cell)


def test_numbers_of_themes() -> None:
    assert cells.numbers("8, 1;1 5") == (1, 5, 8)
    assert cells.numbers("") == ()
    for wrong in ("0", "9", "vijf", "1-2", "²"):
        with pytest.raises(CellError):
            cells.numbers(wrong)


@given(st.text(max_size=40))
def test_no_cell_breaks_a_reader(cell: str) -> None:
    for read in (cells.numbers, cells.day, cells.truth, cells.months, cells.kind):
        with suppress(CellError):
            read(cell)
    cells.parties(cell, cell)
    cells.sectors(cell)


def test_every_column_is_known_by_its_names_and_by_no_others() -> None:
    for column in COLUMNS:
        names = [column.key, column.nl, column.en, *column.others]
        assert known(names) == [column.key] * len(names)
        assert known([name.upper() for name in names]) == [column.key] * len(names)
    spelled = [folded(name) for one in COLUMNS for name in {one.nl, one.en}]
    owners = {folded(name): one.key for one in COLUMNS for name in (one.nl, one.en)}
    assert set(spelled) == set(owners)
    assert known(["Onze rubriek"]) == ["Onze rubriek"]
    assert twice(["who", "what", "who", "", ""]) == ["who"]
