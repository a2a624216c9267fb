"""What may be done to people, their functions and their mandates."""

from __future__ import annotations

from datetime import date
from typing import NotRequired, TypedDict, Unpack

from allauth.mfa.models import Authenticator
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, RefusedError, WrongStateError
from koppelvlak.kit.text import clean
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.handover import HandOver, hand_over
from koppelvlak.people.holdings import Leaving
from koppelvlak.people.lifecycle import ENDED, HELD
from koppelvlak.people.models import Function, Mandate, Person
from koppelvlak.people.queries import (
    holds_another,
    holds_function,
    mandate_kind,
    other_managers,
    person_with_mail,
)
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can, Role, givable


class FunctionTerms(TypedDict):
    """What a function is made of; both days count, no last day means until further notice."""

    person: Person
    role: str
    title: str
    valid_from: date
    valid_to: NotRequired[date | None]


class MandateTerms(TypedDict):
    """What a mandate is made of; both days count, no last day means until further notice."""

    person: Person
    what: str
    valid_from: date
    valid_to: NotRequired[date | None]


def add_person(email: str, name: str, *, language: str, fictional: bool, by: Actor) -> Person:
    """Add a person without a password: the first of an installation, or of the demo's cast.

    Everybody else is invited. Raises BadInputError when the address is taken.
    """
    with change(register(Register.PEOPLE), Can.ADD_PERSON, by=by):
        check_free(email)
        person = Person(
            email=email.lower(), name=clean(name), language=language, fictional=fictional
        )
        person.set_unusable_password()
        person.save()
        mention(person, show=True)
    return person


def edit_person(
    person: Person, *, name: str, language: str, by: Actor, seen: int | None = None
) -> Person:
    """Change one's own name and language."""
    with change(person, Can.EDIT_PERSON, by=by, seen=seen) as row:
        row.name, row.language = clean(name), language
    return row


def set_password(person: Person, *, password: str, by: Actor) -> Person:
    """Keep one's own new password; with it every session ends, but for the present one."""
    with change(person, Can.SET_PASSWORD, by=by) as row:
        row.set_password(password)
    return row


def ask_email(person: Person, *, email: str, by: Actor, seen: int | None = None) -> Person:
    """Mail a link to a new address: only who can read it there may sign in with it."""
    with change(person, Can.ASK_EMAIL, by=by, seen=seen) as row:
        check_free(email)
        row.new_email = email.lower()
    return row


def change_email(person: Person, *, email: str, by: Actor) -> Person:
    """Sign in with another address from now on; the old address is told."""
    with change(person, Can.CHANGE_EMAIL, by=by) as row:
        check_free(email)
        row.old_email, row.email = row.email, email.lower()
    return row


def reset_second_factor(person: Person, *, by: Actor, seen: int | None = None) -> Person:
    """Remove every authenticator and recovery code of one of one's own people.

    All their sessions end; they sign in with their password and set up a new one.
    """
    with change(person, Can.RESET_SECOND_FACTOR, by=by, seen=seen) as row:
        if row.uuid == by.person:
            raise RefusedError(_("Let another manager do this, or change your own sign-in."))
        Authenticator.objects.filter(user=row).delete()
        row.end_sessions()
    return row


def give_function(
    organisation: Organisation, *, by: Actor, **terms: Unpack[FunctionTerms]
) -> Function:
    """Let a person do something for an organisation, from a day on.

    Raises BadInputError for days in the wrong order, RefusedError for a role that this actor
    cannot give, WrongStateError when the person has this role here already.
    """
    with change(organisation, Can.GIVE_FUNCTION, by=by) as row:
        check_role(terms["role"], by)
        _check_days(terms["valid_from"], terms.get("valid_to"))
        function = start_function(row, **terms)
        mention(function, show=True)
    return function


def start_function(organisation: Organisation, **terms: Unpack[FunctionTerms]) -> Function:
    """Make the function inside a door that stands open; one person has a role once."""
    held = Function.objects.filter(
        person=terms["person"], organisation=organisation, role=terms["role"], state=HELD
    )
    for earlier in held.filter(valid_to__lt=terms["valid_from"]):
        earlier.state = ENDED
        earlier.save()
        mention(earlier, "ended")
    if held.exists():
        raise WrongStateError(
            _("{name} has this role here already.").format(name=terms["person"].name)
        )
    return Function.objects.create(organisation=organisation, **terms)


def end_function(
    function: Function, *, by: Actor, seen: int | None = None, over: HandOver | None = None
) -> Function:
    """End a function today; if it was the last here, what hung on the person is handed over.

    Without ``over`` nobody takes anything over. Raises WrongStateError when the organisation would
    be left without a manager, BadInputError when ``over`` leaves something out.
    """
    with change(function, Can.END_FUNCTION, by=by, seen=seen) as row:
        # Two managers who end each other's function at once wait here for one another.
        organisation = row.organisation.locked()
        if row.role == Role.MANAGER and not other_managers(row, by.on).exists():
            raise WrongStateError(
                _("This is the last manager of the organisation. First make someone else manager.")
            )
        row.valid_to = by.on
        if not holds_another(row, by.on):
            leaving = Leaving(row.person, organisation, by.on)
            row.end_reason = hand_over(leaving, over, by)
    return row


def set_deputy(
    function: Function, *, deputy: Person | None, by: Actor, seen: int | None = None
) -> Function:
    """Name who stands in for the holder: a colleague, or nobody."""
    with change(function, Can.SET_DEPUTY, by=by, seen=seen) as row:
        if deputy == row.person:
            raise BadInputError(errors={"deputy": [_("Nobody is their own deputy.")]})
        if deputy is not None and not holds_function(deputy, row.organisation, by.on):
            raise BadInputError(errors={"deputy": [_("Choose someone of the organisation.")]})
        row.deputy = deputy
    return row


def give_mandate(
    organisation: Organisation, *, by: Actor, **terms: Unpack[MandateTerms]
) -> Mandate:
    """Let one of one's own people bind the organisation: mandaat of government, else volmacht."""
    with change(organisation, Can.GIVE_MANDATE, by=by) as row:
        _check_days(terms["valid_from"], terms.get("valid_to"))
        if not holds_function(terms["person"], row, by.on):
            raise BadInputError(errors={"person": [_("Choose someone of the organisation.")]})
        terms["what"] = clean(terms["what"])
        mandate = row.mandates.create(kind=mandate_kind(row), **terms)
        mention(mandate, show=True)
    return mandate


def end_mandate(mandate: Mandate, *, by: Actor, seen: int | None = None) -> Mandate:
    """End a mandate today."""
    with change(mandate, Can.END_MANDATE, by=by, seen=seen) as row:
        row.valid_to = by.on
    return row


def check_free(email: str) -> None:
    """Raise BadInputError when someone signs in with this address already."""
    if person_with_mail(email) is not None:
        raise BadInputError(errors={"email": [_("Someone already signs in with this address.")]})


def check_role(role: str, by: Actor) -> None:
    """Raise RefusedError when this actor cannot give this role."""
    if role not in givable(by.roles):
        raise RefusedError(_("An organisation manager cannot give a national role."))


def _check_days(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise BadInputError(errors={"valid_to": [_("The last day is before the first.")]})
