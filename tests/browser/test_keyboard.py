"""Everything with the keyboard alone; where one is can always be seen."""

from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.demo import Demo
from tests.browser.hands import be, find

FOCUSED = """() => {
  const one = document.activeElement
  const style = getComputedStyle(one), area = one.querySelector?.(".area")
  const drawn = parseFloat(style.outlineWidth) > 0 && style.outlineStyle !== "none"
  const box = one.getBoundingClientRect()
  return {
    where: one === document.body ? "" : one.outerHTML.slice(0, 120),
    seen: drawn || style.boxShadow !== "none" || Boolean(area), height: box.height,
    inside: box.bottom > 0 && box.top < innerHeight,
  }
}"""
MANY = 150


def tab_to(page: Page, target: str) -> None:
    """Press Tab until this has the focus; on the way the focus is always to be seen."""
    for _ in range(MANY):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        assert found["seen"], found
        if page.evaluate("what => document.activeElement.matches(what)", target):
            assert found["inside"], found
            return
    raise AssertionError(f"{target} is not reached with Tab")


def test_skip_link_and_menu(page: Page) -> None:
    be(page, "N. de Wit")
    page.goto("/netwerken/")
    page.keyboard.press("Tab")
    skip = page.locator("a.skip")
    expect(skip).to_be_focused()
    box = skip.bounding_box()
    assert box is not None
    assert box["y"] >= 0
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.reload()
    tab_to(page, ".main-nav a[href='/regio/']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/regio/$"))


def test_menu_of_a_small_screen(page: Page) -> None:
    be(page, "N. de Wit")
    page.set_viewport_size({"width": 360, "height": 780})
    tab_to(page, "details.menu > summary")
    page.keyboard.press("Space")
    tab_to(page, "details.menu a[href='/organisaties/']")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/organisaties/$"))


def test_through_a_whole_page_and_out_again(page: Page) -> None:
    be(page, "N. de Wit")
    seen = []
    for _ in range(MANY):
        page.keyboard.press("Tab")
        found = page.evaluate(FOCUSED)
        if not found["where"]:
            break
        assert found["seen"], found
        seen.append(found["where"])
    assert len(seen) > 10
    assert len(seen) < MANY, "Tab never leaves the page"


def test_sorting_a_list(page: Page) -> None:
    be(page, "N. de Wit")
    page.goto("/gebied/gemeenten/")
    for direction in ("ascending", "descending"):
        tab_to(page, "thead th:nth-child(5) a")
        page.keyboard.press("Enter")
        page.wait_for_load_state()
        expect(page.locator("thead th:nth-child(5)")).to_have_attribute("aria-sort", direction)
    expect(page.locator("tbody tr").first).to_contain_text("Amsterdam")


def test_opening_the_proof(page: Page) -> None:
    be(page, "N. de Wit")
    find(page, "Vitens", "organisaties")
    page.locator("main a[href^='/netwerken/']").first.click()
    page.wait_for_url(re.compile("/netwerken/."))
    tab_to(page, "main a[href$='/gebied/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/gebied/$"))
    tab_to(page, "details:has(> #VR04) > summary")
    page.keyboard.press("Enter")
    expect(page.locator("#VR04 table").last).to_be_visible()
    page.keyboard.press("Space")
    expect(page.locator("#VR04 table").last).to_be_hidden()


def test_signing_in(page: Page) -> None:
    page.goto("/account/login/")
    tab_to(page, "[name=login]")
    page.keyboard.type("wie.dan.ook@voorbeeld.invalid")
    tab_to(page, "[name=password]")
    page.keyboard.type("dit is het niet")
    page.keyboard.press("Enter")
    expect(page.locator("#mistakes")).to_be_focused()
    tab_to(page, "button[name=person]")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"//[^/]+/$"))


def test_changing_and_confirming_a_contact_point(page: Page) -> None:
    be(page, "P. Ramdin")
    find(page, "KPN", "organisaties")
    tab_to(page, "a[href*='/contactpunten/'][href$='/bewerken/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/bewerken/$"))
    tab_to(page, "[name=hours]")
    page.keyboard.press("Control+a")
    page.keyboard.type("dag en nacht")
    tab_to(page, "main form .actions button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/organisaties/[^/]+/$"))
    expect(page.locator("main")).to_contain_text("dag en nacht")
    tab_to(page, "a[href*='/contactpunten/'][href$='/bevestigen/']:not(.btn)")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/bevestigen/$"))
    tab_to(page, "main form .actions button")
    page.keyboard.press("Space")
    page.wait_for_url(re.compile(r"/organisaties/[^/]+/$"))
    expect(page.locator("main .chip.good").first).to_be_visible()


def test_deciding_on_a_change_of_the_division(page: Page, demo: Demo) -> None:
    demo.propose("GM0277", "GM0275")
    be(page, "A. de Groot")
    page.goto("/gebied/indeling/")
    page.get_by_role("link", name=re.compile("Rozendaal")).first.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/indeling/."))
    tab_to(page, "main a[href$='/afwijzen/']")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/afwijzen/$"))
    tab_to(page, "main form .actions button")
    page.keyboard.press("Enter")
    expect(page.locator("#mistakes")).to_be_focused()
    tab_to(page, "[name=reason]")
    page.keyboard.type("De raad heeft het voorstel ingetrokken.")
    tab_to(page, "main form .actions button")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("/indeling/[^/]+/$"))
    expect(page.locator("main")).to_contain_text("De raad heeft het voorstel ingetrokken.")
