"""Tables that people send: every broken file gets its sentence, and the good ones their rows."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date

import openpyxl
import pytest

from koppelvlak.kit.imports.files import lines_of
from koppelvlak.kit.imports.table import BadFileError


def grid(data: bytes, *, name: str) -> list[tuple[int, list[str]]]:
    return lines_of(data, name=name, also="objects")


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    book.save(out)
    return out.getvalue()


GOOD = workbook(("wie", "wat"), ("Vitens", "levert"))


def changed(name: str, content: bytes | None) -> bytes:
    """Return the good workbook with one part of it changed, added, or (None) left out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        if content is not None:
            new.writestr(name, content)
    return out.getvalue()


def packed(name: str, content: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", 8) as new:
        new.writestr(name, content)
    return out.getvalue()


def corrupted() -> bytes:
    at = GOOD.index(b"xl/worksheets/sheet1.xml") + 40
    return GOOD[:at] + bytes(255 - byte for byte in GOOD[at : at + 60]) + GOOD[at + 60 :]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
DOCTYPE = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><x>&e;</x>'
SHEET = "xl/worksheets/sheet1.xml"
BROKEN = {
    "59 a PDF called .xlsx": (b"%PDF-1.7 etc", "PDF"),
    "59 a Word document called .xlsx": (packed("word/document.xml", b"<x/>"), "Word document"),
    "60 an old .xls": (OLE, "old Excel file"),
    "60 a macro": (changed("xl/vbaProject.bin", b"macro"), "macro"),
    "61 a password": (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    "62 half a file": (GOOD[: len(GOOD) // 2], "damaged"),
    "63 corrupted inside": (corrupted(), "damaged"),
    "64 a part is missing": (changed(SHEET, None), "damaged"),
    "64 no workbook at all": (packed("hallo.txt", b"hallo"), "no Excel file"),
    "65 broken XML": (changed(SHEET, b"<worksheet><sheetData><row>"), "file"),
    "66 odd attributes": (
        changed(SHEET, b'<worksheet><sheetData><row r="x"><c r="&" t="q"/></row></sheetData>'),
        "file",
    ),
    "67 a declaration": (changed("xl/sharedStrings.xml", DOCTYPE), "damaged"),
    "68 a bomb": (changed(SHEET, b"<!--" + b" " * 60_000_000 + b"-->"), "unpacks"),
    "69 a cell far away": (
        changed(
            SHEET,
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
            b'<sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576">'
            b'<c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
        ),
        "XFD1048576",
    ),
    "71 a quotation mark too many": (b'wie;wat\n"Vitens;levert\n', "quotation mark"),
    "71 no text at all": (bytes(range(256)) * 4, "not a text file"),
    "nothing": (b"  \n", "empty"),
    "an empty workbook": (workbook(), "empty"),
    "too large": (b"x" * 10_000_001, "10 MB"),
    "JSON with a mistake": (b'[{"wie": ]', "JSON"),
    "JSON that is no list": (b'{"wie": "Vitens"}', "not a list"),
    "JSON of other things": (b"[1, 2]", "not a list"),
    "JSON without an end": (b"[" * 100_000, "JSON"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "words"), BROKEN.values(), ids=list(BROKEN))
def test_a_broken_file_gets_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(BadFileError) as caught:
        grid(data, name="lijst.xlsx")
    said = caught.value.problems[0]
    assert words in said
    assert "root:" not in said


def test_cells_read_as_people_read_them() -> None:
    data = workbook(
        ("a", "b", "c", "d", "e"), (None,) * 5, (1.0, 2.5, date(2027, 1, 31), True, " één ")
    )
    assert grid(data, name="x") == [
        (1, ["a", "b", "c", "d", "e"]), (3, ["1", "2.5", "2027-01-31", "yes", "één"]),
    ]  # fmt: skip


def test_the_first_sheet_that_holds_anything_counts() -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.create_sheet("tweede").append(["wie", "wat"])
    book.save(out)
    assert grid(out.getvalue(), name="x") == [(1, ["wie", "wat"])]


def test_more_columns_or_rows_than_a_list_has() -> None:
    for rows in ([tuple(range(101))], [(1,)] * 50_003):
        with pytest.raises(BadFileError) as caught:
            grid(workbook(*rows), name="x")
        assert "at most" in caught.value.problems[0]


def test_objects_read_as_rows() -> None:
    data = json.dumps([{"wie": "Vitens", "thema": [5, 8]}, {"wat": None, "basis": True}]).encode()
    assert grid(data, name="x") == [
        (0, ["wie", "thema", "wat", "basis"]),
        (1, ["Vitens", "5; 8", "", ""]),
        (2, ["", "", "", "yes"]),
    ]
