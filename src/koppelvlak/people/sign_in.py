"""How allauth signs our people in, and what of it is recorded.

The receivers of allauth's and Django's signals live here; there are no others.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Any, ClassVar
from urllib.parse import urlsplit
from uuid import uuid4

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.signals import (
    authentication_failed,
    authenticator_added,
    authenticator_removed,
    authenticator_reset,
)
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.record import DONE, REFUSED, Entry, record
from koppelvlak.kit.living import Living
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.requests import LANGUAGE_KEY
from koppelvlak.people.actions import set_password
from koppelvlak.people.introduction import is_new
from koppelvlak.people.middleware import PROVIDER_ASKED_KEY, client_ip
from koppelvlak.people.models import Person
from koppelvlak.people.queries import bare_actor, person_with_mail
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register

SIGNED_IN, SIGNED_OUT, SECOND_FACTOR = "person.sign-in", "person.sign-out", "person.second-factor"
# A new organisation manager sees which of the first steps this is.
INTRODUCTION_KEY = "introduction"
OWN_FACTOR = "allauth.mfa.stages.AuthenticateStage"
# What the log has beside the capabilities, in words.
ENTRANCE = {
    SIGNED_IN: _("sign in"),
    SIGNED_OUT: _("sign out"),
    SECOND_FACTOR: _("change one's own second factor"),
}


class AccountAdapter(DefaultAccountAdapter):
    """Passwords change through the door, and mail goes by the outbox."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": _("This mail address and password do not belong together."),
        "enter_current_password": _("This is not your present password."),
        "incorrect_code": _("This code is not right, or was used before."),
        "incorrect_password": _("This is not your password."),
        "too_many_login_attempts": _("Too many attempts. Wait five minutes and try again."),
    }

    def get_login_stages(self) -> list[str]:
        """Ask no second factor of ours right after the provider told that it asked one."""
        stages: list[str] = super().get_login_stages()
        told = getattr(context.request, "provider_asked", False)
        return [stage for stage in stages if not (told and stage == OWN_FACTOR)]

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Let a new organisation manager go on with the first steps."""
        if request.session.get(INTRODUCTION_KEY):
            return reverse("portal:welcome")
        url: str = super().get_login_redirect_url(request)
        return url

    def set_password(self, user: Person, password: str) -> None:
        """Keep a new password; every other session of this person ends."""
        row = set_password(user, password=password, by=_self(context.request, user))
        user.password = row.password

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Return the link of a reset mail, as all our mails have it: never by the Host header."""
        url: str = super().get_reset_password_from_key_url(key)
        return f"{settings.BASE_URL}{urlsplit(url).path}"

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Put a mail of allauth in the outbox, from where the worker delivers it."""
        mail = self.render_mail(template_prefix, email, {"email": email, **context})
        user = context.get("user")
        Message.objects.create(
            key=f"account:{uuid4()}",
            to=email,
            person=user.uuid if isinstance(user, Person) else None,
            subject=mail.subject[:200],
            text=str(mail.body),
            capability=template_prefix.rpartition("/")[2][:60],
        )

    def send_notification_mail(
        self,
        template_prefix: str,
        user: Person,
        context: dict[str, Any] | None = None,
        email: str | None = None,
    ) -> None:
        """Tell a person of a change in how they sign in, in the language of the page."""
        super().send_notification_mail(
            template_prefix, user, {"user": user, **(context or {})}, email
        )

    def format_email_subject(self, subject: str) -> str:
        """Return the subject as it is: our mails say themselves who sends them."""
        return subject


class MfaAdapter(DefaultMFAAdapter):
    """Second factors; their secrets are kept encrypted, apart from the key in the settings."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
    }

    def encrypt(self, text: str) -> str:
        """Return the secret as it is kept."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Return the secret itself."""
        return _fernet().decrypt(encrypted_text.encode()).decode()


