"""Somebody outside plays with addresses and headers."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from tests.people.conftest import is_throttled
from tests.world import World

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example/",
    "https:evil.example",
    "javascript:alert(1)",
    "http://testserver.evil.example/",
    "\thttps://evil.example",
]


@pytest.fixture(autouse=True)
def unthrottled(db: None) -> None:
    cache.clear()


@pytest.fixture
def noor(world: World, settings: Settings) -> Client:
    """Return Noor's browser."""
    settings.MFA_REQUIRED = False
    client = Client()
    client.force_login(world.person("noor"))
    return client


@pytest.mark.parametrize("then", ELSEWHERE)
def test_no_page_sends_one_elsewhere(noor: Client, world: World, then: str) -> None:
    said = {"next": then, "language": "nl", "organisation": world.region.uuid}
    pages = ("portal:language", "people:switch", "account_reauthenticate", "account_logout")
    for page in pages:
        answer = noor.post(f"{reverse(page)}?next={then}", said)
        assert "evil" not in answer.headers.get("Location", "").partition("?")[0], page
        assert "javascript" not in answer.headers.get("Location", "")


@pytest.mark.parametrize("host", ["localhost.evil", "evil.example", "testserver:80@evil", "a b"])
def test_a_made_up_host_is_refused_and_not_repeated(host: str) -> None:
    for page in ("/account/login/", "/.well-known/security.txt", "/demo/", "/-/ready"):
        answer = Client(headers={"host": host}).get(page)
        assert (answer.status_code, host in answer.content.decode()) == (400, False)


def test_no_cache_keeps_a_page(noor: Client, world: World) -> None:
    pages = ["/", "/log/", "/nergens/", "/organisaties/?formaat=csv", "/account/login/", "/demo/"]
    for page in [*pages, reverse("people:export", args=[world.person("noor").uuid])]:
        for answer in (noor.get(page), noor.post(page), Client().get(page)):
            assert "no-store" in answer.headers["Cache-Control"], page


def test_a_reset_tells_nobody_who_is_known(world: World) -> None:
    url = reverse("account_reset_password")
    known, unknown = (
        Client().post(url, {"email": f"{name}@voorbeeld.invalid"}) for name in ("noor", "nobody")
    )
    assert (known.status_code, known.headers["Location"]) == (302, unknown.headers["Location"])
    assert len(known.cookies) == len(unknown.cookies)


def test_resets_are_throttled(world: World) -> None:
    url, said = reverse("account_reset_password"), {"email": "noor@voorbeeld.invalid"}
    answers = [Client().post(url, said).status_code for _attempt in range(7)]
    assert 302 in answers
    assert answers[-1] in {422, 429}


def test_another_address_of_origin_is_no_way_around_the_throttle(world: World) -> None:
    url = reverse("account_login")
    said = {"password": "verkeerd wachtwoord"}
    for attempt in range(12):
        sent = said | {"login": f"a{attempt}@voorbeeld.invalid"}
        answer = Client(headers={"x-forwarded-for": f"192.0.2.{attempt}"}).post(url, sent)
    assert is_throttled(answer)
