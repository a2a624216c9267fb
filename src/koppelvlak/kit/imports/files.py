"""A file that somebody sends, as lines of cells; what it is, is seen from what is in it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

from koppelvlak.kit.imports.contained import BrokenOffError, contained
from koppelvlak.kit.imports.table import BadFileError, read_cells
from koppelvlak.kit.imports.told import FaultError

MAX_BYTES = 2_000_000
ZIP, OLE, CARD = b"PK", b"\xd0\xcf\x11\xe0", b"begin:vcard"
OTHERS = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"{\\rtf")
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
    "empty": gettext_lazy("This file is empty."),
    "encoding": gettext_lazy("The letters of this file cannot be read. Save it in UTF-8."),
    "far": gettext_lazy(
        "cell %(about)s: a list has at most 50,000 lines and 100 columns. Remove what stands there."
    ),
    "formula": gettext_lazy(
        "cell %(about)s: this is a formula. Put its value there (paste as values)."
    ),
    "macro": gettext_lazy("This Excel file holds a macro. Save it as .xlsx, without macros."),
    "not-excel": gettext_lazy(
        "This is no Excel file but another kind of ZIP file. Save the table as .xlsx or CSV."
    ),
    "nothing": gettext_lazy("There is no sheet to see in this Excel file."),
    "old": gettext_lazy(
        "This is an old Excel file (.xls), or one with a password. Save it as .xlsx without one."
    ),
    "other": gettext_lazy("This is no table. Send an Excel file (.xlsx), CSV or vCard (.vcf)."),
    "password": gettext_lazy("This file has a password. Save it without one."),
    "slow": gettext_lazy("Reading this took too much time or memory. Send a smaller file."),
    "large": gettext_lazy("This file is larger than 2 MB. Send it in parts."),
}


def lines_of(data: bytes, *, name: str) -> list[tuple[int, list[str]]]:
    """Return the lines of an Excel file, CSV or vCard, each with its number.

    Excel and vCard are read in a child process that can do little. Raises BadFileError.
    """
    try:
        return _lines(data, name)
    except FaultError as fault:
        words = str(FAULTS[fault.what]) % {"about": fault.about}
        raise BadFileError(name, [words]) from fault


def _lines(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    start = data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    refused = {
        "large": len(data) > MAX_BYTES,
        "empty": not data.strip(),
        "old": data.startswith(OLE),
        "other": data.startswith(OTHERS),
    }
    for what, holds in refused.items():
        if holds:
            raise FaultError(what)
    if data.startswith(ZIP):
        return _contained(WORKBOOK, data)
    if start.startswith(CARD) or _utf16_card(data):
        return _contained(CARDS, data)
    return read_cells(data, name)


def _utf16_card(data: bytes) -> bool:
    return data[:2] in {b"\xff\xfe", b"\xfe\xff"} and (
        data[:64].replace(b"\x00", b"")[2:].lower().startswith(CARD)
    )


def _contained(module: str, data: bytes) -> list[tuple[int, list[str]]]:
    try:
        said = contained(module, data)
    except BrokenOffError as error:
        raise FaultError("slow") from error
    if "fault" in said:
        raise FaultError(*said["fault"])
    return [(number, [str(cell) for cell in cells]) for number, cells in said["found"]]
