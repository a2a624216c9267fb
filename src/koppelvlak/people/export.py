"""Everything kept of one person, for that person (AVG, articles 15 and 20)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, TypeAlias

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change
from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.erase import by_or_about
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.audit.record import DONE, REFUSED
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.once.models import Submission
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.people.lifecycle import INVITATION
from koppelvlak.people.models import Function, Invitation, Mandate, Person, RoleChoices
from koppelvlak.people.sign_in import ENTRANCE
from koppelvlak.rights import PAGE, Can

# The page shows the beginning of a long part; the file has all of it.
SHOWN = 50

# What the file has as a code, in the words of the page.
WORDS: dict[str, Any] = {
    **PAGE.capabilities,
    **ENTRANCE,
    **dict(RoleChoices.choices),
    **INVITATION.states,
    **dict(settings.LANGUAGES),
    Authenticator.Type.TOTP: _("Authenticator app"),
    Authenticator.Type.WEBAUTHN: _("passkey or security key"),
    Authenticator.Type.RECOVERY_CODES: _("Recovery codes"),
    DONE: _("done"),
    REFUSED: _("refused"),
}


@dataclass(frozen=True)
class Part:
    """One kind of what is kept: its key in the file, its title, its columns, and the rows."""

    key: str
    title: Any
    columns: tuple[tuple[str, Any], ...]
    rows: tuple[tuple[Any, ...], ...]

    @property
    def shown(self) -> tuple[tuple[Any, ...], ...]:
        """Return the rows that fit on the page, codes in words."""
        return tuple(tuple(map(_in_words, row)) for row in self.rows[:SHOWN])

    def said(self) -> list[dict[str, Any]]:
        """Return the rows as the file has them: plain values by column."""
        names = [name for name, _label in self.columns]
        return [dict(zip(names, map(_plain, row), strict=True)) for row in self.rows]


Keeps: TypeAlias = Callable[[Person], Part]
_kept: list[Keeps] = []


def keeps(part: Keeps) -> Keeps:
    """Register, at start, what another package keeps of a person."""
    _kept.append(part)
    return part


def export_person(person: Person, *, by: Actor) -> dict[str, Any]:
    """Return all that is kept of a person, ready for JSON; that it was asked for is recorded.

    May be asked for again from the same page, so the form's token does not count.
    """
    with change(person, Can.EXPORT_PERSON, by=replace(by, token=None)) as row:
        pass
    return {
        "format": "koppelvlak.person.1",
        "made_at": timezone.now().isoformat(timespec="seconds"),
        **{part.key: part.said() for part in kept_of(row)},
    }


def kept_of(person: Person) -> Iterator[Part]:
    """Yield every part of what is kept of a person."""
    for _title, parts in CHAPTERS.values():
        yield from parts(person)


def _held(person: Person) -> Iterator[Part]:
    columns = {"name": _("Name"), "email": _("Mail address"), "language": _("Language")}
    yield part_of("person", _("Own details"), columns, [person])
    dates = {"valid_from": _("From"), "valid_to": _("Until and including")}
    functions = Function.objects.filter(person=person).select_related("organisation", "deputy")
    columns = {"organisation": _("Organisation"), "title": _("Function"), "role": _("Role")}
    yield part_of(
        "functions", _("Functions"), {**columns, "deputy": _("Deputy"), **dates}, functions
    )
    stands_in = Function.objects.filter(deputy=person).select_related("organisation")
    yield part_of("deputy_of", _("Deputy in"), {**columns, **dates}, stands_in)
    confirmed = Function.objects.filter(confirmed_by=person).select_related("organisation")
    named = {**columns, "last_confirmed": _("Confirmed on")}
    yield part_of("confirmed_functions", _("Functions you confirmed"), named, confirmed)
    mandates = Mandate.objects.filter(person=person).select_related("organisation")
    columns = {"organisation": _("Organisation"), "what": _("In what"), **dates}
    yield part_of("mandates", _("Mandates"), columns, mandates)
    invitations = Invitation.objects.filter(email__iexact=person.email)
    columns = {"organisation": _("Organisation"), "name": _("Name"), "invited_by": _("Invited by")}
    columns |= {"title": _("Function"), "state": _("State"), "expires_at": _("Until")}
    yield part_of(
        "invitations", _("Invitations"), columns, invitations.select_related("organisation")
    )
    desks = ContactPoint.objects.filter(confirmed_by=person.uuid).select_related("organisation")
    columns = {"organisation": _("Organisation"), "function": _("Contact point")}
    columns |= {"last_confirmed": _("Confirmed on")}
    yield part_of("confirmed_contact_points", _("Contact points you confirmed"), columns, desks)


def _done(person: Person) -> Iterator[Part]:
    yield from (part(person) for part in _kept)


def _entrance(person: Person) -> Iterator[Part]:
    columns = {"email": _("Mail address"), "verified": _("Verified")}
    addresses = EmailAddress.objects.filter(user=person)
    yield part_of("addresses", _("Addresses to sign in with"), columns, addresses)
    columns = {"type": _("Kind"), "created_at": _("Since"), "last_used_at": _("Last used")}
    factors = Authenticator.objects.filter(user=person)
    yield part_of("second_factors", _("Second factors (not their secrets)"), columns, factors)
    named = (("issuer", _("Identity provider")), ("subject", _("Known there as")))
    dated = (("date_joined", _("Since")), ("last_login", _("Last used")))
    accounts = SocialAccount.objects.filter(user=person)
    rows = tuple(
        (*_known_as(account), account.date_joined, account.last_login) for account in accounts
    )
    title = _("Accounts of an identity provider to sign in with")
    yield Part("provider_accounts", title, (*named, *dated), rows)


def _known_as(account: SocialAccount) -> tuple[str, str]:
    said: dict[str, str] = account.extra_data
    return said.get("issuer", ""), said.get("subject", "")


def _told(person: Person) -> Iterator[Part]:
    # Not the text: its link proves that one reads the mail of an address, and would be had here
    # without. It is gone once the mail is sent.
    columns = {"made_at": _("Made"), "sent_at": _("Sent"), "to": _("To"), "subject": _("Subject")}
    messages = Message.objects.filter(person=person.uuid).order_by("made_at")
    yield part_of("messages", _("Mails to you"), columns, messages)
    forms = Submission.objects.filter(person=person.uuid).order_by("at")
    columns = {"at": _("Sent"), "url": _("Page")}
    yield part_of("forms", _("Forms you sent in the last month"), columns, forms)


def _events(person: Person) -> Iterator[Part]:
    columns = (
        ("number", _("Number")),
        ("at", _("Time")),
        ("action", _("Action")),
        ("result", _("Result")),
        ("object", _("Object")),
        ("origin", _("From where")),
    )
    events = list(by_or_about([person.uuid]).order_by("number"))
    own = tuple(_event(event) for event in events if event.actor == person.uuid)
    yield Part("events_by_you", _("What you did, as the log has it"), columns, own)
    about = tuple(_event(event)[:4] for event in events if event.actor != person.uuid)
    yield Part("events_about_you", _("What others did to your details"), columns[:4], about)


# The page shows one at a time, the file has them all.
CHAPTERS: dict[str, tuple[Any, Callable[[Person], Iterator[Part]]]] = {
    "functies": (_("Details and functions"), _held),
    "deelname": (_("Networks and agreements"), _done),
    "aanmelden": (_("Signing in"), _entrance),
    "mails": (_("Mails and forms"), _told),
    "logboek": (_("The log"), _events),
}


def _event(event: Event) -> tuple[Any, ...]:
    said: dict[str, Any] = event.payload or {}
    told = (event.number, event.at, event.action, event.result)
    return (*told, said.get("object", ""), said.get("origin", ""))


def part_of(
    key: str, title: Any, columns: dict[str, Any], rows: Iterable[Any] | QuerySet[Any]
) -> Part:
    """Return rows as a part: ``columns`` are names of fields, each with its label."""
    values = tuple(tuple(getattr(row, name) for name in columns) for row in rows)
    return Part(key, title, tuple(columns.items()), values)


def _in_words(value: Any) -> Any:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return WORDS.get(value, value) if isinstance(value, str) else value


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, bool | int):
        return value
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
