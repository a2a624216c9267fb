"""How a test reads a page as a person does: its text, its table, its links, its errors."""

from __future__ import annotations

import csv
import io
import re
from html import unescape
from typing import Any

from django.test import Client

from koppelvlak.kit.ui.listing import BOM

TAG = re.compile(r"<[^>]+>")


def plain(html: str) -> str:
    """Return the text of HTML on one line."""
    return " ".join(unescape(TAG.sub(" ", html)).split())


def main(client: Client, url: str, **query: str) -> str:
    """Return the main part of a page as HTML; it must be there."""
    answer = client.get(url, query)
    assert answer.status_code == 200, answer.status_code
    told = answer.content.decode()
    found = re.search(r"<main[^>]*>(.*)</main>", told, re.DOTALL)
    return found[1] if found else told


def read(client: Client, url: str, **query: str) -> str:
    """Return the text of the main part of a page."""
    return plain(main(client, url, **query))


def table(html: str) -> list[list[str]]:
    """Return the rows of the first table of a page, its head first, as texts."""
    found = re.search(r"<table.*?</table>", html, re.DOTALL)
    if found is None:
        return []
    rows = re.findall(r"<tr.*?</tr>", found[0], re.DOTALL)
    return [
        [plain(one) for one in re.findall(r"<t[hd].*?</t[hd]>", row, re.DOTALL)] for row in rows
    ]


def links(html: str) -> dict[str, str]:
    """Return the addresses of the links of a page, by their words."""
    found = re.findall(r"<a\s[^>]*?href=\"([^\"]*)\"[^>]*>(.*?)</a>", html, re.DOTALL)
    return {plain(words): unescape(url) for url, words in found}


def lines(answer: Any) -> list[list[str]]:
    """Return the lines of a CSV that was downloaded, without its byte order mark."""
    told = answer.content.decode()
    assert told.startswith(BOM)
    return list(csv.reader(io.StringIO(told.removeprefix(BOM)), delimiter=";"))


def errors(answer: Any) -> dict[str, list[str]]:
    """Return what a form that was refused says per field; what is said of no field under ""."""
    assert answer.status_code == 422, answer.status_code
    said = answer.context["form"].errors
    return {("" if name == "__all__" else name): list(texts) for name, texts in said.items()}
