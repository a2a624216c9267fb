"""Signing in at the identity provider, in a real browser: linking, signing in, an invitation.

Here, and only here, a page leads to another host: that of the provider.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import FIRST_PORT, NewPage, free_from
from tests.browser.demo import Demo, running
from tests.browser.hands import (
    PASSWORD,
    accept,
    be,
    fresh_code,
    invite,
    send,
    set_up,
    sign_in,
    sign_out,
)
from tests.people import identity_provider
from tests.people.identity_provider import CLIENT, SECRET, IdentityProvider

NAME = "Regio-account"
HOME = re.compile(r"//[^/]+/$")


@pytest.fixture(scope="module")
def provider(chromium: str) -> Iterator[IdentityProvider]:
    with identity_provider.running() as started:
        yield started


@pytest.fixture(scope="module")
def demo(provider: IdentityProvider, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """Return a demo of its own, which trusts the provider and its word on second factors."""
    settings = {
        "KOPPELVLAK_PORT": str(free_from(FIRST_PORT + 50)),
        "KOPPELVLAK_OIDC_ISSUER": provider.url,
        "KOPPELVLAK_OIDC_CLIENT_ID": CLIENT,
        "KOPPELVLAK_OIDC_CLIENT_SECRET": SECRET,
        "KOPPELVLAK_OIDC_NAME": NAME,
        "KOPPELVLAK_OIDC_AMR": "mfa",
    }
    with running(tmp_path_factory.mktemp("provider-demo"), **settings) as started:
        yield started


@pytest.fixture
def expected(provider: IdentityProvider) -> frozenset[str]:
    return frozenset({urlsplit(provider.url).netloc})


@pytest.fixture
def invited(new_page: NewPage, demo: Demo) -> tuple[str, str]:
    """Return the address of somebody invited, and the link they were sent."""
    with new_page() as manager:
        be(manager, "B. Visser")
        return invite(manager, demo, "Veiligheidsregio IJsselland")


def at_provider(page: Page, provider: IdentityProvider, subject: str) -> None:
    """Sign in at the provider's own page, and come back."""
    page.wait_for_url(re.compile(re.escape(provider.url)))
    page.fill("[name=sub]", subject)
    page.get_by_role("button", name="Authorize").click()


def test_from_an_invitation_and_back_again(
    page: Page, provider: IdentityProvider, invited: tuple[str, str]
) -> None:
    provider.knows("sub-browser", amr=["pwd", "mfa"])
    page.goto(invited[1])
    page.get_by_role("button", name=NAME).click()
    at_provider(page, provider, "sub-browser")
    expect(page).to_have_url(HOME)
    expect(page.locator("details.account summary")).to_contain_text("Nina Nieuw")
    sign_out(page)
    page.get_by_role("button", name=NAME).click()
    at_provider(page, provider, "sub-browser")
    expect(page).to_have_url(HOME)
    expect(page.locator("details.account summary")).to_contain_text("Nina Nieuw")


def test_linked_from_ones_own_page(
    page: Page, provider: IdentityProvider, invited: tuple[str, str]
) -> None:
    address, link = invited
    accept(page, link)
    sign_in(page, address)
    set_up(page, "totp/activate")
    secret = page.locator("main code").first.inner_text()
    page.fill("[name=code]", fresh_code(secret))
    send(page)
    page.wait_for_url(re.compile("/recovery-codes/$"))
    page.goto("/mijn-gegevens/koppelen/")
    if "/reauthenticate/" in page.url:
        page.fill("[name=password]", PASSWORD)
        send(page)
    page.wait_for_url(re.compile("/koppelen/$"))
    page.get_by_role("button", name=NAME).click()
    at_provider(page, provider, "sub-gekoppeld")
    page.wait_for_url(re.compile("/mijn-gegevens/$"))
    expect(page.locator("main")).to_contain_text("is gekoppeld")
    sign_out(page)
    page.get_by_role("button", name=NAME).click()
    at_provider(page, provider, "sub-gekoppeld")
    page.wait_for_url(re.compile("/2fa/authenticate/"))


def test_a_stranger_is_told_whom_to_ask(page: Page, provider: IdentityProvider) -> None:
    page.goto("/account/login/")
    page.get_by_role("button", name=NAME).click()
    at_provider(page, provider, "sub-onbekend")
    expect(page.locator("h1")).to_have_text("U hebt hier nog geen account")


def test_who_turns_back_is_at_the_sign_in_page(page: Page, provider: IdentityProvider) -> None:
    page.goto("/account/login/")
    page.get_by_role("button", name=NAME).click()
    page.wait_for_url(re.compile(re.escape(provider.url)))
    page.get_by_role("button", name="Deny").click()
    page.wait_for_url(re.compile("/account/login/$"))
    expect(page.locator("main")).to_contain_text(f"U bent niet ingelogd met {NAME}")
