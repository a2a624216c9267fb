"""Inviting someone by mail, and what becomes of the invitation."""

from __future__ import annotations

import secrets
from dataclasses import replace
from datetime import date, timedelta
from typing import TypedDict, Unpack
from uuid import uuid4

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusedError, TooManyError, WrongStateError
from koppelvlak.kit.text import clean
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.actions import check_free, check_role, start_function
from koppelvlak.people.introduction import starts_new
from koppelvlak.people.lifecycle import OPEN, WITHDRAWN
from koppelvlak.people.linking import tie
from koppelvlak.people.models import Function, Invitation, Person
from koppelvlak.people.provider import Identity
from koppelvlak.people.queries import INVITED_MARK, digest
from koppelvlak.rights import Can

VALID_FOR = timedelta(days=14)
# Enough to bring in a whole department; too few to bother strangers with in our name.
MOST_AN_HOUR = 50


class InvitationTerms(TypedDict):
    """Whom one invites, and the function they get on accepting."""

    email: str
    name: str
    role: str
    title: str


def invite(
    organisation: Organisation, *, by: Actor, **terms: Unpack[InvitationTerms]
) -> Invitation:
    """Mail someone a link with which they come to act for this organisation.

    The link is random and not kept; an earlier open invitation of the same address is withdrawn.
    Raises RefusedError for a role that this actor cannot give, TooManyError for too many an hour.
    """
    with change(organisation, Can.INVITE_PERSON, by=by) as row:
        check_role(terms["role"], by)
        _check_number(row)
        _replace_earlier(row, terms["email"])
        token = secrets.token_urlsafe(32)
        invitation = row.invitations.create(
            email=terms["email"].lower(),
            name=clean(terms["name"]),
            role=terms["role"],
            title=clean(terms["title"]),
            digest=digest(token),
            expires_at=timezone.now() + VALID_FOR,
            invited_by=str(by),
        )
        invitation.token = token
        mention(invitation, show=True)
    return invitation


def _check_number(organisation: Organisation) -> None:
    in_this_hour = timezone.now() - timedelta(hours=1) + VALID_FOR
    if organisation.invitations.filter(expires_at__gt=in_this_hour).count() >= MOST_AN_HOUR:
        raise TooManyError(_("Many people were invited just now. Invite the others in an hour."))


def _replace_earlier(organisation: Organisation, email: str) -> None:
    for earlier in organisation.invitations.filter(email__iexact=email, state=OPEN):
        earlier.state = WITHDRAWN
        earlier.save()
        mention(earlier, "withdrawn")


def withdraw_invitation(
    invitation: Invitation, *, by: Actor, seen: int | None = None
) -> Invitation:
    """Let the link lead nowhere any more."""
    with change(invitation, Can.WITHDRAW_INVITATION, by=by, seen=seen) as row:
        pass
    return row


def invited(invitation: Invitation, *, on: date, origin: str) -> Actor:
    """Return whoever holds the link as the one who acts: a person yet to be made."""
    mark = frozenset({f"{INVITED_MARK}{invitation.uuid}"})
    return Actor(name=invitation.name, on=on, person=uuid4(), roles=mark, origin=origin)


def accept_invitation(
    invitation: Invitation, *, name: str, password: str, language: str, by: Actor
) -> Person:
    """Become a person of Koppelvlak with the function one was invited for.

    ``by`` comes from ``invited``. Raises WrongStateError after use, withdrawal or expiry, and
    BadInputError when someone already signs in with the address.
    """
    with change(invitation, Can.ACCEPT_INVITATION, by=by) as row:
        person = _newcomer(row, clean(name), language, by)
        person.set_password(password)
        _admit(row, person, by)
    return person


def accept_with(invitation: Invitation, identity: Identity, *, language: str, by: Actor) -> Person:
    """Accept with an account of the identity provider, without a password here.

    ``by`` comes from ``invited``. Raises WrongStateError too when the account is somebody else's.
    """
    with change(invitation, Can.ACCEPT_INVITATION, by=by) as row:
        person = _newcomer(row, row.name, language, by)
        person.set_unusable_password()
        _admit(row, person, by)
        tie(person, identity)
    return person


def accept_as(invitation: Invitation, *, person: Person, by: Actor) -> Person:
    """Accept for someone who signs in with the invited address already."""
    holder = replace(by, roles=by.roles | {f"{INVITED_MARK}{invitation.uuid}"})
    with change(invitation, Can.ACCEPT_INVITATION, by=holder) as row:
        _check_time(row)
        if person.email.lower() != row.email.lower():
            raise RefusedError(_("This invitation is for another mail address than yours."))
        _start(row, person, by)
    return person


def _newcomer(invitation: Invitation, name: str, language: str, by: Actor) -> Person:
    _check_time(invitation)
    check_free(invitation.email)
    return Person(uuid=by.person or uuid4(), email=invitation.email, name=name, language=language)


def _admit(invitation: Invitation, person: Person, by: Actor) -> None:
    person.save()
    mention(person)
    function = _start(invitation, person, by)
    function.introduced = not starts_new(function.role)
    function.save()


def _start(invitation: Invitation, person: Person, by: Actor) -> Function:
    function = start_function(
        invitation.organisation,
        person=person,
        role=invitation.role,
        title=invitation.title,
        valid_from=by.on,
    )
    mention(function)
    return function


def _check_time(invitation: Invitation) -> None:
    if invitation.expires_at <= timezone.now():
        raise WrongStateError(_("This invitation has expired. Ask for a new one."))
