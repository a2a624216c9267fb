"""A file that somebody sends, as lines of cells; what it is, is seen from what is in it."""

from __future__ import annotations

from typing import Literal, TypeAlias

from django.utils.translation import gettext_lazy

from koppelvlak.kit.imports import objects
from koppelvlak.kit.imports.contained import BrokenOffError, contained
from koppelvlak.kit.imports.table import MAX_BYTES, BadFileError, read_cells
from koppelvlak.kit.imports.told import FaultError
from koppelvlak.kit.text import clean

Lines: TypeAlias = list[tuple[int, list[str]]]
Also: TypeAlias = Literal["cards", "objects"]

ZIP, OLE, PDF = b"PK", b"\xd0\xcf\x11\xe0", b"%PDF"
CARD, OBJECTS, UTF16 = b"begin:vcard", (b"[", b"{"), (b"\xff\xfe", b"\xfe\xff")
PASSWORD = "EncryptedPackage".encode("utf-16-le")
OTHERS = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")
WORKBOOK, CARDS = "koppelvlak.kit.imports.workbook", "koppelvlak.kit.imports.cards"
FAULTS = {
    "bomb": gettext_lazy("This file unpacks to far more than a list needs. Nothing was read."),
    "broken": gettext_lazy(
        "This Excel file is damaged. Open it in Excel, save it as .xlsx and try again."
    ),
    "card": gettext_lazy(
        "line %(about)s: the card that begins here is damaged. Export it once more."
    ),
    "cards": gettext_lazy("There are more than %(about)s cards. Send them in parts."),
    "cell": gettext_lazy("One cell is longer than 10,000 characters; it begins with: %(about)s"),
    "empty": gettext_lazy("This file is empty."),
    "endless": gettext_lazy(
        "This JSON file holds a number that is too long, or too many layers. Nothing was read."
    ),
    "encoding": gettext_lazy("The letters of this file cannot be read. Save it in UTF-8."),
    "far": gettext_lazy(
        "cell %(about)s: a list has at most 50,000 lines and 100 columns. Remove what stands there."
    ),
    "formula": gettext_lazy(
        "cell %(about)s: this is a formula. Put its value there (paste as values)."
    ),
    "json": gettext_lazy(
        "This JSON file has a mistake in it, at line and column %(about)s. Save it again."
    ),
    "large": gettext_lazy("This file is larger than 10 MB. Send it in parts."),
    "macro": gettext_lazy("This Excel file holds a macro. Save it as .xlsx, without macros."),
    "no-objects": gettext_lazy("This JSON file is not a list of objects."),
    "not-excel": gettext_lazy(
        "This is no Excel file but another kind of ZIP file. Save the table as .xlsx or CSV."
    ),
    "nothing": gettext_lazy("There is no sheet to see in this Excel file."),
    "objects": gettext_lazy("There are more than 50,000 objects."),
    "old": gettext_lazy("This is an old Excel file (.xls). Save it as .xlsx and try again."),
    "other": gettext_lazy("This is no table. Send an Excel file (.xlsx) or CSV."),
    "password": gettext_lazy("This file has a password. Save it without one."),
    "pdf": gettext_lazy("This is a PDF, not a table. Save the table as .xlsx or CSV."),
    "slow": gettext_lazy("Reading this took too much time or memory. Send a smaller file."),
    "word": gettext_lazy("This is a Word document, not a table. Save the table as .xlsx or CSV."),
}


def lines_of(data: bytes, *, name: str, also: Also) -> Lines:
    """Return the lines that hold anything, the header first, each with its number in the file.

    Reads Excel and CSV, and ``also`` vCards or a JSON list of objects (numbered from 1, the header
    0). Excel and vCard are read in a child process that can do little. Raises BadFileError in a
    sentence that says what to do.
    """
    try:
        _require_table(data)
        lines = _lines(data, name, also)
    except FaultError as fault:
        words = str(FAULTS[fault.what]) % {"about": fault.about}
        raise BadFileError(name, [words]) from fault
    return [(number, [clean(cell) for cell in cells]) for number, cells in lines]


def _require_table(data: bytes) -> None:
    refused = {
        "large": len(data) > MAX_BYTES,
        "empty": not data.strip(),
        "password": data.startswith(OLE) and PASSWORD in data,
        "old": data.startswith(OLE),
        "pdf": data.startswith(PDF),
        "other": data.startswith(OTHERS),
    }
    for what, holds in refused.items():
        if holds:
            raise FaultError(what)


def _lines(data: bytes, name: str, also: Also) -> Lines:
    start = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    if data.startswith(ZIP):
        found = _contained(WORKBOOK, data)
    elif also == "cards" and (start.startswith(CARD) or _utf16_card(data)):
        found = _contained(CARDS, data)
    elif also == "objects" and start.startswith(OBJECTS):
        found = objects.read(data)
    else:
        found = read_cells(data, name)
    if not found:
        raise FaultError("empty")
    return found


def _utf16_card(data: bytes) -> bool:
    return data[:2] in UTF16 and data[:64].replace(b"\x00", b"")[2:].lower().startswith(CARD)


def _contained(module: str, data: bytes) -> Lines:
    try:
        said = contained(module, data)
    except BrokenOffError as error:
        raise FaultError("slow") from error
    if "fault" in said:
        raise FaultError(*said["fault"])
    return [(number, [str(cell) for cell in cells]) for number, cells in said["found"]]
