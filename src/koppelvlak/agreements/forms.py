"""What people fill in about an agreement."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements import telling
from koppelvlak.agreements.giving import Given, Stated
from koppelvlak.agreements.lifecycle import AGREED, PROPOSED
from koppelvlak.agreements.matching import Directory, directory, point_called
from koppelvlak.agreements.models import (
    AgreementKind,
    AgreementManner,
    Basis,
    Covenant,
    Phase,
    Side,
    Situation,
)
from koppelvlak.framework.models import Theme
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.forms import CleanCharField, CleanChoiceField, DateField, Form
from koppelvlak.kit.ui.grouped import GroupedRowsField
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.sectors.models import Sector

NOT_KNOWN = ("", _("not known"))
_TRIGGER_HELP = _("Such as: bij uitval langer dan 2 uur. What returns needs none.")
PLAIN = (
    "key", "kind", "language", "manner", "phase", "trigger", "action", "within", "quantity",
    "channel", "fallback", "escalation", "basis", "basis_text", "basic", "is_model",
    "rhythm_months", "area", "way_of_working", "way_link", "tlp", "agreed_on", "valid_from",
    "valid_to", "status", "source", "source_text", "certainty",
)  # fmt: skip
PARTIES = {Side.ACTING: "acting", Side.BENEFITING: "benefiting"}
MOST_ASKED = 20_000
MEANT = _(
    "No organisation is called “{text}”. Did you mean: {names}? Save once more to keep what you"
    " typed."
)


def classes() -> list[tuple[str, Any]]:
    """Return the classes an agreement can have here; never RED, nor above the ceiling."""
    ceiling = Tlp(settings.TLP_CEILING)
    return [(t.value, t.label) for t in Tlp if t.within(ceiling) and t is not Tlp.RED]


def situations_for(network: Network | None, kept: Iterable[str] = ()) -> QuerySet[Situation]:
    """Return the situations to choose from, by sector; under a network those that can hit it.

    What an agreement names already can be kept, of whatever sector it is.
    """
    rows = Situation.objects.select_related("sector")
    if network is None:
        return rows
    return rows.filter(Q(sector=network.sector_id) | Q(sector=None) | Q(key__in=list(kept)))


def optional(label: Any, limit: int, help_text: Any = "", *, lines: bool = False) -> Any:
    """Return a field for a text that may be left out, of at most this many characters."""
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


class CovenantField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """One of the covenants, with where it holds and its state: titles can be equal."""

    def label_from_instance(self, obj: Covenant) -> str:
        """Return what tells one covenant from another."""
        place = obj.network or _("the whole country")
        return f"{obj.title} ({place}, {obj.state_words})"


class AgreementForm(Form):
    """The parts of an agreement, the sentence first."""

    trigger = optional(_("On which sign"), 300, _TRIGGER_HELP)
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
    within = optional(_("Within"), 200, _("Such as: binnen 30 minuten. Your words are kept."))
    quantity = optional(_("How much"), 200, _("Such as: 3 liter per persoon per dag."))
    kind = CleanChoiceField(label=_("Kind"), choices=AgreementKind.choices)
    basic = forms.BooleanField(label=_("Basic agreement: stands first"), required=False)
    is_model = forms.BooleanField(
        label=_("Model: networks make their own agreement of it"),
        help_text=_("A model is not confirmed and does not count. It stays a model."),
        required=False,
    )
    themes = RowsField(label=_("Themes"), queryset=Theme.objects.all(), required=False)
    sectors = RowsField(label=_("Sectors"), queryset=Sector.objects.all(), required=False)
    situations = GroupedRowsField(
        label=_("Situations"),
        queryset=Situation.objects.none(),
        to_field_name="key",
        required=False,
        heading=lambda row: row.sector or _("Every sector"),
    )
    contact = optional(
        _("Contact point"),
        200,
        _("The function that is reached, as its organisation calls it."),
    )
    channel = optional(_("Channel"), 120, _("Such as: telephone."))
    fallback = optional(_("If that fails"), 200)
    escalation = optional(_("If it is not done"), 300)
    way_of_working = optional(_("Way of working"), 4000, lines=True)
    way_link = optional(_("Where the way of working stands"), 300, _("The address of a page."))
    rhythm_months = forms.IntegerField(
        label=_("Returns every … months"), required=False, min_value=1, max_value=600
    )
    phase = CleanChoiceField(label=_("Phase"), choices=[NOT_KNOWN, *Phase.choices], required=False)
    basis = CleanChoiceField(
        label=_("Rests on"), choices=[NOT_KNOWN, *Basis.choices], required=False
    )
    basis_text = optional(_("Which article or paper"), 200)
    covenant = CovenantField(
        label=_("Covenant"), queryset=Covenant.objects.none(), required=False, to_field_name="uuid"
    )
    area = optional(_("Area"), 200, _("Only when it is a part of the network."))
    tlp = CleanChoiceField(label=_("Who may see it"))
    agreed_on = DateField(label=_("Agreed upon on"), required=False)
    valid_from = DateField(label=_("Valid from"), required=False)
    valid_to = DateField(label=_("Valid until"), required=False)
    key = optional(_("Number"), 40, _("As in your own list."))
    status = optional(_("State according to the source"), 160)
    source = optional(_("Source"), 60)
    source_text = optional(_("Where it stands"), 500)
    certainty = optional(_("How sure"), 60)
    language = CleanChoiceField(label=_("Language of these texts"), choices=settings.LANGUAGES)
    # The names about which was asked; sent once more they stay the texts they are.
    asked = CleanCharField(
        max_length=MOST_ASKED, required=False, lines=True, widget=forms.HiddenInput
    )

    def __init__(
        self,
        *args: Any,
        covenants: QuerySet[Covenant],
        network: Network | None = None,
        table: Iterable[Organisation] = (),
        models: bool = True,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if network is not None or not models:
            del self.fields["is_model"]
        kept = self.initial.get("situations", ())
        self.fields["situations"].queryset = situations_for(network, kept)  # type: ignore[attr-defined]
        names = ", ".join(one.short_name for one in table)
        if names:
            self.fields["benefiting"].help_text = format_lazy(
                _("At the table of this network: {names}."), names=names
            )
        self.fields["tlp"].choices = classes()  # type: ignore[attr-defined]
        self.fields["covenant"].queryset = covenants  # type: ignore[attr-defined]

    def clean_way_link(self) -> str:
        """Return the address of a page, over http or https alone."""
        link: str = self.cleaned_data["way_link"]
        if link:
            URLValidator(schemes=["http", "https"])(link)
        return link

    @cached_property
    def names(self) -> Directory:
        """Return by which names organisations are known; read once for each form."""
        return directory()

    def clean(self) -> dict[str, Any]:
        """Ask once about each name that looks like another one."""
        data: dict[str, Any] = super().clean() or {}
        asked = set(data.get("asked", "").splitlines())
        for side, name in PARTIES.items():
            before = str(self.initial.get(name, "")).splitlines()
            for text in data.get(name, []):
                close = self._close(text, side) if text not in {*asked, *before} else []
                if close:
                    words = format_lazy(MEANT, text=text, names=", ".join(close))
                    self.add_error(name, ValidationError(words, code="meant"))
                    asked.add(text)
        again = QueryDict(mutable=True)
        again.update(self.data)
        again[self.add_prefix("asked")] = "\n".join(sorted(asked))
        self.data = again
        return data

    def _close(self, text: str, side: str) -> list[str]:
        found = self.names.stated(text, side, 0)
        return self.names.suggestions(text) if found[0].text else []

    def given(self) -> Given:
        """Return what was filled in, names looked up."""
        data, names = self.cleaned_data, self.names
        parties: list[Stated] = []
        for side, name in PARTIES.items():
            parties += [one for text in data[name] for one in names.stated(text, side, 0)]
        point = point_called(data["contact"], parties)
        return Given(
            parties=tuple(parties),
            covenant=data["covenant"],
            themes=tuple(data["themes"]),
            sectors=tuple(data["sectors"]),
            situations=tuple(data["situations"]),
            contact_point=point,
            contact_text="" if point else data["contact"],
            **{name: data[name] for name in PLAIN if name in data},
        )


def filled(given: Given) -> dict[str, Any]:
    """Return what the form starts with for an agreement that is there."""
    said = telling.cells(given)
    return {name: getattr(given, name) for name in PLAIN} | {
        "acting": "\n".join(telling.names(given, Side.ACTING)),
        "benefiting": "\n".join(telling.names(given, Side.BENEFITING)),
        "themes": [one.pk for one in given.themes],
        "sectors": [one.pk for one in given.sectors],
        "situations": [one.key for one in given.situations],
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
