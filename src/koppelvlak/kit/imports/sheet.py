"""Read the first sheet of an Excel workbook; runs as a child process (``contained``).

Says as JSON ``{"rows": [[number, [cells]], …]}`` or ``{"fault": code, "about": text}``. Nothing of
the file is believed before it was checked.
"""

from __future__ import annotations

import json
import sys
import zipfile
import zlib
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from koppelvlak.kit.imports.contained import FILE, limit_this_process

MOST_ROWS, MOST_COLUMNS, MOST_TEXT = 50_000, 100, 10_000
MOST_UNPACKED, MOST_RATIO = 100_000_000, 100
HEAD = 4096
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
PASSWORD = "EncryptedPackage".encode("utf-16-le")
DAMAGED = (
    EOFError, KeyError, NotImplementedError, OSError, RuntimeError, TypeError, ValueError,
    zipfile.BadZipFile, zlib.error, CalamineError,
)  # fmt: skip


class FaultError(Exception):
    """What is wrong with the file, as a code; ``about`` is what it is about."""

    def __init__(self, code: str, about: str = "") -> None:
        super().__init__(code)
        self.code, self.about = code, about


def read(path: Path) -> dict[str, Any]:
    """Return the rows that hold anything, or the fault."""
    try:
        _look(path)
        return {"rows": _rows(path)}
    except FaultError as fault:
        return {"fault": fault.code, "about": fault.about}
    except DAMAGED as error:
        return {"fault": "damaged", "about": type(error).__name__}


def _look(path: Path) -> None:
    """Refuse what is no workbook, or what could do harm, before anything reads it."""
    data = path.read_bytes()
    if data.startswith(OLD_OFFICE):
        raise FaultError("password" if PASSWORD in data else "old")
    if data.startswith(b"%PDF-"):
        raise FaultError("pdf")
    with zipfile.ZipFile(path) as packed:
        _measure(packed.infolist(), len(data))
        _name(set(packed.namelist()))
        for name in sorted(packed.namelist()):
            if name.endswith((".xml", ".rels")):
                with packed.open(name) as part:
                    if b"<!" in part.read(HEAD).replace(b"<!--", b""):
                        raise FaultError("doctype", name)


def _measure(infos: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(info.file_size for info in infos)
    if unpacked > MOST_UNPACKED or unpacked > packed * MOST_RATIO:
        raise FaultError("bomb")


def _name(names: set[str]) -> None:
    if "word/document.xml" in names:
        raise FaultError("word")
    if any(name.endswith("vbaProject.bin") for name in names):
        raise FaultError("macro")
    if "xl/workbook.xml" not in names:
        raise FaultError("no-workbook")


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    book = CalamineWorkbook.from_path(str(path))
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        last_row, last_column = sheet.end or (0, 0)
        if last_column >= MOST_COLUMNS:
            raise FaultError("wide", name)
        if last_row > MOST_ROWS:
            raise FaultError("long", name)
        grid = sheet.to_python(skip_empty_area=False)
        rows = [(number, [_text(cell) for cell in row]) for number, row in enumerate(grid, start=1)]
        kept = [(number, cells) for number, cells in rows if any(cells)]
        if kept:
            return kept
    raise FaultError("empty")


def _text(cell: Any) -> str:
    """Return a cell as a person would read it; days as 2027-01-31."""
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
    if len(text) > MOST_TEXT:
        raise FaultError("cell", text[:40])
    return text


if __name__ == "__main__":
    limit_this_process()
    sys.stdout.write(json.dumps(read(Path(FILE))))
