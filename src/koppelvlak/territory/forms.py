"""What people ask of the territory, and why they decline a change of it."""

from __future__ import annotations

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.ui.forms import CleanCharField, DateField, Form


class DayForm(forms.Form):
    """The day for which a page tells something; it stands in the address."""

    use_required_attribute = False

    op = DateField(label=_("As on this day"), required=False)

    def day(self, *, today: date) -> date:
        """Return the day that was asked for; today when none was, or when it was none."""
        self.is_valid()
        return self.cleaned_data.get("op") or today


class FindForm(DayForm):
    """Which municipalities are looked for."""

    q = CleanCharField(label=_("Name, code or safety region"), required=False, max_length=100)

    field_order = ("q", "op")

    def text(self) -> str:
        """Return what was typed; nothing when it made no sense."""
        self.is_valid()
        typed: str = self.cleaned_data.get("q", "")
        return typed


class DeclineForm(Form):
    """Why a proposed change does not happen."""

    reason = CleanCharField(
        label=_("Why is this change declined?"),
        help_text=_("Everybody who sees the proposal reads this."),
        max_length=500,
        lines=True,
    )
