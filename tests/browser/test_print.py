"""On paper: who may see it, nothing to click on, everything unfolded."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import be, find


@pytest.fixture
def sheet(page: Page) -> Page:
    """Return the page of a network, as it is printed."""
    be(page, "N. de Wit")
    find(page, "Vitens", "organisaties")
    page.locator("main a[href^='/netwerken/']").first.click()
    page.wait_for_url(re.compile("/netwerken/."))
    page.emulate_media(media="print")
    return page


def test_the_class_stands_on_paper(sheet: Page) -> None:
    lines = sheet.locator(".on-paper .tlp")
    expect(lines).to_have_count(2)
    for line in lines.all():
        expect(line).to_be_visible()
        expect(line).to_contain_text("TLP:AMBER")


@pytest.mark.parametrize(
    "what", ["header.top", ".skip", ".btn", ".pager a", "form", ".downloads", "main .on-screen"]
)
def test_nothing_to_click_on(sheet: Page, what: str) -> None:
    assert [one for one in sheet.locator(what).all() if one.is_visible()] == []


def test_every_proof_is_unfolded(sheet: Page) -> None:
    sheet.goto(f"{sheet.url}gebied/")
    rows = sheet.locator("details tbody tr")
    assert rows.count() > 100
    expect(rows.first).to_be_visible()
    expect(rows.last).to_be_visible()
    assert all(box["height"] > 1 for row in rows.all()[:40:8] if (box := row.bounding_box()))


def test_it_makes_a_pdf(sheet: Page) -> None:
    file = sheet.pdf(format="A4", tagged=True)
    assert file.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", file)) > 1


def test_nothing_runs_off_the_sheet(sheet: Page) -> None:
    sheet.set_viewport_size({"width": 680, "height": 960})  # A4 without its margins
    assert sheet.evaluate("document.documentElement.scrollWidth") <= 680
