"""Forms: mistakes told in place, a newer version shown, one effect, with script and without."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.hands import be, find, send, speak


def contact_points(page: Page, organisation: str) -> None:
    """Open one's own organisation, where contact points are kept."""
    find(page, organisation, "organisaties")


def new_contact_point(page: Page, function: str, address: str) -> None:
    """Fill in the form for a new contact point."""
    page.locator("a[href$='/contactpunten/nieuw/']").click()
    page.fill("[name=function]", function)
    page.fill("[name=address]", address)


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "without script"])
def test_mistakes_are_told_in_place(new_page: NewPage, *, script: bool) -> None:
    with new_page(java_script_enabled=script) as page:
        be(page, "H. Bergman")
        contact_points(page, "TenneT TSO B.V.")
        new_contact_point(page, "Wachtdienst", "geen nummer")
        send(page, 422)
        summary = page.locator("#mistakes")
        expect(summary).to_be_visible()
        if script:
            expect(summary).to_be_focused()
        else:
            expect(summary).to_have_attribute("autofocus", "")
        expect(page.locator("[name=function]")).to_have_value("Wachtdienst")
        expect(page.locator("[name=address]")).to_have_value("geen nummer")
        expect(page.locator("[name=address]")).to_have_attribute("aria-invalid", "true")
        said = page.locator("[name=address]").get_attribute("aria-describedby") or ""
        for name in said.split():
            expect(page.locator(f"[id='{name}']")).to_have_count(1)
        summary.locator("a").click()
        expect(page).to_have_url(re.compile(r"#id_address$"))
        if script:
            expect(page).to_have_title(re.compile(r"^(Fout|Mistake|Vergissing)"))


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "without script"])
def test_a_newer_version_is_shown_beside_ones_own(new_page: NewPage, *, script: bool) -> None:
    with new_page(java_script_enabled=script) as mine, new_page() as theirs:
        for page in (mine, theirs):
            be(page, "S. Dijkstra")
            contact_points(page, "Gasunie Transport Services (GTS)")
            page.locator("a[href*='/contactpunten/'][href$='/bewerken/']").first.click()
        was = theirs.input_value("[name=hours]")
        theirs.fill("[name=hours]", f"{was} ook zondag")
        send(theirs)
        theirs.wait_for_url(re.compile(r"/organisaties/[^/]+/$"))
        mine.fill("[name=hours]", "alleen overdag")
        send(mine, 409)
        versions = mine.locator("#versions")
        expect(versions).to_contain_text(f"{was} ook zondag")
        expect(versions).to_contain_text("alleen overdag")
        expect(mine.locator("[name=hours]")).to_have_value("alleen overdag")
        send(mine)
        expect(mine.locator("#contact-points ~ *, #contact-points").first).to_be_visible()
        mine.wait_for_url(re.compile(r"/organisaties/[^/]+/$"))
        expect(mine.locator("main")).to_contain_text("alleen overdag")


@pytest.mark.parametrize("script", [True, False], ids=["htmx", "without script"])
def test_a_double_click_has_one_effect(new_page: NewPage, *, script: bool) -> None:
    with new_page(java_script_enabled=script) as page:
        be(page, "C. El Idrissi")
        contact_points(page, "Liander")
        function = f"Dubbelklik {script}"
        new_contact_point(page, function, "088 000 00 77")
        page.locator("main form .actions button").first.dblclick()
        page.wait_for_url(re.compile(r"/organisaties/[^/]+/(\?.*)?$"))
        page.reload()
        expect(page.locator("main b").get_by_text(function, exact=True)).to_have_count(1)


def test_the_same_form_sent_again_is_said_to_be_saved_once(page: Page) -> None:
    be(page, "C. El Idrissi")
    contact_points(page, "Liander")
    new_contact_point(page, "Terug en nog eens", "088 000 00 78")
    token = page.input_value("[name=token]")
    send(page)
    page.wait_for_url(re.compile(r"/organisaties/[^/]+/$"))
    new_contact_point(page, "Terug en nog eens", "088 000 00 78")
    page.evaluate("token => document.querySelector('[name=token]').value = token", token)
    send(page)
    page.wait_for_url(re.compile(r"/organisaties/[^/]+/\?"))
    expect(page.locator("#messages .note")).to_be_visible()
    expect(page.locator("main b").get_by_text("Terug en nog eens", exact=True)).to_have_count(1)


def test_a_wrong_code_without_script(new_page: NewPage) -> None:
    with new_page(java_script_enabled=False) as page:
        page.goto("/account/login/")
        send(page, 422)
        expect(page.locator("#mistakes a[href='#id_login']")).to_be_visible()
        expect(page.locator("[name=login]")).to_have_attribute("aria-invalid", "true")


def test_switching_for_whom_one_acts(page: Page) -> None:
    be(page, "F. Hoekstra")
    summary = page.locator("details.account summary")
    expect(summary).to_contain_text("VR Twente")
    page.goto("/netwerken/")
    summary.click()
    page.locator("details.account [name=organisation]:not([aria-current])").click()
    expect(summary).to_contain_text("VR Noord- en Oost-Gelderland")
    expect(page).to_have_url(re.compile("/netwerken/$"))


def test_switching_language_stays_on_the_page(page: Page) -> None:
    be(page, "E. Maas")
    page.goto("/netwerken/?sector=gas")
    for language, heading in (("en", "Networks"), ("nl", "Netwerken")):
        speak(page, language)
        expect(page.locator("h1")).to_contain_text(heading)
        expect(page).to_have_url(re.compile(r"/netwerken/\?sector=gas$"))
