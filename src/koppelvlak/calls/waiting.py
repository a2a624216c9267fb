"""What of calls waits for whom; imported at start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Case, F, Q, When
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.calls.lifecycle import ANSWERED, CALL, ESCALATED, OPEN, REPAIR
from koppelvlak.calls.models import Call
from koppelvlak.kit.access import Actor
from koppelvlak.kit.lines import Line, Rows, told
from koppelvlak.kit.waiting import Waiting, days_late, waits_as
from koppelvlak.rights import Can

SILENT = Q(answered_on=None, repair_agreed_on=None)
UNREPAIRED = Q(repair_agreed_on__isnull=False, repaired_on=None)


def _waits(line: Line, actor: Actor, title: Any, step: Any) -> Iterator[Waiting]:
    yield Waiting(
        title=format_lazy(title, name=line.name),
        about=CALL.states[line.state or ""],
        step=step,
        url=reverse("calls:detail", args=[line.uuid]),
        due=line.day,
        late=days_late(line.day, actor.on),
    )


def _say_answer(line: Line, actor: Actor) -> Iterator[Waiting]:
    return _waits(line, actor, _("{name} calls your organisation to account"), _("Answer"))


@waits_as(_say_answer)
def to_answer(actor: Actor) -> Rows:
    """Return the calls that the own organisation has said nothing to yet."""
    rows = Call.objects.open_to(actor, Can.ANSWER_CALL).filter(SILENT, state__in=(OPEN, ESCALATED))
    return told(rows, uuid="uuid", name="caller__short_name", state="state", day="answer_by")


def _say_repair(line: Line, actor: Actor) -> Iterator[Waiting]:
    return _waits(line, actor, _("Repair what you agreed to repair for {name}"), _("Open"))


@waits_as(_say_repair)
def to_repair(actor: Actor) -> Rows:
    """Return the calls in which the own organisation agreed to a repair that is not done."""
    rows = Call.objects.open_to(actor, Can.RECORD_REPAIR)
    rows = rows.filter(UNREPAIRED, state__in=(REPAIR, ESCALATED))
    return told(rows, uuid="uuid", name="caller__short_name", state="state", day="repair_by")


def _say_hear(line: Line, actor: Actor) -> Iterator[Waiting]:
    return _waits(line, actor, _("Your call to account of {name}"), _("Open"))


@waits_as(_say_hear)
def to_close(actor: Actor) -> Rows:
    """Return the own calls that were answered or repaired, or whose day has passed."""
    rows = Call.objects.open_to(actor, Can.CLOSE_CALL)
    unanswered = Q(state=OPEN, answer_by__lt=actor.on)
    late = Q(state=REPAIR, repaired_on=None, repair_by__lt=actor.on)
    done = Q(state=ANSWERED) | Q(state__in=(REPAIR, ESCALATED), repaired_on__isnull=False)
    day = Case(When(unanswered, then=F("answer_by")), When(late, then=F("repair_by")))
    rows = rows.filter(unanswered | late | done)
    return told(rows, uuid="uuid", name="called__short_name", state="state", day=day)
