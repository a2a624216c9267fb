"""The way out: what an address asks for, the links on a page, and the headers of a file."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import Any

import docx
import pytest
import time_machine
from django.template.loader import render_to_string
from django.test import RequestFactory

from koppelvlak.kit.access import Actor
from koppelvlak.kit.documents.content import strictest
from koppelvlak.kit.documents.printing import Format
from koppelvlak.kit.documents.responses import asked, download, downloads
from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.tlp import Tlp
from tests.kit.documents.sample import DAY, SAMPLE

OFFERED = (Format.PDF, Format.CSV)
NOOR = Actor(name="N. de Wit", organisation_name="VR IJsselland", on=DAY)


def paragraphs(file: bytes) -> list[str]:
    return [line.text for line in docx.Document(io.BytesIO(file)).paragraphs]


def request(query: str = "") -> Any:
    return RequestFactory().get(f"/{query}")


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?formaat=pdf", Format.PDF),
        ("?formaat=csv", Format.CSV),
        ("?formaat=word", None),
        ("?formaat=exe", None),
        ("?formaat=PDF", None),
        ("?formaat=", None),
        ("?formaat=%00", None),
        ("", None),
    ],
)
def test_a_file_comes_only_in_a_format_that_is_offered(query: str, found: Format | None) -> None:
    assert asked(request(query), OFFERED) is found


def test_links_keep_what_was_asked_and_drop_the_page() -> None:
    links = downloads(request("?sorteer=-naam&pagina=3&formaat=csv"), OFFERED)
    assert [link.url for link in links] == [
        "?sorteer=-naam&formaat=pdf",
        "?sorteer=-naam&formaat=csv",
    ]


def test_the_links_on_a_page() -> None:
    page = render_to_string(
        "components/downloads.html", {"downloads": downloads(request(), OFFERED)}
    )
    assert '<a class="file" href="?formaat=pdf">PDF</a>' in page
    assert '<a class="file" href="?formaat=csv">CSV</a>' in page


@pytest.mark.parametrize(
    ("into", "content_type", "ending"),
    [
        (Format.PDF, "application/pdf", "pdf"),
        (Format.EXCEL, Format.EXCEL.content_type, "xlsx"),
        (Format.WORD, Format.WORD.content_type, "docx"),
        (Format.CSV, "text/csv; charset=utf-8", "csv"),
    ],
)
def test_a_file_says_what_it_is_and_stays_with_who_asked(
    into: Format, content_type: str, ending: str
) -> None:
    file = download(SAMPLE, into, by=NOOR)
    assert file["Content-Type"] == content_type
    assert file["Content-Disposition"] == f'attachment; filename="towns.tlp-amber.{ending}"'
    assert file["X-Content-Type-Options"] == "nosniff"
    assert file["Cache-Control"] == "private, no-store"


@time_machine.travel("2026-11-26 13:05:00+00:00")
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "Made on 26 November 2026, 14:05 for N. de Wit, on behalf of VR IJsselland"),
        ("nl", "Gemaakt op 26 november 2026, 14:05 voor N. de Wit, namens VR IJsselland"),
    ],
)
def test_a_file_says_for_whom_it_was_made_and_when(language: str, words: str) -> None:
    with_table = replace(SAMPLE, language=language)
    file = download(with_table, Format.WORD, by=NOOR)
    assert words in paragraphs(file.content)


def test_what_is_for_named_persons_only_is_not_downloaded() -> None:
    with pytest.raises(RefusedError, match="TLP:RED"):
        download(replace(SAMPLE, tlp=Tlp.RED), Format.PDF, by=NOOR)


@pytest.mark.parametrize(
    ("parts", "whole"),
    [
        ([], Tlp.GREEN),
        ([Tlp.CLEAR], Tlp.GREEN),
        ([Tlp.AMBER, Tlp.GREEN], Tlp.AMBER),
        ([Tlp.AMBER, Tlp.AMBER_STRICT], Tlp.AMBER_STRICT),
        ([Tlp.RED, Tlp.GREEN], Tlp.RED),
    ],
)
def test_a_whole_is_as_strict_as_its_strictest_part(parts: list[Tlp], whole: Tlp) -> None:
    assert strictest(parts) is whole
