"""Pages of signing in at the identity provider: going there, coming back, linking, unlinking."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.account.decorators import reauthentication_required
from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from csp.decorators import csp_update
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import run, typed
from koppelvlak.people import linking, queries
from koppelvlak.people.forms import ConfirmForm
from koppelvlak.people.middleware import PROVIDER_ASKED_KEY
from koppelvlak.people.models import Person
from koppelvlak.people.provider import PROVIDER_ID, Exchange, Provider
from koppelvlak.people.provider_adapter import INVITATION, PERSON
from koppelvlak.people.views import PROFILE, own


def leads_there(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Let the form on this page, and on no other, end up at the identity provider."""

    @wraps(view)
    def allowed(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not settings.OIDC_ORIGINS:
            return view(request, *args, **kwargs)
        answer: HttpResponseBase = csp_update({"form-action": list(settings.OIDC_ORIGINS)})(view)(
            request, *args, **kwargs
        )
        return answer

    return allowed


@login_not_required
@never_cache
def start(request: ActingRequest) -> HttpResponseBase:
    """Go to the provider to sign in; with an invitation, to accept that as well."""
    provider = _provider(request)
    if request.method != "POST":
        return redirect("account_login")
    token = request.POST.get("invitation", "")
    if not token:
        return _go(request, provider, AuthProcess.LOGIN, get_next_redirect_url(request), {})
    said = {INVITATION: str(queries.invitation_with(token).uuid)}
    back = reverse("people:invitation", args=[token])
    return _go(request, provider, AuthProcess.LOGIN, back, said)


@login_not_required
@never_cache
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Come back from the provider."""
    provider = _provider(request)
    come_back = OAuth2CallbackView.adapter_view(Exchange(request, provider_id))
    try:
        answer: HttpResponseBase = come_back(request)
    except (OAuth2Error, OSError) as error:
        return _failed(request, provider, error)
    return answer


@leads_there
@never_cache
@reauthentication_required  # type: ignore[untyped-decorator]
def link(request: ActingRequest) -> HttpResponseBase:
    """Say what linking means, and go to the provider for it."""
    provider, person = _provider(request), own(request)
    if request.method != "POST":
        told = {"provider": settings.OIDC_NAME, "page_tlp": Tlp.AMBER_STRICT}
        return render(request, "people/link.html", told)
    return _go(request, provider, AuthProcess.CONNECT, None, {PERSON: str(person.uuid)})


@reauthentication_required  # type: ignore[untyped-decorator]
def unlink(request: ActingRequest) -> HttpResponse:
    """No longer sign in with the provider, after a confirmation."""
    person = own(request)
    if not linking.accounts(person).exists():
        raise UnseenError
    form = ConfirmForm(typed(request), version=person.version)

    def act(_given: dict[str, Any]) -> Person:
        row = linking.unlink_account(person, by=request.actor, seen=form.seen)
        # Every session ends but this one, which no longer leans on the provider.
        update_session_auth_hash(request, row)
        request.session.pop(PROVIDER_ASKED_KEY, None)
        messages.success(request, _("You no longer sign in with {}.").format(settings.OIDC_NAME))
        return row

    context = {"provider": settings.OIDC_NAME, "page_tlp": Tlp.AMBER_STRICT}
    return run(request, form, act, template="people/unlink.html", context=context, then=PROFILE)


def _provider(request: HttpRequest) -> Provider:
    if not settings.OIDC_ISSUER:
        raise UnseenError
    found: Provider = get_adapter().get_provider(request, PROVIDER_ID)
    return found


def _go(
    request: HttpRequest, provider: Provider, process: str, back: str | None, said: dict[str, str]
) -> HttpResponseBase:
    try:
        return provider.redirect(request, process, back, said)
    except (OAuth2Error, OSError) as error:
        return _failed(request, provider, error)


def _failed(request: HttpRequest, provider: Provider, error: Exception) -> HttpResponseBase:
    answer: HttpResponseBase = render_authentication_error(request, provider, exception=error)
    return answer
