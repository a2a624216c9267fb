"""A boundary worker gives input for an agenda; an editor reads all of it; everybody the spread."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.hands import be, send, speak
from tests.browser.test_agendas import looked_at

VERSION = re.compile(r"^/agendas/[-0-9a-f]{36}/$")
REMARKS = {"nl": "Zeearend in het Nederlands.", "en": "Zeearend in English."}


def inputs(page: Page) -> dict[bool, str]:
    """Return the address of the input that can be given (True) and of that which was (False)."""
    page.goto("/agendas/")
    found = page.locator("main a").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    told = {}
    for version in dict.fromkeys(url for url in found if VERSION.match(url or "")):
        page.goto(f"{version}inbreng/")
        if page.locator("main a[href$='/inbreng/geven/']").count():
            told[True] = page.url
        elif page.locator("#together").count():
            told[False] = page.url
    return told


def given(page: Page, language: str, remark: str) -> None:
    """Give the input of the own organisation on the page that is open; first with a mistake."""
    page.locator("main a[href$='/inbreng/geven/']").first.click()
    page.wait_for_url(re.compile("/inbreng/geven/$"))
    looked_at(page, language)
    page.select_option("[name=importance_1]", "")
    page.fill("[name=remark_1]", remark)
    send(page, status=422)
    looked_at(page, language)
    page.select_option("[name=importance_1]", "5")
    page.select_option("[name=present_1]", "1")
    send(page)
    page.wait_for_url(re.compile("/inbreng/$"))
    expect(page.locator("main")).to_contain_text(remark)
    looked_at(page, language)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_input_is_given_and_read(page: Page, new_page: NewPage, language: str) -> None:
    remark = REMARKS[language]
    be(page, "N. de Wit")
    speak(page, language)
    where = inputs(page)
    page.goto(where[False])
    expect(page.locator("#together ~ .table-wrap tbody tr")).to_have_count(8)
    looked_at(page, language)
    page.goto(where[True])
    given(page, language, remark)
    with new_page() as editor:
        be(editor, "A. de Groot")
        speak(editor, language)
        editor.goto(f"{where[True]}alles/")
        expect(editor.locator("main")).to_contain_text(remark)
        looked_at(editor, language)
    with new_page() as other:
        be(other, "J. van Dam")
        other.goto(where[True])
        expect(other.locator("main")).not_to_contain_text(remark)
