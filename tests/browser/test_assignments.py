"""Who leads a network answers what the agenda asks; the editor sees what lags, and how far."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import be, send, speak
from tests.browser.test_agendas import follow, looked_at

NETWORK = re.compile(r"/agendas/netwerk/[-0-9a-f]{36}/")
WORDS = {
    "nl": {"agenda": "Drinkwater", "aside": "niet van toepassing", "back": "niet opgepakt"},
    "en": {"agenda": "Drinking water", "aside": "not applicable", "back": "not taken up"},
}


def progress(page: Page, language: str) -> None:
    """Open the progress of the agenda in force for drinking water."""
    page.goto("/agendas/")
    page.locator("main a", has_text=WORDS[language]["agenda"]).first.click()
    page.wait_for_url(re.compile(r"/agendas/[-0-9a-f]{36}/"))
    follow(page, "/voortgang/")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_editor_sees_how_far_networks_are(page: Page, language: str) -> None:
    be(page, "A. de Groot")
    speak(page, language)
    progress(page, language)
    looked_at(page, language)
    lines = page.locator("#lines ~ .table-wrap tbody tr")
    every = lines.count()
    page.select_option("#stand", "not-applicable")
    page.locator("main form button").first.click()
    expect(lines).to_have_count(1)
    assert every > 1
    lines.locator("th a").click()
    page.wait_for_url(NETWORK)
    expect(page.locator("main")).to_contain_text(WORDS[language]["aside"])
    expect(page.locator("main a[href^='/varianten/']")).to_have_count(0)
    looked_at(page, language)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_network_sets_a_spearhead_aside_and_takes_that_back(page: Page, language: str) -> None:
    be(page, "N. de Wit")
    speak(page, language)
    page.locator("main a[href^='/agendas/netwerk/']").first.click()
    page.wait_for_url(NETWORK)
    looked_at(page, language)
    follow(page, "/niet-van-toepassing/")
    looked_at(page, language)
    send(page, status=422)
    page.fill("[name=reason]", "In dit gebied ligt geen ruwwaterleiding.")
    send(page)
    page.wait_for_url(NETWORK)
    expect(page.locator("main")).to_contain_text("In dit gebied ligt geen ruwwaterleiding.")
    follow(page, "/heropenen/")
    send(page)
    page.wait_for_url(NETWORK)
    expect(page.locator("main")).to_contain_text(WORDS[language]["back"])
