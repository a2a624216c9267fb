"""Nonsense sent to every address and every form: never a mistake of ours, never half-saved."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connection

from koppelvlak.kit.audit.models import Event
from tests.rules.site import Site, addresses

QUERIES = {
    "q": ["\x00", "x" * 60_000, "%", "' OR 1=1 --", '"', "NEAR(", "*", "\ud800", "🜁"],
    "pagina": ["abc", "-1", "9e99", "9" * 5000, "", "0", "\x00"],
    "sorteer": ["password", "-", "x__y", "\x00", "; drop table"],
    "op": ["notadate", "0000-00-00", "99999-01-01", "2026-13-45", "1000-01-01", "\x00", ""],
    "formaat": ["csv", "exe", "\x00"],
    "sector": ["nergens", "\x00", "drinking-water"],
    "soort": ["nergens", "\x00"],
    "stand": ["nergens", "\x00", "open"],
    "indeling": ["nergens", "\x00", "province"],
    "al-opgeslagen": ["<script>"],
    "next": ["//evil.example", "javascript:alert(1)"],
}
# How often a page is asked everything at once.
TOGETHER = 3
# What the databases could take differently, and what forms should stop before one is asked.
TO_BOTH = ["\x00", "x" * 5000, "9" * 30, "9999-12-31", "\ud800", "-1"]
TO_ONE = [
    "<script>alert(1)</script>", "\u202egnp.exe", "e\u0301" * 200, "2026-13-45", "0000-00-00",
    "=HYPERLINK(1)", "", "a\r\nBcc: x@y",
]  # fmt: skip


class Forms(HTMLParser):
    """Collects the forms of a page: where they go and what they ask."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form" and at.get("method", "get").lower() == "post":
            self.found.append((at.get("action", ""), {}))
        elif tag in {"input", "select", "textarea"} and self.found and at.get("name"):
            self.found[-1][1][at["name"]] = at.get("value", "")


def surrogates_away(value: str) -> str:
    """Return what a client can send at all: a lone surrogate goes as its broken bytes."""
    return value.encode("utf-8", "surrogatepass").decode("latin-1")


def pages(site: Site) -> list[str]:
    """Return the addresses of our own pages that the boundary worker opens."""
    urls = [site.url(name, holes) for name, holes in addresses() if ":" in name]
    return [url for url in urls if site.ask("noor", "GET", url).status_code == 200]


def questions(turn: int) -> list[dict[str, str]]:
    """Return what is asked of a page: nonsense in everything at once, and in each by itself.

    Which nonsense takes its turn, page after page; the two databases are at another turn, so that
    every value meets every parameter on dozens of pages.
    """
    turn = 2 * turn + (connection.vendor == "postgresql")
    together = [
        {name: values[n % len(values)] for name, values in QUERIES.items()}
        for n in range(turn, turn + TOGETHER)
    ]
    alone = list(QUERIES.items())[turn % 3 :: 3]
    return together + [{name: values[turn % len(values)]} for name, values in alone]


def test_a_query_never_breaks_a_page(site: Site) -> None:
    met: set[tuple[str, str]] = set()
    for turn, url in enumerate(pages(site)):
        for asked in questions(turn):
            met |= set(asked.items())
            query = {name: surrogates_away(value) for name, value in asked.items()}
            response = site.ask("noor", "GET", url, **query)
            assert response.status_code < 500, (url, {n: v[:40] for n, v in asked.items()})
    assert met == {(name, value) for name, values in QUERIES.items() for value in values}


def forms(site: Site, who: str) -> list[tuple[str, dict[str, str]]]:
    found = []
    for name, holes in addresses():
        url = site.url(name, holes)
        page = Forms()
        page.feed(site.ask(who, "GET", url).content.decode("utf-8", "replace"))
        found += [(action or url, fields) for action, fields in page.found]
    return found


def nonsense(turn: int) -> list[str]:
    """Return what is put in a form: to PostgreSQL only what it could take differently.

    Of the rest every form gets one half, and the next form the other.
    """
    return TO_BOTH if connection.vendor == "postgresql" else TO_BOTH + TO_ONE[turn % 2 :: 2]


@pytest.mark.parametrize("who", ["anonymous", "bram", "joost", "anouk"])
def test_a_form_never_breaks(site: Site, who: str) -> None:
    before = Event.objects.filter(result="done").count()
    seen: set[str] = set()
    for action, fields in forms(site, who):
        key = action + "|" + ",".join(sorted(fields))
        if key in seen or not action.startswith("/"):
            continue
        seen.add(key)
        for value in nonsense(len(seen)):
            data: dict[str, Any] = dict.fromkeys(fields, surrogates_away(value))
            response = site.ask(who, "POST", action, **data)
            assert response.status_code < 500, (action, value[:40])
    assert seen
    assert Event.objects.filter(result="done").count() == before
