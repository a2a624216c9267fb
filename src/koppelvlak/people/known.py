"""Who a session belongs to: the person, what they hold today and how they sign in; one query.

Every page asks this, so it is asked at once and not in three turns.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from allauth.account.auth_backends import AuthenticationBackend
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef
from django.utils import timezone

from koppelvlak.people.models import Function, Person
from koppelvlak.people.queries import current, has_second_factor, standings


@dataclass(frozen=True)
class Known:
    """What was found of a person at the start of a request: on which day, and what they held."""

    on: date
    held: list[Function]
    second_factor: bool


class KnownBackend(AuthenticationBackend):  # type: ignore[misc]
    """Sign-in of allauth; whom a session belongs to is looked up with their functions."""

    def get_user(self, user_id: int) -> Person | None:
        """Return the person with ``known`` beside them; None when gone or not to sign in."""
        on = timezone.localdate()
        held = _held(user_id, on)
        people = Person.objects.annotate(second_factor=_factor("pk"))
        person = held[0].person if held else people.filter(pk=user_id).first()
        if person is None or not self.user_can_authenticate(person):
            return None
        second_factor = (held[0] if held else person).second_factor  # type: ignore[union-attr]
        person.known = Known(on, held, bool(second_factor))
        return person


def held_by(person: Person, on: date) -> list[Function]:
    """Return the functions of whoever sent this request, as they were found with the session."""
    known: Known | None = person.known
    return known.held if known and known.on == on else standings(person, on)


def has_factor(person: Person) -> bool:
    """Say whether an app or a passkey was set up when this request came in."""
    known: Known | None = person.known
    return known.second_factor if known else has_second_factor(person)


def _held(user_id: int, on: date) -> list[Function]:
    rows = Function.objects.filter(current(on), person=user_id)
    rows = rows.select_related("person", "organisation__kind").order_by("valid_from", "pk")
    return list(rows.annotate(second_factor=_factor("person")))


def _factor(person: str) -> Exists:
    kept = Authenticator.objects.filter(user=OuterRef(person))
    return Exists(kept.exclude(type=Authenticator.Type.RECOVERY_CODES))
