"""Somebody takes a long list in: a bar tells how far it is, then it says what it would do."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.hands import be, send, speak

# Long enough to be waited for.
LONG, SHORT = 2000, 3
WORDS = {
    "nl": ("De lijst wordt", "2.000 nieuw"),
    "en": ("The list is being", "2,000 new"),
}


def listed(folder: Path, lines: int) -> Path:
    """Return a list of so many lines that are not there yet."""
    mark, file = uuid4().hex[:6], folder / "lijst.csv"
    rows = [f"{mark}{number};Vitens;oefent met punt {number}" for number in range(lines)]
    file.write_text("\n".join(["id;wie;wat", *rows]), encoding="utf-8")
    return file


def at_the_form(page: Page, language: str) -> None:
    be(page, "N. de Wit")
    speak(page, language)
    page.goto("/afspraken/inlezen/")
    page.locator("section[aria-labelledby=where] a").filter(has_text="Vitens").first.click()
    page.wait_for_url(re.compile(r"/inlezen/[-0-9a-f]{36}/$"))


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_bar_stands_there_while_a_long_list_is_read(
    page: Page, tmp_path: Path, language: str
) -> None:
    busy, new = WORDS[language]
    at_the_form(page, language)
    bar = page.locator(".htmx-request + .waiting")
    expect(bar).to_have_count(0)
    page.set_input_files("[name=file]", listed(tmp_path, LONG))
    page.locator("main form .actions button").first.click()
    expect(bar).to_contain_text(busy)
    expect(bar.locator("progress")).to_be_visible()
    expect(page.locator("#plan")).to_contain_text(new, timeout=60_000)
    expect(bar).to_have_count(0)
    found = Axe().run(page)
    assert not found.response["violations"], found.generate_report()


def test_what_was_looked_at_is_taken_in_on_the_same_page(page: Page, tmp_path: Path) -> None:
    at_the_form(page, "nl")
    page.set_input_files("[name=file]", listed(tmp_path, SHORT))
    send(page)
    expect(page.locator("#plan")).to_contain_text("3 nieuw")
    send(page)
    page.wait_for_url(re.compile("netwerk="))
    expect(page.locator("#messages")).to_contain_text("3 nieuw, 0 gewijzigd, 0 ongewijzigd.")
