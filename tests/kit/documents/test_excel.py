"""Excel: text is text whatever it looks like, numbers count, days are days, and it says its class."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from koppelvlak.kit.documents.content import Column, Document, Kind, Section, Table, Value
from koppelvlak.kit.documents.printing import Format, to_bytes
from koppelvlak.kit.documents.wording import plain
from koppelvlak.kit.tlp import Tlp
from tests.kit.documents.sample import ATTACKS, SAMPLE, UNWRITABLE, saying


def opened(document: Document) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(to_bytes(document, Format.EXCEL)))


def one_cell(value: Value, kind: Kind = Kind.TEXT, decimals: int = 0) -> Any:
    """Return the cell that a value becomes."""
    table = Table("T", [Column("Value", kind, decimals)], [(value,)])
    return opened(replace(SAMPLE, parts=[table]))["T"]["A4"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_people_type_can_run(attack: str) -> None:
    file = to_bytes(saying(attack), Format.EXCEL)
    book = openpyxl.load_workbook(io.BytesIO(file))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert len(cells) > 10
    assert {cell.data_type for cell in cells} == {"s"}
    assert [cell.hyperlink for cell in cells if cell.hyperlink] == []
    parts = zipfile.ZipFile(io.BytesIO(file))
    sheets = [parts.read(name) for name in parts.namelist() if "worksheets/sheet" in name]
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


@pytest.mark.parametrize("attack", ATTACKS)
def test_it_is_still_what_they_typed(attack: str) -> None:
    # openpyxl leaves the escape _x005F_ as it stands; Excel reads it as the sign itself.
    said = str(one_cell(attack).value).replace("_x005F_", "_")
    assert said.strip() == plain(attack)


@pytest.mark.parametrize("sign", UNWRITABLE, ids=ascii)
def test_what_no_spreadsheet_can_hold_is_left_out(sign: str) -> None:
    assert one_cell(f"before{sign}after").value == "beforeafter"


def test_a_number_a_share_and_a_day_are_what_they_are() -> None:
    sheet = opened(SAMPLE)["Towns"]
    town, people, share, length, _since, _seen = sheet[4]
    assert (town.data_type, people.data_type) == ("s", "n")
    assert (people.value, people.number_format) == (133_141, "#,##0")
    assert (share.value, share.number_format) == (0.5, "0%")
    assert (length.value, length.number_format) == (12.34, "#,##0.0")
    assert sheet["F5"].value == datetime(2026, 11, 26, 14, 5)  # noqa: DTZ001
    assert sheet["E5"].value == datetime(2026, 11, 26)  # noqa: DTZ001
    assert sheet["E5"].is_date


def test_what_is_no_number_in_a_column_of_numbers_stays_text() -> None:
    assert opened(SAMPLE)["Towns"]["B5"].value == "unknown"


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (date(1899, 1, 1), Kind.DATE, "1 January 1899"),
        (10**20, Kind.NUMBER, "100,000,000,000,000,000,000"),
        (float("nan"), Kind.NUMBER, "nan"),
        (float("-inf"), Kind.NUMBER, "-inf"),
        (Decimal("NaN"), Kind.NUMBER, "NaN"),
        (True, Kind.NUMBER, "True"),
        (2026, Kind.TEXT, "2026"),
    ],
)
def test_what_excel_cannot_count_with_is_written_out(value: Value, kind: Kind, shown: str) -> None:
    cell = one_cell(value, kind)
    assert (cell.data_type, cell.value) == ("s", shown)


def test_an_empty_cell_stays_empty() -> None:
    assert one_cell(None).value is None


def test_a_text_that_is_too_long_is_cut_and_shows_it() -> None:
    assert len(str(one_cell("a" * 40_000).value)) == 32_767
    assert str(one_cell("a" * 40_000).value).endswith("a…")


def test_heads_stay_in_sight_and_columns_are_as_wide_as_their_words() -> None:
    sheet = opened(SAMPLE)["Towns"]
    assert sheet.freeze_panes == "A4"
    assert [cell.value for cell in sheet[3]][:3] == ["Town", "People", "Share"]
    assert sheet.print_title_rows == "$3:$3"
    wide = replace(SAMPLE, parts=[Table("T", [Column("A"), Column("B")], [("x" * 40, "y")])])
    widths = opened(wide)["T"].column_dimensions
    assert 40 <= widths["A"].width < 50 > 15 > widths["B"].width


def test_every_sheet_says_how_far_it_may_be_shared() -> None:
    words = "This network only (TLP:AMBER)"
    book = opened(SAMPLE)
    assert book.sheetnames == ["About", "Towns", "Villages"]
    for sheet in book:
        assert sheet["A1"].value == words
        assert words in str(sheet.oddHeader.right.text)
        assert words in str(sheet.oddFooter.left.text)


def test_its_properties_say_so_too() -> None:
    about = opened(replace(SAMPLE, tlp=Tlp.AMBER_STRICT)).properties
    assert about.subject == "Own organisation only (TLP:AMBER+STRICT)"
    assert (about.title, about.category) == ("Towns of the east", "TLP:AMBER+STRICT")
    assert "TLP:AMBER+STRICT" in str(about.keywords)


def test_the_first_sheet_says_all_that_is_no_table() -> None:
    said = {str(cell.value) for row in opened(SAMPLE)["About"].iter_rows() for cell in row}
    assert {
        "As it was on 26 November 2026",
        "N. de Wit",
        "They lie on a river.",
        "The IJssel.",
    } <= said
    assert {"a bridge", "On the map", "Two towns, hatched.", "Register of towns, 2026"} <= said
    assert {"Towns", "2", "Without villages."} <= said


def test_a_table_without_rows_says_so() -> None:
    assert opened(SAMPLE)["Villages"]["A4"].value == "Nothing to show"


@pytest.mark.parametrize("title", ["a/b[c]*?:\\d", "'quoted'", "x" * 60, "History", "", "😀" * 31])
def test_names_of_sheets_are_legal_and_each_has_its_own(title: str) -> None:
    tables = [Table(title, [Column("A")], [("1",)]), Table(title.upper(), [Column("A")], [])]
    names = opened(replace(SAMPLE, parts=[Section("S", tables)])).sheetnames
    assert len({name.casefold() for name in names}) == 3
    assert all(0 < len(name.encode("utf-16-le")) <= 62 for name in names)
    assert not any(set(name) & set("[]:*?/\\") for name in names)


def test_nothing_is_left_behind_on_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    to_bytes(SAMPLE, Format.EXCEL)
    with pytest.raises(TypeError):
        to_bytes(replace(SAMPLE, parts=[Table("T", [Column("A")], [("x",), None])]), Format.EXCEL)  # type: ignore[list-item]
    assert list(tmp_path.iterdir()) == []
