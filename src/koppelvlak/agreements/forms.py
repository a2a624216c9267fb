"""What people fill in about an agreement."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements import telling
from koppelvlak.agreements.giving import Given, Stated
from koppelvlak.agreements.lifecycle import AGREED, PROPOSED
from koppelvlak.agreements.matching import directory, point_called
from koppelvlak.agreements.models import (
    AgreementKind,
    AgreementManner,
    Basis,
    Covenant,
    Occasion,
    Outcome,
    Phase,
    Side,
    Situation,
)
from koppelvlak.framework.models import Theme
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import CleanCharField, CleanChoiceField, DateField, Form
from koppelvlak.sectors.models import Sector

NOT_KNOWN = ("", _("not known"))
PLAIN = (
    "key", "kind", "language", "manner", "phase", "trigger", "action", "within", "quantity",
    "channel", "fallback", "escalation", "basis", "basis_text", "basic", "rhythm_months", "area",
    "way_of_working", "way_link", "tlp", "agreed_on", "valid_from", "valid_to", "status",
    "source", "source_text", "certainty",
)  # fmt: skip


def classes() -> list[tuple[str, Any]]:
    """Return the classes an agreement can have here; never RED, nor above the ceiling."""
    ceiling = Tlp(settings.TLP_CEILING)
    return [(t.value, t.label) for t in Tlp if t.within(ceiling) and t is not Tlp.RED]


def _optional(label: Any, limit: int, help_text: Any = "", *, lines: bool = False) -> Any:
    return CleanCharField(
        label=label, max_length=limit, required=False, help_text=help_text, lines=lines
    )


class LinesField(CleanCharField):
    """Several texts, one on each line."""

    def to_python(self, value: Any) -> Any:
        """Return the lines that hold anything."""
        return [line.strip() for line in super().to_python(value).splitlines() if line.strip()]

    def run_validators(self, value: Any) -> None:
        """Look at the length of each line."""
        for line in value:
            super().run_validators(line)


class RowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some of a few rows, each with a box to tick."""

    widget = forms.CheckboxSelectMultiple


