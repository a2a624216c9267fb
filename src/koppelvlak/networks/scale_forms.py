"""The limits that a scale advice keeps to; they stand in the address, so that it can be shared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from koppelvlak.networks.staffing import Limits
from koppelvlak.sectors.models import Sector

SMALLEST, LARGEST = 2, 60
FEWEST, MOST = 1, 40
# Unless someone says otherwise: one operator often runs both nets.
TOGETHER = ("electricity", "gas")
NUMBERS = "tafel"


class NumberField(forms.IntegerField):
    """A whole number within bounds; a mistake is told in one sentence that says the bounds."""

    def __init__(self, *, low: int, high: int, label: Any, help_text: Any) -> None:
        widget = forms.NumberInput(attrs={"inputmode": "numeric"})
        super().__init__(
            min_value=low, max_value=high, label=label, help_text=help_text, widget=widget
        )
        words = _("Give a whole number from %(low)s to %(high)s.") % {"low": low, "high": high}
        for name in ("invalid", "required"):
            self.error_messages[name] = words
        for validator in self.validators:
            validator.message = words  # type: ignore[attr-defined]


class LimitsForm(forms.Form):
    """How large a table may be, what a region can staff, and what may be combined."""

    use_required_attribute = False

    tafel = NumberField(
        low=SMALLEST,
        high=LARGEST,
        label=_("Largest table"),
        help_text=_("Regions and companies together, at one table."),
    )
    netwerken = NumberField(
        low=FEWEST,
        high=MOST,
        label=_("Most tables of one region"),
        help_text=_("What one region can staff."),
    )
    samen = forms.MultipleChoiceField(
        label=_("Sectors that belong together"),
        help_text=_("Networks of these sectors may share a table."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose sectors that are shown.")},
    )
    buren = forms.BooleanField(
        label=_("Neighbouring companies too"),
        help_text=_("Companies that meet in a region may share a table."),
        required=False,
    )
    regio = forms.MultipleChoiceField(
        label=_("Only about these regions"),
        help_text=_("Choose regions that could work together as one; none means all."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Choose regions that are shown.")},
    )

    def __init__(
        self, asked: QueryDict, *, sectors: Iterable[Sector], regions: Mapping[str, str]
    ) -> None:
        every = list(sectors)
        super().__init__(_filled(asked, [one.key for one in every]))
        self.fields["samen"].choices = [(one.key, one.name) for one in every]  # type: ignore[attr-defined]
        self.fields["regio"].choices = list(regions.items())  # type: ignore[attr-defined]

    def limits(self) -> Limits:
        """Return the limits that were asked; the usual ones when they made no sense."""
        if not self.is_valid():
            return Limits(together=(frozenset(TOGETHER),))
        asked = self.cleaned_data
        return Limits(
            table=asked["tafel"],
            region=asked["netwerken"],
            together=(frozenset(asked["samen"]),) if asked["samen"] else (),
            neighbours=asked["buren"],
            asked=frozenset(asked["regio"]),
        )


def _filled(asked: QueryDict, sectors: Iterable[str]) -> QueryDict:
    """Return what was asked, with the usual limits where an address says nothing of them.

    What was not ticked is not sent: only an address without numbers leaves the boxes open.
    """
    filled = asked.copy()
    usual = Limits()
    if NUMBERS not in asked:
        filled.setdefault("buren", "on")
        if "samen" not in asked:
            filled.setlist("samen", [key for key in sectors if key in TOGETHER])
    filled.setdefault("tafel", str(usual.table))
    filled.setdefault("netwerken", str(usual.region))
    return filled
