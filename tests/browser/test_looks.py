"""What people looked at once, beside the sketches, and should stay so."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import be, find, speak

BOTTOMS = """(columns) => columns.map((column) => Math.max(...[...column.querySelectorAll("*")]
  .filter((one) => one.checkVisibility()).map((one) => one.getBoundingClientRect().bottom)))"""
LINES = (
    """(one) => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)"""
)
# Where the last tile of each row of figures should end, but does not.
ENDS = """(figures) => {
  const right = figures.getBoundingClientRect().right - figures.clientLeft, rows = {};
  for (const tile of figures.children) {
    const box = tile.getBoundingClientRect();
    rows[Math.round(box.top)] = Math.max(rows[Math.round(box.top)] || 0, box.right);
  }
  return Object.values(rows).filter((end) => Math.abs(end - right) > 1.5);
}"""
# Whether what is drawn of a bar runs from edge to edge.
FULL = """(bar) => {
  const room = bar.getBoundingClientRect();
  const drawn = [...bar.children].map((one) => one.getBoundingClientRect());
  return Math.min(...drawn.map((one) => one.left)) <= room.left + 2
    && Math.max(...drawn.map((one) => one.right)) >= room.right - 2;
}"""


def network(page: Page, company: str) -> None:
    """Open the network of a company."""
    find(page, company, "organisaties")
    page.locator("main a[href^='/netwerken/']").first.click()
    page.wait_for_url(re.compile("/netwerken/."))


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("person", ["N. de Wit", "S. Mulder", "P. Smit"])
def test_the_head_is_one_bar_and_a_name_two_lines(page: Page, person: str, language: str) -> None:
    be(page, person)
    speak(page, language)
    box = page.locator("header.top").bounding_box()
    assert box is not None
    assert box["height"] <= 60
    assert page.locator(".who").evaluate(LINES) <= 2.1
    expect(page.locator(".main-nav")).to_be_visible()


def test_the_columns_of_a_network_are_balanced(page: Page) -> None:
    be(page, "N. de Wit")
    network(page, "Vitens")
    pairs = page.locator(".two")
    expect(pairs).to_have_count(2)
    for pair in pairs.all():
        left, right = pair.locator(":scope > *").evaluate_all(BOTTOMS)
        # Eight themes beside a map are the longest there is.
        assert abs(left - right) < 500


def test_who_sits_at_the_table_stands_in_columns(page: Page) -> None:
    be(page, "N. de Wit")
    network(page, "Vitens")
    seats = page.locator(".columns > li")
    expect(seats).to_have_count(11)
    left = "all => new Set(all.map((one) => Math.round(one.getBoundingClientRect().left))).size"
    assert seats.evaluate_all(left) == 3
    page.set_viewport_size({"width": 360, "height": 780})
    assert seats.evaluate_all(left) == 1


def test_the_map_stands_in_the_first_screen(page: Page) -> None:
    be(page, "N. de Wit")
    network(page, "Vitens")
    box = page.locator("svg.map").bounding_box()
    assert box is not None
    # Below the figures and what one may do here.
    assert box["y"] < 600
    assert box["width"] > 250


def test_the_tiles_of_figures_fill_every_row(page: Page) -> None:
    be(page, "N. de Wit")
    network(page, "Vitens")
    for width in (1280, 700, 360):
        page.set_viewport_size({"width": width, "height": 900})
        figures = page.locator(".figures")
        assert figures.evaluate(ENDS) == [], f"a row ends early at {width} px"
        assert figures.evaluate("one => one.scrollWidth <= one.clientWidth")


def test_a_bar_is_full_and_its_words_stand_on_one_line(page: Page) -> None:
    be(page, "N. de Wit")
    network(page, "Vitens")
    for bar in page.locator("#agreed ~ .table-wrap .level").all():
        assert bar.evaluate(FULL)
    assert page.locator("#agreed ~ .table-wrap td a").first.evaluate(LINES) < 2