class AgreementForm(Form):
    """The parts of an agreement, the sentence first."""

    trigger = _optional(_("On which sign"), 300, _("Such as: bij uitval langer dan 2 uur."))
    acting = LinesField(
        label=_("Who acts"),
        max_length=160,
        lines=True,
        help_text=_(
            "One on each line: an organisation by its name, or all of a kind in the network, such"
            " as: alle veiligheidsregio's."
        ),
    )
    manner = CleanChoiceField(label=_("How they act"), choices=AgreementManner.choices)
    action = CleanCharField(
        label=_("What they do"),
        max_length=500,
        help_text=_(
            "Begin with the verb: waarschuwt … per telefoon. Three dots stand for those for whom it"
            " is done. For what is not to be expected: say what they do not do, as if they did."
        ),
    )
    benefiting = LinesField(label=_("For whom"), max_length=160, lines=True, required=False)
    within = _optional(_("Within"), 200, _("Such as: binnen 30 minuten. Your words are kept."))
    quantity = _optional(_("How much"), 200, _("Such as: 3 liter per persoon per dag."))
    kind = CleanChoiceField(label=_("Kind"), choices=AgreementKind.choices)
    basic = forms.BooleanField(label=_("Basic agreement: stands first"), required=False)
    themes = RowsField(label=_("Themes"), queryset=Theme.objects.all(), required=False)
    sectors = RowsField(label=_("Sectors"), queryset=Sector.objects.all(), required=False)
    situations = _optional(_("Situations"), 200, _("Their keys, such as: W1, W3."))
    contact = _optional(
        _("Contact point"),
        200,
        _("The function that is reached, as its organisation calls it."),
    )
    channel = _optional(_("Channel"), 120, _("Such as: telephone."))
    fallback = _optional(_("If that fails"), 200)
    escalation = _optional(_("If it is not done"), 300)
    way_of_working = _optional(_("Way of working"), 4000, lines=True)
    way_link = _optional(_("Where the way of working stands"), 300, _("The address of a page."))
    rhythm_months = forms.IntegerField(
        label=_("Returns every … months"), required=False, min_value=1, max_value=600
    )
    phase = CleanChoiceField(label=_("Phase"), choices=[NOT_KNOWN, *Phase.choices], required=False)
    basis = CleanChoiceField(
        label=_("Rests on"), choices=[NOT_KNOWN, *Basis.choices], required=False
    )
    basis_text = _optional(_("Which article or paper"), 200)
    covenant = forms.ModelChoiceField(
        label=_("Covenant"), queryset=Covenant.objects.none(), required=False, to_field_name="uuid"
    )
    area = _optional(_("Area"), 200, _("Only when it is a part of the network."))
    tlp = CleanChoiceField(label=_("Who may see it"))
    agreed_on = DateField(label=_("Agreed upon on"), required=False)
    valid_from = DateField(label=_("Valid from"), required=False)
    valid_to = DateField(label=_("Valid until"), required=False)
    key = _optional(_("Number"), 40, _("As in your own list."))
    status = _optional(_("State according to the source"), 160)
    source = _optional(_("Source"), 60)
    source_text = _optional(_("Where it stands"), 500)
    certainty = _optional(_("How sure"), 60)
    language = CleanChoiceField(label=_("Language of these texts"), choices=settings.LANGUAGES)

    def __init__(self, *args: Any, covenants: QuerySet[Covenant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tlp"].choices = classes()  # type: ignore[attr-defined]
        self.fields["covenant"].queryset = covenants  # type: ignore[attr-defined]

    def clean_way_link(self) -> str:
        """Return the address of a page, over http or https alone."""
        link: str = self.cleaned_data["way_link"]
        if link:
            URLValidator(schemes=["http", "https"])(link)
        return link

    def clean_situations(self) -> tuple[Situation, ...]:
        """Return the situations with these keys."""
        keys = self.cleaned_data["situations"].upper().replace(",", " ").replace(";", " ").split()
        known = {one.key: one for one in Situation.objects.filter(key__in=keys)}
        for key in keys:
            if key not in known:
                raise ValidationError(
                    _("There is no situation “%(key)s”."), params={"key": key}, code="unknown"
                )
        return tuple(known[key] for key in dict.fromkeys(keys))

    def given(self) -> Given:
        """Return what was filled in, names looked up."""
        data, names = self.cleaned_data, directory()
        parties: list[Stated] = []
        for side, name in ((Side.ACTING, "acting"), (Side.BENEFITING, "benefiting")):
            parties += [one for text in data[name] for one in names.stated(text, side, 0)]
        point = point_called(data["contact"], parties)
        return Given(
            parties=tuple(parties),
            covenant=data["covenant"],
            themes=tuple(data["themes"]),
            sectors=tuple(data["sectors"]),
            situations=data["situations"],
            contact_point=point,
            contact_text="" if point else data["contact"],
            **{name: data[name] for name in PLAIN},
        )


def filled(given: Given) -> dict[str, Any]:
    """Return what the form starts with for an agreement that is there."""
    said = telling.cells(given)
    return {name: getattr(given, name) for name in PLAIN} | {
        "acting": "\n".join(telling.names(given, Side.ACTING)),
        "benefiting": "\n".join(telling.names(given, Side.BENEFITING)),
        "themes": [one.pk for one in given.themes],
        "sectors": [one.pk for one in given.sectors],
        "situations": said["situations"],
        "contact": said["contact"],
        "covenant": given.covenant.uuid if given.covenant else None,
    }


class AddForm(AgreementForm):
    """The same, and whether it is agreed upon already."""

    state = CleanChoiceField(
        label=_("Is it agreed upon?"),
        choices=[(AGREED, _("agreed upon")), (PROPOSED, _("proposed"))],
        initial=AGREED,
    )


class DayForm(Form):
    """Only a day."""

    on = DateField(label=_("On which day"))


class EndForm(DayForm):
    """When it ended, and why: shown wherever somebody might rely on it."""

    reason = CleanCharField(label=_("Why it ended"), max_length=500, lines=True)


class ProofForm(DayForm):
    """How it went when it was tried, or carried out."""

    occasion = CleanChoiceField(label=_("When"), choices=Occasion.choices)
    name = CleanCharField(label=_("Which exercise or incident"), max_length=160)
    outcome = CleanChoiceField(label=_("How did it go?"), choices=Outcome.choices)
    finding = _optional(_("What was found"), 2000, lines=True)
