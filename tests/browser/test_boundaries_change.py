"""In a browser, in both languages: an area is taken in, a network is proposed to follow, and does.

This changes the map of the whole country, so it has a demo of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from tests.browser import ground
from tests.browser.conftest import FIRST_PORT, NewPage, free_from
from tests.browser.demo import Demo, running
from tests.browser.hands import be, send, speak

UUID = r"[0-9a-f-]{36}"
IMPORT = re.compile(f"/gebied/grenzen/{UUID}/$")


@dataclass(frozen=True)
class Story:
    """Which company supplies one municipality more, and the region that is reached by that."""

    language: str
    sector: str
    company: str
    more: str
    town: str
    region: str


STORIES = (
    Story("nl", "drinking-water", "Vitens", "GM0765", "Pekela", "Groningen"),
    Story("en", "gas", "Enexis", "GM0312", "Bunnik", "Utrecht"),
)


@pytest.fixture(scope="module")
def demo(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Return a demo of its own, in which the boundaries of municipalities were taken in."""
    port = str(free_from(FIRST_PORT + 50))
    with running(tmp_path_factory.mktemp("ground"), KOPPELVLAK_PORT=port) as started:
        with browser.new_context(base_url=started.url, locale="nl-NL") as context:
            editor = context.new_page()
            be(editor, "A. de Groot")
            take_in(editor, ground.boundaries(), kind="municipality", origin="verzonnen")
        yield started


def take_in(page: Page, data: bytes, **chosen: str) -> None:
    """Upload a file of areas, look at what it would do, and accept it."""
    page.goto("/gebied/grenzen/nieuw/")
    for name, value in chosen.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("one => one.localName") == "select":
            field.select_option(value)
        else:
            field.fill(value)
    file = FilePayload(name="gebied.geojson", mimeType="application/geo+json", buffer=data)
    page.set_input_files("[name=file]", file)
    send(page)
    page.wait_for_url(IMPORT)
    page.locator("main a[href$='/aannemen/']").first.click()
    send(page)
    page.wait_for_url(IMPORT)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.language)
def test_a_network_follows_what_somebody_decides(
    new_page: NewPage, demo: Demo, story: Story
) -> None:
    with new_page() as editor:
        be(editor, "A. de Groot")
        speak(editor, story.language)
        area = ground.supplied(story.sector, story.company, story.more)
        key = story.company.lower()
        whose = {"organisation": key, "sector": story.sector, "origin": story.company}
        take_in(editor, area, kind="supply-area", **whose)
    demo.nightly()
    with new_page() as lead:
        be(lead, "N. de Wit")
        speak(lead, story.language)
        proposal = lead.locator("main .todo a[href*='/voorstellen/']", has_text=story.region)
        proposal.first.click()
        expect(lead.locator("main")).to_contain_text(story.town)
        lead.locator("main a[href$='/aannemen/']").first.click()
        send(lead)
        expect(lead.locator("main")).to_contain_text("N. de Wit")
        lead.goto("/")
        expect(proposal).to_have_count(0)
