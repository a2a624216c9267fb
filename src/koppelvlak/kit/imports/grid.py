"""A table that people send, as rows of texts: Excel, CSV or JSON, told apart by content."""

from __future__ import annotations

import json
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koppelvlak.kit.imports.contained import BrokenOffError, contained
from koppelvlak.kit.imports.table import MAX_BYTES, MAX_LINES, BadFileError, cells_of
from koppelvlak.kit.text import clean

READER = "koppelvlak.kit.imports.sheet"
PACKED = (b"PK", b"\xd0\xcf\x11\xe0", b"%PDF-")
FAULTS = {
    "old": gettext_lazy("This is an old Excel file (.xls). Save it as .xlsx and try again."),
    "password": gettext_lazy("This file is locked with a password. Save it without one."),
    "pdf": gettext_lazy("This is a PDF, not a table. Save the table as .xlsx or CSV."),
    "word": gettext_lazy("This is a Word document, not a table. Save the table as .xlsx or CSV."),
    "macro": gettext_lazy("There is a macro in this file. Save it as .xlsx and try again."),
    "bomb": gettext_lazy(
        "Unpacked, this file is far too large. Keep only the table that you need."
    ),
    "no-workbook": gettext_lazy("This is no Excel file. Save the table as .xlsx or CSV."),
    "doctype": gettext_lazy(
        "%(about)s holds a declaration that Excel never writes. Save it again."
    ),
    "wide": gettext_lazy(
        "Sheet %(about)s has more than 100 columns. Remove what stands far right."
    ),
    "long": gettext_lazy(
        "Sheet %(about)s has more than 50,000 rows. Remove what stands far below."
    ),
    "cell": gettext_lazy("One cell is longer than 10,000 characters; it begins with: %(about)s"),
    "empty": gettext_lazy("There is nothing in this file."),
    "damaged": gettext_lazy("This file is damaged. Open it in Excel, save it again and try again."),
}

Grid = list[tuple[int, list[str]]]


def read_grid(data: bytes, *, name: str) -> Grid:
    """Return the rows that hold anything, the header first, each with its number in the file.

    Of JSON (a list of objects) the number counts the objects, the header has 0. Raises
    BadFileError in a sentence that says what to do.
    """
    if len(data) > MAX_BYTES:
        raise BadFileError(name, [_("This file is larger than 10 MB.")])
    if not data.strip():
        raise BadFileError(name, [str(FAULTS["empty"])])
    if data.startswith(PACKED):
        return _workbook(data, name)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"[", b"{")):
        return _objects(data, name)
    return [
        (number, [clean(cell) for cell in cells]) for number, cells in cells_of(data, name=name)
    ]


def _workbook(data: bytes, name: str) -> Grid:
    try:
        said: Any = contained(READER, data)
    except BrokenOffError as error:
        words = _(
            "Reading this file took too long or asked for too much. Copy the table, without what"
            " stands far below or right of it, into a new file."
        )
        raise BadFileError(name, [words]) from error
    if "fault" in said:
        raise BadFileError(name, [str(FAULTS[said["fault"]]) % {"about": said["about"]}])
    return [(number, [clean(cell) for cell in cells]) for number, cells in said["rows"]]


def _objects(data: bytes, name: str) -> Grid:
    try:
        said: Any = json.loads(data.decode("utf-8-sig"))
    except UnicodeError as error:
        raise BadFileError(name, [_("This JSON file is not in UTF-8.")]) from error
    except (ValueError, RecursionError) as error:
        words = _("This JSON file has a mistake in it: %(reason)s")
        raise BadFileError(name, [words % {"reason": str(error)[:120]}]) from error
    if isinstance(said, dict):
        said = next((value for value in said.values() if isinstance(value, list)), said)
    if not isinstance(said, list) or not all(isinstance(one, dict) for one in said) or not said:
        raise BadFileError(name, [_("This JSON file is not a list of objects.")])
    if len(said) > MAX_LINES:
        raise BadFileError(name, [_("There are more than 50,000 objects.")])
    header = list(dict.fromkeys(key for one in said for key in one))
    rows = [(n, [_cell(one.get(key)) for key in header]) for n, one in enumerate(said, start=1)]
    return [(0, [clean(key) for key in header]), *rows]


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return "; ".join(_cell(one) for one in value)
    return clean(value if isinstance(value, str) else json.dumps(value, ensure_ascii=False))
