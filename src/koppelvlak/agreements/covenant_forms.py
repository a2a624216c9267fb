"""What people fill in about a covenant."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.cells import CellError, day
from koppelvlak.agreements.covenants import Paper, Signing
from koppelvlak.agreements.forms import LinesField, RowsField, classes
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.matching import Directory, directory
from koppelvlak.agreements.models import Covenant, CovenantKind
from koppelvlak.framework.models import Theme
from koppelvlak.kit.ui.forms import CleanCharField, CleanChoiceField, DateField, Form
from koppelvlak.networks.models import Network
from koppelvlak.sectors.models import Sector

PLAIN = (
    "title", "kind", "scope_in", "scope_out", "signed_at", "valid_from", "valid_to", "notice",
    "review_months", "tlp", "source", "certainty",
)  # fmt: skip
PARTS = 4


class CovenantForm(Form):
    """What the paper says."""

    title = CleanCharField(label=_("Title"), max_length=200)
    kind = CleanChoiceField(label=_("Kind"), choices=CovenantKind.choices)
    parties = LinesField(
        label=_("Parties"),
        max_length=400,
        lines=True,
        help_text=_(
            "One on each line: party; representative; function; day on which it signed on paper."
            " What you do not know stays empty. A day is written as 18-4-2012 or 18 April 2012."
        ),
    )
    sectors = RowsField(label=_("Sectors"), queryset=Sector.objects.all(), required=False)
    themes = RowsField(label=_("Themes"), queryset=Theme.objects.all(), required=False)
    scope_in = CleanCharField(
        label=_("What it covers"), max_length=4000, lines=True, required=False
    )
    scope_out = CleanCharField(
        label=_("What stays outside"), max_length=4000, lines=True, required=False
    )
    signed_at = CleanCharField(label=_("Signed at"), max_length=120, required=False)
    valid_from = DateField(label=_("Valid from"), required=False)
    valid_to = DateField(
        label=_("Valid until"), required=False, help_text=_("Empty: for an indefinite time.")
    )
    notice = CleanCharField(label=_("How it can be ended"), max_length=300, required=False)
    review_months = forms.IntegerField(
        label=_("Reviewed every … months"), required=False, min_value=1, max_value=600
    )
    tlp = CleanChoiceField(label=_("Who may see it"))
    source = CleanCharField(label=_("Where it stands"), max_length=500, required=False)
    certainty = CleanCharField(label=_("How sure"), max_length=60, required=False)

    def __init__(
        self, *args: Any, kinds: Sequence[CovenantKind] = tuple(CovenantKind), **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["tlp"].choices = classes()  # type: ignore[attr-defined]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (one.value, one.label) for one in kinds
        ]

    def clean_parties(self) -> tuple[Signing, ...]:
        """Return the parties with who represents them, and when they signed."""
        names = directory()
        return tuple(_signing(line, names) for line in self.cleaned_data["parties"])

    def paper(self) -> Paper:
        """Return what was filled in."""
        data = self.cleaned_data
        return Paper(
            parties=data["parties"],
            sectors=tuple(data["sectors"]),
            themes=tuple(data["themes"]),
            **{name: data[name] for name in PLAIN},
        )


def kinds_for(network: Network | None) -> tuple[CovenantKind, ...]:
    """Return the kinds of covenant that can hang under a network, or under none."""
    if network is None:
        return (CovenantKind.NATIONAL, CovenantKind.MODEL)
    return (CovenantKind.REGIONAL,)


def filled(row: Covenant) -> dict[str, Any]:
    """Return what the form starts with for a covenant that is there."""
    parties = [
        "; ".join(
            [one.name, one.representative, one.function, _written(one.signed_on)]
        ).rstrip("; ")
        for one in row.parties.all()
    ]  # fmt: skip
    return {name: getattr(row, name) for name in PLAIN} | {
        "parties": "\n".join(parties),
        "sectors": [one.pk for one in row.sectors.all()],
        "themes": [one.pk for one in row.themes.all()],
    }


class SignForm(Form):
    """Which party signed, and when."""

    party = CleanChoiceField(label=_("Which party signed"))
    on = DateField(label=_("On which day"))

    def __init__(self, *args: Any, covenant: Covenant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["party"].choices = [  # type: ignore[attr-defined]
            (str(one.pk), one.name) for one in covenant.parties.all() if one.signed_on is None
        ]


class ReviewForm(Form):
    """What the review led to."""

    outcome = CleanCharField(
        label=_("What came of it"),
        max_length=500,
        lines=True,
        help_text=_("Such as: unchanged; or: annex 2 replaced. A new text is a new covenant."),
    )


class RenewForm(Form):
    """What the successor is called."""

    title = CleanCharField(label=_("Title of the new covenant"), max_length=200)


class AnnexForm(Form):
    """A file."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("PDF, Word, Excel, OpenDocument, PNG, JPEG or plain text; at most 10 MB."),
    )


def _written(day: date | None) -> str:
    return f"{day.day}-{day.month}-{day.year}" if day else ""


def _signing(line: str, names: Directory) -> Signing:
    name, representative, function, signed = (
        [part.strip() for part in line.split(";")] + [""] * PARTS
    )[:PARTS]
    try:
        signed_on = day(signed)
    except CellError:
        words = _("This is not a day: %(day)s. Write it as 18-4-2012 or 18 April 2012.")
        raise ValidationError(words, params={"day": signed[:40]}, code="day") from None
    found: Stated = names.stated(name, "acting", 0)[0]
    return Signing(
        organisation=found.organisation,
        text="" if found.organisation else name[:160],
        representative=representative[:120],
        function=function[:120],
        signed_on=signed_on,
    )
