"""Annexes that are packed: what they hold decides, and what is damaged is refused in a sentence."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from koppelvlak.agreements.files import ENDINGS, MOST_BYTES, ODF, OFFICE, accept
from koppelvlak.kit.errors import BadInputError

TEXT, SHEET = f"{ODF}.text", f"{ODF}.spreadsheet"
ONLY = "Only PDF, Word, Excel, OpenDocument, PNG, JPEG and plain text can be an annex."


def packed(*members: tuple[str, bytes], how: int = zipfile.ZIP_STORED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", how) as to:
        for name, data in members:
            # Without a day of its own a member holds the second in which it was packed.
            to.writestr(zipfile.ZipInfo(name), data, how)
    return out.getvalue()


def refused(data: bytes, name: str = "bijlage.odt") -> str:
    with pytest.raises(BadInputError) as caught:
        accept(name, data)
    (words,) = caught.value.errors["file"]
    return str(words)


def word(*more: tuple[str, bytes]) -> bytes:
    return packed(("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a/>"), *more)


KINDS = [
    (packed(("mimetype", TEXT.encode())), TEXT),
    (packed(("mimetype", SHEET.encode() + b"\n")), SHEET),
    (word(), f"{OFFICE}.wordprocessingml.document"),
    (packed(("[Content_Types].xml", b""), ("xl/workbook.xml", b"")),
     f"{OFFICE}.spreadsheetml.sheet"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "media_type"), KINDS, ids=range(len(KINDS)))
def test_what_it_holds_says_what_it_is(data: bytes, media_type: str) -> None:
    assert accept("bijlage", data).media_type == media_type


@pytest.mark.parametrize(
    "data",
    [
        packed(),
        packed(("word/document.xml", b"<a/>")),
        packed(("[Content_Types].xml", b"<a/>")),
        packed(("[Content_Types].xml", b"<a/>"), ("ppt/presentation.xml", b"<a/>")),
        packed(("mimetype", b"application/vnd.oasis.opendocument.presentation")),
        packed(("mimetype", b"\xff\xfe")),
        packed(("lees mij.txt", b"hallo")),
        b"PK\x03\x04",
        word()[:60],
    ],
    ids=range(9),
)
def test_what_is_no_document_is_refused(data: bytes) -> None:
    assert refused(data) == ONLY


@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_packed_kind_that_is_damaged_is_refused(how: int) -> None:
    data = packed(("mimetype", TEXT.encode() * 40), how=how)
    start = 30 + len("mimetype")
    for at in range(start, start + 12):
        spoiled = data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]
        assert refused(spoiled) == ONLY


ODT = packed(("mimetype", TEXT.encode()), ("content.xml", b"<a/>"), how=zipfile.ZIP_DEFLATED)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(ODT) - 1), st.binary(min_size=1, max_size=8))
def test_no_damage_breaks_the_reader(at: int, put: bytes) -> None:
    with suppress(BadInputError):
        kept = accept("bijlage.odt", ODT[:at] + put + ODT[at + len(put) :])
        assert kept.media_type in ENDINGS


@pytest.mark.parametrize("name", ["word/vbaProject.bin", "xl/vbaProject.bin", "vbaProject.bin"])
def test_a_macro_is_refused_with_what_to_do(name: str) -> None:
    assert refused(word((name, b"x"))) == "This file has a macro in it. Save it without macros."


def test_what_unpacks_to_far_more_is_refused() -> None:
    bomb = packed(("mimetype", TEXT.encode()), ("x", b"0" * 3_000_000), how=zipfile.ZIP_DEFLATED)
    assert refused(bomb) == ONLY


def test_what_is_too_large_is_refused_before_it_is_read() -> None:
    assert "larger than 10 MB" in refused(b"a" * (MOST_BYTES + 1))
    assert accept("lang", b"a" * MOST_BYTES).media_type == "text/plain"


def test_what_is_empty_is_refused() -> None:
    assert refused(b"") == "This file is empty."


NAMES = [
    ("Convenant.odt", "Convenant.odt"),
    ("Convenant.ODT", "Convenant.ODT"),
    ("Convenant.doc", "Convenant.odt"),
    ("../../etc/passwd", "passwd.odt"),
    ("C:\\map\\Convenant.odt", "Convenant.odt"),
    ("", "bijlage.odt"),
    ("Bijlage bij v1.2", "Bijlage bij v1.odt"),
    ("a" * 200 + ".odt", "a" * 116 + ".odt"),
]


@pytest.mark.parametrize(("name", "kept"), NAMES)
def test_its_name_ends_as_what_it_is(name: str, kept: str) -> None:
    assert accept(name, ODT).name == kept


@given(st.text(max_size=300))
def test_no_name_leads_out_of_its_folder(name: str) -> None:
    kept = accept(name, ODT).name
    assert 0 < len(kept) <= 120
    assert "/" not in kept
    assert "\\" not in kept
    assert kept.lower().endswith(".odt")


@pytest.mark.parametrize(
    "data", [b"<!doctype html>", b"hallo\x00", b"\xff\xfeh\x00", b" <script>alert(1)</script>"]
)
def test_what_a_browser_could_run_is_no_text(data: bytes) -> None:
    assert refused(data) == ONLY


def test_equal_content_adds_up_to_the_same() -> None:
    one, other = accept("a.odt", ODT), accept("b.odt", ODT)
    assert one.sha256 == other.sha256
    assert accept("c.txt", b"iets anders").sha256 != one.sha256
