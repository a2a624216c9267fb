"""The platform manager brings a municipality in; its first manager comes, leaves, comes back."""

from __future__ import annotations

import re
from typing import Any

import pytest

from koppelvlak.kit.notices.models import Message
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Person
from tests.browser.hands import fresh_code
from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Visitor

EMAIL, PASSWORD = "nina.nieuw@voorbeeld.invalid", "lange-zin-over-nooddrinkwater"
STEP = {"nl": "Stap {} van 5", "en": "Step {} of 5"}
FIRST = {"nl": "Nodig de eerste organisatiebeheerder uit", "en": "Invite the first organisation"}
DESK = {"nl": "Voeg de functie toe", "en": "Add the function that answers first"}
FINISH = {"nl": "Maak uw eerste stappen af", "en": "Finish your first steps"}
ZWOLLE: dict[str, Any] = {
    "function": "Ambtenaar rampenbestrijding",
    "channel": "phone",
    "hours": "24/7",
}
ZWOLLE |= {"address": "038 000 00 01", "tlp": "AMBER"}


@pytest.fixture
def platform(arrive: Arrive) -> Visitor:
    """Return the platform manager, at the page of a municipality that has not joined."""
    zwolle = Organisation.objects.get(name="Gemeente Zwolle")
    assert not zwolle.joined
    return arrive("P. Smit").open(zwolle.get_absolute_url())


@pytest.fixture
def nina(platform: Visitor, language: str) -> Visitor:
    """Return the first manager, at the page that the link in the mail leads to."""
    assert platform.reads(FIRST[language])
    page = platform.link('/organisaties/[^"]+uitnodigen/[^"]*manager')
    platform.fill_in(page, email=EMAIL, name="Nina Nieuw", role="manager", title="adviseur")
    mail = Message.objects.filter(to=EMAIL).latest("pk")
    link = re.search(r"http://[^/]+(/uitnodiging/\S+/)", mail.text)
    assert link is not None
    return Visitor(language).speak().open(link[1])


def to_contact_points(nina: Visitor, language: str) -> Visitor:
    """Take the first three steps."""
    assert nina.reads(STEP[language].format(1))
    answer: dict[str, Any] = {"name": "Nina Nieuw", "language": language}
    nina.fill_in(nina.path, **answer, password=PASSWORD, again=PASSWORD)
    assert nina.reads(STEP[language].format(2))
    secret = re.search(r"<code>([A-Z2-7]+)</code>", nina.page.content.decode())
    assert secret is not None
    nina.send(nina.path, code=fresh_code(secret[1]))
    assert nina.reads(STEP[language].format(3))
    return nina.open(nina.link("/welkom/"))


def test_in_five_steps(nina: Visitor, language: str) -> None:
    to_contact_points(nina, language)
    assert nina.reads(STEP[language].format(4), DESK[language])
    nina.fill_in(nina.path, **ZWOLLE)
    assert nina.path == "/welkom/netwerken/"
    assert nina.reads(STEP[language].format(5))
    nina.fill_in(nina.path)
    assert nina.path == "/"
    assert Organisation.objects.get(name="Gemeente Zwolle").joined
    assert not nina.reads(FINISH[language])


def test_left_and_taken_up_again(nina: Visitor, platform: Visitor, language: str) -> None:
    to_contact_points(nina, language)
    assert nina.open("/").reads(FINISH[language])
    nina.client.logout()
    spare = recovery_code()
    nina.send("/account/login/", login=EMAIL, password=PASSWORD)
    nina.send("/account/2fa/authenticate/", code=spare)
    assert nina.path == "/welkom/contactpunten/"
    assert nina.reads(STEP[language].format(4))
    assert not platform.open(platform.path).reads(FIRST[language])


def recovery_code() -> str:
    """Return one of the codes that she kept."""
    kept = Person.objects.get(email=EMAIL).authenticator_set.get(type="recovery_codes")
    return str(kept.wrap().get_unused_codes()[0])
