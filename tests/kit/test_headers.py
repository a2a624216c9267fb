from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

pytestmark = pytest.mark.django_db

EXPECTED = {
    "X-Frame-Options": "DENY",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}


@pytest.fixture
def policy(client: Client) -> dict[str, list[str]]:
    """Return the content security policy of a page, by directive."""
    header = client.get(reverse("portal:accessibility"))["Content-Security-Policy"]
    parts = (part.split() for part in header.split(";"))
    return {name: sources for name, *sources in parts}


@pytest.mark.parametrize(("name", "value"), EXPECTED.items())
def test_a_page_carries_this_header(client: Client, name: str, value: str) -> None:
    assert client.get(reverse("portal:accessibility"))[name] == value


def test_nothing_comes_from_elsewhere_or_from_inside_a_page(policy: dict[str, list[str]]) -> None:
    allowed = {source for sources in policy.values() for source in sources}
    assert allowed <= {"'self'", "'none'", "data:"}
    assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]


@pytest.mark.parametrize("name", ["base-uri", "form-action", "frame-ancestors", "object-src"])
def test_what_is_open_by_default_is_closed(policy: dict[str, list[str]], name: str) -> None:
    assert policy[name] in (["'none'"], ["'self'"])


def test_pages_are_not_compressed(client: Client) -> None:
    page = client.get(reverse("portal:accessibility"), headers={"Accept-Encoding": "gzip, br"})
    assert "Content-Encoding" not in page


def test_what_everybody_may_keep_says_so(client: Client) -> None:
    assert client.get(reverse("portal:security"))["Cache-Control"].startswith("public")


def test_scripts_of_pages_may_not_evaluate_or_reach_out(client: Client) -> None:
    page = client.get(reverse("portal:accessibility")).content.decode()
    for setting in ('"allowEval":false', '"selfRequestsOnly":true', '"historyCacheSize":0'):
        assert setting in page
