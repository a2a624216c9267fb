"""Whom to ask, what is to be confirmed, and how far an organisation has come."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from koppelvlak.kit.access import NOTHING as NOBODY
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.half_years import HalfYear, half_year
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.lifecycle import CONFIRMED
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.people.lifecycle import ACTIVE
from koppelvlak.people.models import Function, Person
from koppelvlak.people.queries import acting_at, current, holding
from koppelvlak.rights import Role
from koppelvlak.rounds.cover import Standing, compare, keys
from koppelvlak.rounds.models import Ask, Round

ANSWERING = (Role.BOUNDARY_WORKER, Role.MANAGER)
ANSWERED, PARTLY, SILENT, NOTHING = "answered", "partly", "silent", "nothing"


@dataclass(frozen=True)
class Progress:
    """How far an organisation has come in its round, as far as one actor may see it.

    ``last`` and ``by`` tell of the newest confirmation that counts; ``by`` is empty for those who
    do not see the person.
    """

    round: Round
    points: int
    confirmed: int
    people: int
    confirmed_people: int
    last: date | None
    by: str

    @property
    def state(self) -> str:
        """Return whether the organisation answered, in part or not at all."""
        asked, done = self.points + self.people, self.confirmed + self.confirmed_people
        if not asked:
            return NOTHING
        return ANSWERED if done == asked else PARTLY if done else SILENT


def to_ask(on: date) -> QuerySet[Organisation]:
    """Return the organisations not asked in this half-year where somebody can answer."""
    able = Function.objects.filter(current(on), role__in=ANSWERING, person__state=ACTIVE)
    asked = Round.objects.filter(begin=half_year(on).begin).values("organisation")
    rows = Organisation.objects.filter(pk__in=able.values("organisation"))
    return rows.exclude(pk__in=asked).order_by("key")


def answerers(organisation: Organisation, on: date) -> dict[Person, set[str]]:
    """Return who can answer for an organisation on a day, with the roles that let them."""
    return holding(organisation, ANSWERING, on)


def points_due(organisation: Organisation, half: HalfYear) -> list[ContactPoint]:
    """Return the contact points that were not confirmed for this half-year, or changed since."""
    rows = organisation.contact_points.order_by("function", "pk")
    return [row for row in rows if not point_counts(row, half)]


def functions_due(organisation: Organisation, half: HalfYear, on: date) -> list[Function]:
    """Return the functions that no manager confirmed for this half-year, nor gave in it."""
    held = Function.objects.filter(current(on), organisation=organisation, person__state=ACTIVE)
    rows = held.select_related("person").order_by("person__name", "pk")
    return [row for row in rows if not function_counts(row, half)]


def point_counts(row: ContactPoint, half: HalfYear) -> bool:
    """Say whether a contact point counts as confirmed in this half-year."""
    return row.state == CONFIRMED and half.is_confirmed(row.last_confirmed)


def function_counts(row: Function, half: HalfYear) -> bool:
    """Say whether a function counts as confirmed in this half-year; giving it is confirming it."""
    return half.is_confirmed(max(filter(None, (row.last_confirmed, row.valid_from))))


def standing(ask: Ask) -> Standing:
    """Return how what stands there now relates to what the mail to this person said."""
    points = ContactPoint.objects.filter(
        organisation=ask.round.organisation, uuid__in=keys(ask.covers, "points")
    )
    functions = Function.objects.filter(
        organisation=ask.round.organisation, uuid__in=keys(ask.covers, "functions")
    )
    return compare(
        ask.covers,
        points.order_by("function", "pk"),
        functions.select_related("person").order_by("person__name", "pk"),
    )


def strictest(found: Standing) -> Tlp:
    """Return how far a page or mail with this may be shared; names stay in the organisation."""
    if found.functions:
        return Tlp.AMBER_STRICT
    return max((Tlp(row.tlp) for row in found.points), key=_rank, default=Tlp.AMBER)


def answering(ask: Ask, actor: Actor) -> Actor:
    """Return the person who was asked as actor for that organisation; raise UnseenError."""
    return acting_at(ask.person, ask.organisation, actor)


def round_seen(uuid: UUID, actor: Actor) -> Round:
    """Return one round; raise UnseenError."""
    rows = Round.objects.visible_to(actor).with_relations(actor).filter(uuid=uuid)
    row = rows.select_related("organisation__kind").first()
    if row is None:
        raise UnseenError
    return row


def ask_of(row: Round, actor: Actor) -> Ask | None:
    """Return the question of this round to this very person, if it was asked and not answered."""
    return asks_of(Round.objects.filter(pk=row.pk), actor).first()


def asks_of(rows: QuerySet[Round], actor: Actor) -> QuerySet[Ask]:
    """Return the questions of these rounds to this very person that were not answered."""
    mine = Q(person__uuid=actor.person) if actor.person else NOBODY
    asks = Ask.objects.filter(mine, round__in=rows.values("pk"), answered_on=None)
    return asks.select_related("person", "round__organisation__kind")


def rounds(actor: Actor) -> QuerySet[Round]:
    """Return the newest rounds that the actor may see: those of this half-year."""
    rows = Round.objects.visible_to(actor).filter(begin=half_year(actor.on).begin)
    return rows.select_related("organisation")


def progress(rows: Iterable[Round], actor: Actor) -> list[Progress]:
    """Return how far these rounds are; four queries, however many rounds."""
    found = list(rows)
    at = [row.organisation_id for row in found]
    points = ContactPoint.objects.visible_to(actor).filter(organisation__in=at)
    held = Function.objects.visible_to(actor).filter(
        current(actor.on), organisation__in=at, person__state=ACTIVE
    )
    of_points, of_people = _by_place(points), _by_place(held.select_related("confirmed_by"))
    names = _names({row.confirmed_by for rows in of_points.values() for row in rows}, actor)
    return [
        _progress(
            row,
            of_points.get(row.organisation_id, []),
            of_people.get(row.organisation_id, []),
            names,
        )
        for row in found
    ]


def _progress(
    row: Round, points: list[ContactPoint], people: list[Function], names: dict[UUID, str]
) -> Progress:
    half = row.half_year
    right = [one for one in points if point_counts(one, half)]
    known = [one for one in people if function_counts(one, half)]
    said = [(one.last_confirmed, names.get(one.confirmed_by or UUID(int=0), "")) for one in right]
    said += [
        (one.last_confirmed, one.confirmed_by.name if one.confirmed_by else "")
        for one in known
        if half.is_confirmed(one.last_confirmed)
    ]
    last, by = max(said, key=lambda one: one[0] or date.min, default=(None, ""))
    return Progress(row, len(points), len(right), len(people), len(known), last, by)


def _by_place(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in rows:
        found.setdefault(row.organisation_id, []).append(row)
    return found


def _names(uuids: set[UUID | None], actor: Actor) -> dict[UUID, str]:
    rows = Person.objects.visible_to(actor).filter(Q(uuid__in=[one for one in uuids if one]))
    return dict(rows.values_list("uuid", "name"))


def _rank(tlp: Tlp) -> int:
    return max(tlp.rank, Tlp.AMBER.rank)
