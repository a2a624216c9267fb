"""How far a network is with a spearhead and by what it lags, in the words of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from koppelvlak.agendas.progress import Lag, Progress, Reason, Step, Why
from koppelvlak.agreements.models import Maturity

STEPS: Mapping[Step, Any] = {
    Step.NOT_APPLICABLE: _("not applicable"),
    Step.NOT_TAKEN_UP: pgettext_lazy("spearhead", "not taken up"),
    Step.TAKEN_UP: pgettext_lazy("spearhead", "taken up"),
    Step.STALE: _("not confirmed"),
    Step.AGREED: _("agreed upon"),
    Step.WORKED_OUT: _("worked out"),
    Step.PROVEN: _("proven"),
}
LAGS: Mapping[Lag, Any] = {
    Lag.PAST_HORIZON: _("not worked out on the day that the agenda gives"),
    Lag.UNANSWERED: _("not answered within 90 days"),
    Lag.NOT_AGREED: _("not all agreed upon a year after the answer"),
    Lag.NOT_CONFIRMED: _("an agreement was not confirmed for a year"),
}
WHYS: Mapping[Why, Any] = {
    Why.NOT_APPLICABLE: _("The network says that it is not for it."),
    Why.NOT_ANSWERED: _("The network has not answered yet."),
    Why.NOTHING_ASKED: _("The spearhead names no agreement by which it could be measured."),
    Why.NOTHING_POINTED_AT: _("What the network pointed at is not there any more."),
    Why.NOTHING_COUNTS: _("None of these is an agreement between parties, so nothing counts."),
    Why.MISSING: _("{name}: the network has no agreement for it."),
    Why.PROPOSED: _("{name}: proposed and not agreed upon yet."),
    Why.ENDED: _("{name}: ended."),
    Why.STANDS: _("{name}: {level}."),
    Why.UNCOUNTED: _("{name}: does not count."),
}
# The word that stands out: what waits for the network, and what is done.
_TONES = {Step.NOT_TAKEN_UP: "wait", Step.STALE: "wait", Step.PROVEN: "good"}


def explained(found: Progress) -> list[Any]:
    """Return why it is that far as sentences, what holds it back first."""
    return [_said(reason) for reason in found.reasons]


def lagging(found: Progress) -> list[Any]:
    """Return by what it lags in words, the most pressing first."""
    return [LAGS[lag] for lag in found.lags]


def tone(step: Step) -> str:
    """Return how the chip with this word looks."""
    return _TONES.get(step, "")


def _said(reason: Reason) -> Any:
    level = Maturity(reason.level.value).label if reason.level else ""
    return format_lazy(WHYS[reason.why], name=reason.name or "–", level=level)
