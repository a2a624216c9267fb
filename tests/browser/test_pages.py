"""Every page that anybody reaches, in both languages, on a wide screen and on small ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.browser.conftest import NewPage
from tests.browser.hands import be, speak

PEOPLE = {
    "anonymous": "",
    "boundary worker": "N. de Wit",
    "manager": "B. Visser",
    "national editor": "A. de Groot",
    "auditor": "O. Kramer",
    "guest": "S. Mulder",
    "platform manager": "P. Smit",
}
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
REVIEWED = Path(__file__).with_name("incomplete.txt")
# What is not a page: files, and what changes as soon as it is asked for.
NO_PAGES = re.compile(r"formaat=|/download/|security\.txt|/-/|/bewaard/")
# Of each kind of page two are opened, as two organisations can look different; sorted, filtered
# or for another day, one.
ASKED = re.compile(r"(\w+)=")
SMALL = (360, 320)
LINKS = """() => [...document.querySelectorAll("a[href]")].map((one) =>
  new URL(one.getAttribute("href"), document.baseURI).href)"""
# What a page is built of; pages of one build differ in their words only.
BUILD = """() => [...new Set([...document.querySelectorAll("body *")].map((one) =>
  `${one.localName}.${one.className?.baseVal ?? one.className}[${one.role ?? ""}]`))].sort().join()"""
WIDER = """(width) => document.documentElement.scrollWidth <= width ? [] :
  [...document.querySelectorAll("body *")].filter((one) =>
    one.getBoundingClientRect().right > width && !one.closest(".table-wrap"))
  .map((one) => one.outerHTML.slice(0, 90)).slice(-3)"""
CRAMPED = """() => [...document.querySelectorAll(".table-wrap")].filter((one) =>
  one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
  .map((one) => one.innerText.slice(0, 60))"""

Finding: TypeAlias = tuple[str, str]
Built: TypeAlias = set[tuple[str, str]]


@pytest.fixture(scope="module")
def built() -> Built:
    """Return what axe has looked at: language and width, and what a page is built of."""
    return set()


class Visit:
    """A walk of one person through everything that is linked, in one language."""

    def __init__(self, page: Page, language: str, built: Built) -> None:
        self.page, self.language, self.built = page, language, built
        self.titles: dict[str, str] = {}
        self.faults: list[Finding] = []
        self.doubts: set[str] = set()
        self.kinds: Counter[str] = Counter()

    def walk(self, start: str) -> None:
        """Open every page that can be reached, a few of each kind, and look at each."""
        waiting, known = [start], {start}
        while waiting:
            path = waiting.pop(0)
            kind = kind_of(path)
            if self.kinds[kind] >= (1 if " " in kind else 2):
                continue
            self.kinds[kind] += 1
            answer = self.page.goto(path)
            if answer is None or answer.status != 200:
                self.faults.append((path, f"answers {answer and answer.status}"))
            self.look(path)
            fresh = [one for one in self.links() if one not in known]
            known.update(fresh)
            waiting.extend(fresh)

    def links(self) -> Iterator[str]:
        """Yield the addresses of our own pages on this page."""
        for link in self.page.evaluate(LINKS):
            parts = urlsplit(link)
            path = parts.path + (f"?{parts.query}" if parts.query else "")
            if parts.netloc == urlsplit(self.page.url).netloc and not NO_PAGES.search(path):
                yield path

    def look(self, path: str) -> None:
        """Note everything that is wrong with the page that is open."""
        page = self.page
        lang, title = page.evaluate("[document.documentElement.lang, document.title]")
        self.titles.setdefault(urlsplit(page.url).path, title)
        wrong = [f"lang {lang}"] * (lang != self.language)
        wrong += ["no single h1"] * (page.locator("h1").count() != 1)
        wrong += [f"a table scrolls: {one}" for one in page.evaluate(CRAMPED)]
        wrong += self.axe()
        wrong += [f"{width} px: {one}" for width in SMALL for one in self.wider(width)]
        page.set_viewport_size({"width": 1280, "height": 900})
        self.faults += [(path, one) for one in wrong]

    def wider(self, width: int) -> list[str]:
        """Return what sticks out of a screen of this width."""
        self.page.set_viewport_size({"width": width, "height": 780})
        found: list[str] = self.page.evaluate(WIDER, width)
        return found + (self.axe() if width == SMALL[-1] and self.language == "nl" else [])

    def axe(self) -> list[str]:
        """Return what axe finds on a page of this build, the first time; keep its doubts."""
        width = self.page.evaluate("innerWidth")
        build = (f"{self.language} {width}", self.page.evaluate(BUILD))
        if build in self.built:
            return []
        self.built.add(build)
        options = {"runOnly": TAGS, "resultTypes": ["violations", "incomplete"]}
        found = Axe().run(self.page, options=options).response
        self.doubts |= {f"{one['id']} {node['target'][-1]}" for one in found["incomplete"]
                        for node in one["nodes"]}  # fmt: skip
        return [
            f"{width} px, {one['id']}: {node['target']} {node['failureSummary']}"
            for one in found["violations"] for node in one["nodes"]
        ]  # fmt: skip


def kind_of(path: str) -> str:
    """Return the name of the page at an address, and what is asked of it."""
    parts = urlsplit(path)
    try:
        name = resolve(parts.path).view_name
    except Resolver404:
        return path
    return " ".join([name, *sorted(ASKED.findall(parts.query))])


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("person", PEOPLE)
def test_every_page(new_page: NewPage, built: Built, person: str, language: str) -> None:
    with new_page() as page:
        if PEOPLE[person]:
            be(page, PEOPLE[person])
        else:
            page.goto("/account/login/")
        speak(page, language)
        visit = Visit(page, language, built)
        visit.walk("/" if PEOPLE[person] else "/account/login/")
        print(len(visit.titles), sum(visit.kinds.values()), len(visit.built))
        for fault in visit.faults: print("FAULT", *fault)
        for fault in sorted(visit.doubts): print("DOUBT", fault)
    assert visit.faults == []
