"""What becomes of somebody who comes back from the identity provider."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from uuid import UUID

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.base.constants import AuthError, AuthProcess
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.people import invitations, queries
from koppelvlak.people.linking import link_account
from koppelvlak.people.provider import PROVIDER_ID, Identity, Provider, identity_in
from koppelvlak.people.sign_in import record_stranger

# What is remembered while somebody is at the provider: who links, or which invitation is answered.
PERSON, INVITATION = "person", "invitation"


class ProviderAdapter(DefaultSocialAccountAdapter):
    """Lets in who is known by issuer and subject; nobody becomes somebody by a mail address."""

    def list_apps(self, *_request: Any, **_wanted: Any) -> list[SocialApp]:
        """Return the provider in the settings; none can be added in the database."""
        if not settings.OIDC_ISSUER:
            return []
        return [
            SocialApp(
                provider=Provider.id,
                provider_id=PROVIDER_ID,
                name=settings.OIDC_NAME,
                client_id=settings.OIDC_CLIENT_ID,
                secret=settings.OIDC_CLIENT_SECRET,
                settings={"server_url": settings.OIDC_ISSUER, "oauth_pkce_enabled": True},
            )
        ]

    def is_open_for_signup(self, *_attempt: Any) -> bool:
        """Let nobody in who was not invited."""
        return False

    def pre_social_login(self, request: ActingRequest, sociallogin: SocialLogin) -> None:
        """Link, answer an invitation, or sign in; say so to somebody we do not know."""
        said: dict[str, str] = sociallogin.state.get("data") or {}
        identity = identity_in(sociallogin.account.extra_data)
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            self._link(request, identity, said)
        if not sociallogin.is_existing and INVITATION in said:
            self._accept(request, identity, said)
            sociallogin.lookup()
            # The invitation, to which this would have led back, was used.
            sociallogin.state.pop("next", None)
        if not sociallogin.is_existing:
            record_stranger(request, gettext_noop("unknown account of the identity provider"))
            page = "socialaccount/no_account.html"
            told = {"provider": settings.OIDC_NAME}
            raise ImmediateHttpResponse(render(request, page, told, status=HTTPStatus.FORBIDDEN))
        request.by_provider = True  # type: ignore[attr-defined]
        request.provider_asked = sociallogin.second_factor  # type: ignore[attr-defined]

    def on_authentication_error(
        self, request: HttpRequest, *_provider: Any, error: str = AuthError.UNKNOWN, **_more: Any
    ) -> None:
        """Record what was not believed; whoever turned back finds the sign-in page again."""
        if error == AuthError.CANCELLED:
            messages.info(request, _("You did not sign in with {}.").format(settings.OIDC_NAME))
            raise ImmediateHttpResponse(redirect("account_login"))
        record_stranger(request, gettext_noop("the identity provider's answer was not accepted"))

    def _link(self, request: ActingRequest, identity: Identity, said: dict[str, str]) -> None:
        # Somebody else may have signed in here in the meantime.
        if request.half_signed_in or said.get(PERSON) != str(request.actor.person):
            raise RefusedError(_("Begin again on the page with your details."))
        link_account(
            queries.person_seen(UUID(said[PERSON]), request.actor), identity, by=request.actor
        )
        messages.success(
            request, _("From now on you can sign in with {}.").format(settings.OIDC_NAME)
        )
        raise ImmediateHttpResponse(redirect("people:profile"))

    def _accept(self, request: ActingRequest, identity: Identity, said: dict[str, str]) -> None:
        found = queries.invitation_called(UUID(said[INVITATION]))
        by = invitations.invited(found, on=request.actor.on, origin=request.actor.origin)
        language = get_language() or settings.LANGUAGE_CODE
        invitations.accept_with(found, identity, language=language, by=by)