def listen() -> None:
    """Connect the receivers, at start."""
    user_logged_in.connect(_signed_in, dispatch_uid="koppelvlak.signed-in")
    user_logged_out.connect(_signed_out, dispatch_uid="koppelvlak.signed-out")
    user_login_failed.connect(_failed, dispatch_uid="koppelvlak.failed")
    authentication_failed.connect(_factor_failed, dispatch_uid="koppelvlak.factor-failed")
    authenticator_added.connect(_factor_added, dispatch_uid="koppelvlak.factor-added")
    authenticator_removed.connect(_factor_removed, dispatch_uid="koppelvlak.factor-removed")
    authenticator_reset.connect(_factor_reset, dispatch_uid="koppelvlak.factor-reset")


def _signed_in(request: HttpRequest, user: Person, **_rest: object) -> None:
    request.session[LANGUAGE_KEY] = user.language
    request.session[INTRODUCTION_KEY] = is_new(user)
    request.session[PROVIDER_ASKED_KEY] = getattr(request, "provider_asked", False)
    by_provider = getattr(request, "by_provider", False)
    reason = gettext_noop("with the identity provider") if by_provider else ""
    _record(request, user, SIGNED_IN, DONE, reason)


def _signed_out(request: HttpRequest, user: Person | None, **_rest: object) -> None:
    if user is not None:
        _record(request, user, SIGNED_OUT, DONE)


def _failed(
    credentials: dict[str, Any], request: HttpRequest | None = None, **_rest: object
) -> None:
    if request is None:
        return
    person = person_with_mail(str(credentials.get("email", "")))
    if person is not None:
        _record(request, person, SIGNED_IN, REFUSED, gettext_noop("wrong password"))
    else:
        # What was typed is not kept: people type passwords in the wrong field.
        record_stranger(request, gettext_noop("unknown address"))


def record_stranger(request: HttpRequest, reason: str) -> None:
    """Record that somebody we do not know was refused; nothing of who they say they are."""
    stranger = Actor(name="", on=timezone.localdate(), origin=client_ip(request))
    _write(register(Register.PEOPLE), stranger, SIGNED_IN, REFUSED, reason)


def _factor_failed(request: HttpRequest, user: Person, **_rest: object) -> None:
    _record(request, user, SIGNED_IN, REFUSED, gettext_noop("wrong code of the second factor"))


def _factor_added(request: HttpRequest, user: Person, authenticator: Any, **_rest: object) -> None:
    # Another session of theirs may have a password behind it and no more.
    _end_other_sessions(request, user)
    _record(request, user, SECOND_FACTOR, DONE, f"{authenticator.type} +")


def _factor_removed(
    request: HttpRequest, user: Person, authenticator: Any, **_rest: object
) -> None:
    _record(request, user, SECOND_FACTOR, DONE, f"{authenticator.type} -")


def _factor_reset(request: HttpRequest, user: Person, authenticator: Any, **_rest: object) -> None:
    _record(request, user, SECOND_FACTOR, DONE, f"{authenticator.type} *")


def _end_other_sessions(request: HttpRequest, person: Person) -> None:
    others = Session.objects.exclude(session_key=request.session.session_key)
    for session in others.iterator(chunk_size=500):
        if session.get_decoded().get(SESSION_KEY) == str(person.pk):
            session.delete()


def _self(request: HttpRequest, person: Person) -> Actor:
    return bare_actor(person, on=timezone.localdate(), origin=client_ip(request))


def _record(request: HttpRequest, person: Person, what: str, result: str, reason: str = "") -> None:
    _write(person, _self(request, person), what, result, reason)


def _write(thing: Living, by: Actor, what: str, result: str, reason: str) -> None:
    with transaction.atomic():
        record(Entry(thing, what, by, result, reason=reason))


def _fernet() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(str(secret))) for secret in keys])


def _key(secret: str) -> bytes:
    digest = hashlib.blake2b(secret.encode(), digest_size=32, person=b"second factor").digest()
    return base64.urlsafe_b64encode(digest)
