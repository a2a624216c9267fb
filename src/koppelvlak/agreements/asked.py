"""Whom to ask whether agreements are still right, when, and about which."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import OuterRef, Q, QuerySet, Subquery

from koppelvlak.agreements import assessing
from koppelvlak.agreements.cover import Standing, compare
from koppelvlak.agreements.lifecycle import AGREED
from koppelvlak.agreements.maturity import YEAR
from koppelvlak.agreements.models import (
    CONFIRMABLE,
    Agreement,
    Confirmation,
    ConfirmationAsk,
    Maturity,
    Side,
    agreements_of,
)
from koppelvlak.agreements.models.sight import CONFIRMING, TABLE
from koppelvlak.kit.access import Actor
from koppelvlak.kit.half_years import LEFT_ALONE_AFTER, STEPS
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.lifecycle import ACTIVE
from koppelvlak.people.models import Function, Person
from koppelvlak.people.queries import acting_at, current, holding

# So long before a confirmation is a year old it is asked for again.
AHEAD = timedelta(days=30)


def confirmable(organisation: Organisation) -> QuerySet[Agreement]:
    """Return the agreements in force that an organisation may confirm: those its table sees too.

    What it keeps to itself (TLP:AMBER+STRICT) goes into no mail, and behind no link.
    """
    return _in_force(organisation).filter(TABLE)


def kept_back(organisation: Organisation) -> int:
    """Return how many agreements it would confirm that may stand in no mail."""
    return _in_force(organisation).filter(owner=organisation).exclude(TABLE).count()


def to_read(organisation: Organisation) -> list[Agreement]:
    """Return what an organisation is asked about, with all that counts, per network."""
    rows = assessing.with_facts(confirmable(organisation))
    return list(rows.order_by("network__sector__position", "network", "-basic", "key", "pk"))


def comes_due(organisation: Organisation, on: date) -> bool:
    """Say whether something it acts in is not confirmed for a year, or within thirty days.

    What was agreed and never confirmed counts when that is a year ago, or nobody knows when.
    """
    said = Confirmation.objects.filter(organisation=organisation, agreement=OuterRef("pk"))
    rows = confirmable(organisation).filter(pk__in=agreements_of(organisation.uuid, [Side.ACTING]))
    rows = rows.annotate(heard=Subquery(said.values("on")))
    soon = on + AHEAD - YEAR
    aged = Q(heard__lte=soon) & (Q(agreed_on=None) | Q(agreed_on__lte=soon))
    never = Q(heard=None) & (Q(agreed_on=None) | Q(agreed_on__lte=on - YEAR))
    return rows.filter(aged | never).exists()


def to_ask(on: date) -> list[Organisation]:
    """Return the organisations to ask now: not asked for a year, and something comes due."""
    able = Function.objects.filter(current(on), role__in=CONFIRMING, person__state=ACTIVE)
    rows = Organisation.objects.filter(pk__in=able.values("organisation"), kind__guest=False)
    rows = rows.exclude(pk__in=asked_since(on).values("organisation"))
    return [row for row in rows.order_by("key") if comes_due(row, on)]


def asked_since(on: date) -> QuerySet[ConfirmationAsk]:
    """Return the questions of the year: whoever has one is not asked anew."""
    return ConfirmationAsk.objects.filter(asked_on__gt=on + AHEAD - YEAR)


def to_remind(on: date) -> QuerySet[Organisation]:
    """Return the organisations that were silent for two weeks, and are not left alone yet."""
    first = on - STEPS[1]
    silent = open_asks().filter(asked_on__lte=first, asked_on__gt=on - LEFT_ALONE_AFTER)
    return Organisation.objects.filter(pk__in=silent.values("organisation")).order_by("key")


def open_asks() -> QuerySet[ConfirmationAsk]:
    """Return the questions that nobody answered."""
    return ConfirmationAsk.objects.filter(answered_on=None)


def answerers(organisation: Organisation, on: date) -> dict[Person, set[str]]:
    """Return who may confirm for an organisation on a day; for a guest nobody."""
    return {} if organisation.kind.guest else holding(organisation, CONFIRMING, on)


def standing(ask: ConfirmationAsk) -> Standing:
    """Return how what stands there now relates to what the mail to this person said."""
    return compare(ask, to_read(ask.organisation))


def answering(ask: ConfirmationAsk, actor: Actor) -> Actor:
    """Return the person who was asked as actor for that organisation; raise UnseenError."""
    return acting_at(ask.person, ask.organisation, actor)


def _in_force(organisation: Organisation) -> QuerySet[Agreement]:
    rows = Agreement.objects.filter(
        CONFIRMABLE, pk__in=agreements_of(organisation.uuid), state=AGREED
    )
    return rows.exclude(maturity=Maturity.ENDED)
