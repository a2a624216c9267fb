"""Taking contact points out: only what one may see, so many an hour, and the log says which."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention_all
from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.audit.record import DONE
from koppelvlak.kit.errors import TooManyError
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can

# Whoever needs more is collecting: one organisation has a handful, a network a few dozen.
MOST_AN_HOUR = 200


@dataclass(frozen=True)
class Watermark:
    """By whom and when something was taken out, and under which number the log knows it."""

    name: str
    at: datetime
    number: int

    def __str__(self) -> str:
        at = timezone.localtime(self.at)
        return f"Koppelvlak · {self.name} · {at:%Y-%m-%d %H:%M} · #{self.number}"


def export_contact_points(points: Sequence[ContactPoint], *, by: Actor) -> Watermark:
    """Note that these contact points are taken out; all of them were asked for with ``visible_to``.

    Raises TooManyError, recorded, for more than two hundred an hour.
    """
    # The same list may be taken again from the same page, so a form's token does not count.
    with change(register(Register.FACTS), Can.EXPORT_CONTACT_POINTS, by=replace(by, token=None)):
        left = MOST_AN_HOUR - taken(by)
        if len(points) > left:
            words = _(
                "You can download {most} contact points an hour, and {left} of these are left. This"
                " list has {number}: choose one organisation, or come back in an hour."
            )
            raise TooManyError(
                format_lazy(words, most=MOST_AN_HOUR, left=max(left, 0), number=len(points))
            )
        mention_all(points, "exported")
    event = _events(by).latest("number")
    return Watermark(str(by), event.at, event.number)


def taken(by: Actor) -> int:
    """Return how many contact points this person took out in the last hour."""
    since = timezone.now() - timedelta(hours=1)
    payloads = _events(by).filter(at__gt=since).values_list("payload", flat=True)
    return sum(len((said or {}).get("rows", ())) for said in payloads)


def _events(by: Actor) -> QuerySet[Event]:
    return Event.objects.filter(actor=by.person, action=Can.EXPORT_CONTACT_POINTS, result=DONE)
