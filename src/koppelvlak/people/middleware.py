"""Who acts: one query per request, never remembered across requests."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, RefusalError
from koppelvlak.kit.refusals import answer, as_refusal
from koppelvlak.kit.requests import ActingRequest, GetResponse
from koppelvlak.people.known import has_factor, held_by
from koppelvlak.people.queries import actor_in, bare_actor

CHOSEN_KEY = "namens"
DEMO_KEY = "demo"
# The identity provider told, at this very sign-in, that it asked for a second factor.
PROVIDER_ASKED_KEY = "provider_asked"
# Where a second factor is set up, and the way out; besides these only what everybody may see.
SETTING_UP = frozenset(
    {"mfa_index", "mfa_activate_totp", "mfa_list_webauthn", "mfa_add_webauthn"}
    | {"mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes"}
    | {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
    | {"account_logout", "account_change_password", "account_set_password"}
)
# What someone who acts for nobody reaches: their own details and their own account.
OWN = ("people:", "account_", "mfa_")


class SecondFactorMiddleware:
    """Send whoever has no second factor to the page where one is set up."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        request.half_signed_in = _half_signed_in(request)  # type: ignore[attr-defined]
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], *_where: object
    ) -> HttpResponseBase | None:
        """Let through what everybody may see and the setting up itself."""
        if not request.half_signed_in or _is_public(view):  # type: ignore[attr-defined]
            return None
        match = request.resolver_match
        allowed = match is not None and match.view_name in SETTING_UP
        return None if allowed else redirect("mfa_index")


class ActorMiddleware:
    """Put the actor on the request, and the organisations there are to act for."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            token = _token(request)
        except (RefusalError, SuspiciousOperation) as error:
            request.actor = Actor(name="", on=timezone.localdate())  # type: ignore[attr-defined]
            return answer(request, cast("RefusalError", as_refusal(error)))
        _put_actor(request, token)
        return self.get_response(request)

    def process_view(
        self, request: ActingRequest, view: Callable[..., Any], *_where: object
    ) -> HttpResponseBase | None:
        """Explain to someone without any current function why there is nothing to see."""
        if not request.user.is_authenticated or request.actor.organisation or _is_public(view):
            return None
        match = request.resolver_match
        own = match is not None and match.view_name.startswith(OWN)
        return None if own else redirect("people:no_function")


def client_ip(request: HttpRequest) -> str:
    """Return the client's address: what our own proxy saw, or whoever connected."""
    if settings.BEHIND_PROXY:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rpartition(",")[2].strip()
        return seen or str(request.META.get("REMOTE_ADDR", ""))
    return str(request.META.get("REMOTE_ADDR", ""))


def _half_signed_in(request: HttpRequest) -> bool:
    if not (settings.MFA_REQUIRED and request.user.is_authenticated):
        return False
    if settings.DEMO and request.user.fictional and request.session.get(DEMO_KEY):
        return False
    if settings.OIDC_ISSUER and request.session.get(PROVIDER_ASKED_KEY):
        return False
    return not has_factor(request.user)


def _put_actor(request: HttpRequest, token: UUID | None) -> None:
    on, origin = timezone.localdate(), client_ip(request)
    request.acting_for = []  # type: ignore[attr-defined]
    request.actor = _anonymous(on, origin, token)  # type: ignore[attr-defined]
    if not request.user.is_authenticated:
        return
    person = request.user
    bare = bare_actor(person, on=on, origin=origin, token=token)
    # Who has not shown a second factor yet acts for nobody, on public pages either.
    held = [] if request.half_signed_in else held_by(person, on)  # type: ignore[attr-defined]
    request.actor, request.acting_for = actor_in(  # type: ignore[attr-defined]
        held, bare, _uuid(request.session.get(CHOSEN_KEY, ""))
    )


def _anonymous(on: date, origin: str, token: UUID | None) -> Actor:
    return Actor(name="", on=on, origin=origin, token=token)


def _token(request: HttpRequest) -> UUID | None:
    text = request.POST.get("token", "") if request.method == "POST" else ""
    token = _uuid(text)
    if text and token is None:
        raise BadInputError(_("This form was damaged on its way. Load the page again."))
    return token


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _is_public(view: Callable[..., Any]) -> bool:
    return not getattr(view, "login_required", True)
