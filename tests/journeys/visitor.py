"""Somebody at a browser without script: reads pages, follows links, fills in forms."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client
from django.utils.html import escape

HIDDEN_FIELDS = {"token", "version"}


class Visitor:
    """A browser of one person; ``page`` is what they look at, ``path`` where that is."""

    def __init__(self, language: str) -> None:
        # One-click sign-in is for this very machine only.
        self.client = Client(headers={"host": "localhost"})
        self.language = language
        self.page: HttpResponse = HttpResponse()
        self.path = ""

    def open(self, path: str, *, status: int = 200) -> Visitor:
        """Go to an address, and on to where it leads."""
        return self._arrive(path, self.client.get(path, follow=True), status)

    def fill_in(self, path: str, *, status: int = 200, **fields: Any) -> Visitor:
        """Open a page, fill in its form and send it, and go on to where it leads."""
        self.open(path)
        return self.send(self.path, status=status, **(self._hidden() | fields))

    def send(self, path: str, *, status: int = 200, **fields: Any) -> Visitor:
        """Send a form, and go on to where it leads."""
        return self._arrive(path, self.client.post(path, fields, follow=True), status)

    def speak(self) -> Visitor:
        """Choose one's language at the top of the page."""
        return self.send("/taal/", language=self.language, next="/")

    def reads(self, *words: str) -> bool:
        """Say whether all this stands on the page."""
        return all(str(escape(word)) in self._html() for word in words)

    def link(self, pattern: str) -> str:
        """Return the first address on the page that fits; the page fails the test without."""
        found = re.search(rf'href="({pattern})"', self._html())
        assert found is not None, f"no link {pattern} on {self.path}"
        return found[1]

    def has_link(self, pattern: str) -> bool:
        """Say whether an address on the page fits."""
        return re.search(rf'href="({pattern})"', self._html()) is not None

    def waits(self) -> bool:
        """Say whether anything waits on *My work*."""
        return 'class="todo"' in self.open("/")._html()

    def figure(self, number: int) -> str:
        """Return one of the figures at the top of the page."""
        found = re.findall(r"<b>(?:<small>.*?</small>)?\s*([\d.,]+)</b>", self._html())
        return str(found[number])

    def _arrive(self, path: str, page: Any, status: int) -> Visitor:
        chain = getattr(page, "redirect_chain", [])
        self.page, self.path = page, chain[-1][0] if chain else path
        assert page.status_code == status, (path, page.status_code, page.content[-2000:])
        return self

    def _html(self) -> str:
        return self.page.content.decode()

    def _hidden(self) -> dict[str, str]:
        reader = _Inputs()
        reader.feed(self._html())
        return {name: value for name, value in reader.found.items() if name in HIDDEN_FIELDS}


class _Inputs(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        if tag == "input" and said.get("name"):
            self.found[str(said["name"])] = said.get("value") or ""
