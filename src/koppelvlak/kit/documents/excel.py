"""A document as Excel: a first sheet with what is said, and a sheet for each table.

Every text is written as text: nothing in a cell can run as a formula or lead somewhere.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from tempfile import TemporaryDirectory
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook
from xlsxwriter.format import Format as Style
from xlsxwriter.worksheet import Worksheet

from koppelvlak.kit.documents.content import (
    Bullets,
    Column,
    Document,
    Fact,
    Facts,
    Figure,
    Kind,
    Paragraph,
    Part,
    Section,
    Table,
    Value,
    walk,
)
from koppelvlak.kit.documents.wording import as_of, is_number, local, plain

LONGEST_CELL = 32_767  # Counted in units of UTF-16.
LONGEST_NAME = 31
NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\']+")
# Excel keeps this name for itself.
RESERVED = {"history"}
FIRST_DAY = date(1900, 3, 1)  # Before this day Excel counts otherwise than the calendar.
LARGEST = 10**15  # From here on Excel loses figures.
NARROWEST, WIDEST = 10, 60
SAMPLE = 200


@dataclass
class _Book:
    """The workbook with its styles, made once, and the names given out."""

    file: Workbook
    document: Document
    names: set[str] = field(default_factory=lambda: set(RESERVED))
    styles: dict[str, Style] = field(default_factory=dict)

    def style(self, **what: Any) -> Style:
        """Return the style with these properties."""
        key = repr(sorted(what.items()))
        if key not in self.styles:
            self.styles[key] = self.file.add_format({"valign": "top", **what})
        return self.styles[key]

    def sheet(self, name: str) -> Worksheet:
        """Return a new sheet that says on its first line, and on paper, how far it goes."""
        sheet = self.file.add_worksheet(_unique(name, self.names))
        tlp = plain(self.document.tlp.label)
        escaped = tlp.replace("&", "&&")
        sheet.set_header(f"&L{_short(self.document.title)}&R&B{escaped}")
        sheet.set_footer(f"&L&B{escaped}&B&C{_short(as_of(self.document))}&R&P / &N")
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, tlp, self.style(bold=True))
        return sheet


def as_excel(document: Document) -> bytes:
    """Return the workbook; what is set aside on disk while writing is gone afterwards."""
    out = io.BytesIO()
    with TemporaryDirectory(prefix="koppelvlak-") as folder:
        options = {
            "constant_memory": True,
            "tmpdir": folder,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with Workbook(out, options) as file:
            book = _Book(file, document)
            _properties(book)
            _first(book)
            for table in document.tables():
                _table(book, table)
    return out.getvalue()


def _properties(book: _Book) -> None:
    tlp = plain(book.document.tlp.label)
    book.file.set_properties(
        {
            "title": plain(book.document.title),
            "subject": tlp,
            "keywords": f"{tlp}, TLP:{book.document.tlp.value}",
            "category": f"TLP:{book.document.tlp.value}",
            "author": "Koppelvlak",
            "created": datetime.now(UTC).replace(tzinfo=None),
        }
    )


def _first(book: _Book) -> None:
    """Write all that is no table, one thing a line."""
    document = book.document
    sheet = book.sheet(_("About"))
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 1, 60)
    title, quiet = book.style(bold=True, font_size=16), book.style(font_color="#4A5866")
    row = 1
    for text, style in (
        (document.title, title),
        (document.lead, None),
        (as_of(document), quiet),
        (document.printed_for, quiet),
    ):
        if text:
            _write(sheet, (row, 0), text, style)
            row += 1
    for part, _depth in walk(document.parts):
        row = _said(book, sheet, part, row)
    if document.sources:
        row = _lines(sheet, row + 1, [_("Sources")], book.style(bold=True, font_size=12))
        _lines(sheet, row, document.sources, None)


def _said(book: _Book, sheet: Worksheet, part: Part, row: int) -> int:
    """Write a part; return the next free line."""
    quiet = book.style(font_color="#4A5866")
    match part:
        case Section():
            return _lines(sheet, row + 1, [part.heading], book.style(bold=True, font_size=12))
        case Paragraph():
            return _lines(sheet, _lines(sheet, row, [part.text], None), [part.note], quiet)
        case Bullets():
            return _lines(sheet, row, part.lines, None)
        case Facts():
            for fact in part.facts:
                _fact(book, sheet, fact, row)
                row += 1
            return row
        case Figure():
            return _lines(sheet, row, [part.caption, part.alt, part.note], quiet)
        case Table():
            return _lines(sheet, row, [part.title, part.note], quiet)


def _fact(book: _Book, sheet: Worksheet, fact: Fact, row: int) -> None:
    _write(sheet, (row, 0), fact.label)
    column = Column(fact.label, fact.kind, fact.decimals)
    _value(book, sheet, (row, 1), fact.value, column, align="left")
    if fact.note:
        _write(sheet, (row, 2), fact.note, book.style(font_color="#4A5866"))


def _table(book: _Book, table: Table) -> None:
    sheet = book.sheet(plain(table.title))
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, _width(column, [row[place] for row in table.rows[:SAMPLE]]))
    head = book.style(bold=True, bg_color="#EEF2F6", bottom=1, text_wrap=True)
    _write(sheet, (1, 0), table.title, book.style(bold=True, font_size=12))
    for place, column in enumerate(table.columns):
        _write(sheet, (2, place), column.label, head)
    sheet.freeze_panes(3, 0)
    sheet.repeat_rows(2)
    for number, row in enumerate(table.rows, start=3):
        for place, (value, column) in enumerate(zip(row, table.columns, strict=True)):
            _value(book, sheet, (number, place), value, column)
    if table.rows:
        sheet.autofilter(2, 0, 2 + len(table.rows), len(table.columns) - 1)
    else:
        _write(sheet, (3, 0), table.empty or _("Nothing to show"))
    if table.note:
        _write(sheet, (len(table.rows) + 4, 0), table.note, book.style(font_color="#4A5866"))


def _value(
    book: _Book,
    sheet: Worksheet,
    at: tuple[int, int],
    value: Value,
    column: Column,
    **style: Any,
) -> None:
    """Write a value as what it is: a number, a day, a moment, or else text."""
    if value is None:
        return
    if isinstance(value, datetime) and value.date() >= FIRST_DAY:
        moment = local(value).replace(tzinfo=None)
        sheet.write_datetime(*at, moment, book.style(num_format="yyyy-mm-dd hh:mm", **style))
    elif isinstance(value, date) and not isinstance(value, datetime) and value >= FIRST_DAY:
        sheet.write_datetime(*at, value, book.style(num_format="yyyy-mm-dd", **style))
    elif column.kind.right and is_number(value) and -LARGEST < value < LARGEST:
        sheet.write_number(*at, float(value), book.style(num_format=_figures(column), **style))
    else:
        _write(sheet, at, value, book.style(text_wrap=True, **style))


def _figures(column: Column) -> str:
    decimals = f".{'0' * column.decimals}" if column.decimals else ""
    return f"0{decimals}%" if column.kind is Kind.SHARE else f"#,##0{decimals}"


def _lines(sheet: Worksheet, row: int, lines: Iterable[Any], style: Style | None) -> int:
    for line in lines:
        if line:
            _write(sheet, (row, 0), line, style)
            row += 1
    return row


def _write(sheet: Worksheet, at: tuple[int, int], text: Any, style: Style | None = None) -> None:
    """Write text as text; what does not fit in a cell is cut, and ends in "…"."""
    said = plain(text)
    if said.startswith("<r>"):
        # The library would take this for markup of its own.
        said = f" {said}"
    units = said.encode("utf-16-le")
    if len(units) > 2 * LONGEST_CELL:
        said = units[: 2 * (LONGEST_CELL - 1)].decode("utf-16-le", "ignore") + "…"
    sheet.write_string(*at, said, style)


def _width(column: Column, sample: Sequence[Value]) -> int:
    widest = max([len(plain(column.label)) * 1.2, *(len(plain(value)) for value in sample)])
    return int(min(max(widest + 2, NARROWEST), WIDEST))


def _unique(wanted: str, taken: set[str]) -> str:
    """Return a legal name for a sheet that no other has: at most 31 signs, case aside."""
    base = NOT_IN_A_NAME.sub(" ", wanted).strip()[:LONGEST_NAME].strip() or _("Table")
    name, number = base, 2
    while name.casefold() in taken:
        name, number = f"{base[: LONGEST_NAME - len(str(number)) - 1]} {number}", number + 1
    taken.add(name.casefold())
    return name


def _short(text: Any) -> str:
    """Return text for a header on paper: Excel holds 255 signs in all, and ``&`` starts a code."""
    return plain(text)[:60].replace("&", "&&")
