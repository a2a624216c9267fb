"""What a person does at a page, in steps that several stories share."""

from __future__ import annotations

import base64
import hmac
import re
import struct
import time
from hashlib import sha1
from typing import Any
from uuid import uuid4

from playwright.sync_api import Page

from tests.browser.demo import Demo

PASSWORD = "lange-zin-over-nooddrinkwater"
PERIOD = 30
ENOUGH = 10
"""Seconds in which a code is typed and sent, on a slow machine too."""


def be(page: Page, name: str) -> None:
    """Sign in as one of the fictional people, with one click."""
    page.goto("/demo/")
    page.get_by_role("button", name=name, exact=True).first.click()
    page.wait_for_url(re.compile(r"/$"))


def speak(page: Page, language: str) -> None:
    """Choose this language at the top of the page, unless it is spoken already."""
    if page.locator("html").get_attribute("lang") != language:
        page.locator(f"form.language button[value={language}]").click()
        page.locator(f"html[lang={language}]").wait_for()


def find(page: Page, words: str, kind: str) -> None:
    """Search for something by its name and open it; ``kind`` is how its address begins."""
    page.goto(f"/zoeken/?q={words}")
    page.locator("main").locator(f"a[href^='/{kind}/']").get_by_text(words, exact=True).click()
    page.wait_for_url(re.compile(f"/{kind}/."))


def send(page: Page, status: int = 200) -> None:
    """Press the button of the form on this page, and wait until its answer stands there."""
    page.locator("#main").evaluate("main => main.dataset.left = ''")
    with page.expect_response(lambda one: one.request.method == "POST") as answer:
        page.locator("main form .actions button").first.click()
    assert answer.value.status in ({status, 302, 303} if status == 200 else {status})
    # The answer comes before it is shown: what is typed in between would be lost with the old form.
    page.locator("#main:not([data-left])").wait_for(state="attached")


def invite(page: Page, demo: Demo, organisation: str) -> tuple[str, str]:
    """As a manager invite somebody new; return their mail address, and the link they were sent."""
    address = f"{uuid4().hex[:8]}@voorbeeld.invalid"
    find(page, organisation, "organisaties")
    page.goto(f"{page.url}mensen/uitnodigen/")
    page.fill("[name=email]", address)
    page.fill("[name=name]", "Nina Nieuw")
    page.fill("[name=title]", "adviseur")
    page.select_option("[name=role]", "boundary-worker")
    send(page)
    page.wait_for_url(re.compile("/mensen/$"))
    link = re.search(r"http\S+/uitnodiging/\S+/", demo.mail(address, "/uitnodiging/"))
    assert link is not None
    return address, link[0]


def accept(page: Page, link: str) -> None:
    """Accept an invitation, with a password; sign out, so that one can sign in."""
    page.goto(link)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    send(page)
    page.wait_for_url(re.compile("/account/2fa/totp/activate/"))
    sign_out(page)


def sign_in(page: Page, address: str, password: str = PASSWORD) -> None:
    """Fill in the sign-in page."""
    page.goto("/account/login/")
    page.fill("[name=login]", address)
    page.fill("[name=password]", password)
    send(page)


def set_up(page: Page, what: str) -> None:
    """Open a page where a second factor is set up; it asks for the password once more."""
    page.goto(f"/account/2fa/{what}/")
    page.wait_for_url(re.compile("/account/reauthenticate/"))
    page.fill("[name=password]", PASSWORD)
    send(page)
    page.wait_for_url(re.compile(f"/account/2fa/{what}/$"))


def sign_out(page: Page) -> None:
    """Sign out from the menu with one's name."""
    page.locator("details.account > summary").click()
    page.locator("details.account form[action*=logout] button").click()
    page.wait_for_url(re.compile("/account/login/"))


def fresh_code(secret: str) -> str:
    """Return the digits an app shows now; like a person, wait for the next when these run out."""
    left = PERIOD - time.time() % PERIOD
    if left < ENOUGH:
        time.sleep(left)
    return code(secret, now=time.time())


def code(secret: str, *, now: float) -> str:
    """Return the six digits that an authenticator app shows (RFC 6238, SHA-1, 30 s)."""
    key = base64.b32decode(secret + "=" * (-len(secret) % 8))
    steps = int(now // PERIOD)
    digest = hmac.new(key, struct.pack(">Q", steps), sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack_from('>I', digest, start)[0] & 0x7FFFFFFF) % 1_000_000:06}"


def plug_in_key(page: Page) -> Any:
    """Give this browser a passkey device that always answers; return the way to talk to it."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    device.send(
        "WebAuthn.addVirtualAuthenticator",
        {
            "options": {
                "protocol": "ctap2",
                "transport": "internal",
                "hasResidentKey": True,
                "hasUserVerification": True,
                "isUserVerified": True,
                "automaticPresenceSimulation": True,
            }
        },
    )
    return device
