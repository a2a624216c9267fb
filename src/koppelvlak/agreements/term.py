"""When a covenant comes up for review, is about to expire, or has expired. Plain Python."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from koppelvlak.agreements.maturity import add_months

# Six, three and one month before the last day the parties hear of it.
WARNED = (6, 3, 1)


class Standing(StrEnum):
    """How a signed covenant stands on a day."""

    IN_FORCE = "in-force"
    REVIEW_DUE = "review-due"
    EXPIRING = "expiring"
    EXPIRED = "expired"


@dataclass(frozen=True)
class Term:
    """The days that count: the last day (None: indefinite), the last review, and its rhythm."""

    valid_to: date | None = None
    reviewed_on: date | None = None
    review_months: int | None = None

    @property
    def review_due(self) -> date | None:
        """Return when the next review is due."""
        if self.reviewed_on is None or not self.review_months:
            return None
        return add_months(self.reviewed_on, self.review_months)


def standing(term: Term, *, today: date) -> Standing:
    """Return how a covenant with this term stands on a day; expiring goes before review."""
    if term.valid_to is not None:
        if term.valid_to < today:
            return Standing.EXPIRED
        if term.valid_to <= add_months(today, WARNED[0]):
            return Standing.EXPIRING
    due = term.review_due
    return Standing.REVIEW_DUE if due is not None and due <= today else Standing.IN_FORCE


def months_left(term: Term, *, today: date) -> int | None:
    """Return the last warning that was due (6, 3 or 1 months); None while there is none."""
    if term.valid_to is None or term.valid_to < today:
        return None
    passed = [months for months in WARNED if term.valid_to <= add_months(today, months)]
    return min(passed, default=None)
