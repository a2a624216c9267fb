"""What has to happen by itself when its day has come; each package says at start what of its own.

A function registered with ``falls_due`` gets the day and returns how much it did of what, by name.
It is safe to repeat: what was done is not done again, however often and late the clock strikes.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeAlias, TypeVar

from django.db import DatabaseError, IntegrityError

from koppelvlak.kit.errors import RefusalError

logger = logging.getLogger(__name__)
Act: TypeAlias = Callable[[date], Mapping[str, int]]
Row = TypeVar("Row")
_acts: list[Act] = []
# Before the name of the package that could not do its own.
FAILED = "failed: "


def falls_due(act: Act) -> Act:
    """Register, at start, what is to be done when its day has come."""
    _acts.append(act)
    return act


def each(rows: Iterable[Row], act: Callable[[Row], int]) -> int:
    """Do it for each row apart, and return how much was done in all.

    One that is refused does not keep the others: another clock was first, or somebody left at this
    very moment; it comes again.
    """
    done = 0
    for row in rows:
        try:
            done += act(row)
        except (RefusalError, IntegrityError):
            logger.warning("what is due was not done: %s", row, exc_info=True)
    return done


def run_due(on: date) -> dict[str, int]:
    """Do everything that is due on this day; one that fails does not keep the others."""
    done: dict[str, int] = {}
    for act in _acts:
        try:
            done |= act(on)
        except (RefusalError, DatabaseError):
            logger.exception("what is due was not done: %s", act.__module__)
            done[f"{FAILED}{act.__module__}"] = 1
    return done
