"""A national editor reads what networks said of a model; a region takes it over."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.hands import be, send, speak

WORDS = {
    "nl": ("Netwerken met dit model", "wijkt af", "Neem het model over", "overgenomen"),
    "en": ("Networks with this model", "deviates", "Adopt the model", "taken over"),
}
MODEL = "mogelijke verontreiniging van het drinkwater (fictief)"
COVENANT = "Samenwerking bij verstoring van drinkwater (fictief)"


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_answers_stand_side_by_side(page: Page, language: str) -> None:
    button, deviates, _adopt, _adopted = WORDS[language]
    be(page, "A. de Groot")
    speak(page, language)
    page.goto("/afspraken/?netwerk=landelijk&tekst=verontreiniging+fictief")
    page.locator("main table a").filter(has_text=MODEL).first.click()
    page.get_by_role("link", name=button).click()
    expect(page.locator("main table")).to_contain_text(deviates)
    result = Axe().run(page)
    assert not result.response["violations"], result.generate_report()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_region_takes_it_over(page: Page, language: str) -> None:
    _button, _deviates, adopt, adopted = WORDS[language]
    be(page, "N. de Wit")
    speak(page, language)
    page.goto("/afspraken/?tekst=verontreiniging+fictief&stand=proposed")
    page.locator("main table tr").filter(has_text="Vitens").get_by_role("link").first.click()
    page.locator("main a[href^='/varianten/']").click()
    page.get_by_role("link", name=adopt).click()
    send(page)
    expect(page.locator("main")).to_contain_text(adopted)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_texts_of_a_covenant_stand_side_by_side(page: Page, language: str) -> None:
    button, deviates, _adopt, _adopted = WORDS[language]
    be(page, "A. de Groot")
    speak(page, language)
    page.goto("/afspraken/convenanten/")
    kind = {"nl": "modelconvenant", "en": "model covenant"}[language]
    row = page.locator("main table tr").filter(has_text=COVENANT).filter(has_text=kind)
    row.get_by_role("link").first.click()
    page.get_by_role("link", name=button).click()
    table = page.locator("main table")
    expect(table).to_contain_text(deviates)
    expect(table.locator("del")).to_contain_text("Een jaar")
    expect(table.locator("ins")).to_contain_text("Zes maanden")
    result = Axe().run(page)
    assert not result.response["violations"], result.generate_report()
