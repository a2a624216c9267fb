"""What people fill in about proposals, and about networks that they choose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.ui.forms import CleanCharField, CleanChoiceField, Form
from koppelvlak.networks.choosing import Division, Unit
from koppelvlak.organisations.models import Organisation
from koppelvlak.sectors.models import Sector


class ManyField(forms.MultipleChoiceField):
    """Some of a few answers; a value that was not offered is refused without repeating it."""

    widget = forms.CheckboxSelectMultiple
    default_error_messages = {"invalid_choice": _("Choose from the answers shown.")}  # noqa: RUF012


class FormingForm(Form):
    """Who leads the network that is accepted."""

    lead = CleanChoiceField(
        label=_("Which organisation leads the network for now?"),
        help_text=_(
            "It invites, keeps the table complete and decides who joins. The network can choose "
            "another one later."
        ),
    )

    def __init__(self, *args: Any, invited: Iterable[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invited = {str(one.uuid): one for one in invited}
        offered = [(key, one.short_name) for key, one in self.invited.items()]
        self.fields["lead"].choices = [("", _("choose one")), *offered]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> Organisation:
        """Return the organisation that was chosen."""
        return self.invited[self.cleaned_data["lead"]]


class TurnDownForm(Form):
    """Why a proposal is declined."""

    reason = CleanCharField(
        label=_("Why is this declined?"),
        help_text=_("Everybody who sees the proposal reads this."),
        max_length=500,
        lines=True,
    )


class PickForm(forms.Form):
    """For which sector, and how the country is divided; it stands in the address."""

    use_required_attribute = False

    sector = CleanChoiceField(label=_("Sector"))
    indeling = CleanChoiceField(label=_("How the country is divided"), choices=Division.choices)

    def __init__(self, *args: Any, sectors: Sequence[Sector], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {one.key: one for one in sectors}
        field: Any = self.fields["sector"]
        field.choices = [(one.key, one.name) for one in sectors]
        # Only these are offered; for the others the page says why not.
        field.widget.choices = [(one.key, one.name) for one in sectors if not one.has_areas]

    def clean_sector(self) -> Sector:
        """Refuse a sector whose networks follow from supply areas."""
        sector = self.known[self.cleaned_data["sector"]]
        if sector.has_areas:
            raise forms.ValidationError(
                _(
                    "The networks of %(sector)s follow from supply areas; they are not chosen. "
                    "Choose another sector."
                ),
                params={"sector": sector.name},
            )
        return sector


class ChoiceForm(Form):
    """Which of the units become a network, with whom, and why."""

    units = ManyField(label=_("For which areas do you propose a network?"))
    companies = ManyField(
        label=_("Which companies belong at the table?"),
        help_text=_("They are invited beside the safety regions when the network is formed."),
        required=False,
    )
    why = CleanCharField(
        label=_("Why this division?"),
        help_text=_("Those who decide read this, and whoever asks later."),
        max_length=500,
        lines=True,
    )

    def __init__(
        self,
        *args: Any,
        units: Iterable[Unit],
        companies: Iterable[Organisation],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        known = list(units)
        fields["units"].choices = [(unit.key, _named(unit)) for unit in known]
        # Where a network is none is offered; who sends it again hears what became of it.
        fields["units"].widget.choices = [
            (unit.key, _named(unit)) for unit in known if not unit.taken
        ]
        fields["companies"].choices = [(one.key, one.short_name) for one in companies]
        if not fields["companies"].choices:
            del fields["companies"]


def _named(unit: Unit) -> str:
    regions = ", ".join(region.name for region in unit.regions)
    return f"{unit.name}: {regions}"
