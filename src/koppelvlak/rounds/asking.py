"""The round when its day has come: whoever was not asked is asked, whoever is silent reminded."""

from __future__ import annotations

from datetime import date

from koppelvlak.door import system
from koppelvlak.kit.due import each, falls_due
from koppelvlak.kit.half_years import half_year
from koppelvlak.rounds import actions, queries
from koppelvlak.rounds.models import Round


@falls_due
def rounds(on: date) -> dict[str, int]:
    """Start the round of this half-year where it has not begun, and remind; safe to repeat."""
    by = system(on=on, origin="command run_due")
    half = half_year(on)
    coming = queries.to_ask(on) if half.starts_on(on) else ()
    standing = Round.objects.filter(begin=half.begin, asked_on__lt=on)
    silent = standing.filter(asks__answered_on=None).distinct()
    reminded = each(silent.order_by("pk"), lambda row: actions.remind(row, by=by) is not None)
    asked = each(coming, lambda row: actions.ask(row, by=by) is not None)
    return {"rounds asked": asked, "rounds reminded": reminded}
