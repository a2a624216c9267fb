"""Whom we tell what about people, functions and invitations; registered at start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import WrongStateError
from koppelvlak.kit.notices.outbox import Notice, told
from koppelvlak.people.models import Function, Invitation, Mandate, Person
from koppelvlak.rights import Can

EMAIL_SALT = "koppelvlak.people.email"
EMAIL_VALID = 24 * 60 * 60


def listen() -> None:
    """Register who is told what."""
    told(Can.INVITE_PERSON, _invited, about=Invitation)
    told(Can.ACCEPT_INVITATION, _given, about=Function)
    told(Can.GIVE_FUNCTION, _given, about=Function)
    told(Can.END_FUNCTION, _ended)
    told(Can.GIVE_MANDATE, _mandated, about=Mandate)
    told(Can.RESET_SECOND_FACTOR, _reset)
    told(Can.LINK_ACCOUNT, _linked)
    told(Can.UNLINK_ACCOUNT, _unlinked)
    told(Can.ASK_EMAIL, _asked)
    told(Can.CHANGE_EMAIL, _changed)


def email_token(person: Person) -> str:
    """Return a token that lets this person, for a day, sign in with the address asked for."""
    said = [str(person.uuid), person.email, person.new_email]
    return signing.dumps(said, salt=EMAIL_SALT, compress=True)


def email_from(token: str, person: Person) -> str:
    """Return the new address from a token; raise WrongStateError for one that does not hold."""
    try:
        uuid, old, new = signing.loads(token, salt=EMAIL_SALT, max_age=EMAIL_VALID)
    except signing.BadSignature:
        uuid, old, new = "", "", ""
    if uuid != str(person.uuid) or old != person.email:
        raise WrongStateError(_("This link does not hold any more. Ask for the change again."))
    return str(new)


def _invited(invitation: Invitation, by: Actor) -> Iterator[Notice]:
    if not invitation.token:
        return
    text = _(
        "Dear {name},\n\n{inviter} invites you to act for {organisation} in Koppelvlak, as {title}."
        "\n\nAccept the invitation here, before {until}:\n{link}\n\n"
        "The link works once and is meant for you alone. If you did not expect this, do nothing."
    )
    yield Notice(
        to=invitation.email,
        subject=_("Invitation to Koppelvlak"),
        text=format_lazy(
            text,
            name=invitation.name,
            inviter=by,
            organisation=invitation.organisation.name,
            title=invitation.title,
            until=_day(invitation.expires_at.date()),
            link=_link("people:invitation", invitation.token),
        ),
        key=f"invitation:{invitation.uuid}",
    )


def _given(function: Function, by: Actor) -> Iterator[Notice]:
    if function.person.uuid == by.person:
        return
    text = _("{by} gave you a function at {organisation}: {title}.\n\nYour functions: {link}")
    yield _to(
        function.person,
        _("You have a new function"),
        format_lazy(
            text,
            by=by,
            organisation=function.organisation.name,
            title=function,
            link=_link("people:profile"),
        ),
        function.uuid,
    )


def _ended(function: Function, by: Actor) -> Iterator[Notice]:
    if function.person.uuid == by.person:
        return
    text = _("{by} ended your function at {organisation}: {title}.\n\nYour functions: {link}")
    yield _to(
        function.person,
        _("A function of yours has ended"),
        format_lazy(
            text,
            by=by,
            organisation=function.organisation.name,
            title=function,
            link=_link("people:profile"),
        ),
        f"{function.uuid}:ended",
    )


def _mandated(mandate: Mandate, by: Actor) -> Iterator[Notice]:
    text = _("{by} gave you a mandate of {organisation}: {what}.\n\nYour mandates: {link}")
    yield _to(
        mandate.person,
        _("You have a new mandate"),
        format_lazy(
            text,
            by=by,
            organisation=mandate.organisation.name,
            what=mandate.what,
            link=_link("people:profile"),
        ),
        mandate.uuid,
    )


def _reset(person: Person, by: Actor) -> Iterator[Notice]:
    text = _(
        "{by} removed the second factor of your account. You were signed out everywhere.\n\n"
        "Sign in with your password and set up a new second factor: {link}\n\n"
        "Did you not ask for this? Tell your organisation's manager at once."
    )
    yield _to(
        person,
        _("Your second factor was removed"),
        format_lazy(text, by=by, link=_link("account_login")),
        f"{person.uuid}:reset:{person.version}",
    )


def _linked(person: Person, _by: Actor) -> Iterator[Notice]:
    text = _(
        "From now on you sign in to Koppelvlak with {provider} as well.\n\n"
        "Did you not do this? Unlink it at once, and tell your organisation's manager: {link}"
    )
    yield _about_provider(person, _("You linked an account to sign in with"), text, "linked")


def _unlinked(person: Person, _by: Actor) -> Iterator[Notice]:
    text = _(
        "You no longer sign in to Koppelvlak with {provider}. You were signed out elsewhere.\n\n"
        "Did you not do this? Tell your organisation's manager at once. Your details: {link}"
    )
    yield _about_provider(person, _("You unlinked an account to sign in with"), text, "unlinked")


def _about_provider(person: Person, subject: Any, text: Any, what: str) -> Notice:
    said = format_lazy(text, provider=settings.OIDC_NAME, link=_link("people:profile"))
    return _to(person, subject, said, f"{person.uuid}:{what}:{person.version}")


def _asked(person: Person, _by: Actor) -> Iterator[Notice]:
    text = _(
        "You asked to sign in to Koppelvlak with this address.\n\nConfirm it within a day: {link}"
        "\n\nIf you did not ask for this, do nothing."
    )
    link = _link("people:confirm_email", email_token(person))
    notice = _to(
        person,
        _("Confirm your new mail address"),
        format_lazy(text, link=link),
        f"{person.uuid}:email:{person.version}",
    )
    yield Notice(**vars(notice) | {"to": person.new_email})


def _changed(person: Person, _by: Actor) -> Iterator[Notice]:
    text = _(
        "From now on you sign in to Koppelvlak with {email}, no longer with this address.\n\n"
        "Did you not do this? Tell your organisation's manager at once."
    )
    notice = _to(
        person,
        _("You sign in with another mail address"),
        format_lazy(text, email=person.email),
        f"{person.uuid}:email-changed:{person.version}",
    )
    yield Notice(**vars(notice) | {"to": person.old_email})


def _to(person: Person, subject: Any, text: Any, key: UUID | str) -> Notice:
    return Notice(
        to=person.email,
        subject=subject,
        text=text,
        key=f"people:{key}",
        person=person.uuid,
        language=person.language,
    )


def _link(name: str, *args: object) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=args)}"


def _day(day: date) -> Any:
    """Return the day in the language of whoever reads it, not of whoever caused it."""
    return lazy(date_format, str)(day, "DATE_FORMAT")
