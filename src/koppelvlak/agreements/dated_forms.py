"""What people fill in about a day: when something was agreed upon, ended, or tried."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.forms import optional
from koppelvlak.agreements.models import Occasion, Outcome
from koppelvlak.kit.ui.forms import CleanCharField, CleanChoiceField, DateField, Form


class DayForm(Form):
    """Only a day."""

    on = DateField(label=_("On which day"))


class EndForm(DayForm):
    """When it ended, and why: shown wherever somebody might rely on it."""

    reason = CleanCharField(label=_("Why it ended"), max_length=500, lines=True)


class ProofForm(DayForm):
    """How it went when it was tried; what returns is carried out, and nothing else."""

    occasion = CleanChoiceField(label=_("When"))
    name = CleanCharField(label=_("Which exercise or incident"), max_length=160)
    outcome = CleanChoiceField(label=_("How did it go?"), choices=Outcome.choices)
    finding = optional(_("What was found"), 2000, lines=True)

    def __init__(self, *args: Any, returns: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [one for one in Occasion if (one == Occasion.DONE) == returns]
        self.fields["occasion"].choices = [(one.value, one.label) for one in offered]  # type: ignore[attr-defined]
        self.fields["occasion"].initial = offered[0]
        if returns:
            self.fields["occasion"].label = _("What is recorded")
            self.fields["name"].label = _("What was carried out")
