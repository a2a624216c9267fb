"""Every address of signing in is public by name, or asks who you are and for a second factor."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from allauth.account import urls as account
from allauth.mfa import urls as mfa
from allauth.socialaccount import urls as social
from allauth.socialaccount.providers.openid_connect import urls as oidc
from django.test import Client
from django.urls import URLPattern, reverse

from koppelvlak.people import account_urls, urls
from koppelvlak.people.middleware import SETTING_UP
from tests.people.conftest import sign_in
from tests.world import World

PUBLIC = {
    "account_login",
    "account_logout",
    "account_inactive",
    "account_signup",
    "account_reset_password",
    "account_reset_password_done",
    "account_reset_password_from_key",
    "account_reset_password_from_key_done",
    "mfa_authenticate",
    "mfa_login_webauthn",
    "openid_connect_callback",
    "openid_connect_login",
    "people:invitation",
    "people:demo",
}
FILLED = {"uuid": "00000000-0000-0000-0000-000000000000", "uidb36": "1"}


def addresses() -> Iterator[tuple[str, str]]:
    """Yield the name and an address of every page of this package."""
    for pattern in [*account_urls.urlpatterns, *urls.urlpatterns]:
        assert isinstance(pattern, URLPattern)
        name = f"people:{pattern.name}" if pattern in urls.urlpatterns else str(pattern.name)
        holes = pattern.pattern.regex.groupindex
        filled = {hole: FILLED.get(hole, "1") for hole in holes}
        yield name, reverse(name, kwargs=filled)


ADDRESSES = dict(addresses())


def test_what_is_public_is_public_by_name() -> None:
    views = {
        f"people:{p.name}" if p in urls.urlpatterns else p.name: p.callback
        for p in [*account_urls.urlpatterns, *urls.urlpatterns]
    }
    open_to_all = {
        name for name, view in views.items() if not getattr(view, "login_required", True)
    }
    assert open_to_all == PUBLIC


@pytest.mark.parametrize("name", sorted(set(ADDRESSES) - PUBLIC))
def test_everything_else_asks_who_you_are(name: str, client: Client, db: None) -> None:
    for method in (client.get, client.post):
        answer = method(ADDRESSES[name])
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("name", sorted(set(ADDRESSES) - PUBLIC - SETTING_UP))
def test_nothing_else_works_with_a_password_alone(name: str, client: Client, noor: object) -> None:
    sign_in(client)
    for method in (client.get, client.post):
        answer = method(ADDRESSES[name])
        assert (answer.status_code, answer.headers["Location"]) == (302, reverse("mfa_index"))


@pytest.mark.parametrize("name", sorted(PUBLIC))
def test_what_is_public_never_breaks(name: str, client: Client, world: World) -> None:
    for method in (client.get, client.post):
        assert method(ADDRESSES[name]).status_code < 500


def test_no_other_page_of_allauth_is_open() -> None:
    def names(patterns: Iterator[object]) -> Iterator[str]:
        for pattern in patterns:
            yield from (
                [str(pattern.name)]
                if isinstance(pattern, URLPattern)
                else names(iter(pattern.url_patterns))  # type: ignore[attr-defined]
            )

    theirs = set(
        names(
            iter([*account.urlpatterns, *mfa.urlpatterns, *social.urlpatterns, *oidc.urlpatterns])
        )
    )
    closed = theirs - {str(p.name) for p in account_urls.urlpatterns}
    assert closed == {
        "account_email",
        "account_email_verification_sent",
        "account_confirm_email",
        "account_confirm_login_code",
        "socialaccount_connections",
        "socialaccount_login_cancelled",
        "socialaccount_login_error",
        "socialaccount_signup",
    }
    assert {str(p.name) for p in account_urls.urlpatterns} <= theirs
