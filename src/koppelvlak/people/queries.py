"""Who acts for whom, and the people, functions and invitations that someone may see."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Model, Q, QuerySet

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import UnseenError
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.lifecycle import ACTIVE, HELD, OPEN
from koppelvlak.people.models import Function, Invitation, Mandate, MandateKind, Person
from koppelvlak.rights import Role
from koppelvlak.thing import GUEST_MARK

Row = TypeVar("Row", bound=Model)
INVITED_MARK = "invited:"
# How the addresses of fictional people begin who are not of the cast.
EXTRA = "vertegenwoordiger"
# Kinds that act under public law give a mandaat; every other kind is a company or association.
PUBLIC_KINDS = frozenset(
    {"safety-region", "ministry", "police", "defence", "municipality", "water-board"}
    | {"control-room", "supervisor"}
)


@dataclass(frozen=True)
class ActingFor:
    """An organisation that a person may act for; ``chosen`` marks the one acted for now."""

    uuid: UUID
    short_name: str
    chosen: bool


def current(on: date) -> Q:
    """Return the rule for what is held on this day; the last day counts."""
    begun = Q(valid_from__lte=on)
    return Q(state=HELD) & begun & (Q(valid_to=None) | Q(valid_to__gte=on))


def standings(person: Person, on: date) -> list[Function]:
    """Return the functions that a person holds on this day, the oldest first; one query."""
    held = Function.objects.filter(current(on), person=person)
    return list(held.select_related("organisation__kind").order_by("valid_from", "pk"))


def chosen(held: Sequence[Function], organisation: UUID | None) -> Organisation | None:
    """Return the organisation acted for: the one chosen if still held, or that held longest."""
    for function in held:
        if function.organisation.uuid == organisation:
            return function.organisation
    return held[0].organisation if held else None


def actor_in(
    held: Sequence[Function], bare: Actor, organisation: UUID | None
) -> tuple[Actor, list[ActingFor]]:
    """Return the actor among these functions, and all organisations there are to choose from."""
    own = chosen(held, organisation)
    if own is None:
        return bare, []
    roles = {str(function.role) for function in held if function.organisation == own}
    marks = {GUEST_MARK} if own.kind.guest else set()
    actor = Actor(
        name=bare.name,
        on=bare.on,
        person=bare.person,
        organisation=own.uuid,
        organisation_name=own.short_name,
        roles=frozenset(roles | marks),
        origin=bare.origin,
        token=bare.token,
    )
    choices = {function.organisation.uuid: function.organisation for function in held}
    return actor, [ActingFor(o.uuid, o.short_name, o == own) for o in choices.values()]


def bare_actor(person: Person, *, on: date, origin: str, token: UUID | None = None) -> Actor:
    """Return a person who acts for nobody: they see and change their own details only."""
    return Actor(name=person.name, on=on, person=person.uuid, origin=origin, token=token)


def actor_for(
    person: Person, *, organisation: UUID | None, on: date, origin: str, token: UUID | None
) -> Actor:
    """Return the person as actor on this day for this organisation, or for another one they hold.

    One query. Without any current function the actor has no organisation and no roles.
    """
    bare = bare_actor(person, on=on, origin=origin, token=token)
    return actor_in(standings(person, on), bare, organisation)[0]


def acting_at(person: Person, organisation: Organisation, actor: Actor) -> Actor:
    """Return a person as actor for this very organisation, with their rights as of now.

    ``actor`` gives the day, the origin and the form's token. Raises UnseenError for someone who no
    longer acts for the organisation.
    """
    held = [one for one in standings(person, actor.on) if one.organisation == organisation]
    if not held or person.state != ACTIVE:
        raise UnseenError
    bare = bare_actor(person, on=actor.on, origin=actor.origin, token=actor.token)
    return actor_in(held, bare, organisation.uuid)[0]


def holding(organisation: Organisation, roles: Iterable[str], on: date) -> dict[Person, set[str]]:
    """Return who holds one of these roles at an organisation on a day, with those they hold."""
    held = standings_at(organisation, on).filter(role__in=list(roles), person__state=ACTIVE)
    found: dict[Person, set[str]] = {}
    for function in held.select_related("person").order_by("pk"):
        found.setdefault(function.person, set()).add(function.role)
    return found


def has_second_factor(person: Person) -> bool:
    """Say whether an app or a passkey is set up; recovery codes alone do not count."""
    kept = Authenticator.objects.filter(user_id=person.pk)
    return bool(kept.exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def second_factors(people: Iterable[Person]) -> set[int]:
    """Return the keys of those who have a second factor; one query for a page of people."""
    kept = Authenticator.objects.filter(user__in=[person.pk for person in people])
    kept = kept.exclude(type=Authenticator.Type.RECOVERY_CODES)
    return set(kept.values_list("user_id", flat=True))


def person_seen(uuid: UUID, actor: Actor) -> Person:
    """Return the person, with the actor's relations; raise UnseenError."""
    rows = Person.objects.visible_to(actor).with_relations(actor).filter(uuid=uuid, state=ACTIVE)
    found: Person = _one(rows)
    return found


