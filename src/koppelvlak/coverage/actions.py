"""What one may do here: record and correct the baseline of a network, and count all anew."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TypeAlias

from django.utils.translation import gettext_lazy as _

from koppelvlak.coverage.counting import count_again, wrong
from koppelvlak.coverage.models import Answer, Baseline
from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, StaleError
from koppelvlak.networks.forming import stirred
from koppelvlak.networks.models import Network
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can

# Per number of a theme: what was answered, and a remark.
Answers: TypeAlias = Mapping[int, tuple[str, str]]
NUMBERS = range(1, 9)


def take_baseline(network: Network, answers: Answers, *, held_on: date, by: Actor) -> Baseline:
    """Record what a network said of each theme in one meeting; it is taken once.

    Raises StaleError, with the one that is there, for who comes second.
    """
    with change(network, Can.TAKE_BASELINE, by=by) as row:
        there = Baseline.objects.filter(network=row).first()
        if there is not None:
            raise StaleError(there)
        _check(answers, held_on, by)
        made = Baseline(network=row, held_on=held_on, answers=_kept(answers))
        made.save()
        mention(made, show=True)
        stirred(row, by.on)
    return made


def correct_baseline(
    baseline: Baseline, answers: Answers, *, held_on: date, by: Actor, seen: int | None
) -> Baseline:
    """Correct the baseline that was read; raise StaleError when it changed meanwhile."""
    if seen is None:
        raise StaleError(baseline)
    with change(baseline, Can.CORRECT_BASELINE, by=by, seen=seen) as row:
        _check(answers, held_on, by)
        row.held_on, row.answers = held_on, _kept(answers)
    return row


def recount(*, by: Actor) -> int:
    """Bring every count in step with the agreements; return how many places were wrong."""
    places = wrong()
    if places:
        with change(register(Register.AGREEMENTS), Can.ASSESS_AGREEMENTS, by=by):
            count_again(places)
    return len(places)


def _check(answers: Answers, held_on: date, by: Actor) -> None:
    errors = {
        f"level_{number}": [_("Say of this theme how far you are.")]
        for number in NUMBERS
        if answers.get(number, ("",))[0] not in Answer.values
    }
    if held_on > by.on:
        errors["held_on"] = [_("This day is still to come.")]
    if errors:
        raise BadInputError(errors=errors)


def _kept(answers: Answers) -> dict[str, dict[str, str]]:
    return {
        str(number): {"level": str(answers[number][0]), "remark": answers[number][1]}
        for number in NUMBERS
    }
