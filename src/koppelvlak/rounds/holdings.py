"""The question of the round, when whoever was asked leaves; imported at start."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.half_years import half_year
from koppelvlak.people.holdings import Holding, Leaving, held
from koppelvlak.people.models import Person
from koppelvlak.rights import Role
from koppelvlak.rounds import queries
from koppelvlak.rounds.models import Ask


@held
def asks(leaving: Leaving) -> Iterator[Holding]:
    """Yield the round of this half-year that this person was asked about and did not answer."""
    rows = Ask.objects.filter(
        person=leaving.person,
        round__organisation=leaving.organisation,
        round__begin=half_year(leaving.on).begin,
        answered_on=None,
    )
    for row in rows.select_related("round"):
        yield Holding(
            key=f"round-{row.uuid}",
            title=format_lazy(
                _("Asked whether everything is still right (round of {month})"),
                month=date_format(row.round.begin, "F Y"),
            ),
            nobody=_("Whoever else was asked can still answer."),
            hand=partial(_hand, row),
            roles=frozenset(queries.ANSWERING),
        )


def _hand(ask: Ask, to: Person | None, by: Actor) -> None:
    row = Ask.objects.select_for_update(of=("self",)).get(pk=ask.pk)
    # The link of who left is dead already, and the others were asked themselves.
    if row.answered_on is not None or to is None or row.round.asks.filter(person=to).exists():
        return
    roles = queries.answerers(row.round.organisation, by.on).get(to, set())
    functions = row.covers["functions"] if Role.MANAGER in roles else {}
    covers = {**row.covers, "functions": functions}
    # Not sent yet: the next clock mails it.
    new = row.round.asks.create(person=to, covers=covers, sent=0, sent_on=by.on)
    mention(new, "handed over")
