"""Asking an organisation whether all is still right, reminding it, and its answer."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor, require
from koppelvlak.kit.errors import StaleError, WrongStateError
from koppelvlak.kit.half_years import half_year, step
from koppelvlak.organisations.actions import note_confirmed
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.people.models import Function, Person
from koppelvlak.rights import Can, Role
from koppelvlak.rounds import queries
from koppelvlak.rounds.cover import Standing, covering
from koppelvlak.rounds.models import Ask, Round
from koppelvlak.thing import Thing


def ask(organisation: Organisation, *, by: Actor) -> Round | None:
    """Ask who can answer for an organisation, once in a half-year; None when all is right.

    A boundary worker is asked about contact points, a manager about people as well.
    """
    half = half_year(by.on)
    points = queries.points_due(organisation, half)
    people = queries.functions_due(organisation, half, by.on)
    whom = queries.answerers(organisation, by.on)
    if not points and not (people and any(Role.MANAGER in roles for roles in whom.values())):
        return None
    with change(organisation, Can.ASK_ROUND, by=by) as row:
        if row.rounds.filter(begin=half.begin).exists():
            raise WrongStateError(_("This organisation was asked in this half-year already."))
        made = row.rounds.create(begin=half.begin, asked_on=by.on)
        for person, roles in whom.items():
            covers = covering(points, people if Role.MANAGER in roles else ())
            if covers["points"] or covers["functions"]:
                mention(made.asks.create(person=person, covers=covers, sent_on=by.on), "asked")
        mention(made)
    return made


def remind(round_: Round, *, by: Actor) -> Round | None:
    """Mail those again who can still answer, with what stands there now; None when nobody need."""
    number = step(round_.asked_on, by.on)
    if not round_.asks.filter(answered_on=None, sent__lt=number).exists():
        return None
    with change(round_, Can.REMIND_ROUND, by=by) as row:
        half, place = row.half_year, row.organisation
        points = queries.points_due(place, half)
        people = queries.functions_due(place, half, by.on)
        whom = queries.answerers(place, by.on)
        # Locked and read again: of two clocks that strike at once one sends the mail.
        for one in row.asks.select_for_update().filter(answered_on=None, sent__lt=number):
            roles = whom.get(one.person, set())
            covers = covering(points if roles else (), people if Role.MANAGER in roles else ())
            one.sent = number
            if covers["points"] or covers["functions"]:
                one.covers, one.sent_on = covers, by.on
                mention(one, "reminded")
            one.save()
    return row


def answer(asked: Ask, *, by: Actor) -> Round:
    """Say that all the mail was about is right, but for what a colleague confirmed meanwhile.

    Raises WrongStateError for the second answer, StaleError when anything changed since the mail,
    RefusedError when the person may not confirm one of the things any more. All, or nothing.
    """
    with change(asked.round, Can.ANSWER_ROUND, by=by) as row:
        held = row.asks.select_for_update().filter(pk=asked.pk, answered_on=None).first()
        if held is None:
            raise WrongStateError(_("This was answered before."))
        found = queries.standing(held)
        if found.changes:
            raise StaleError(row)
        _confirm(found, held.person, by)
        held.answered_on = row.answered_on = by.on
        held.save()
        mention(held, "answered")
    return row


def _confirm(found: Standing, who: Person, by: Actor) -> None:
    points = ContactPoint.objects.select_for_update(of=("self",), no_key=True)
    for point in points.filter(pk__in=[one.pk for one in found.points]).order_by("pk"):
        _require(Can.CONFIRM_CONTACT_POINT, point, by)
        note_confirmed(point, by)
    functions = Function.objects.select_for_update(of=("self",), no_key=True)
    for function in functions.filter(pk__in=[one.pk for one in found.functions]).order_by("pk"):
        _require(Can.CONFIRM_FUNCTION, function, by)
        function.last_confirmed, function.confirmed_by = by.on, who
        function.version += 1
        function.save()
        mention(function, "confirmed")


def _require(can: Can, thing: Thing, by: Actor) -> None:
    require(can, thing.related_to(by), thing.rights)
