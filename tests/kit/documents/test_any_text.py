"""Whatever people type: every format can be made of it and read again, with the text in it."""

from __future__ import annotations

import io
from dataclasses import replace

import docx
import openpyxl
import pikepdf
from hypothesis import example, given, settings
from hypothesis import strategies as st

from koppelvlak.kit.documents.content import Column, Kind, Table, Value
from koppelvlak.kit.documents.font import coverage, printable
from koppelvlak.kit.documents.printing import Format, file_name, to_bytes
from koppelvlak.kit.documents.wording import plain
from koppelvlak.kit.tlp import Tlp
from tests.kit.documents.sample import SAMPLE, saying

# Every code point there is, lone surrogates included, and those that combine or hide.
ANY = st.text(
    st.one_of(
        st.characters(),
        st.characters(categories=["Cs", "Cc", "Cf", "Mn", "Co", "Zs", "Zl", "Zp"]),
        st.sampled_from("<r>#$*_@=+-|%&;\"'\n\t\u202e\ufeff\ufffe😀水ع"),
    ),
    max_size=60,
)
VALUES = st.one_of(
    ANY, st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), st.datetimes(),
    st.decimals(),
)  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(ANY)
@example("\u0301 starts with an accent")
@example("a" * 5000)
@example("ﬁ\u00ad\u2028\u2029\u0378")
def test_it_never_breaks_the_typesetter(text: str) -> None:
    with pikepdf.open(io.BytesIO(to_bytes(saying(text), Format.PDF))) as file:
        assert str(file.docinfo.get("/Title", "")) == (printable(plain(text)) or "–")


@settings(max_examples=25, deadline=None)
@given(ANY)
def test_it_stands_in_excel_as_text(text: str) -> None:
    book = openpyxl.load_workbook(io.BytesIO(to_bytes(saying(text), Format.EXCEL)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert {cell.data_type for cell in cells} <= {"s"}
    if plain(text):
        said = {str(cell.value).replace("_x005F_", "_").strip() for cell in cells}
        assert plain(text) in said


@settings(max_examples=20, deadline=None)
@given(ANY)
def test_it_stands_in_word(text: str) -> None:
    paper = docx.Document(io.BytesIO(to_bytes(saying(text), Format.WORD)))
    assert plain(text) in {line.text for line in paper.paragraphs}


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(VALUES, VALUES), max_size=3), st.sampled_from(Kind))
def test_any_value_can_stand_in_any_column(rows: list[tuple[Value, Value]], kind: Kind) -> None:
    table = Table("T", [Column("A", kind, decimals=1), Column("B")], rows)
    for into in Format:
        assert to_bytes(replace(SAMPLE, parts=[table]), into)


@given(ANY, st.sampled_from(Tlp), st.sampled_from(Format))
def test_the_name_of_a_file_is_plain_and_says_its_class(text: str, tlp: Tlp, into: Format) -> None:
    name = file_name(saying(text, tlp=tlp), into)
    stem, marked, ending = name.split(".")
    assert stem
    assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert marked == f"tlp-{tlp.value.lower().replace('+', '-')}"
    assert ending == into.ending


@given(ANY)
def test_what_is_printed_the_font_can_show(text: str) -> None:
    assert {ord(char) for char in printable(text)} - {0x0A, 0x09} <= coverage()
