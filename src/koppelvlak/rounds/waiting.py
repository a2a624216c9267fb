"""The question of the round on *My work* of whoever was asked; imported at start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.half_years import STEPS, half_year
from koppelvlak.kit.waiting import Waiting, days_late, waits
from koppelvlak.rights import Can
from koppelvlak.rounds import queries
from koppelvlak.rounds.models import Round

# The day of the first reminder: until then nobody is late.
TIME: timedelta = STEPS[1]


@waits
def rounds(actor: Actor) -> Iterator[Waiting]:
    """Yield the round of the own organisation, as long as this person can still answer it."""
    rows = Round.objects.open_to(actor, Can.ANSWER_ROUND).filter(begin=half_year(actor.on).begin)
    for ask in queries.asks_of(rows, actor):
        row = ask.round
        if queries.standing(ask).nothing:
            continue
        due = row.asked_on + TIME
        yield Waiting(
            title=format_lazy(
                _("Is everything still right at {organisation}?"),
                organisation=row.organisation.short_name,
            ),
            about=_("Every half-year each organisation confirms its contact points and people."),
            step=_("Look and confirm"),
            url=row.get_absolute_url(),
            due=due,
            late=days_late(due, actor.on),
        )
