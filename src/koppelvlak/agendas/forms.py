"""What a national editor fills in about an agenda."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas.actions import RANKS, Ranked
from koppelvlak.agendas.models import Alignment, Body, Priority, SectorAgenda
from koppelvlak.agreements.forms import RowsField
from koppelvlak.agreements.models import Agreement
from koppelvlak.framework.forms import ThemeField
from koppelvlak.framework.models import Theme
from koppelvlak.kit.ui.forms import CleanCharField, CleanChoiceField, DateField, Form
from koppelvlak.sectors.models import Sector

TITLE, SENTENCE, TEXT = 200, 500, 2000


def _text(label: Any, help_text: Any = "", *, limit: int = TEXT, required: bool = True) -> Any:
    lines = limit > TITLE
    return CleanCharField(
        label=label, max_length=limit, lines=lines, required=required, help_text=help_text
    )


class SectorForm(Form):
    """For which sector an agenda is started."""

    sector = CleanChoiceField(label=_("Sector"))

    def __init__(self, *args: Any, sectors: Sequence[Sector], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sectors = {one.key: one for one in sectors}
        self.fields["sector"].choices = [  # type: ignore[attr-defined]
            (key, one.name) for key, one in self.sectors.items()
        ]

    def clean_sector(self) -> Sector:
        """Return the sector itself."""
        return self.sectors[self.cleaned_data["sector"]]


class IntroductionForm(Form):
    """What a version is called, and what it is for."""

    title_nl = _text(_("Name, in Dutch"), limit=TITLE, required=False)
    title_en = _text(_("Name, in English"), limit=TITLE, required=False)
    note_nl = _text(_("About this version, in Dutch"), required=False)
    note_en = _text(_("About this version, in English"), required=False)


class PrioritiesForm(Form):
    """Of each theme how urgent it is, and why."""

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [one.number for one in themes]
        for one in themes:
            self.fields[f"rank_{one.number}"] = CleanChoiceField(
                label=str(one),
                choices=[("", _("not chosen")), *((str(rank), str(rank)) for rank in RANKS)],
                required=False,
            )
            self.fields[f"reason_{one.number}"] = CleanCharField(
                label=format_lazy(_("Why, for theme {number}"), number=one.number),
                max_length=SENTENCE,
                required=False,
            )

    def ranks(self) -> dict[int, Ranked]:
        """Return what was chosen, per number of a theme."""
        given = self.cleaned_data
        return {
            number: Ranked(
                int(given[f"rank_{number}"]) if given[f"rank_{number}"] else None,
                given[f"reason_{number}"],
            )
            for number in self.numbers
        }


def ranked(priorities: Iterable[Priority]) -> dict[str, Any]:
    """Return what the form of priorities shows first."""
    told: dict[str, Any] = {}
    for one in priorities:
        told[f"rank_{one.theme.number}"] = str(one.rank or "")
        told[f"reason_{one.theme.number}"] = one.reason
    return told


NO_MODELS = _("This sector has no model agreements yet. You can add them to the spearhead later.")
MAKE_ONE = _("Make a model agreement")


class ModelsField(RowsField):
    """Model agreements, each by its sentence."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the sentence, with its number and that it is basic."""
        basic = _("basic agreement") if obj.basic else ""
        return " · ".join(str(part) for part in (obj.key, obj.sentence, basic) if part)


class SpearheadForm(Form):
    """A spearhead, and the model agreements that it asks of each network."""

    theme = ThemeField(label=_("Theme"))
    wording_nl = _text(
        _("The spearhead, in Dutch"),
        _("One sentence: what every network will have."),
        limit=SENTENCE,
    )
    wording_en = _text(_("The spearhead, in English"), limit=SENTENCE, required=False)
    why_nl = _text(_("Why, in Dutch"))
    why_en = _text(_("Why, in English"), required=False)
    horizon = DateField(label=_("To be reached on"))
    agreements = ModelsField(
        label=_("Agreements to be made"),
        queryset=Agreement.objects.none(),
        to_field_name="uuid",
        required=False,
        help_text=_("Model agreements of this sector. An agenda has at most 12 basic ones."),
    )

    def __init__(
        self, *args: Any, themes: Sequence[Theme], models: QuerySet[Agreement], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        theme, asked = self.fields["theme"], self.fields["agreements"]
        assert isinstance(theme, ThemeField)  # noqa: S101 -- declared above
        theme.offer(themes)
        asked.queryset = models  # type: ignore[attr-defined]
        if not models.exists():
            asked.help_text = format_html(
                '{} <a href="{}">{}</a>', NO_MODELS, reverse("agreements:add_national"), MAKE_ONE
            )

    def clean_theme(self) -> Theme:
        """Return the theme itself."""
        field = self.fields["theme"]
        assert isinstance(field, ThemeField)  # noqa: S101 -- declared above
        return field.themes[self.cleaned_data["theme"]]


class AlignmentForm(Form):
    """What one body said of an agenda."""

    body = CleanChoiceField(label=_("Who aligned"), choices=Body.choices, widget=forms.RadioSelect)
    by_whom = _text(
        _("By whom"), _("The board or function that spoke, no name of a person."), limit=TITLE
    )
    on = DateField(label=_("On"))
    document = _text(_("Document"), _("Where it is written down."), limit=TITLE, required=False)
    reservation = _text(_("Reservation"), _("Leave this empty when there is none."), required=False)


class AdoptForm(Form):
    """The decision of the steering group, and what it did with each reservation."""

    adopted_on = DateField(label=_("Adopted on"))
    adopted_meeting = _text(
        _("Meeting"), _("Such as: steering group, September 2026."), limit=TITLE
    )
    adopted_document = _text(
        _("Document"),
        _("Where the decision is written down: name, number or address."),
        limit=TITLE,
    )

    def __init__(self, *args: Any, agenda: SectorAgenda, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.reserved = [one for one in agenda.alignments.all() if one.reservation]
        for one in self.reserved:
            self.fields[f"followed_{one.body}"] = _followed(one)

    def followed(self) -> dict[str, str]:
        """Return per body what was done with its reservation."""
        return {one.body: self.cleaned_data[f"followed_{one.body}"] for one in self.reserved}


def _followed(row: Alignment) -> Any:
    label = _("What was done with the reservation of {body}")
    return _text(format_lazy(label, body=row.get_body_display()), row.reservation)


class ConfirmForm(Form):
    """Only a button."""
