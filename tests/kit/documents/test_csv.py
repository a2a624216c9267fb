"""CSV: the first table, by the same conventions as every list."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from koppelvlak.kit.documents.content import Document
from koppelvlak.kit.documents.printing import Format, to_bytes
from koppelvlak.kit.ui.listing import FORMULA, NUMBER
from tests.kit.documents.sample import ATTACKS, SAMPLE, UNWRITABLE, saying


def rows(document: Document) -> list[list[str]]:
    text = to_bytes(document, Format.CSV).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_the_first_table_and_how_far_it_may_be_shared() -> None:
    assert rows(SAMPLE) == [
        ["Town", "People", "Share", "Length (km)", "Since", "Seen at"],
        ["Zwolle", "133141", "0,5", "12,34", "1230-08-31", ""],
        ["Almelo", "unknown", "0,004", "8,0", "2026-11-26", "2026-11-26 14:05"],
        ["This network only (TLP:AMBER)"],
    ]


def test_excel_sees_that_it_is_unicode() -> None:
    assert to_bytes(SAMPLE, Format.CSV).startswith(b"\xef\xbb\xbf")


def test_without_a_table_it_still_says_its_class() -> None:
    assert rows(replace(SAMPLE, parts=())) == [["This network only (TLP:AMBER)"]]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_that_people_type_can_run(attack: str) -> None:
    cells = [cell for row in rows(saying(attack)) for cell in row]
    assert not any(FORMULA.match(cell) and not NUMBER.match(cell) for cell in cells)


@pytest.mark.parametrize("sign", UNWRITABLE, ids=ascii)
def test_what_cannot_be_seen_is_left_out(sign: str) -> None:
    assert rows(saying(f"before{sign}after"))[0] == ["beforeafter", "beforeafter"]
