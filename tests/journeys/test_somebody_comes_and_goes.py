"""A manager invites somebody; they come, lose their telephone, and go."""

from __future__ import annotations

import re
from typing import Any

import pytest

from koppelvlak.kit.notices.models import Message
from koppelvlak.people.models import Person
from tests.browser.hands import fresh_code
from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Visitor

EMAIL, PASSWORD = "nina.nieuw@voorbeeld.invalid", "lange-zin-over-nooddrinkwater"
START: dict[str, Any] = {
    "email": EMAIL,
    "name": "Nina Nieuw",
    "role": "boundary-worker",
    "title": "adviseur",
}


@pytest.fixture
def manager(arrive: Arrive) -> Visitor:
    """Return the organisation manager of IJsselland, at the page with its people."""
    visitor = arrive("B. Visser").open("/zoeken/?q=ijsselland")
    return visitor.open(f"{visitor.link('/organisaties/[0-9a-f-]{36}/')}mensen/")


@pytest.fixture
def nina(manager: Visitor, language: str) -> Visitor:
    """Return somebody who was invited, chose a password and set up an authenticator app."""
    manager.fill_in(f"{manager.path}uitnodigen/", **START)
    mail = Message.objects.filter(to=EMAIL).latest("pk")
    link = re.search(r"http://[^/]+(/uitnodiging/\S+/)", mail.text)
    assert link is not None
    visitor = Visitor(language)
    answer: dict[str, Any] = {"name": "Nina Nieuw", "language": language}
    visitor.fill_in(link[1], **answer, password=PASSWORD, again=PASSWORD)
    sign_in(visitor)
    set_up_app(visitor)
    return visitor


def sign_in(visitor: Visitor) -> None:
    visitor.send("/account/login/", login=EMAIL, password=PASSWORD)


def set_up_app(visitor: Visitor) -> None:
    """Set up an authenticator app, which asks for the password once more."""
    assert visitor.open("/netwerken/").path == "/account/2fa/"
    page = "/account/2fa/totp/activate/"
    visitor.send("/account/reauthenticate/", password=PASSWORD, next=page)
    secret = re.search(r"<code>([A-Z2-7]+)</code>", visitor.open(page).page.content.decode())
    assert secret is not None
    visitor.send(page, code=fresh_code(secret[1]))


def test_coming(nina: Visitor, language: str) -> None:
    assert nina.open("/").reads("Nina Nieuw", "VR IJsselland")
    assert f'<html lang="{language}"' in nina.page.content.decode()
    assert nina.open("/netwerken/").path == "/netwerken/"


def test_a_lost_telephone(nina: Visitor, manager: Visitor) -> None:
    person = Person.objects.get(email=EMAIL)
    manager.fill_in(f"/mensen/{person.uuid}/tweede-factor/")
    assert nina.open("/netwerken/").path.startswith("/account/login/")
    sign_in(nina)
    set_up_app(nina)
    assert nina.open("/netwerken/").path == "/netwerken/"


def test_going(nina: Visitor, manager: Visitor) -> None:
    function = Person.objects.get(email=EMAIL).functions.get()
    manager.fill_in(f"/functies/{function.uuid}/beeindigen/")
    assert nina.open("/netwerken/").path == "/mijn-gegevens/geen-functie/"
