"""What a coordinator fills in to answer for a network."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.ui.forms import CleanCharField, Form


class SentencesField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some of the agreements of a network, each as its sentence."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj: Any) -> str:
        """Return the sentence of an agreement."""
        return str(obj.sentence)


class InPlaceForm(Form):
    """Which agreements answer the spearhead."""

    agreements = SentencesField(
        label=_("Which agreements answer this spearhead?"),
        queryset=Agreement.objects.none(),
        to_field_name="uuid",
        help_text=_("Agreements in force that everybody at the table of your network sees."),
    )

    def __init__(self, *args: Any, agreements: QuerySet[Agreement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreements"].queryset = agreements  # type: ignore[attr-defined]


class AsideForm(Form):
    """Why it is not for the network."""

    reason = CleanCharField(
        label=_("Why this spearhead is not for your network"), max_length=500, lines=True
    )
