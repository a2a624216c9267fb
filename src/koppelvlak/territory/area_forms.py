"""What a file of areas is, who published it, and why one is declined."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.imports.areas import MAX_BYTES
from koppelvlak.kit.text import clean
from koppelvlak.kit.ui.forms import CleanCharField, CleanChoiceField, DateField, Form
from koppelvlak.organisations.models import Organisation
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.models import AreaKind

NONE = ("", "–")


def _companies() -> list[tuple[str, str]]:
    rows = Organisation.objects.filter(sectors__isnull=False).distinct().order_by("short_name")
    return [NONE, *rows.values_list("key", "short_name")]


def _sectors() -> list[tuple[str, Any]]:
    return [NONE, *((sector.key, str(sector)) for sector in Sector.objects.all())]


class AreasForm(Form):
    """Choose a file, say what it is, and see what would follow before anything changes."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("GeoJSON or GeoPackage, at most 30 MB; WGS84 or RD New, that is detected."),
    )
    kind = CleanChoiceField(label=_("What is in it?"), choices=AreaKind.choices)
    organisation = CleanChoiceField(
        label=_("Whose supply area"),
        help_text=_("Only for a supply area."),
        choices=_companies,
        required=False,
    )
    sector = CleanChoiceField(
        label=_("In which sector"),
        help_text=_("Only for a supply area."),
        choices=_sectors,
        required=False,
    )
    origin = CleanCharField(
        label=_("Who published it"),
        help_text=_("As maps and links will name it, such as: CBS, gebiedsindelingen 2026."),
        max_length=200,
    )
    dated = DateField(label=_("For which day does it speak"), required=False)

    def clean_file(self) -> Any:
        """Refuse what is too large before anybody reads it."""
        given = self.cleaned_data["file"]
        if given.size > MAX_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 30 MB. Simplify the boundaries."), code="size"
            )
        given.name = clean(given.name)[:200] or "?"
        return given


class DeclineAreasForm(Form):
    """Why imported areas are not taken over."""

    reason = CleanCharField(
        label=_("Why is this declined?"),
        help_text=_("Everybody who sees the proposal reads this."),
        max_length=500,
        lines=True,
    )
