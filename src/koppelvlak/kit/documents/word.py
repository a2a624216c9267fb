"""A document as Word: real headings, tables with headers that repeat, the language set."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import docx
from django.utils.translation import gettext as _
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from koppelvlak.kit.documents.content import (
    Bullets,
    Document,
    Facts,
    Figure,
    Paragraph,
    Part,
    Section,
    Table,
    walk,
)
from koppelvlak.kit.documents.pdf import UPRIGHT_COLUMNS, picture
from koppelvlak.kit.documents.word_table import table_xml
from koppelvlak.kit.documents.wording import as_of, plain, written

DEEPEST = 9
UPRIGHT_WIDTH, LYING_WIDTH = Cm(17), Cm(25.7)
LANGUAGES = {"nl": "nl-NL", "en": "en-GB"}
INK = RGBColor(0x16, 0x20, 0x2B)


def as_word(document: Document) -> bytes:
    """Return the file; notes stand together at the end, by number."""
    paper = docx.Document()
    _properties(paper, document)
    _styles(paper, document.language)
    _page(paper, document)
    notes: list[str] = []
    paper.add_heading(plain(document.title), level=0)
    paper.add_paragraph().add_run(plain(document.tlp.label)).bold = True
    for text in (document.lead, as_of(document), document.printed_for):
        if text:
            paper.add_paragraph(plain(text))
    for part, depth in walk(document.parts):
        _part(paper, part, depth, notes)
    _closing(paper, _("Notes"), [f"{place}. {note}" for place, note in enumerate(notes, start=1)])
    _closing(paper, _("Sources"), map(plain, document.sources))
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def _properties(paper: Paper, document: Document) -> None:
    tlp, about = plain(document.tlp.label), paper.core_properties
    about.title = plain(document.title)[:255]
    about.subject = tlp
    about.keywords = f"{tlp}, TLP:{document.tlp.value}"
    about.category = f"TLP:{document.tlp.value}"
    about.author = about.last_modified_by = "Koppelvlak"
    about.comments = ""
    about.language = LANGUAGES.get(document.language, document.language)
    about.created = about.modified = datetime.now(UTC).replace(tzinfo=None)


def _styles(paper: Paper, language: str) -> None:
    """Set the language for spelling, and ink instead of the blue headings of the default file."""
    normal = paper.styles["Normal"]
    normal.font.size = Pt(10)
    spoken = normal.element.get_or_add_rPr().find(qn("w:lang"))
    defaults = paper.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    for lang in (spoken, defaults):
        if lang is not None:
            lang.set(qn("w:val"), LANGUAGES.get(language, language))
    for name in ("Title", *(f"Heading {level}" for level in range(1, DEEPEST + 1))):
        paper.styles[name].font.color.rgb = INK


def _page(paper: Paper, document: Document) -> None:
    """Set the size of the page, and what stands at its head and foot."""
    page, tlp = paper.sections[0], plain(document.tlp.label)
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    widest = max((len(table.columns) for table in document.tables()), default=0)
    if widest > UPRIGHT_COLUMNS:
        page.orientation = WD_ORIENT.LANDSCAPE
        page.page_width, page.page_height = page.page_height, page.page_width
    page.left_margin = page.right_margin = Cm(2)
    head = page.header.paragraphs[0]
    head.add_run(f"{plain(document.title)} · ")
    head.add_run(tlp).bold = True
    foot = page.footer.paragraphs[0]
    foot.add_run(tlp).bold = True
    page_word, of_word = _("Page"), _("of")
    foot.add_run(f" · {as_of(document)} · {page_word} ")
    _field(foot, "PAGE")
    foot.add_run(f" {of_word} ")
    _field(foot, "NUMPAGES")


def _field(line: Line, code: str) -> None:
    """Add what Word works out itself, such as the number of the page."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    line._p.append(field)  # noqa: SLF001


def _part(paper: Paper, part: Part, depth: int, notes: list[str]) -> None:
    match part:
        case Section():
            paper.add_heading(plain(part.heading), level=min(depth, DEEPEST))
        case Paragraph():
            _noted(paper.add_paragraph(plain(part.text)), part.note, notes)
        case Bullets():
            _lines(paper, part.lines, "List Bullet")
        case Facts():
            _facts(paper, part, notes)
        case Figure():
            _figure(paper, part, notes)
        case Table():
            _table(paper, part)


def _facts(paper: Paper, facts: Facts, notes: list[str]) -> None:
    for fact in facts.facts:
        line = paper.add_paragraph(f"{plain(fact.label)}: ")
        line.add_run(plain(written(fact.value, fact.kind, fact.decimals))).bold = True
        _noted(line, fact.note, notes)


def _lines(paper: Paper, lines: Iterable[Any], style: str = "Normal") -> None:
    for line in lines:
        paper.add_paragraph(plain(line), style=style)


def _noted(line: Line, note: Any, notes: list[str]) -> None:
    if note:
        notes.append(plain(note))
        line.add_run(f" [{len(notes)}]").font.superscript = True


def _figure(paper: Paper, figure: Figure, notes: list[str]) -> None:
    shape = paper.add_picture(io.BytesIO(picture(figure)), width=Cm(12))
    about = shape._inline.docPr  # noqa: SLF001
    about.set("descr", plain(figure.alt))
    about.set("title", plain(figure.caption))
    _noted(paper.add_paragraph(plain(figure.caption), style="Caption"), figure.note, notes)


def _table(paper: Paper, table: Table) -> None:
    title = paper.add_paragraph()
    title.add_run(plain(table.title)).bold = True
    title.paragraph_format.keep_with_next = True
    if not table.rows:
        paper.add_paragraph(plain(table.empty or _("Nothing to show")))
    else:
        lying = paper.sections[0].orientation == WD_ORIENT.LANDSCAPE
        width = (LYING_WIDTH if lying else UPRIGHT_WIDTH).twips
        paper.element.body.insert_element_before(table_xml(table, width=width), "w:sectPr")
    if table.note:
        paper.add_paragraph(plain(table.note))


def _closing(paper: Paper, heading: str, lines: Iterable[str]) -> None:
    said = list(lines)
    if said:
        paper.add_heading(heading, level=1)
        _lines(paper, said)
