"""Pages before signing in: the sign-in page itself, an invitation, and the demo's cast."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any
from uuid import UUID

from allauth.account.internal.flows.reauthentication import reauthenticate_by_password
from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from koppelvlak.kit.errors import UnseenError, WrongStateError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import run, typed
from koppelvlak.people import invitations, queries
from koppelvlak.people.forms import AcceptForm, ConfirmForm
from koppelvlak.people.introduction import starts_new
from koppelvlak.people.lifecycle import OPEN
from koppelvlak.people.middleware import DEMO_KEY
from koppelvlak.people.models import Invitation, Person

# A proxy that passes somebody else's request on says so in a header with one of these names.
FORWARDED = re.compile(r"HTTP_(.*FORWARDED.*|.*(REAL|CLIENT|CONNECTING)_IP|VIA)")


def in_place(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Answer 422 where allauth shows a form again with mistakes under 200."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        response = view(request, *args, **kwargs)
        if request.method == "POST" and isinstance(response, TemplateResponse):
            response.status_code = HTTPStatus.UNPROCESSABLE_ENTITY
        return response

    return checked


class SignInView(LoginView):
    """The sign-in page; in the demo it names the fictional people."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        cast = queries.demo_cast() if is_demo(self.request) else []
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"cast": cast, "provider": provider_name()}


@login_not_required
def no_signup(request: HttpRequest) -> HttpResponse:
    """Say how one gets an account."""
    return render(request, "account/signup_closed.html")


@login_not_required
@never_cache
@sensitive_post_parameters("password", "again")
def invitation(request: ActingRequest, token: str) -> HttpResponse:
    """Show the invitation, and take the answer in the way that fits who reads it."""
    found = queries.invitation_with(token)
    if found.state != OPEN or found.expires_at <= timezone.now():
        raise WrongStateError(_("This invitation was used, withdrawn or has expired."))
    if request.user.is_authenticated:
        return _accept_as(request, found)
    if queries.person_with_mail(found.email):
        return render(request, "people/invitation_known.html", {"invitation": found})
    return _accept(request, found, token)


def provider_name() -> str:
    """Return what the identity provider is called; empty when there is none."""
    return str(settings.OIDC_NAME) if settings.OIDC_ISSUER else ""


def _accept(request: ActingRequest, found: Invitation, token: str) -> HttpResponse:
    said = {"name": found.name, "language": get_language()}
    form = AcceptForm(typed(request), initial=said, email=found.email)
    by = invitations.invited(found, on=request.actor.on, origin=request.actor.origin)

    def act(given: dict[str, Any]) -> None:
        person = invitations.accept_invitation(
            found,
            name=given["name"],
            password=given["password"],
            language=given["language"],
            by=by,
        )
        _begin(request, person)

    context = {
        "form": form,
        "invitation": found,
        "introduction": starts_new(found.role),
        "provider": provider_name(),
        "token": token,
    }
    then = "mfa_activate_totp" if settings.MFA_REQUIRED else "portal:welcome"
    return run(request, form, act, template="people/invitation.html", context=context, then=then)


def _begin(request: ActingRequest, person: Person) -> None:
    """Sign in who holds the link and has just chosen a password: it need not be asked again."""
    login(request, person)
    reauthenticate_by_password(request)


def _accept_as(request: ActingRequest, found: Invitation) -> HttpResponse:
    if request.half_signed_in:
        return redirect("mfa_index")
    person = queries.person_with_mail(request.user.get_username())
    if person is None or person.email.lower() != found.email.lower():
        return render(request, "people/invitation_other.html", {"invitation": found})
    form = ConfirmForm(typed(request))

    def act(_given: dict[str, Any]) -> None:
        invitations.accept_as(found, person=person, by=request.actor)

    context = {"form": form, "invitation": found}
    template = "people/invitation_own.html"
    return run(request, form, act, template=template, context=context, then="people:profile")


@login_not_required
@never_cache
def demo(request: ActingRequest) -> HttpResponse:
    """Let one click sign in as a fictional person, on this very machine only."""
    if not is_demo(request):
        raise UnseenError
    if request.method != "POST":
        return render(request, "people/demo.html", {"cast": queries.demo_cast()})
    person = queries.demo_person(_uuid(request.POST.get("person", "")))
    login(request, person)
    request.session[DEMO_KEY] = True
    return redirect(settings.LOGIN_REDIRECT_URL)


def is_demo(request: HttpRequest) -> bool:
    """Say whether one-click sign-in is on and the request comes from this machine itself."""
    if not settings.DEMO or any(map(FORWARDED.fullmatch, request.META)):
        return False
    host, _port = split_domain_port(request.get_host())
    return _loopback(host) and _loopback(str(request.META.get("REMOTE_ADDR", "")))


def _loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _uuid(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise UnseenError from None
