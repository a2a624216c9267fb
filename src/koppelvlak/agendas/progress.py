"""How far a network is with a spearhead, worked out from its answer and its agreements alone.

Plain Python. Who accepts makes every agreement that the spearhead asks for; who says that it is in
place points at what answers it. Then the weakest of what answers it tells how far it is. Each
outcome says why, and by what it lags.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from koppelvlak.agreements.maturity import Level

TO_ANSWER = timedelta(days=90)
TO_AGREE = timedelta(days=365)


class Answer(StrEnum):
    """What a network answered."""

    OPEN = "open"
    ACCEPTED = "accepted"
    IN_PLACE = "in-place"
    NOT_APPLICABLE = "not-applicable"


class Step(StrEnum):
    """How far a network is with a spearhead, the weakest first."""

    NOT_APPLICABLE = "not-applicable"
    NOT_TAKEN_UP = "not-taken-up"
    TAKEN_UP = "taken-up"
    STALE = "stale"
    AGREED = "agreed"
    WORKED_OUT = "worked-out"
    PROVEN = "proven"


class Why(StrEnum):
    """One step of the explanation; pages say it in words."""

    NOT_APPLICABLE = "not-applicable"
    NOT_ANSWERED = "not-answered"
    NOTHING_ASKED = "nothing-asked"
    NOTHING_POINTED_AT = "nothing-pointed-at"
    NOTHING_COUNTS = "nothing-counts"
    MISSING = "missing"
    PROPOSED = "proposed"
    ENDED = "ended"
    STANDS = "stands"
    UNCOUNTED = "uncounted"


class Lag(StrEnum):
    """By what a network lags with a spearhead, the most pressing first."""

    PAST_HORIZON = "past-horizon"
    UNANSWERED = "unanswered"
    NOT_AGREED = "not-agreed"
    NOT_CONFIRMED = "not-confirmed"


@dataclass(frozen=True)
class Answering:
    """One agreement and how far it has come; no level: the network has no agreement for it."""

    name: str
    level: Level | None = None


@dataclass(frozen=True)
class Facts:
    """All that counts. ``asked`` has one for each model agreement of the spearhead.

    ``pointed`` is what the network pointed at; ``horizon`` is until when the agenda gives it.
    """

    answer: Answer = Answer.OPEN
    asked: tuple[Answering, ...] = ()
    pointed: tuple[Answering, ...] = ()
    given_on: date | None = None
    answered_on: date | None = None
    horizon: date | None = None


@dataclass(frozen=True)
class Reason:
    """Why, and of which agreement with what level."""

    why: Why
    name: str = ""
    level: Level | None = None


@dataclass(frozen=True)
class Progress:
    """The outcome: how far, by what it lags, and why, what holds it back first."""

    step: Step
    reasons: tuple[Reason, ...]
    lags: tuple[Lag, ...] = ()


def progress(facts: Facts, *, today: date) -> Progress:
    """Work out how far a network is with a spearhead on a day."""
    step, reasons = _reached(facts)
    return Progress(step, reasons, _lags(step, facts, today))


def counted(steps: Iterable[Step]) -> Mapping[Step, int]:
    """Return how many are at each step, weakest first; none is told as well."""
    many = Counter(steps)
    return {step: many[step] for step in Step}


def _reached(facts: Facts) -> tuple[Step, tuple[Reason, ...]]:
    if facts.answer is Answer.NOT_APPLICABLE:
        return Step.NOT_APPLICABLE, (Reason(Why.NOT_APPLICABLE),)
    if facts.answer is Answer.OPEN:
        there = [one for one in facts.asked if one.level in _STEPS]
        return Step.NOT_TAKEN_UP, (Reason(Why.NOT_ANSWERED), *_reasons(there))
    needed = _needed(facts)
    if not needed:
        accepted = facts.answer is Answer.ACCEPTED
        return Step.TAKEN_UP, (Reason(Why.NOTHING_ASKED if accepted else Why.NOTHING_POINTED_AT),)
    reasons = _reasons(needed)
    steps = [_step(one) for one in needed if one.level is not Level.UNCOUNTED]
    if not steps:
        return Step.TAKEN_UP, (Reason(Why.NOTHING_COUNTS), *reasons)
    return min(steps, key=_ORDER.index), reasons


def _needed(facts: Facts) -> tuple[Answering, ...]:
    """Return what has to answer the spearhead: what is pointed at stands for what is missing."""
    if facts.answer is Answer.ACCEPTED:
        return facts.asked
    return (*facts.pointed, *(one for one in facts.asked if one.level in _STEPS))


def _reasons(rows: Iterable[Answering]) -> tuple[Reason, ...]:
    ordered = sorted(rows, key=_weakest_first)
    return tuple(Reason(_WHY.get(one.level, Why.STANDS), one.name, one.level) for one in ordered)


def _weakest_first(one: Answering) -> tuple[bool, int]:
    return one.level is Level.UNCOUNTED, _ORDER.index(_step(one))


def _step(one: Answering) -> Step:
    """Return how far one agreement brings it; what is no agreement yet leaves it taken up."""
    return _STEPS.get(one.level, Step.TAKEN_UP)


def _lags(step: Step, facts: Facts, today: date) -> tuple[Lag, ...]:
    if step is Step.NOT_APPLICABLE:
        return ()
    found = {
        Lag.PAST_HORIZON: _passed(facts.horizon, today) and step not in _DONE,
        Lag.UNANSWERED: step is Step.NOT_TAKEN_UP and _passed(facts.given_on, today, TO_ANSWER),
        Lag.NOT_AGREED: step is Step.TAKEN_UP and _passed(facts.answered_on, today, TO_AGREE),
        Lag.NOT_CONFIRMED: step is Step.STALE,
    }
    return tuple(lag for lag, holds in found.items() if holds)


def _passed(day: date | None, today: date, within: timedelta = timedelta()) -> bool:
    return day is not None and today - day > within


_ORDER = tuple(Step)
_STEPS: Mapping[Level | None, Step] = {
    Level.STALE: Step.STALE,
    Level.AGREED: Step.AGREED,
    Level.WORKED_OUT: Step.WORKED_OUT,
    Level.PROVEN: Step.PROVEN,
}
_WHY = {
    None: Why.MISSING,
    Level.PROPOSED: Why.PROPOSED,
    Level.ENDED: Why.ENDED,
    Level.UNCOUNTED: Why.UNCOUNTED,
}
# What a spearhead asks for by its horizon: agreements that are worked out.
_DONE = (Step.WORKED_OUT, Step.PROVEN)
