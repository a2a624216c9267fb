"""PDF: tagged for who cannot see it, one font, marked on every page, nothing read as markup."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
import typst

from koppelvlak.kit.documents.content import Column, Document, Figure, Section, Table
from koppelvlak.kit.documents.font import printable
from koppelvlak.kit.documents.printing import Format, to_bytes
from koppelvlak.kit.documents.wording import plain
from koppelvlak.kit.tlp import Tlp
from tests.kit.documents.sample import ATTACKS, SAMPLE, SVG, UNWRITABLE, saying


def opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(to_bytes(document, Format.PDF)))


def pages(document: Document) -> list[str]:
    """Return the text of each page as a reader of PDF finds it."""
    with pdfium.PdfDocument(to_bytes(document, Format.PDF)) as file:
        return [page.get_textpage().get_text_bounded() for page in file]


def tagged(node: Any) -> Iterator[pikepdf.Dictionary]:
    """Yield every element of the tree of tags."""
    if isinstance(node, pikepdf.Array):
        for child in node:
            yield from tagged(child)
    elif isinstance(node, pikepdf.Dictionary):
        if "/S" in node:
            yield node
        yield from tagged(node.get("/K"))


def tags(file: pikepdf.Pdf) -> list[str]:
    return [str(each.S) for each in tagged(file.Root.StructTreeRoot)]


def test_it_is_tagged_and_says_so() -> None:
    file = opened(SAMPLE)
    assert file.Root.MarkInfo.Marked
    assert file.open_metadata()["pdfuaid:part"] == "1"
    assert {"/H1", "/H2", "/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Figure", "/Note"} <= set(
        tags(file)
    )


@pytest.mark.parametrize("language", ["nl", "en"])
def test_it_says_its_language_and_shows_its_title(language: str) -> None:
    file = opened(replace(SAMPLE, language=language))
    assert str(file.Root.Lang) == language
    assert file.docinfo["/Title"] == "Towns of the east"
    assert file.Root.ViewerPreferences.DisplayDocTitle


def test_every_figure_says_what_it_shows() -> None:
    file = opened(SAMPLE)
    figures = [one for one in tagged(file.Root.StructTreeRoot) if one.S == "/Figure"]
    assert [str(one.Alt) for one in figures if "/Alt" in one] == ["Two towns, hatched."]


def test_heads_of_a_table_are_heads_of_columns() -> None:
    file = opened(SAMPLE)
    heads = [one for one in tagged(file.Root.StructTreeRoot) if one.S == "/TH"]
    assert len(heads) == 6
    assert {str(one.A[0].Scope) for one in heads} == {"/Column"}


def test_only_our_font_is_in_it_and_all_of_it_that_is_used() -> None:
    fonts, file = {}, opened(SAMPLE)
    for page in file.pages:
        for font in page.Resources.Font.values():
            (within,) = font.DescendantFonts
            fonts[str(font.BaseFont)] = within.FontDescriptor
    assert fonts
    assert all("OpenSans" in name for name in fonts)
    assert all({"/FontFile2", "/FontFile3"} & set(about.keys()) for about in fonts.values())


def test_each_page_says_at_its_head_and_foot_how_far_it_may_be_shared() -> None:
    rows = [(f"Town {number}",) for number in range(120)]
    long = replace(SAMPLE, parts=[Section("All", [Table("Towns", [Column("Town")], rows)])])
    found = pages(long)
    assert len(found) == 3
    for number, page in enumerate(found, start=1):
        lines = [line for line in page.splitlines() if line.strip()]
        assert "This network only (TLP:AMBER)" in lines[0]
        assert lines[-3:] == [
            "This network only (TLP:AMBER)",
            "As it was on 26 November 2026 · N. de Wit",
            f"Page {number} of 3",
        ]
        assert "Town" in page


def test_its_properties_say_so_too() -> None:
    file = opened(replace(SAMPLE, tlp=Tlp.AMBER_STRICT))
    about = file.docinfo
    assert about["/Subject"] == "Own organisation only (TLP:AMBER+STRICT)"
    assert "TLP:AMBER+STRICT" in str(about["/Keywords"])


def test_it_says_everything() -> None:
    said = "".join("".join(pages(SAMPLE)).split())
    for text in (
        *("Towns of the east", "What the towns have in common.", "They lie on a river."),
        *("The IJssel.", "a bridge", "On the map", "The east", "Register of towns, 2026"),
        *("133,141", "50 %", "< 1 %", "12.3", "31 August 1230", "26 November 2026, 14:05"),
        *("Counted by the municipalities.", "Nothing to show", "Without villages."),
    ):
        assert "".join(text.split()) in said


@pytest.mark.parametrize("text", ATTACKS)
def test_what_people_type_is_never_markup(text: str) -> None:
    said = "".join("".join(pages(saying(text))).split())
    assert "".join(printable(plain(text)).split()) in said


@pytest.mark.parametrize("sign", UNWRITABLE, ids=ascii)
def test_what_cannot_be_seen_is_left_out(sign: str) -> None:
    assert "beforeafter" in "".join(pages(saying(f"before{sign}after")))


def test_a_sign_that_the_font_lacks_is_replaced_and_not_silently_lost() -> None:
    said = "".join(pages(saying("a → b ✓ 水")))
    assert "a -> b v \ufffd" in said


def test_a_long_address_is_broken_but_copied_whole() -> None:
    address = "wachtdienst.veiligheidsregio.ijsselland@meldkamer.voorbeeld.invalid"
    columns = [Column("One"), Column("Mail"), *(Column(f"Column {n}") for n in range(5))]
    rows = [["x", address, *"abcde"]]
    narrow = replace(SAMPLE, parts=[Section("A", [Table("T", columns, rows)])])
    assert address in "".join("".join(pages(narrow)).split())


@pytest.mark.parametrize("href", ["/etc/passwd", "page.typ", "https://evil.example/x.png"])
def test_a_drawing_cannot_fetch_a_file(href: str) -> None:
    svg = SVG.replace("<rect", f'<image width="9" height="9" href="{href}"/><rect')
    reaching = replace(SAMPLE, parts=[Section("A", [Figure(svg, "Map", "Map")])])
    with pytest.raises(typst.TypstError):
        to_bytes(reaching, Format.PDF)


def test_a_wide_table_lies_on_its_side() -> None:
    columns = [Column(f"Column {number}") for number in range(9)]
    wide = replace(SAMPLE, parts=[Section("A", [Table("Wide", columns, [range(9)])])])
    file = opened(wide)
    left, bottom, right, top = map(float, file.pages[0].mediabox)
    assert right - left > top - bottom
