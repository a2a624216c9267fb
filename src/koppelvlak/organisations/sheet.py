"""A table as an Excel file in which nothing can run: every cell is text or a number."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from importlib import import_module
from typing import Any

from koppelvlak.kit.text import clean
from koppelvlak.kit.ui.listing import Column

# What a cell of Excel can hold.
LONGEST = 32_767
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def workbook(
    columns: Sequence[Column], rows: Iterable[Any], *, title: str, notes: Sequence[str]
) -> bytes:
    """Return a workbook of one table, with notes on a second sheet and at the foot of the print."""
    file = io.BytesIO()
    # Large, and needed for a file only.
    book = import_module("xlsxwriter").Workbook(file, {**OPTIONS, "strings_to_numbers": False})
    book.set_properties({"title": title, "comments": "\n".join(notes)})
    head = book.add_format({"bold": True, "bottom": 1})
    sheet = book.add_worksheet(title[:31])
    for place, column in enumerate(columns):
        sheet.write_string(0, place, str(column.label), head)
        sheet.set_column(place, place, 28 if not column.numeric else 12)
    for line, row in enumerate(rows, start=1):
        for place, column in enumerate(columns):
            _write(sheet, line, place, column.value(row))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.set_footer("&L" + " · ".join(notes)[:240].replace("&", "&&"))
    about = book.add_worksheet("Info")
    about.set_column(0, 0, 100)
    for line, note in enumerate(notes):
        about.write_string(line, 0, note)
    book.close()
    return file.getvalue()


def _write(sheet: Any, line: int, place: int, value: Any) -> None:
    if isinstance(value, int | float) and not isinstance(value, bool):
        sheet.write_number(line, place, value)
    elif value is not None and str(value):
        sheet.write_string(line, place, clean(str(value))[:LONGEST])
