"""What one fills in to spread a model, to take it over, or to deviate from it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.ui.forms import CleanCharField, Form
from koppelvlak.networks.models import Network


class NetworksForm(Form):
    """In which networks."""

    networks = forms.ModelMultipleChoiceField(
        label=_("Networks"),
        queryset=Network.objects.none(),
        widget=forms.MultipleHiddenInput,
        to_field_name="uuid",
    )

    def __init__(self, *args: Any, networks: QuerySet[Network], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["networks"].queryset = networks  # type: ignore[attr-defined]


class CovenantNetworksForm(NetworksForm):
    """In which networks, and whether the model agreements under it come along."""

    agreements = CleanCharField(required=False, max_length=2, widget=forms.HiddenInput)


class ReadForm(Form):
    """Which wording of the model was read."""

    read = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class DeviateForm(ReadForm):
    """The same, and why."""

    reason = CleanCharField(label=_("Why your network deviates"), max_length=500, lines=True)
