"""What people fill in: of each theme how far the network is, and a remark."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.coverage.models import Answer, Baseline
from koppelvlak.framework.models import Theme
from koppelvlak.kit.ui.forms import CleanCharField, CleanChoiceField, DateField, Form

LONGEST_REMARK = 500


class BaselineForm(Form):
    """One screen: the day of the meeting, and one answer for each theme."""

    held_on = DateField(label=_("Day of the meeting"))

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in themes:
            label = f"{one.number}. {one.name}"
            self.fields[f"level_{one.number}"] = CleanChoiceField(
                label=label, choices=Answer.choices, widget=forms.RadioSelect
            )
            self.fields[f"remark_{one.number}"] = CleanCharField(
                label=format_lazy(_("Remark on theme {number}"), number=one.number),
                max_length=LONGEST_REMARK,
                required=False,
            )
        self.numbers = [one.number for one in themes]

    def answers(self) -> dict[int, tuple[str, str]]:
        """Return what was answered, per number of a theme."""
        given = self.cleaned_data
        return {n: (given[f"level_{n}"], given[f"remark_{n}"]) for n in self.numbers}


def filled(row: Baseline | None) -> dict[str, Any]:
    """Return what the form shows first."""
    if row is None:
        return {}
    said = {
        f"{kind}_{number}": text
        for number, one in row.answers.items()
        for kind, text in one.items()
    }
    return {"held_on": row.held_on, **said}
