"""What a file is, read from its content: kinds that are kept, names, and what is turned away."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from koppelvlak.agreements.files import ENDINGS, MOST_BYTES, accept, path_of, store
from koppelvlak.kit.errors import BadInputError

PDF = b"%PDF-1.7\n"
PNG = b"\x89PNG\r\n\x1a\n..."
JPEG = b"\xff\xd8\xff\xe0..."
KEY = UUID("00000000-0000-4000-8000-000000000001")
ODT = "application/vnd.oasis.opendocument.text"


def packed(**members: str) -> bytes:
    """Return a ZIP; ``_`` in a name stands for a slash, ``__`` for a full stop."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", ".").replace("_", "/"), text)
    return out.getvalue()


def office(member: str, **more: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in {"[Content_Types].xml": "x", member: "x", **more}.items():
            archive.writestr(name, text)
    return out.getvalue()


KINDS = [
    ("a.pdf", PDF, ".pdf"),
    ("a.png", PNG, ".png"),
    ("a.jpg", JPEG, ".jpg"),
    ("a.docx", office("word/document.xml"), ".docx"),
    ("a.xlsx", office("xl/workbook.xml"), ".xlsx"),
    ("a.odt", packed(mimetype=ODT), ".odt"),
    ("a.ods", packed(mimetype="application/vnd.oasis.opendocument.spreadsheet"), ".ods"),
    ("a.txt", "één regel".encode(), ".txt"),
    ("a.txt", b"\xef\xbb\xbfmet merk", ".txt"),
]


@pytest.mark.parametrize(
    ("name", "data", "ending"), KINDS, ids=[f"{n}-{e}" for n, (_f, _d, e) in enumerate(KINDS)]
)
def test_what_is_kept_is_known_by_its_content(name: str, data: bytes, ending: str) -> None:
    found = accept(name, data)
    assert (found.name, ENDINGS[found.media_type]) == (name, ending)
    assert accept("iets.exe", data).name == f"iets{ending}"


NAMES = [
    ("bijlage.PDF", "bijlage.PDF"),
    ("/etc/passwd", "passwd.pdf"),
    ("..\\..\\boot.ini", "boot.pdf"),
    ("a/b/c.pdf", "c.pdf"),
    ("", "bijlage.pdf"),
    ("rapport", "rapport.pdf"),
    ("rapport.docx", "rapport.pdf"),
    ("x" * 200 + ".pdf", "x" * 116 + ".pdf"),
]


@pytest.mark.parametrize(("given_name", "kept"), NAMES, ids=range(len(NAMES)))
def test_the_name_is_cut_to_a_name(given_name: str, kept: str) -> None:
    assert accept(given_name, PDF).name == kept


def test_a_photograph_may_end_in_jpeg() -> None:
    assert accept("kaart.jpeg", JPEG).name == "kaart.jpeg"


def why(data: bytes) -> str:
    with pytest.raises(BadInputError) as caught:
        accept("a.pdf", data)
    assert list(caught.value.errors) == ["file"]
    return str(caught.value.errors["file"][0])


ONLY = "Only PDF, Word, Excel, OpenDocument, PNG, JPEG and plain text can be an annex."
LARGE = "This file is larger than 10 MB. Make it smaller, or keep a link to it."
REFUSED = [
    (b"", "This file is empty."),
    (b"a" * (MOST_BYTES + 1), LARGE),
    (b"<!doctype html>", ONLY),
    (b"tekst \x00 met nul", ONLY),
    (b"\xff\xfe\x00a", ONLY),
    (b"MZ\x90\x00", ONLY),
    (b"PK\x03\x04afgebroken", ONLY),
    (packed(readme="geen document"), ONLY),
    (packed(mimetype="application/x-onbekend"), ONLY),
    (office("ppt/presentation.xml"), ONLY),
    (
        office("word/document.xml", **{"word/vbaProject.bin": "x"}),
        "This file has a macro in it. Save it without macros.",
    ),
    (packed(bom="0" * 3_000_000), ONLY),
]  # fmt: skip


@pytest.mark.parametrize(("data", "words"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_turned_away_says_why(data: bytes, words: str) -> None:
    assert why(data) == words


def test_the_largest_that_fits_is_kept() -> None:
    assert len(accept("a.txt", b"a" * MOST_BYTES).data) == MOST_BYTES


def test_a_file_is_never_written_over(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    path = store(KEY, accept("a.pdf", PDF))
    assert (path, path.read_bytes()) == (path_of(KEY), PDF)
    with pytest.raises(FileExistsError):
        store(KEY, accept("b.pdf", PDF + b"anders"))
    assert path.read_bytes() == PDF


def test_its_folder_is_for_us_alone(settings: Settings, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"
    path = store(KEY, accept("a.pdf", PDF))
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_mode & 0o777 == 0o600


@settings(max_examples=50)
@given(st.sampled_from([PDF, PNG, JPEG, b"tekst"]), st.text(max_size=40))
def test_any_name_becomes_the_name_of_a_file(data: bytes, name: str) -> None:
    found = accept(name, data).name
    assert "/" not in found
    assert "\\" not in found
    assert found.lower().endswith((".jpeg", *ENDINGS.values()))


@settings(max_examples=50)
@given(st.text(max_size=40), st.text(max_size=40))
def test_what_holds_a_nul_is_no_text(before: str, after: str) -> None:
    assert why(f"{before}\x00{after}".encode()) == ONLY
