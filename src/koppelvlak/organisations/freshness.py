"""How fresh a contact point is: when its organisation last said that it is right."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum

# Contact points are confirmed every half-year; after a year they count as not confirmed.
ASKED_AFTER, STALE_AFTER = timedelta(days=183), timedelta(days=365)


class Freshness(StrEnum):
    """In which of these ways a contact point was, or was not, confirmed."""

    FRESH = "fresh"
    DUE = "due"
    STALE = "stale"
    CHANGED = "changed"
    NEVER = "never"


def freshness(last_confirmed: date | None, *, unchanged: bool, today: date) -> Freshness:
    """Say how fresh it is; ``unchanged`` says that it is still as it was then."""
    if last_confirmed is None:
        return Freshness.NEVER
    if not unchanged:
        return Freshness.CHANGED
    age = today - last_confirmed
    if age > STALE_AFTER:
        return Freshness.STALE
    return Freshness.DUE if age > ASKED_AFTER else Freshness.FRESH
