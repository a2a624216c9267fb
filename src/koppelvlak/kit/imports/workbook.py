"""The first sheet of an Excel file as lines of words; the child process runs this.

The container is looked at before it is opened: how large it unpacks, what it holds, where its last
cell stands. Nothing is calculated: a formula is refused with its place.
"""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime, time
from typing import Any
from zlib import error as ZlibError  # noqa: N812

import python_calamine
from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from koppelvlak.kit.imports.told import FaultError, tell

MAX_UNPACKED, MAX_RATIO, MAX_PARTS = 100_000_000, 100, 2000
MAX_ROWS, MAX_COLUMNS = 50_000, 100
SMALL = 1_000_000
VISIBLE = python_calamine.SheetVisibleEnum.Visible
CELL = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3})([0-9]{1,7})\"")
FORMULA = re.compile(rb"<(?:\w+:)?c\b[^>]*?\br=\"([A-Z]{1,3}[0-9]{1,7})\"[^>]*>\s*<(?:\w+:)?f\b")
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def read(data: bytes) -> list[tuple[int, list[str]]]:
    """Return the lines of the first sheet that hold anything; raise FaultError."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _require_moderate(packed)
            _look_at_sheet(packed.read(_first_sheet(packed)))
    except (zipfile.BadZipFile, ZlibError, KeyError, EOFError, NotImplementedError) as error:
        raise FaultError("broken") from error
    except RuntimeError as error:
        raise FaultError("password") from error
    except (ParseError, DefusedXmlException, UnicodeError, ValueError) as error:
        raise FaultError("broken") from error
    return _lines(data)


def _require_moderate(packed: zipfile.ZipFile) -> None:
    parts = packed.infolist()
    names = {part.filename for part in parts}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FaultError("macro")
    if "xl/workbook.xml" not in names:
        raise FaultError("not-excel")
    unpacked = sum(part.file_size for part in parts)
    swollen = [
        part for part in parts
        if part.file_size > SMALL and part.file_size > MAX_RATIO * max(part.compress_size, 1)
    ]  # fmt: skip
    if unpacked > MAX_UNPACKED or swollen or len(parts) > MAX_PARTS:
        raise FaultError("bomb")


def _first_sheet(packed: zipfile.ZipFile) -> str:
    """Return where the first sheet that is shown stands in the file."""
    book = fromstring(packed.read("xl/workbook.xml"), forbid_dtd=True)
    sheets = [one for one in book.iter(f"{MAIN}sheet") if one.get("state", "visible") == "visible"]
    if not sheets:
        raise FaultError("nothing")
    links = fromstring(packed.read("xl/_rels/workbook.xml.rels"), forbid_dtd=True)
    wanted = sheets[0].get(RELATION)
    target = next((str(one.get("Target")) for one in links if one.get("Id") == wanted), "")
    return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


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


def _lines(data: bytes) -> list[tuple[int, list[str]]]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        shown = [one for one in book.sheets_metadata if one.visible == VISIBLE]
        rows: Any = book.get_sheet_by_name(shown[0].name).to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, IndexError, OSError, ValueError) as error:
        raise FaultError("broken") from error
    width = max((_width(row) for row in rows), default=0)
    cut = [(number, [_words(cell) for cell in row[:width]]) for number, row in enumerate(rows, 1)]
    return [(number, cells) for number, cells in cut if any(cells)]


def _width(row: list[Any]) -> int:
    return max((place for place, cell in enumerate(row, 1) if cell != ""), default=0)


def _words(cell: Any) -> str:
    """Return a cell as a person reads it; a whole number has no comma."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime | date | time):
        return cell.isoformat()
    return str(cell)


if __name__ == "__main__":
    tell(read)
