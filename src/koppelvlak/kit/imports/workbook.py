"""The first sheet of an Excel file that holds anything, as lines of words; a child process.

The container is looked at before it is opened: how large it unpacks, what it holds, where its last
cell stands. Nothing is calculated: a formula is refused with its place.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from zlib import error as ZlibError  # noqa: N812

import python_calamine
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from koppelvlak.kit.imports.told import FaultError, tell

MAX_UNPACKED, MAX_RATIO, MAX_PARTS = 100_000_000, 100, 2000
MAX_ROWS, MAX_COLUMNS, MAX_TEXT = 50_000, 100, 10_000
SMALL = 1_000_000
CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
FORMULA = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3}[0-9]{1,7})\"[^>]*>\s*<(?:\w+:)?f\b")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
DAMAGED = (
    zipfile.BadZipFile, ZlibError, KeyError, EOFError, NotImplementedError, ParseError,
    DefusedXmlException, UnicodeError, ValueError, TypeError, OSError,
    python_calamine.CalamineError,
)  # fmt: skip

Lines = list[tuple[int, list[str]]]


def read(data: bytes) -> Lines:
    """Return the lines of that sheet that hold anything; raise FaultError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _require_moderate(packed)
            book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
            sheets = list(_shown_sheets(packed))
            if not sheets:
                raise FaultError("nothing")
            return next(filter(None, (_sheet(packed, book, *one) for one in sheets)), [])
    except RuntimeError as error:
        # NotImplementedError is one too: a way of packing that nobody uses for this.
        raise FaultError("broken" if type(error) in DAMAGED else "password") from error
    except DAMAGED as error:
        raise FaultError("broken") from error


def _require_moderate(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FaultError("macro")
    if "word/document.xml" in names:
        raise FaultError("word")
    if "xl/workbook.xml" not in names:
        raise FaultError("not-excel")
    unpacked = sum(part.file_size for part in parts)
    swollen = [
        part for part in parts
        if part.file_size > SMALL and part.file_size > MAX_RATIO * max(part.compress_size, 1)
    ]  # fmt: skip
    if unpacked > MAX_UNPACKED or swollen or len(parts) > MAX_PARTS:
        raise FaultError("bomb")


def _shown_sheets(packed: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """Yield the name of each sheet that is shown, and where it stands in the file."""
    book = fromstring(packed.read("xl/workbook.xml"), forbid_dtd=True)
    links = fromstring(packed.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    places = {one.get("Id"): str(one.get("Target")) for one in links}
    for sheet in book.iter(f"{MAIN}sheet"):
        if sheet.get("state", "visible") == "visible":
            target = places.get(sheet.get(RELATION), "")
            place = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            yield str(sheet.get("name")), place


def _sheet(packed: zipfile.ZipFile, book: Any, name: str, place: str) -> Lines:
    _look_at_sheet(packed.read(place))
    rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    width = max((_width(row) for row in rows), default=0)
    cut = [(number, [_words(cell) for cell in row[:width]]) for number, row in enumerate(rows, 1)]
    return [(number, cells) for number, cells in cut if any(cells)]


def _look_at_sheet(xml: bytes) -> None:
    """Raise FaultError for a sheet that is far too wide or long, or that calculates."""
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
        raise FaultError("broken")
    for column, row in CELL.findall(xml):
        if int(row) > MAX_ROWS or _column(column) > MAX_COLUMNS:
            raise FaultError("far", f"{column.decode()}{int(row)}")
    formula = FORMULA.search(xml)
    if formula:
        raise FaultError("formula", formula[1].decode())


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _width(row: list[Any]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell != ""), default=0)


def _words(cell: Any) -> str:
    """Return a cell as a person reads it; a whole number has no comma, a day is 2027-01-31."""
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return f"{int(cell.total_seconds() // 60)} min"
    text = str(cell).strip()
    if len(text) > MAX_TEXT:
        raise FaultError("cell", text[:40])
    return text


if __name__ == "__main__":
    tell(read)
