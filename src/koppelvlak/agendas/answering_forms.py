"""What a coordinator fills in to answer for a network."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.models import Agreement
from koppelvlak.framework.models import Theme
from koppelvlak.kit.ui.forms import CleanCharField, Form
from koppelvlak.kit.ui.grouped import GroupedRowsField

OF_THEME, OTHERS = _("On the theme of this spearhead"), _("On other themes")


class SentencesField(GroupedRowsField):
    """Some of the agreements of a network, each as its sentence, those of the theme first."""

    def label_from_instance(self, obj: Any) -> str:
        """Return the sentence of an agreement."""
        return str(obj.sentence)


class InPlaceForm(Form):
    """Which agreements answer the spearhead."""

    agreements = SentencesField(
        label=_("Which agreements answer this spearhead?"),
        queryset=Agreement.objects.none(),
        to_field_name="uuid",
        heading=lambda row: OF_THEME if row.of_theme else OTHERS,
        help_text=_("Agreements in force that everybody at the table of your network sees."),
    )

    def __init__(
        self, *args: Any, agreements: QuerySet[Agreement], theme: Theme, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agreements"].queryset = by_theme(agreements, theme)  # type: ignore[attr-defined]


def by_theme(rows: QuerySet[Agreement], theme: Theme) -> QuerySet[Agreement]:
    """Return agreements with ``of_theme``: those that have this theme first."""
    has = Agreement.themes.through.objects.filter(agreement=OuterRef("pk"), theme=theme)
    return rows.annotate(of_theme=Exists(has)).order_by("-of_theme", "-basic", "key", "pk")


class AsideForm(Form):
    """Why it is not for the network."""

    reason = CleanCharField(
        label=_("Why this spearhead is not for your network"), max_length=500, lines=True
    )
