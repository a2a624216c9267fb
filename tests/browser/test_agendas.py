"""A national editor leads an agenda from nothing to in force; a supervisor reads it then."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.hands import be, send, speak
from tests.browser.test_pages import Visit

# The day in the Netherlands, as in the demo: a machine on another clock may be a day behind.
TODAY = localdate().isoformat()
# What is pressed or read, per language, and in which sector each language writes.
WORDS = {
    "nl": {
        "sector": "gas", "called": "Gas", "wording": "Elk netwerk oefent samen.",
        "silent": "nog niet", "held": "van kracht",
    },
    "en": {
        "sector": "oil", "called": "Oil", "wording": "Elk netwerk oefent elk jaar.",
        "silent": "not yet", "held": "in force",
    },
}  # fmt: skip
THERE = re.compile(r"/agendas/[-0-9a-f]{36}/(#.*)?$")
SPEARHEAD = {"why_nl": "Wat niet is geoefend, werkt niet.", "horizon": "2029-06-01"}


def looked_at(page: Page, language: str) -> None:
    """See that the page that is open is sound for axe, on every width, in this language."""
    visit = Visit(page, language, defaultdict(set))
    visit.look(page.url)
    assert not visit.faults, "\n".join(" ".join(fault) for fault in visit.faults)


def follow(page: Page, end: str) -> None:
    """Follow the link in the main part whose address ends like this."""
    page.locator(f"main a[href$='{end}']").first.click()
    page.wait_for_url(re.compile(re.escape(end) + "$"))


def decided(page: Page) -> None:
    """Record the adoption; one of the three had a reservation."""
    follow(page, "/vaststellen/")
    page.fill("[name=adopted_on]", TODAY)
    page.fill("[name=adopted_meeting]", "stuurgroep")
    page.fill("[name=adopted_document]", "besluit 9")
    send(page, status=422)
    page.fill("[name=followed_nctv]", "Gevolgd.")


def aligns(page: Page, body: str, reservation: str = "") -> None:
    follow(page, f"/afstemming/?wie={body}")
    assert page.locator(f"[name=body][value={body}]").is_checked()
    page.fill("[name=by_whom]", "bestuur")
    page.fill("[name=on]", TODAY)
    page.fill("[name=reservation]", reservation)
    send(page)
    page.wait_for_url(THERE)


def started(page: Page, language: str) -> str:
    """Start an agenda from the foot of any page; return its address."""
    page.locator("footer a[href='/agendas/']").click()
    looked_at(page, language)
    follow(page, "/agendas/nieuw/")
    page.select_option("[name=sector]", WORDS[language]["sector"])
    looked_at(page, language)
    send(page)
    page.wait_for_url(THERE)
    return page.url


def modelled(page: Page, language: str) -> None:
    """Follow the link of a spearhead without models, and make one for this sector."""
    follow(page, "/afspraken/nieuw/landelijk/")
    page.fill("[name=action]", "oefent met …")
    page.fill("[name=benefiting]", "ieder")
    page.locator("[name=is_model]").check()
    page.get_by_role("checkbox", name=WORDS[language]["called"], exact=True).check()
    send(page)
    page.wait_for_url(re.compile(r"/afspraken/[-0-9a-f]{36}/$"))


def written(page: Page, language: str) -> None:
    """Rank a theme, and add a spearhead that asks for a model."""
    words = WORDS[language]["wording"]
    follow(page, "/prioriteiten/")
    looked_at(page, language)
    page.select_option("[name=rank_5]", "1")
    page.fill("[name=reason_5]", "Hier gaat het vaakst iets fout.")
    send(page)
    page.wait_for_url(THERE)
    agenda = page.url
    follow(page, "/speerpunten/nieuw/")
    looked_at(page, language)
    modelled(page, language)
    page.goto(f"{agenda}speerpunten/nieuw/")
    looked_at(page, language)
    for name, text in (SPEARHEAD | {"wording_nl": words}).items():
        page.fill(f"[name={name}]", text)
    page.locator("[name=agreements]").first.check()
    send(page)
    expect(page.locator("#speerpunt-1")).to_contain_text(words)
    looked_at(page, language)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_from_nothing_to_in_force(page: Page, new_page: NewPage, language: str) -> None:
    words = WORDS[language]
    be(page, "A. de Groot")
    speak(page, language)
    agenda = started(page, language)
    written(page, language)
    follow(page, "/afstemmen/")
    send(page)
    page.wait_for_url(THERE)
    expect(page.locator("main")).to_contain_text(words["silent"])
    for body, reservation in (("veiligheidsberaad", ""), ("sector", ""), ("nctv", "Eilanden.")):
        aligns(page, body, reservation)
    expect(page.locator("#afstemming ~ ul .chip.good")).to_have_count(3)
    looked_at(page, language)
    decided(page)
    looked_at(page, language)
    send(page)
    page.wait_for_url(THERE)
    expect(page.locator("main h1 ~ .chip:not(.sector)")).to_have_text(words["held"])
    with new_page() as guest:
        be(guest, "S. Mulder")
        guest.goto(agenda)
        expect(guest.locator("#speerpunt-1")).to_contain_text(words["wording"])
