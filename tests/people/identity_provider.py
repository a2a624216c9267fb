"""A real identity provider on this machine: signs people in over HTTP, and can be made to lie.

It refuses a code whose PKCE verifier does not fit, as a provider should.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from urllib.parse import parse_qs, parse_qsl, urlsplit

import flask
import jwt
import pytest
import requests
from django.core.cache import cache
from django.test import Client
from oidc_provider_mock._app import app as make_app
from oidc_provider_mock._server import _threaded_server
from pytest_django import Settings

from koppelvlak.people.linking import link_account
from koppelvlak.people.models import Person
from koppelvlak.people.provider import Identity
from tests.world import World

START = "/account/oidc/login/"
MAIL = "noor@voorbeeld.invalid"
CLIENT, SECRET = "koppelvlak", "geheim-van-de-koppeling"
SUBJECT = "a1b2c3-noor"
LINK = re.compile(r"<link\b[^>]*>")
Sign: TypeAlias = Callable[[dict[str, Any]], str]


@dataclass
class IdentityProvider:
    """A running provider; ``lie`` changes the claims it signs, ``sign`` how it signs them."""

    url: str
    asked: list[dict[str, str]] = field(default_factory=list)
    challenges: dict[str, str] = field(default_factory=dict)
    lie: dict[str, Any] = field(default_factory=dict)
    sign: Sign | None = None
    announce: dict[str, Any] = field(default_factory=dict)

    def knows(self, subject: str = SUBJECT, **claims: Any) -> None:
        """Let somebody have an account there, with what it tells of them."""
        answer = requests.put(f"{self.url}/users/{subject}", json=claims, timeout=10)
        answer.raise_for_status()

    def authorize(self, address: str, subject: str = SUBJECT, **form: str) -> str:
        """Sign in there as somebody at the page one was sent to; return where it sends one back."""
        assert address.startswith(f"{self.url}/oauth2/authorize?"), address
        said = form or {"sub": subject}
        answer = requests.post(address, data=said, allow_redirects=False, timeout=10)
        assert answer.status_code == 302, answer.text
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


def trust(settings: Settings, provider: IdentityProvider) -> None:
    """Let this installation sign people in with that provider."""
    settings.OIDC_ISSUER, settings.OIDC_ORIGINS = provider.url, [provider.url]
    settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = CLIENT, SECRET
    settings.OIDC_NAME = "Regio-account"


@contextmanager
def running() -> Iterator[IdentityProvider]:
    """Start a provider on a free port of this machine, and stop it at the end."""
    app = make_app(require_nonce=True)
    with _threaded_server(app, poll_interval=0.02) as server:
        provider = IdentityProvider(f"http://localhost:{server.server_port}")
        _watch(app, provider)
        yield provider


def _watch(app: flask.Flask, provider: IdentityProvider) -> None:
    # Added after the start, before the first request.
    app.before_request_funcs.setdefault(None, []).append(lambda: _check_verifier(provider))
    app.after_request_funcs.setdefault(None, []).append(lambda answer: _after(provider, answer))


def _check_verifier(provider: IdentityProvider) -> Any:
    if flask.request.path != "/oauth2/token":
        return None
    form = flask.request.form
    digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
    given = base64.urlsafe_b64encode(digest).decode().rstrip("=")
    if provider.challenges.get(form["code"]) != given:
        return flask.jsonify({"error": "invalid_grant"}), 400
    return None


def _after(provider: IdentityProvider, answer: flask.Response) -> flask.Response:
    path = flask.request.path
    if path == "/oauth2/authorize" and "Location" in answer.headers:
        asked = dict(parse_qsl(urlsplit(flask.request.url).query))
        provider.asked.append(asked)
        if "state=" not in answer.headers["Location"]:
            # A provider says which attempt it refuses.
            answer.headers["Location"] += f"&state={asked['state']}"
        code = parse_qs(urlsplit(answer.headers["Location"]).query).get("code", [""])[0]
        if asked.get("code_challenge_method") == "S256":
            provider.challenges[code] = asked["code_challenge"]
    if answer.mimetype == "text/html":
        # Its pages would ask a stylesheet of somebody else.
        answer.set_data(LINK.sub("", answer.get_data(as_text=True)))
    if path == "/oauth2/token" and answer.status_code == 200:
        answer.set_data(json.dumps(_lied(provider, json.loads(answer.get_data()))))
    if path.startswith("/.well-known/"):
        answer.set_data(json.dumps(json.loads(answer.get_data()) | provider.announce))
    return answer


def _lied(provider: IdentityProvider, said: Mapping[str, Any]) -> dict[str, Any]:
    if not provider.lie and provider.sign is None:
        return dict(said)
    claims = jwt.decode(said["id_token"], options={"verify_signature": False}) | provider.lie
    claims = {name: value for name, value in claims.items() if value is not None}
    return {**said, "id_token": (provider.sign or _signed)(claims)}


def _signed(claims: dict[str, Any]) -> str:
    key = flask.g.oidc_provider_mock_storage.jwk
    private = jwt.algorithms.RSAAlgorithm.from_jwk(json.dumps(key.as_dict(is_private=True)))
    return jwt.encode(claims, private, "RS256", {"kid": key.as_dict()["kid"]})  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def started() -> Iterator[IdentityProvider]:
    with running() as provider:
        yield provider


@pytest.fixture
def provider(started: IdentityProvider, settings: Settings) -> IdentityProvider:
    """Return the provider that this installation trusts; it knows Noor and tells the truth."""
    started.lie, started.sign, started.announce = {}, None, {}
    started.asked.clear()
    trust(settings, started)
    started.knows(SUBJECT, email=MAIL, email_verified=True)
    cache.clear()
    return started


@pytest.fixture
def linked(world: World, provider: IdentityProvider) -> Person:
    """Return Noor, who linked her account."""
    noor = world.person("noor")
    link_account(noor, Identity(provider.url, SUBJECT), by=world.actor("noor"))
    return noor


def go(client: Client, **fields: str) -> str:
    """Press the button; return the address at the provider that it leads to."""
    return client.post(START, fields).headers["Location"]


def sign_in(client: Client, provider: IdentityProvider, subject: str = SUBJECT) -> Any:
    """Press the button, sign in at the provider, and come back."""
    return client.get(provider.authorize(go(client), subject))
