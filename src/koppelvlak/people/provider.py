"""Signing in at an organisation's identity provider (OpenID Connect): what is asked and believed.

allauth looks for this module. It walks the authorization code flow with PKCE; here stands what it
leaves out: a nonce, the signature on every identity token, and who the token was made for.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import get_request_param
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.crypto import salted_hmac

PROVIDER_ID = "oidc"
# Pairs of keys, of which the provider alone knows the half that signs.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384"]
REQUIRED = ["iss", "sub", "aud", "exp", "iat"]
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
ANNOUNCED_FOR = 300
LONGEST_SUBJECT = 255


@dataclass(frozen=True)
class Identity:
    """Who somebody is at a provider: a subject says nothing without its issuer."""

    issuer: str
    subject: str

    @property
    def key(self) -> str:
        """Return what is matched on: as long for every provider, different for every issuer."""
        said = f"{len(self.issuer)}:{self.issuer}{self.subject}"
        return hashlib.sha256(said.encode()).hexdigest()


class Exchange(OpenIDConnectOAuth2Adapter):
    """What passes between this application and the provider."""

    @property
    def openid_config(self) -> dict[str, Any]:
        """Return what the provider announces of itself; raise OAuth2Error when it is unsafe."""
        key = f"oidc:{settings.OIDC_ISSUER}"
        announced: dict[str, Any] | None = cache.get(key)
        if announced is None:
            announced = _safe(self._announced())
            cache.set(key, announced, ANNOUNCED_FOR)
        return announced

    def _announced(self) -> Any:
        url = f"{settings.OIDC_ISSUER.rstrip('/')}/.well-known/openid-configuration"
        with get_adapter().get_requests_session() as session:
            answer = session.get(url)
            answer.raise_for_status()
            return answer.json()

    def parse_token(self, data: Mapping[str, Any]) -> SocialToken:
        """Return the access token, which is never used or kept."""
        return SocialToken(token=str(data["access_token"]))

    def complete_login(self, request: HttpRequest, *_rest: Any, **kwargs: Any) -> SocialLogin:
        """Return who signed in, from the identity token and nothing else."""
        claims = self._believed(str(kwargs["response"].get("id_token") or ""))
        nonce = nonce_of(str(get_request_param(request, "state", "")))
        if not hmac.compare_digest(str(claims.get("nonce", "")).encode(), nonce.encode()):
            raise OAuth2Error("nonce")
        login = self.get_provider().sociallogin_from_response(request, {"id_token": claims})
        login.second_factor = proves_second_factor(claims)
        return login

    def _believed(self, id_token: str) -> dict[str, Any]:
        announced = self.openid_config
        with get_adapter().get_requests_session() as session:
            keys = session.get(announced["jwks_uri"]).json()
        try:
            claims: dict[str, Any] = jwt.decode(
                id_token,
                _key(keys, jwt.get_unverified_header(id_token).get("kid")),
                algorithms=ALGORITHMS,
                audience=settings.OIDC_CLIENT_ID,
                issuer=announced["issuer"],
                options={"require": REQUIRED},
            )
        except (jwt.PyJWTError, LookupError, TypeError, ValueError) as error:
            raise OAuth2Error("identity token") from error
        _check(claims)
        return claims


class Provider(OpenIDConnectProvider):
    """The one provider of this installation, as the settings name it."""

    oauth2_adapter_class = Exchange

    def redirect(
        self,
        request: HttpRequest,
        process: str,
        next_url: str | None = None,
        data: Any = None,
        **_asked: Any,
    ) -> HttpResponseBase:
        """Send the browser to the provider; what the address asks for besides is left out."""
        state = secrets.token_urlsafe(32)
        asked = {"nonce": nonce_of(state)}
        if settings.OIDC_ACR:
            asked["acr_values"] = " ".join(settings.OIDC_ACR)
        answer: HttpResponseBase = super().redirect(
            request, process, next_url, data, state_id=state, auth_params=asked, scope=["openid"]
        )
        return answer

    def extract_uid(self, data: Mapping[str, Any]) -> str:
        """Return what is matched on: issuer and subject."""
        return identity_in(data["id_token"]).key

    def extract_extra_data(self, data: Mapping[str, Any]) -> dict[str, str]:
        """Keep who it is, and nothing that the provider tells besides."""
        return vars(identity_in(data["id_token"]))

    def extract_common_fields(self, *_data: Any) -> dict[str, Any]:
        """Take no name or address over: people say these here themselves."""
        return {}

    def extract_email_addresses(self, *_data: Any) -> list[Any]:
        """Take no address over: nobody is known by one."""
        return []


provider_classes = [Provider]


def identity_in(said: Mapping[str, Any]) -> Identity:
    """Return who these claims, or what was kept of them, are about."""
    if "iss" in said:
        return Identity(str(said["iss"]), str(said["sub"]))
    return Identity(str(said["issuer"]), str(said["subject"]))


def nonce_of(state: str) -> str:
    """Return the nonce of one attempt: who sees the state in an address cannot work it out."""
    return salted_hmac("koppelvlak.oidc.nonce", state, algorithm="sha256").hexdigest()


def proves_second_factor(claims: Mapping[str, Any]) -> bool:
    """Say whether the provider tells, in words that an operator trusts, of a second factor."""
    methods = claims.get("amr")
    told = {str(method) for method in methods} if isinstance(methods, list) else set()
    return bool(told & set(settings.OIDC_AMR)) or claims.get("acr") in settings.OIDC_ACR


def _check(claims: Mapping[str, Any]) -> None:
    if not 0 < len(claims["sub"]) <= LONGEST_SUBJECT:
        raise OAuth2Error("subject")
    audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    party = claims.get("azp", settings.OIDC_CLIENT_ID if len(audience) == 1 else "")
    if party != settings.OIDC_CLIENT_ID:
        raise OAuth2Error("authorized party")


def _key(keys: Any, kid: str | None) -> jwt.PyJWK:
    """Return the key that a token names; it may leave that out where there is only one."""
    pairs = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.key_type in {"RSA", "EC"}]
    (found,) = [key for key in pairs if kid in {None, key.key_id}]
    return found


def _safe(announced: Any) -> dict[str, Any]:
    """Return what a provider announces if it is the one in the settings, and as safe as that."""
    said = announced if isinstance(announced, dict) else {}
    if str(said.get("issuer", "")).rstrip("/") != settings.OIDC_ISSUER.rstrip("/"):
        raise OAuth2Error("issuer")
    schemes = {"https", urlsplit(settings.OIDC_ISSUER).scheme}
    if any(urlsplit(str(said.get(name, ""))).scheme not in schemes for name in ENDPOINTS):
        raise OAuth2Error("endpoint")
    return said
