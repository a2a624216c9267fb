"""Whom we tell what about the role description; registered at start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.framework.models import Comment, RoleDescription
from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices.outbox import Notice, told
from koppelvlak.kit.tlp import Tlp
from koppelvlak.people.lifecycle import ACTIVE
from koppelvlak.people.models import Function, Person
from koppelvlak.people.queries import current
from koppelvlak.rights import Can, Role


def listen() -> None:
    """Register who is told what."""
    told(Can.CONSULT_ON_ROLE, _opened)
    told(Can.MOVE_CONSULTATION, _moved)
    told(Can.ANSWER_COMMENT, _answered)


def _opened(row: RoleDescription, by: Actor) -> Iterator[Notice]:
    text = _(
        "Until {day} your organisation can comment on each task of the role description of the"
        " safety region, version {number}.\n\nRead it and comment: {link}\n\n"
        "No comments? Say so there, with one click."
    )
    subject = _("Your comments on the role description, until {day}")
    return _to_workers(row, subject, text, by)


def _moved(row: RoleDescription, by: Actor) -> Iterator[Notice]:
    text = _(
        "The consultation on the role description of the safety region, version {number}, now runs"
        " until {day}.\n\nRead it and comment: {link}"
    )
    subject = _("Consultation on the role description: now until {day}")
    return _to_workers(row, subject, text, by)


def _answered(row: Comment, by: Actor) -> Iterator[Notice]:
    text = _(
        "Your organisation commented on task {task}. What is done with it: {outcome}.\n\n"
        "Why: {answer}\n\nRead it there: {link}"
    )
    words = format_lazy(
        text,
        task=row.task.label,
        outcome=row.state_in_words,
        answer=row.answer,
        link=f"{settings.BASE_URL}{row.get_absolute_url()}",
    )
    subject = format_lazy(_("Answer to your comment on task {task}"), task=row.task.label)
    own = Q(organisation=row.organisation)
    for person in _workers(own, by.on):
        yield _notice(person, subject, words, f"answer:{row.uuid}:{row.version}")


def _to_workers(row: RoleDescription, subject: Any, text: Any, by: Actor) -> Iterator[Notice]:
    """Tell the boundary workers of every organisation that takes part."""
    told_of = {
        "day": _day(row.consulted_until or by.on),
        "number": row.number,
        "link": f"{settings.BASE_URL}{row.get_absolute_url()}",
    }
    taking_part = Q(organisation__joined=True, organisation__kind__guest=False)
    for person in _workers(taking_part, by.on):
        yield _notice(
            person,
            format_lazy(subject, **told_of),
            format_lazy(text, **told_of),
            f"{row.uuid}:{row.consulted_until}",
        )


def _workers(at: Q, on: date) -> list[Person]:
    held = Function.objects.filter(current(on), at, role=Role.BOUNDARY_WORKER)
    people = Person.objects.filter(state=ACTIVE, functions__in=held).distinct()
    return list(people.order_by("pk"))


def _notice(person: Person, subject: Any, text: Any, key: str) -> Notice:
    return Notice(
        to=person.email,
        subject=subject,
        text=text,
        key=f"framework:{key}:{person.uuid}",
        person=person.uuid,
        language=person.language,
        tlp=Tlp.GREEN,
    )


def _day(day: date) -> Any:
    """Return the day in the language of whoever reads it, not of whoever caused it."""
    return lazy(date_format, str)(day, "DATE_FORMAT")
