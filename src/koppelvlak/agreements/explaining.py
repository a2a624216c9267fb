"""Why an agreement has come as far as it has, in the words of the interface."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.assessing import reasons_of
from koppelvlak.agreements.maturity import Reason, Why
from koppelvlak.agreements.models import Agreement

WORDS: Mapping[Why, Any] = {
    Why.UNCOUNTED: _(
        "It is no agreement between parties, so it does not count and is not confirmed."
    ),
    Why.PROPOSED: _("It is proposed and not agreed upon yet."),
    Why.ENDED: _("It ended on {day}: {name}."),
    Why.COVENANT_ENDED: _("The covenant it hangs under is not in force any more ({day}): {name}."),
    Why.COVENANT_UNSIGNED: _("The covenant it hangs under is not signed by everybody yet: {name}."),
    Why.OVER: _("Its last day was {day}."),
    Why.NOT_BEGUN: _("It begins on {day}."),
    Why.NO_TRIGGER: _("Not worked out: there is no sign on which it begins."),
    Why.NO_CONTACT: _("Not worked out: no contact point is named."),
    Why.NO_WAY: _("Not worked out: no way of working is described or linked."),
    Why.WORKED_OUT: _("Worked out: sign, contact point and way of working are there."),
    Why.NEVER_TRIED: _("Not proven: it was never tried in an exercise or an incident."),
    Why.KEPT: _("It worked on {day}."),
    Why.PARTLY: _("Not proven: on {day} it worked in part."),
    Why.NOT_KEPT: _("Not proven: on {day} it did not work."),
    Why.OLD_WORDING: _("Not proven: it was tried on {day}, and worded differently since."),
    Why.DONE: _("Carried out on {day}, in time."),
    Why.NEVER_DONE: _("Not proven: it returns, and was never carried out."),
    Why.OVERDUE: _("Not proven: last carried out on {day}, and due again since."),
    Why.SILENT: _("Not confirmed for more than a year by {name}: last on {day}."),
    Why.NEVER_CONFIRMED: _("Never confirmed by {name}."),
    Why.REWORDED: _(
        "Not confirmed: the wording changed on {day}, and {name} did not confirm it yet."
    ),
    Why.CONTACT_SILENT: _("The contact point {name} was not confirmed for a year: last on {day}."),
}


OF_A_MODEL = _(
    "It is a model: each network makes its own agreement of it. That one is confirmed, and counts."
)


def explained(row: Agreement) -> list[Any]:
    """Return the explanation as sentences, the most pressing first."""
    if row.is_model and row.in_force:
        return [OF_A_MODEL]
    return [_said(reason) for reason in reasons_of(row)]


def _said(reason: Reason) -> Any:
    day = date_format(reason.on) if reason.on else _("an unknown day")
    return format_lazy(WORDS[reason.why], name=reason.name.rstrip(" .") or "–", day=day)
