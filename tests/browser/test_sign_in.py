"""Signing in: invited by mail, password, authenticator app, recovery code, passkey."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewPage
from tests.browser.demo import Demo
from tests.browser.hands import (
    accept,
    be,
    code,
    fresh_code,
    invite,
    plug_in_key,
    send,
    set_up,
    sign_in,
    sign_out,
)

NATURAL = "image => image.decode().then(() => [image.naturalWidth, image.naturalHeight])"


@pytest.fixture
def newcomer(new_page: NewPage, demo: Demo, page: Page) -> str:
    """Return the address of somebody who was invited and chose a password on ``page``."""
    with new_page() as manager:
        be(manager, "B. Visser")
        address, link = invite(manager, demo, "Veiligheidsregio IJsselland")
    accept(page, link)
    return address


def set_up_app(page: Page) -> str:
    secret = page.locator("main code").first.inner_text()
    page.fill("[name=code]", fresh_code(secret))
    send(page)
    page.wait_for_url(re.compile("/recovery-codes/$"))
    return secret


def test_codes_are_those_of_rfc_6238() -> None:
    key = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
    assert [code(key, now=at) for at in (59, 1111111109, 20000000000)] == [
        "287082", "081804", "353130",
    ]  # fmt: skip


def test_password_and_app(page: Page, newcomer: str) -> None:
    sign_in(page, newcomer)
    page.wait_for_url(re.compile("/account/2fa/$"))
    set_up(page, "totp/activate")
    qr = page.locator("main img")
    expect(qr).to_be_visible()
    assert min(qr.evaluate(NATURAL)) > 0
    secret = set_up_app(page)
    expect(page.locator("main ol code")).to_have_count(10)
    page.goto("/")
    sign_out(page)
    sign_in(page, newcomer)
    page.wait_for_url(re.compile("/2fa/authenticate/"))
    page.fill("[name=code]", fresh_code(secret))
    send(page)
    expect(page).to_have_url(re.compile(r"//[^/]+/$"))


def test_a_recovery_code_works_once(page: Page, newcomer: str) -> None:
    sign_in(page, newcomer)
    set_up(page, "totp/activate")
    set_up_app(page)
    spare = page.locator("main ol code").first.inner_text()
    for status, lands in ((302, r"//[^/]+/$"), (422, "/2fa/authenticate/")):
        page.goto("/")
        sign_out(page)
        sign_in(page, newcomer)
        page.wait_for_url(re.compile("/2fa/authenticate/"))
        page.fill("[name=code]", spare)
        send(page, status)
        expect(page).to_have_url(re.compile(lands))


def test_without_second_factor_only_the_setting_up(page: Page, newcomer: str) -> None:
    sign_in(page, newcomer)
    for path in ("/", "/netwerken/", "/mijn-gegevens/", "/zoeken/?q=vitens"):
        page.goto(path)
        expect(page).to_have_url(re.compile("/account/2fa/$"))
    expect(page.locator("main a[href$='/totp/activate/']")).to_be_visible()
    expect(page.locator("main a[href$='/webauthn/add/']")).to_be_visible()


def test_passkey(page: Page, newcomer: str) -> None:
    plug_in_key(page)
    sign_in(page, newcomer)
    set_up(page, "webauthn/add")
    page.fill("[name=name]", "telefoon van het werk")
    page.check("[name=passwordless]")
    page.locator("#mfa_webauthn_add").click()
    page.wait_for_url(re.compile("/2fa/(recovery-codes|webauthn)/$"))
    page.goto("/account/2fa/webauthn/")
    expect(page.locator("main tbody th")).to_have_text("telefoon van het werk")
    sign_out(page)
    page.locator("#passkey_login").click()
    expect(page).to_have_url(re.compile(r"//[^/]+/$"))
    expect(page.locator("details.account summary")).to_contain_text("Nina Nieuw")


def test_a_passkey_that_fails_is_told_on_the_page(page: Page) -> None:
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    page.goto("/account/login/")
    page.evaluate("navigator.credentials.get = () => Promise.reject(new DOMException('no')); 0")
    page.locator("#passkey_login").click()
    expect(page.locator("#passkey-failed")).to_be_visible()


def test_a_wrong_password_is_told_in_place(page: Page) -> None:
    page.goto("/account/login/")
    page.fill("[name=login]", "wie.dan.ook@voorbeeld.invalid")
    page.fill("[name=password]", "dit is het niet")
    send(page, 422)
    expect(page.locator("#mistakes")).to_be_focused()
    expect(page.locator("[name=login]")).to_have_value("wie.dan.ook@voorbeeld.invalid")
    expect(page.locator("[name=password]")).to_have_value("")


def test_one_click_in_the_demo(page: Page) -> None:
    be(page, "K. Haddad")
    expect(page.locator("details.account summary")).to_contain_text("K. Haddad")
    expect(page.locator("details.account summary")).to_contain_text("Politie Oost-Nederland")
