"""The round when its day has come: whoever was not asked is asked, whoever is silent reminded."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import date
from typing import TypeVar

from django.db import IntegrityError

from koppelvlak.door import system
from koppelvlak.kit.due import falls_due
from koppelvlak.kit.errors import RefusalError
from koppelvlak.kit.half_years import half_year
from koppelvlak.rounds import actions, queries
from koppelvlak.rounds.models import Round

logger = logging.getLogger(__name__)
Row = TypeVar("Row")


@falls_due
def rounds(on: date) -> dict[str, int]:
    """Start the round of this half-year where it has not begun, and remind; safe to repeat."""
    by = system(on=on, origin="command run_due")
    half = half_year(on)
    coming = queries.to_ask(on) if half.starts_on(on) else ()
    standing = Round.objects.filter(begin=half.begin, asked_on__lt=on)
    silent = standing.filter(asks__answered_on=None).distinct()
    reminded = _each(silent.order_by("pk"), lambda row: actions.remind(row, by=by))
    asked = _each(coming, lambda row: actions.ask(row, by=by))
    return {"rounds asked": asked, "rounds reminded": reminded}


def _each(rows: Iterable[Row], act: Callable[[Row], object]) -> int:
    """Do it for each row apart: one that is refused does not keep the others."""
    done = 0
    for row in rows:
        try:
            done += act(row) is not None
        except (RefusalError, IntegrityError):
            # Another clock was first, or somebody left at this very moment; it comes again.
            logger.warning("a round was not asked: %s", row, exc_info=True)
    return done
