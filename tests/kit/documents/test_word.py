"""Word: real headings and heads of tables, its language, and how far it may be shared."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from koppelvlak.kit.documents.content import Column, Document, Section, Table
from koppelvlak.kit.documents.printing import Format, to_bytes
from koppelvlak.kit.documents.wording import plain
from koppelvlak.kit.tlp import Tlp
from tests.kit.documents.sample import ATTACKS, SAMPLE, UNWRITABLE, saying

WORDS = "This network only (TLP:AMBER)"


def opened(document: Document) -> Any:
    return docx.Document(io.BytesIO(to_bytes(document, Format.WORD)))


def headings(document: Document) -> list[tuple[str, str]]:
    styled = [(line.style.name, line.text) for line in opened(document).paragraphs]
    return [(style, text) for style, text in styled if style.startswith(("Heading", "Title"))]


def test_headings_are_headings() -> None:
    assert headings(SAMPLE) == [
        ("Title", "Towns of the east"),
        ("Heading 1", "In short"),
        ("Heading 2", "On the map"),
        ("Heading 1", "All towns"),
        ("Heading 1", "Notes"),
        ("Heading 1", "Sources"),
    ]


def test_the_head_of_a_table_repeats_on_every_page() -> None:
    (table,) = opened(SAMPLE).tables
    first, second = table.rows[0]._tr, table.rows[1]._tr
    assert first.trPr.find(qn("w:tblHeader")) is not None
    assert second.trPr is None
    assert [cell.text for cell in table.rows[0].cells][:2] == ["Town", "People"]
    assert [cell.text.replace("\u202f", " ") for cell in table.rows[2].cells] == [
        *("Almelo", "unknown", "< 1 %", "8.0", "26 November 2026", "26 November 2026, 14:05"),
    ]


def test_figures_line_up_at_the_right() -> None:
    (table,) = opened(SAMPLE).tables
    assert [cell.paragraphs[0].alignment for cell in table.rows[1].cells][:2] == [None, 2]


def test_a_table_without_rows_says_so() -> None:
    assert "Nothing to show" in [line.text for line in opened(SAMPLE).paragraphs]


@pytest.mark.parametrize(("language", "spoken"), [("nl", "nl-NL"), ("en", "en-GB")])
def test_it_says_its_language(language: str, spoken: str) -> None:
    paper = opened(replace(SAMPLE, language=language))
    found = paper.styles.element.findall(f".//{qn('w:lang')}")
    assert {each.get(qn("w:val")) for each in found} == {spoken}
    assert paper.core_properties.language == spoken


def test_it_says_at_head_and_foot_and_in_its_properties_how_far_it_may_be_shared() -> None:
    paper = opened(SAMPLE)
    (section,) = paper.sections
    assert WORDS in section.header.paragraphs[0].text
    foot = section.footer.paragraphs[0]
    assert foot.text.startswith(f"{WORDS} · As it was on 26 November 2026 · Page ")
    fields = [each.get(qn("w:instr")) for each in foot._p.findall(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    strict = opened(replace(SAMPLE, tlp=Tlp.AMBER_STRICT)).core_properties
    assert strict.subject == "Own organisation only (TLP:AMBER+STRICT)"
    assert strict.category == "TLP:AMBER+STRICT"
    assert strict.title == "Towns of the east"


def test_a_figure_is_shown_and_says_what_it_shows() -> None:
    (shape,) = opened(SAMPLE).inline_shapes
    assert shape._inline.docPr.get("descr") == "Two towns, hatched."
    assert shape._inline.graphic.graphicData.pic is not None


def test_notes_have_numbers_and_stand_at_the_end() -> None:
    lines = [line.text for line in opened(SAMPLE).paragraphs]
    assert "They lie on a river. [2]" in lines
    assert lines[lines.index("Notes") + 1 :][:2] == ["1. Without villages.", "2. The IJssel."]


def test_a_wide_table_lies_on_its_side() -> None:
    columns = [Column(f"Column {number}") for number in range(9)]
    page = opened(replace(SAMPLE, parts=[Section("A", [Table("T", columns, [range(9)])])]))
    assert page.sections[0].page_width > page.sections[0].page_height


def test_sections_however_deep_are_headings() -> None:
    part = Section("12")
    for depth in range(11, 0, -1):
        part = Section(str(depth), [part])
    found = headings(replace(SAMPLE, parts=[part], sources=()))
    assert [style for style, _text in found][-4:] == [f"Heading {n}" for n in (9, 9, 9, 9)]


@pytest.mark.parametrize("text", ATTACKS)
def test_what_people_type_is_what_it_says(text: str) -> None:
    paper = opened(saying(text))
    assert plain(text) in {line.text for line in paper.paragraphs}
    (table,) = paper.tables
    assert {cell.text for row in table.rows for cell in row.cells} == {plain(text)}


@pytest.mark.parametrize("sign", UNWRITABLE, ids=ascii)
def test_what_cannot_be_seen_is_left_out(sign: str) -> None:
    assert "beforeafter" in {line.text for line in opened(saying(f"before{sign}after")).paragraphs}


def test_the_foot_counts_pages_in_the_language_of_the_reader() -> None:
    (section,) = opened(replace(SAMPLE, language="nl")).sections
    foot = section.footer.paragraphs[0].text
    assert "· Pagina " in foot
    assert foot.rstrip().endswith("van")
