"""Every page that anybody reaches, in both languages, on a wide screen and on small ones."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, TypeAlias
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
INSIDE = "(one, where) => one.closest(where) !== null"
# What is not a page: files; and the same page in another order, which test_keyboard.py makes.
NO_PAGES = re.compile(
    r"formaat=|sorteer=|/download/|security\.txt|/-/|/bewaard/|\.(xlsx|csv|json|vcf)(\?|$)"
)
# Of each kind of page who sees most opens two, as two organisations can look different; others
# open one, and everybody one that is filtered or for another day. Axe looks at three builds of a
# kind, whoever comes first. In English, which is shorter, one page of a kind is looked at.
SEES_MOST = "boundary worker"
BUILDS = 3
# What depends on the width of the screen; the rest is looked at on a wide one.
IN_PLACE = ["target-size", "scrollable-region-focusable", "meta-viewport", "css-orientation-lock"]
ASKED = re.compile(r"(\w+)=")
SMALL, WIDE = (360, 320), 1280
LINKS = """() => [...document.querySelectorAll("a[href]")].map((one) =>
  new URL(one.getAttribute("href"), document.baseURI).href)"""
# What a page is built of; pages of one build differ in their words only.
BUILD = """() => [...new Set([...document.querySelectorAll("body *")].map((one) =>
  [one.localName, one.className?.baseVal ?? one.className, one.role ?? ""].join(".")))]
  .sort().join()"""
WIDER = """(width) => {
  const wide = document.documentElement.scrollWidth
  const out = [...document.querySelectorAll("body *")].filter((one) =>
    one.getBoundingClientRect().right > width && !one.closest(".table-wrap"))
  return wide <= width ? [] : [`page is ${wide} wide`, ...out.map((one) => one.outerHTML)]
}"""
CRAMPED = """() => [...document.querySelectorAll(".table-wrap")].filter((one) =>
  one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0)
  .map((one) => one.innerText.slice(0, 60))"""

Finding: TypeAlias = tuple[str, str]
Node: TypeAlias = dict[str, Any]
Built: TypeAlias = defaultdict[str, set[str]]


class Reviewed(NamedTuple):
    """A doubt of axe that people looked into: at which rule, why, where, and what they found."""

    rule: str
    why: str
    where: str
    found: str


REVIEWED = [
    Reviewed(*(part.strip() for part in line.split("|", 3)))
    for line in Path(__file__).with_name("incomplete.txt").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.fixture(scope="module")
def built() -> Built:
    """Return what axe has looked at: language, width and kind of page → what it is built of."""
    return defaultdict(set)


class Visit:
    """A walk of one person through everything that is linked, in one language."""

    def __init__(self, page: Page, language: str, built: Built, often: int = 1) -> None:
        self.page, self.language, self.built, self.often = page, language, built, often
        self.titles: dict[str, str] = {}
        self.faults: list[Finding] = []
        self.kinds: Counter[str] = Counter()

    def walk(self, start: str) -> None:
        """Open every page that can be reached, a few of each kind, and look at each."""
        waiting, known = [start], {start}
        while waiting:
            path = waiting.pop(0)
            kind = kind_of(path)
            if self.kinds[kind] >= (1 if " " in kind else self.often):
                continue
            self.kinds[kind] += 1
            answer = self.page.goto(path)
            if answer is None or answer.status != 200:
                self.faults.append((path, f"answers {answer and answer.status}"))
            if not self.known(path):
                self.look(path)
            fresh = [one for one in self.links() if one not in known]
            known.update(fresh)
            waiting.extend(fresh)

    def known(self, path: str) -> bool:
        """Say whether one page of this kind is enough, and was looked at."""
        return self.language == "en" and bool(self.built.get(f"en {WIDE} {kind_of(path)}"))

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
        wrong += self.axe(TAGS)
        wrong += [f"{width} px: {one}" for width in (*SMALL, WIDE) for one in self.wider(width)]
        self.faults += [(path, one) for one in wrong]

    def wider(self, width: int) -> list[str]:
        """Return what sticks out of a screen of this width."""
        self.page.set_viewport_size({"width": width, "height": 900})
        found: list[str] = self.page.evaluate(WIDER, width)
        return found + (self.axe(IN_PLACE) if width == SMALL[-1] else [])

    def axe(self, what: list[str]) -> list[str]:
        """Return what axe finds on a page of this build, the first time; doubts included."""
        width = self.page.evaluate("innerWidth")
        place = f"{self.language} {width} {kind_of(self.page.url)}"
        builds, build = self.built[place], self.page.evaluate(BUILD)
        if build in builds or len(builds) == BUILDS:
            return []
        builds.add(build)
        options = {"runOnly": what, "resultTypes": ["violations", "incomplete"]}
        found = Axe().run(self.page, options=options).response
        wrong = [("", one, node) for one in found["violations"] for node in one["nodes"]]
        wrong += [
            (f" in doubt ({why(node)})", one, node)
            for one in found["incomplete"]
            for node in one["nodes"]
            if not self.reviewed(one["id"], node)
        ]
        return [
            f"{width} px, {one['id']}{doubt}: {node['target']} {node.get('failureSummary')}"
            for doubt, one, node in wrong
        ]

    def reviewed(self, rule: str, node: Node) -> bool:
        """Say whether people looked into this doubt of axe, as incomplete.txt tells."""
        return any(
            (rule, why(node)) == (known.rule, known.why)
            and self.page.locator(str(node["target"][-1])).first.evaluate(INSIDE, known.where)
            for known in REVIEWED
        )


def why(node: Node) -> str:
    """Return the word with which axe says why it could not decide."""
    data = [one.get("data") for one in node["any"] + node["all"] + node["none"]]
    return next((one["messageKey"] for one in data if one and one.get("messageKey")), "-")


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
        visit = Visit(page, language, built, 2 if person == SEES_MOST else 1)
        visit.walk("/" if PEOPLE[person] else "/account/login/")
    assert not visit.faults, "\n".join(" ".join(fault) for fault in visit.faults)
    assert not (twice := doubled(visit.titles)), twice


def doubled(titles: dict[str, str]) -> dict[str, str]:
    """Return the pages that carry the title of another kind of page.

    The same form of two things may have one title; what it is about stands in its crumbs.
    """
    kinds = {(kind_of(path), title) for path, title in titles.items()}
    often = Counter(title for _kind, title in kinds)
    return {path: title for path, title in titles.items() if often[title] > 1}


def test_every_review_gives_a_reason() -> None:
    assert all(len(one.found) > 30 for one in REVIEWED)


WRONG = """() => {
  document.documentElement.lang = "fy"
  document.querySelector("main").insertAdjacentHTML("beforeend", `
    <img src="/static/ui/mark.svg"><a href="/"></a><h1>Nog een</h1>
    <p class="nowrap">${"een regel die niet afbreekt ".repeat(5)}</p>
    <button class="plain small">a</button>`)
}"""
FOUND = ("lang fy", "no single h1", "image-alt", "link-name", "360 px: page", "320 px: page")


def test_what_is_wrong_is_found(page: Page) -> None:
    page.goto("/account/login/")
    page.evaluate(WRONG)
    visit = Visit(page, "en", defaultdict(set))
    visit.look("/account/login/")
    found = "\n".join(fault for _path, fault in visit.faults)
    assert [one for one in FOUND if one not in found] == []
