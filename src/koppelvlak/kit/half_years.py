"""Half-years that begin on 1 April and 1 October, and when in one somebody is asked and reminded.

One engine for whatever comes back every half-year: contact points, people, a catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

BEGIN_MONTHS = (4, 10)
# What was confirmed shortly before the half-year began need not be asked again.
RECENT = timedelta(days=61)
# Who comes later than this waits for the next half-year: two mails in a row help nobody.
LAST_START = timedelta(days=31)
# When a question is asked: at once, and again after so many days; after that it is left alone.
STEPS = (timedelta(0), timedelta(days=14), timedelta(days=28))
LEFT_ALONE_AFTER = timedelta(days=42)


@dataclass(frozen=True, order=True)
class HalfYear:
    """A half-year by its first day."""

    begin: date

    @property
    def end(self) -> date:
        """Return the first day of the half-year after this one."""
        april, october = BEGIN_MONTHS
        if self.begin.month == april:
            return self.begin.replace(month=october)
        return self.begin.replace(year=self.begin.year + 1, month=april)

    @property
    def counts_from(self) -> date:
        """Return the first day on which a confirmation counts for this half-year."""
        return self.begin - RECENT

    def starts_on(self, day: date) -> bool:
        """Say whether a question may still be asked for the first time on this day."""
        return self.begin <= day < self.end - LAST_START

    def is_confirmed(self, last: date | None) -> bool:
        """Say whether what was last confirmed on this day need not be asked."""
        return last is not None and last >= self.counts_from


def half_year(day: date) -> HalfYear:
    """Return the half-year in which a day lies."""
    april, october = BEGIN_MONTHS
    if day.month < april:
        return HalfYear(date(day.year - 1, october, 1))
    return HalfYear(date(day.year, october if day.month >= october else april, 1))


def step(asked: date, day: date) -> int:
    """Return which mail is due on a day: 1 the question, 2 and 3 a reminder, 0 none any more.

    Whoever comes late sends the last one that is due and passes over those before it.
    """
    if day - asked >= LEFT_ALONE_AFTER:
        return 0
    return sum(1 for after in STEPS if day - asked >= after)
