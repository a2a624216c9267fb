"""Files of strangers: what is in them decides what they are, and each fault is a sentence."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koppelvlak.kit.errors import BadInputError
from koppelvlak.kit.imports.files import lines_of
from koppelvlak.kit.imports.table import MAX_BYTES, BadFileError

HEAD = ["Functie", "Nummer"]


def excel(*rows: Sequence[Any], **more: Any) -> bytes:
    book, file = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    for cell, value in more.items():
        sheet[cell] = value
    book.save(file)
    return file.getvalue()


def repacked(data: bytes, change: Callable[[str, bytes], bytes | None], **added: bytes) -> bytes:
    """Return a ZIP file with other parts: None leaves one out."""
    file = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as given_,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for part in given_.infolist():
            said = change(part.filename, given_.read(part))
            if said is not None:
                made.writestr(part.filename, said)
        for name, said in added.items():
            made.writestr(name.replace("__", "/"), said)
    return file.getvalue()


def fault(data: bytes) -> str:
    with pytest.raises(BadFileError) as caught:
        lines_of(data, name="lijst.xlsx", also="cards")
    return str(caught.value.detail)


def sheet_says(words: bytes) -> Callable[[str, bytes], bytes]:
    def change(name: str, said: bytes) -> bytes:
        return said.replace(b"</sheetData>", words + b"</sheetData>") if "sheet1" in name else said

    return change


GOOD = excel(HEAD, ["NOC", "0880000001"])


def test_excel_is_read_as_words() -> None:
    data = excel(HEAD, [], ["NOC", 31880000001], ["Wacht", 1.5])
    assert lines_of(data, name="x", also="cards") == [
        (1, HEAD),
        (3, ["NOC", "31880000001"]),
        (4, ["Wacht", "1.5"]),
    ]


def test_the_name_of_a_file_does_not_count() -> None:
    assert lines_of(GOOD, name="lijst.csv", also="cards") == lines_of(
        GOOD, name="lijst.pdf", also="cards"
    )


def test_csv_is_read_as_before() -> None:
    assert lines_of(b"functie;nummer\nNOC;112\n", name="x", also="cards")[1] == (2, ["NOC", "112"])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_card_in_any_encoding(encoding: str) -> None:
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Wacht café\r\nTEL:+31880000001\r\nEND:VCARD\r\n"
    [_head, (number, cells)] = lines_of(text.encode(encoding), name="x", also="cards")
    assert (number, cells[2:5]) == (1, ["Wacht café", "phone", "+31880000001"])


def test_a_card_in_the_encoding_of_windows() -> None:
    text = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:café\r\nTEL:112\r\nEND:VCARD\r\n"
    assert lines_of(text.encode("cp1252"), name="x", also="cards")[1][1][2] == "café"


def test_two_numbers_of_one_card_are_two_lines() -> None:
    text = "BEGIN:VCARD\nVERSION:3.0\nFN:A\nTEL:112\nEMAIL:a@b.nl\nEND:VCARD\n"
    ways = [cells[3:5] for _number, cells in lines_of(text.encode(), name="x", also="cards")[1:]]
    assert ways == [["phone", "112"], ["mail", "a@b.nl"]]


BAD: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", "empty"),
    "blanks": (b" \n\n ", "empty"),
    "pdf": (b"%PDF-1.7 ...", "a PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n....", "no table"),
    "old excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Excel"),
    "too large": (b"a" * (MAX_BYTES + 1), "10 MB"),
    "nul in csv": (b"functie;nummer\nNOC;\x00\n", "not a text file"),
    "a lone quote": (b'functie;nummer\n"NOC;112\n', "line"),
    "cut off": (GOOD[:-200], "damaged"),
    "only the start of a zip": (b"PK\x03\x04", "damaged"),
    "a docx": (repacked(GOOD, lambda name, said: None if "workbook" in name else said), "ZIP"),
    "a macro": (repacked(GOOD, lambda _n, s: s, **{"xl__vbaProject.bin": b"x"}), "macro"),
    "no sheet inside": (
        repacked(GOOD, lambda name, said: None if "sheet1" in name else said),
        "damaged",
    ),
    "broken xml": (
        repacked(GOOD, lambda name, said: said[:80] if name == "xl/workbook.xml" else said),
        "damaged",
    ),
    "an entity": (
        repacked(
            GOOD,
            lambda name, said: (
                b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + said
                if name == "xl/workbook.xml"
                else said
            ),
        ),
        "damaged",
    ),
    "a formula": (excel(HEAD, ["NOC"], B2="=1+1"), "cell B2"),
    "a far cell": (excel(HEAD, XFD1="x"), "cell XFD1"),
    "a deep cell": (excel(HEAD, A60000="x"), "cell A60000"),
    "a bomb": (
        repacked(GOOD, lambda name, said: b" " * 40_000_000 if "sheet1" in name else said),
        "unpacks",
    ),
    "an open card": (b"BEGIN:VCARD\nVERSION:3.0\nFN:A\n", "line 1"),
    "a card in a card": (b"BEGIN:VCARD\nFN:A\nBEGIN:VCARD\nEND:VCARD\n", "line 1"),
    "a broken card": (b"BEGIN:VCARD\nVERSION:3.0\nthis is nothing\nEND:VCARD\n", "line 1"),
    "nul in a card": (b"BEGIN:VCARD\nFN:\x00\nEND:VCARD\n", "UTF-8"),
    "many cards": (b"BEGIN:VCARD\nVERSION:3.0\nFN:A\nEND:VCARD\n" * 2001, "2000 cards"),
}


@pytest.mark.parametrize(("data", "words"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_a_sentence(data: bytes, words: str) -> None:
    assert words in fault(data)


def test_cells_without_a_place_do_not_fill_the_memory() -> None:
    many = b"<row>" + b"<c><v>1</v></c>" * 200_000 + b"</row>"
    data = repacked(GOOD, sheet_says(many * 8))
    with pytest.raises(BadInputError):
        lines_of(data, name="x", also="cards")


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)
@given(st.data())
def test_a_damaged_file_is_refused_or_read_never_a_crash(data: st.DataObject) -> None:
    whole = bytearray(GOOD if data.draw(st.booleans()) else CARD)
    for _time in range(data.draw(st.integers(1, 8))):
        whole[data.draw(st.integers(4, len(whole) - 1))] = data.draw(st.integers(0, 255))
    # Anything but a refusal in words fails here.
    with suppress(BadFileError):
        assert lines_of(bytes(whole), name="x", also="cards")


CARD = (
    b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Wacht\r\nN:Wacht;;;;\r\nTEL;TYPE=WORK:+31880000001\r\n"
    b"NOTE:24/7\\nbel eerst\r\nEND:VCARD\r\n"
)


JSON = [
    (b'[{"a": 1},\n {"a": }]', "has a mistake in it, at line and column 2:8."),
    (b"[{}", "has a mistake in it, at line and column 1:4."),
    (b"[" + b"9" * 5000 + b"]", "a number that is too long, or too many layers."),
    (b"[" * 100_000, "a number that is too long, or too many layers."),
]


@pytest.mark.parametrize(("data", "words"), JSON, ids=["comma", "end", "number", "layers"])
def test_a_mistake_in_json_says_where_in_our_own_words(data: bytes, words: str) -> None:
    with pytest.raises(BadFileError) as caught:
        lines_of(data, name="x", also="objects")
    (said,) = caught.value.problems
    assert words in said
