"""A platform manager brings an organisation in: its first manager needs five screens, no more."""

from __future__ import annotations

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Frame, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.demo import Demo
from tests.browser.hands import PASSWORD, be, find, fresh_code, plug_in_key, send, sign_in

SCREENS = [
    "/uitnodiging/",
    "/account/2fa/totp/activate/",
    "/account/2fa/recovery-codes/",
    "/welkom/contactpunten/",
    "/welkom/netwerken/",
]
HOME = re.compile(r"//[^/]+/$")


@pytest.fixture
def bring_in(new_page: NewPage, demo: Demo) -> Callable[[str], tuple[str, str]]:
    """Return how the platform manager invites the first manager of an organisation."""

    def invite(organisation: str) -> tuple[str, str]:
        address = f"{uuid4().hex[:8]}@voorbeeld.invalid"
        with new_page() as page:
            be(page, "P. Smit")
            find(page, organisation, "organisaties")
            page.locator("a[href*='rol=manager']").click()
            expect(page.locator("[name=role]")).to_have_value("manager")
            page.fill("[name=email]", address)
            page.fill("[name=name]", "Nina Nieuw")
            page.fill("[name=title]", "teamleider")
            send(page)
            page.wait_for_url(re.compile("/mensen/$"))
        link = re.search(r"http\S+/uitnodiging/\S+/", demo.mail(address, "/uitnodiging/"))
        assert link is not None
        return address, link[0]

    return invite


def counting(page: Page) -> list[str]:
    """Return a list that grows with every page that this person comes to see."""
    seen: list[str] = []

    def note(frame: Frame) -> None:
        path = re.sub(r"^https?://[^/]+", "", frame.url).partition("?")[0]
        if frame == page.main_frame and path.startswith("/") and path not in seen:
            seen.append(path)

    page.on("framenavigated", note)
    return seen


def choose_password(page: Page, link: str) -> None:
    page.goto(link)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    send(page)
    page.wait_for_url(re.compile("/totp/activate/"))


def set_up_app(page: Page) -> str:
    secret = page.locator("main code").first.inner_text()
    page.fill("[name=code]", fresh_code(secret))
    send(page)
    page.wait_for_url(re.compile("/recovery-codes/"))
    return secret


def at_step(page: Page, number: int) -> None:
    expect(page.locator(".steps p")).to_have_text(f"Stap {number} van 5")
    expect(page.locator(".steps [aria-current=step]")).to_have_count(1)
    result = Axe().run(page)
    assert not result.response["violations"], result.generate_report()


def test_five_screens_from_the_mail_to_the_networks(
    page: Page, bring_in: Callable[[str], tuple[str, str]]
) -> None:
    _address, link = bring_in("Waterbedrijf Groningen")
    seen = counting(page)
    page.goto(link)
    at_step(page, 1)
    choose_password(page, link)
    at_step(page, 2)
    set_up_app(page)
    at_step(page, 3)
    page.locator("main .actions a").first.click()
    page.wait_for_url(re.compile("/welkom/contactpunten/"))
    at_step(page, 4)
    send(page)
    page.wait_for_url(re.compile("/welkom/netwerken/"))
    at_step(page, 5)
    expect(page.locator("main")).to_contain_text("VR Groningen")
    assert len(seen) == len(SCREENS)
    assert all(path.startswith(screen) for path, screen in zip(seen, SCREENS, strict=True))
    send(page)
    expect(page).to_have_url(HOME)
    expect(page.locator(".steps")).to_have_count(0)


def test_an_organisation_that_has_not_joined_yet_takes_part_afterwards(
    page: Page, bring_in: Callable[[str], tuple[str, str]]
) -> None:
    address, link = bring_in("Gemeente Zwolle")
    choose_password(page, link)
    set_up_app(page)
    spare = page.locator("main ol code").first.inner_text()
    # Left half-way, and taken up again on another day.
    page.context.clear_cookies()
    sign_in(page, address)
    page.wait_for_url(re.compile("/2fa/authenticate/"))
    page.fill("[name=code]", spare)
    send(page)
    page.wait_for_url(re.compile("/welkom/contactpunten/"))
    page.fill("[name=function]", "Ambtenaar rampenbestrijding")
    page.fill("[name=address]", "038 000 00 01")
    send(page)
    page.wait_for_url(re.compile("/welkom/netwerken/"))
    page.get_by_role("button", name="Neem deel").click()
    expect(page).to_have_url(HOME)
    find(page, "Gemeente Zwolle", "organisaties")
    expect(page.locator("main")).not_to_contain_text("nog niet aangesloten")


def test_with_a_passkey_it_is_as_short(
    page: Page, bring_in: Callable[[str], tuple[str, str]]
) -> None:
    plug_in_key(page)
    _address, link = bring_in("Dunea")
    choose_password(page, link)
    page.get_by_role("link", name="passkey").click()
    page.wait_for_url(re.compile("/webauthn/add/"))
    page.fill("[name=name]", "laptop")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("/2fa/recovery-codes/$"))
    page.locator("main .actions a").first.click()
    page.wait_for_url(re.compile("/welkom/contactpunten/"))
