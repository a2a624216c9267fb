"""Erasing a person (AVG, article 17): what is kept of them goes; that things happened stays."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, forget, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.erase import by_or_about, erase, saying, texts
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.once.models import Submission
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.people.lifecycle import ENDED, ERASED, HELD
from koppelvlak.people.models import Function, Invitation, Person
from koppelvlak.people.queries import current
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can, Role

GONE = "…"
# An invitation that was used, withdrawn or has expired is kept this long, to answer questions.
INVITATION_KEPT = timedelta(days=30)


@dataclass(frozen=True)
class Marks:
    """By what a person can be found: keys, and every name and address they ever had here."""

    uuid: UUID
    pk: int
    names: frozenset[str]
    emails: frozenset[str]

    def by_email(self, field: str) -> Q:
        """Return the rule for rows with one of the addresses in this field."""
        rule = Q(pk__in=[])
        for email in self.emails:
            rule |= Q(**{f"{field}__iexact": email})
        return rule


def erase_person(person: Person, *, by: Actor, seen: int | None = None) -> Person:
    """Erase a person for good; their row stays behind without a name, for what refers to it.

    Raises RefusedError for the last manager of an organisation: nobody could then let anyone in;
    and to a manager when the person also acts for another organisation.
    """
    with change(person, Can.ERASE_PERSON, by=by, seen=seen) as row:
        _refuse_last_manager(row, by)
        _refuse_shared(row, by)
        forget(row.uuid)
        _hold_what_it_touches(row)
        marks = _marks(row)
        _end_all(row, by)
        _close_entrance(row, marks)
        _unname_elsewhere(marks)
        _erase_events(row, marks)
        _blank(row)
    return row


def erased_sweep(people: Iterable[Person]) -> int:
    """Erase what a request that was under way still recorded of erased people; return how many."""
    return erase(Event.objects.filter(actor__in=[person.uuid for person in people]))


def forget_invitations(*, now: datetime, by: Actor) -> int:
    """Delete invitations that ended a month ago, with what the log says of who was invited."""
    old = Invitation.objects.filter(expires_at__lt=now - INVITATION_KEPT)
    if not old.exists():
        return 0
    with change(register(Register.PEOPLE), Can.PURGE, by=by):
        return _delete(old.all())


def _hold_what_it_touches(person: Person) -> None:
    # One erasing at a time, and before the functions the organisations they are held at: in the
    # order of every other door, so that no two wait for each other.
    register(Register.PEOPLE).locked()
    at = Organisation.objects.filter(pk__in=person.functions.values("organisation"))
    for organisation in at.order_by("pk"):
        organisation.locked()


def _refuse_last_manager(person: Person, by: Actor) -> None:
    for function in person.functions.filter(current(by.on), role=Role.MANAGER):
        others = Function.objects.filter(
            current(by.on), organisation=function.organisation_id, role=Role.MANAGER
        ).exclude(person=person)
        if not others.exists():
            raise RefusedError(
                _("This is the last manager of the organisation. First make someone else manager.")
            )


def _refuse_shared(person: Person, by: Actor) -> None:
    if by.person == person.uuid or by.roles & {Role.PLATFORM_MANAGER, Role.SYSTEM}:
        return
    at = set(person.functions.filter(current(by.on)).values_list("organisation__uuid", flat=True))
    if at - {by.organisation}:
        raise RefusedError(
            _("This person also acts for another organisation. Ask them, or the platform manager.")
        )


def _marks(person: Person) -> Marks:
    names, emails = {person.name}, {person.email}
    emails.update(EmailAddress.objects.filter(user=person).values_list("email", flat=True))
    for event in by_or_about([person.uuid]).exclude(payload=None).iterator(chunk_size=500):
        said: dict[str, Any] = event.payload or {}
        if event.actor == person.uuid:
            names.add(said["actor"]["name"])
        if event.subject == person.uuid:
            for part in (said.get("before", {}), said.get("after", {})):
                names.add(part.get("name", ""))
                emails.add(part.get("email", ""))
    return Marks(person.uuid, person.pk, frozenset(names - {""}), frozenset(emails - {""}))


def _end_all(person: Person, by: Actor) -> None:
    for function in person.functions.order_by("pk"):
        if function.state == HELD:
            function.state, function.valid_to = ENDED, by.on
        function.title, function.end_reason, function.deputy = "", "", None
        function.save()
        mention(function, "erased")
    for mandate in person.mandates.order_by("pk"):
        if mandate.state == HELD:
            mandate.state, mandate.valid_to = ENDED, by.on
        mandate.what = ""
        mandate.save()
        mention(mandate, "erased")
    for function in person.deputises.order_by("pk"):
        function.deputy = None
        function.save()
        mention(function, "deputy gone")


def _close_entrance(person: Person, marks: Marks) -> None:
    Authenticator.objects.filter(user=person).delete()
    SocialAccount.objects.filter(user=person).delete()
    EmailAddress.objects.filter(Q(user=person) | marks.by_email("email")).delete()
    Submission.objects.filter(person=person.uuid).delete()
    for session in Session.objects.iterator(chunk_size=500):
        if _is_theirs(session.get_decoded(), marks):
            session.delete()


def _is_theirs(said: dict[str, Any], marks: Marks) -> bool:
    signed_in = said.get("_auth_user_id") == str(marks.pk)
    # Between password and second factor allauth keeps who it is here.
    half_way = (said.get("account_login") or {}).get("user_pk") == str(marks.pk)
    return signed_in or half_way or any(text in marks.emails for text in texts(said))


def _unname_elsewhere(marks: Marks) -> None:
    Message.objects.filter(Q(person=marks.uuid) | marks.by_email("to")).delete()
    for mark in marks.names | marks.emails:
        _unname_messages(mark)
    _delete(Invitation.objects.filter(marks.by_email("email")))
    for name in marks.names:
        by_them = Invitation.objects.filter(invited_by__startswith=name)
        for invitation in by_them.filter(invited_by__regex=rf"^{re.escape(name)}(,|$)"):
            invitation.invited_by = GONE
            invitation.save()
            mention(invitation, "inviter erased")
    for desk in ContactPoint.objects.filter(confirmed_by=marks.uuid).order_by("pk"):
        desk.confirmed_by = None
        desk.save()
        mention(desk, "confirmed by someone erased")


def _unname_messages(mark: str) -> None:
    # Who acts stands in a mail as "name, on behalf of organisation". A name of one word is only
    # looked for in that place: it may be any word.
    tail = r"(?!\w)" if " " in mark or "@" in mark else r"(?=,)"
    word = re.compile(rf"(?<!\w){re.escape(mark)}{tail}", re.IGNORECASE)
    near = Q(subject__icontains=mark) | Q(text__icontains=mark)
    for message in Message.objects.filter(near).order_by("pk"):
        Message.objects.filter(pk=message.pk).update(
            subject=word.sub(GONE, message.subject), text=word.sub(GONE, message.text)
        )


def _delete(invitations: Any) -> int:
    rows: list[Invitation] = list(invitations.order_by("pk"))
    for row in rows:
        mention(row, "erased")
    erase(by_or_about([], [row.uuid for row in rows]))
    Invitation.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return len(rows)


def _erase_events(person: Person, marks: Marks) -> None:
    things = [thing.uuid for thing in (*person.functions.all(), *person.mandates.all())]
    erase(by_or_about([person.uuid], things))
    for mark in (str(person.uuid), *marks.emails):
        erase(saying(mark))
    # A name alone proves nothing: whoever calls themselves "Vitens" and is erased must not take
    # the log of Vitens along. Only where an inviter is named is it surely theirs.
    for name in marks.names:
        erase(saying(name, under="invited_by"))


def _blank(person: Person) -> None:
    person.name, person.language = "", "nl"
    person.email = f"{person.uuid}@gewist.invalid"
    person.set_unusable_password()
    person.end_sessions()
    person.state = ERASED
