"""The verification round of an organisation, on its page."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.organisations.page_parts import Part, Row, add
from koppelvlak.rounds import queries
from koppelvlak.rounds.views import state_words


def round_of(organisation: Organisation, actor: Actor) -> list[Row]:
    """Return the round of this half-year, as far as the actor may see it."""
    rows = queries.rounds(actor).filter(organisation=organisation)
    return [
        Row(
            title=format_lazy(_("Round of {month}"), month=date_format(one.round.begin, "F Y")),
            url=one.round.get_absolute_url(),
            words=format_lazy(
                _("{state}, asked on {day}"),
                state=state_words(one),
                day=date_format(one.round.asked_on),
            ),
        )
        for one in queries.progress(rows, actor)
    ]


add(
    Part(
        key="round",
        title=_("Is everything still right?"),
        rows=round_of,
        empty=_(
            "Nobody was asked in this half-year, or you share no network with this organisation."
        ),
    )
)