def organisation_seen(uuid: UUID, actor: Actor) -> Organisation:
    """Return the organisation, with the actor's relations; raise UnseenError."""
    return _one(Organisation.objects.visible_to(actor).with_relations(actor).filter(uuid=uuid))


def function_seen(uuid: UUID, actor: Actor) -> Function:
    """Return the function with its holder and organisation; raise UnseenError."""
    return _one(functions(actor).filter(uuid=uuid))


def mandate_seen(uuid: UUID, actor: Actor) -> Mandate:
    """Return the mandate with its holder and organisation; raise UnseenError."""
    return _one(mandates(actor).filter(uuid=uuid))


def invitation_seen(uuid: UUID, actor: Actor) -> Invitation:
    """Return the invitation; raise UnseenError."""
    return _one(invitations(actor).filter(uuid=uuid))


def functions(actor: Actor) -> QuerySet[Function]:
    """Return every function that is held and seen, with its holder, deputy and organisation."""
    rows = Function.objects.visible_to(actor).with_relations(actor).filter(state=HELD)
    return rows.select_related("person", "deputy", "organisation").order_by("person__name", "pk")


def mandates(actor: Actor) -> QuerySet[Mandate]:
    """Return every mandate that is held and seen, with its holder and organisation."""
    rows = Mandate.objects.visible_to(actor).with_relations(actor).filter(state=HELD)
    return rows.select_related("person", "organisation").order_by("person__name", "pk")


def invitations(actor: Actor) -> QuerySet[Invitation]:
    """Return every invitation that is open and seen, the newest first."""
    rows = Invitation.objects.visible_to(actor).with_relations(actor).filter(state=OPEN)
    return rows.select_related("organisation").order_by("-expires_at", "pk")


def people_at(organisation: Organisation, on: date) -> QuerySet[Person]:
    """Return who holds a current function at this organisation, by name."""
    held = Function.objects.filter(current(on), organisation=organisation)
    rows: QuerySet[Person] = Person.objects.filter(pk__in=held.values("person"), state=ACTIVE)
    return rows.order_by("name", "pk")


def holds_function(person: Person, organisation: Organisation, on: date) -> bool:
    """Say whether the person acts for the organisation on this day."""
    return standings_at(organisation, on).filter(person=person).exists()


def standings_at(organisation: Organisation, on: date) -> QuerySet[Function]:
    """Return the functions held at this organisation on this day."""
    return Function.objects.filter(current(on), organisation=organisation)


def holds_another(function: Function, on: date) -> bool:
    """Say whether the holder acts for the organisation by another function as well."""
    rest = standings_at(function.organisation, on).filter(person=function.person)
    return rest.exclude(pk=function.pk).exists()


def other_managers(function: Function, on: date) -> QuerySet[Function]:
    """Return the functions of the other people who manage the organisation on this day."""
    managing = standings_at(function.organisation, on).filter(role=Role.MANAGER)
    return managing.exclude(person=function.person)


def mandate_kind(organisation: Organisation) -> MandateKind:
    """Return what this organisation gives: government a mandaat, a company a volmacht."""
    public = organisation.kind.key in PUBLIC_KINDS
    return MandateKind.MANDAAT if public else MandateKind.VOLMACHT


def digest(token: str) -> str:
    """Return the SHA-256 of an invitation's token, in hex: all that is kept of it."""
    return hashlib.sha256(token.encode()).hexdigest()


def invitation_with(token: str) -> Invitation:
    """Return the invitation that a link leads to, in any state; raise UnseenError."""
    return _one(
        Invitation.objects.select_related("organisation__kind").filter(digest=digest(token))
    )


def invitation_called(uuid: UUID) -> Invitation:
    """Return an invitation whose link somebody held a moment ago; raise UnseenError."""
    return _one(Invitation.objects.select_related("organisation__kind").filter(uuid=uuid))


def person_with_mail(email: str) -> Person | None:
    """Return the person who signs in with this address, erased people never."""
    found: Person | None = Person.objects.filter(email__iexact=email, state=ACTIVE).first()
    return found


def demo_cast() -> list[Function]:
    """Return a function of each of the cast, with person and organisation, in one query.

    Fictional people who only fill the chairs of networks are left out: nobody needs to be them.
    """
    rows = Function.objects.filter(person__fictional=True, person__state=ACTIVE, state=HELD)
    rows = rows.exclude(person__email__startswith=EXTRA)
    rows = rows.select_related("person", "organisation")
    cast: dict[int, Function] = {}
    for row in rows.order_by("organisation__kind__position", "organisation__key", "pk"):
        cast.setdefault(row.person_id, row)
    return list(cast.values())


def demo_person(uuid: UUID) -> Person:
    """Return the fictional person; raise UnseenError for anybody real."""
    found: Person = _one(Person.objects.filter(uuid=uuid, fictional=True, state=ACTIVE))
    return found


def _one(rows: QuerySet[Row]) -> Row:
    row = rows.first()
    if row is None:
        raise UnseenError
    return row
