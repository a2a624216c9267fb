"""The mail of the round: what is to be confirmed, and one link; registered at start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.mail_links import VALID_FOR
from koppelvlak.kit.notices.outbox import Notice, told
from koppelvlak.kit.ui.tags import phone
from koppelvlak.organisations.models import Channel, ContactPoint
from koppelvlak.people.models import Function, RoleChoices
from koppelvlak.rights import Can
from koppelvlak.rounds import queries
from koppelvlak.rounds.cover import Standing
from koppelvlak.rounds.link import token
from koppelvlak.rounds.models import Ask, Round

FIRST = _("Is everything still right at {organisation}?")
AGAIN = _("Reminder: is everything still right at {organisation}?")
TEXT = _(
    "Dear {name},\n\nEvery half-year we ask each organisation whether it can still be reached as we"
    " know it. This is what stands there for {organisation}:\n\n{lines}\n\n"
    "Is all of this right? Confirm it with one click, without signing in, before {until}:\n{link}\n"
    "\nIs something wrong? On the same page you see where to change it.\n\n"
    "The link is meant for you alone and works once. Opening it changes nothing yet."
)


def listen() -> None:
    """Register who is told what."""
    told(Can.ASK_ROUND, _asked, about=Round)
    told(Can.REMIND_ROUND, _asked)


def _asked(row: Round, by: Actor) -> Iterator[Notice]:
    asks = row.asks.filter(sent_on=by.on, answered_on=None)
    for ask in asks.select_related("person", "round__organisation"):
        yield _notice(ask, by)


def _notice(ask: Ask, by: Actor) -> Notice:
    found, place = queries.standing(ask), ask.round.organisation
    link = f"{settings.BASE_URL}{reverse('rounds:answer', args=[token(ask)])}"
    return Notice(
        to=ask.person.email,
        subject=format_lazy(FIRST if ask.sent == 1 else AGAIN, organisation=place.short_name),
        text=format_lazy(
            TEXT,
            name=ask.person.name,
            organisation=place.name,
            lines=_lines(found),
            until=lazy(date_format, str)(by.on + VALID_FOR, "DATE_FORMAT"),
            link=link,
        ),
        key=f"round:{ask.uuid}:{ask.sent}",
        person=ask.person.uuid,
        language=ask.person.language,
        tlp=queries.strictest(found),
    )


def _lines(found: Standing) -> Any:
    lines = [_point(row) for row in found.points] + [_function(row) for row in found.functions]
    return format_lazy("{}" + "\n{}" * (len(lines) - 1), *lines)


def _point(row: ContactPoint) -> Any:
    words = format_lazy(
        "- {function}: {channel} {address}, {hours}",
        function=row.function,
        channel=Channel(row.channel).label,
        address=phone(row.address),
        hours=row.hours,
    )
    if not row.fallback:
        return words
    return format_lazy(
        "{words} ({fails} {fallback})",
        words=words,
        fails=_("If that fails:"),
        fallback=row.fallback,
    )


def _function(row: Function) -> Any:
    # Somebody may hold more than one role with one title.
    role = RoleChoices(row.role).label
    return format_lazy(
        "- {name}: {title} ({role})", name=row.person.name, title=row.title, role=role
    )
