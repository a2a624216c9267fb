"""How far an agreement has come, worked out from facts alone: nobody can type it in.

Plain Python. Agreed, then worked out (a sign or a rhythm, a contact point, a way of working), then
proven (in an exercise or incident, or done on time when it returns); not confirmed when an acting
party or the contact point was silent for a year, or an acting party on other words; ended. Each
outcome says why, and until when it holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from enum import StrEnum
from hashlib import sha256

YEAR = timedelta(days=365)
FOREVER = date.max - timedelta(days=1)
MONTHS = 12
LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


class Level(StrEnum):
    """How far it has come; UNCOUNTED is for what is no agreement, such as a legal framework."""

    UNCOUNTED = "uncounted"
    PROPOSED = "proposed"
    AGREED = "agreed"
    WORKED_OUT = "worked-out"
    PROVEN = "proven"
    STALE = "stale"
    ENDED = "ended"


class Result(StrEnum):
    """How it went when it was tried."""

    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not-kept"
    NOT_TESTED = "not-tested"


class Why(StrEnum):
    """One step of the explanation; pages say it in words."""

    UNCOUNTED = "uncounted"
    PROPOSED = "proposed"
    ENDED = "ended"
    COVENANT_ENDED = "covenant-ended"
    COVENANT_UNSIGNED = "covenant-unsigned"
    OVER = "over"
    NOT_BEGUN = "not-begun"
    NO_TRIGGER = "no-trigger"
    NO_CONTACT = "no-contact"
    NO_WAY = "no-way"
    WORKED_OUT = "worked-out"
    NEVER_TRIED = "never-tried"
    KEPT = "kept"
    PARTLY = "partly"
    NOT_KEPT = "not-kept"
    OLD_WORDING = "old-wording"
    DONE = "done"
    NEVER_DONE = "never-done"
    OVERDUE = "overdue"
    SILENT = "silent"
    NEVER_CONFIRMED = "never-confirmed"
    CONTACT_SILENT = "contact-silent"
    REWORDED = "reworded"


@dataclass(frozen=True)
class Reason:
    """Why, and of whom or what; ``on`` is the day that decided it."""

    why: Why
    name: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Confirmed:
    """An acting party or a contact point, and when it last said that this is right.

    Of a party only what it said of the sentence as it reads now.
    """

    name: str
    on: date | None = None


@dataclass(frozen=True)
class Tried:
    """One trial: on which day, and how it went."""

    on: date
    result: Result


@dataclass(frozen=True)
class Facts:
    """All that counts. ``since`` is when it was agreed: who agreed, confirmed.

    ``reworded`` is when the sentence last changed: what was tried before was another sentence.
    ``other_words``: what was agreed was another sentence, so that confirms no party any more.
    ``stopped`` says when and why it ended (also: since when its covenant is out of force),
    ``pending`` what it still waits for.
    ``months`` is the rhythm of what returns; 0 when it does not.
    """

    counted: bool = True
    pending: Reason | None = None
    stopped: Reason | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    since: date | None = None
    reworded: date | None = None
    other_words: bool = False
    trigger: bool = False
    contact: bool = False
    way: bool = False
    months: int = 0
    acting: tuple[Confirmed, ...] = ()
    contacts: tuple[Confirmed, ...] = ()
    trials: tuple[Tried, ...] = ()
    done: tuple[date, ...] = ()


@dataclass(frozen=True)
class Maturity:
    """The outcome: level and reasons, and the last day on which equal facts give the same."""

    level: Level
    reasons: tuple[Reason, ...]
    until: date = FOREVER


def checksum(facts: Facts) -> str:
    """Return what tells equal facts: with the same checksum nothing need be worked out again."""
    return sha256(json.dumps(asdict(facts), default=str, sort_keys=True).encode()).hexdigest()


def maturity(facts: Facts, *, today: date) -> Maturity:
    """Work out how far an agreement has come on a day."""
    outside = _outside(facts, today)
    if outside is not None:
        return outside
    missing, (reached, trial, trial_until) = _missing(facts), _tried(facts, today)
    silent, heard_until = _silent(facts, today)
    reasons = (*silent, *trial, *(missing or (Reason(Why.WORKED_OUT),)))
    until = min(trial_until, heard_until, facts.valid_to or FOREVER)
    if silent:
        level = Level.STALE
    elif reached:
        level = Level.PROVEN
    else:
        level = Level.AGREED if missing else Level.WORKED_OUT
    return Maturity(level, reasons, until)


def add_months(day: date, months: int) -> date:
    """Return the same day so many months later, or the last of that month."""
    year, month = divmod(day.year * MONTHS + day.month - 1 + months, MONTHS)
    if year > FOREVER.year:
        return FOREVER
    leap = month == 1 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return date(year, month + 1, min(day.day, 29 if leap else LAST_DAYS[month]))


def _outside(facts: Facts, today: date) -> Maturity | None:
    """Return the outcome for what is not in force, or counts for nothing."""
    if facts.stopped is not None:
        return Maturity(Level.ENDED, (facts.stopped,))
    if facts.valid_to is not None and facts.valid_to < today:
        return Maturity(Level.ENDED, (Reason(Why.OVER, on=facts.valid_to),))
    until = facts.valid_to or FOREVER
    if not facts.counted:
        return Maturity(Level.UNCOUNTED, (Reason(Why.UNCOUNTED),), until)
    if facts.pending is not None:
        return Maturity(Level.PROPOSED, (facts.pending,), until)
    if facts.valid_from is not None and facts.valid_from > today:
        until = min(until, facts.valid_from - timedelta(days=1))
        return Maturity(Level.PROPOSED, (Reason(Why.NOT_BEGUN, on=facts.valid_from),), until)
    return None


def _missing(facts: Facts) -> tuple[Reason, ...]:
    # What returns needs no other sign on which it begins: its rhythm is the sign.
    sign = facts.trigger or facts.months > 0
    needed = ((sign, Why.NO_TRIGGER), (facts.contact, Why.NO_CONTACT), (facts.way, Why.NO_WAY))
    return tuple(Reason(why) for there, why in needed if not there)


def _tried(facts: Facts, today: date) -> tuple[bool, tuple[Reason, ...], date]:
    """Say whether it is proven, why, and until when that holds."""
    if facts.months:
        return _done(facts, today)
    tested = [one for one in facts.trials if one.result != Result.NOT_TESTED and one.on <= today]
    until = _eve((one.on for one in facts.trials), today)
    if not tested:
        return False, (Reason(Why.NEVER_TRIED),), until
    last = max(tested, key=lambda one: (one.on, _WORST_LAST[one.result]))
    if facts.reworded is not None and last.on < facts.reworded:
        return False, (Reason(Why.OLD_WORDING, on=last.on),), until
    return last.result == Result.KEPT, (Reason(_TRIED[last.result], on=last.on),), until


def _done(facts: Facts, today: date) -> tuple[bool, tuple[Reason, ...], date]:
    done = [day for day in facts.done if day <= today]
    until = _eve(facts.done, today)
    if not done:
        return False, (Reason(Why.NEVER_DONE),), until
    last = max(done)
    due = add_months(last, facts.months)
    if due < today:
        return False, (Reason(Why.OVERDUE, on=last),), until
    return True, (Reason(Why.DONE, on=last),), min(until, due)


def _silent(facts: Facts, today: date) -> tuple[tuple[Reason, ...], date]:
    """Say who was silent for a year or on these words, and until when those who spoke count."""
    silent: list[Reason] = []
    agreed = None if facts.other_words else facts.since
    asked = [(one, agreed, Why.SILENT) for one in facts.acting]
    asked += [(one, facts.since, Why.CONTACT_SILENT) for one in facts.contacts]
    spoken = (facts.since, *(one.on for one, _since, _why in asked))
    until = _eve((day for day in spoken if day is not None), today)
    for one, since, why in asked:
        heard = _latest((one.on, since), today)
        if heard is None and facts.other_words and why == Why.SILENT:
            silent.append(Reason(Why.REWORDED, one.name, facts.reworded))
        elif heard is None:
            silent.append(Reason(Why.NEVER_CONFIRMED, one.name))
        elif heard + YEAR < today:
            silent.append(Reason(why, one.name, heard))
        else:
            until = min(until, heard + YEAR)
    return tuple(silent), until


def _eve(days: Iterable[date], today: date) -> date:
    """Return the day before the first of these that is still to come."""
    return min((day for day in days if day > today), default=date.max) - timedelta(days=1)


def _latest(days: Iterable[date | None], today: date) -> date | None:
    return max((day for day in days if day is not None and day <= today), default=None)


_TRIED = {
    Result.KEPT: Why.KEPT,
    Result.PARTLY: Why.PARTLY,
    Result.NOT_KEPT: Why.NOT_KEPT,
}
# Of two trials on one day the one that went worse counts.
_WORST_LAST = {Result.KEPT: 0, Result.PARTLY: 1, Result.NOT_KEPT: 2}
