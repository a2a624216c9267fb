"""What people fill in about input: until when it is asked, and what they say of eight themes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from koppelvlak.agendas.input_actions import Answer
from koppelvlak.agendas.models import Importance, Input, Present
from koppelvlak.agendas.prefilling import First, Source
from koppelvlak.framework.models import Theme
from koppelvlak.kit.errors import StaleError
from koppelvlak.kit.ui.forms import CleanCharField, CleanChoiceField, Compared, DateField, Form

LONGEST_REMARK = 500
KINDS = ("importance", "present", "remark")
SOURCES = {
    Source.AGREEMENTS: ngettext_lazy(
        "Filled in beforehand: what %(many)d agreement shows now. Change it when you know better.",
        "Filled in beforehand: what most of %(many)d agreements show now. Change it when you know"
        " better.",
        "many",
    ),
    Source.BASELINE: ngettext_lazy(
        "Filled in beforehand from the baseline of %(many)d network. Change it when you know"
        " better.",
        "Filled in beforehand from the baselines of %(many)d networks. Change it when you know"
        " better.",
        "many",
    ),
}


class InputUntilForm(Form):
    """Until when input is asked."""

    until = DateField(
        label=_("Last day for input"),
        help_text=_("Input can be given until the end of this day. You can choose a later day."),
    )


@dataclass(frozen=True)
class InputRow:
    """One theme with its fields."""

    theme: Theme
    importance: forms.BoundField
    present: forms.BoundField
    remark: forms.BoundField

    @property
    def fields(self) -> tuple[forms.BoundField, ...]:
        """Return the fields in their order."""
        return (self.importance, self.present, self.remark)


class InputForm(Form):
    """One screen: of each theme how important it is, how far one is, and a remark."""

    template_name = "agendas/input_fields.html"

    def __init__(
        self,
        *args: Any,
        themes: Sequence[Theme],
        known: Mapping[int, Input],
        firsts: Mapping[int, First],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.themes, self.known = themes, known
        for one in themes:
            self._add(one, known.get(one.number), firsts.get(one.number, First()))

    @property
    def rows(self) -> list[InputRow]:
        """Return the themes with their fields, in their order."""
        return [
            InputRow(one, *(self[f"{kind}_{one.number}"] for kind in KINDS)) for one in self.themes
        ]

    def answers(self) -> dict[int, Answer]:
        """Return what was said, per number of a theme."""
        said = self.cleaned_data
        return {
            one.number: Answer(
                _number(said[f"importance_{one.number}"]),
                _number(said[f"present_{one.number}"]),
                said[f"remark_{one.number}"],
                said[f"seen_{one.number}"] or 0,
            )
            for one in self.themes
        }

    def compare(self, error: StaleError) -> None:
        """Show what a colleague said meanwhile; saving again puts one's own answers there."""
        again = QueryDict(mutable=True)
        again.update(self.data)
        told = []
        for one in self.themes:
            row = self.known.get(one.number)
            again[f"seen_{one.number}"] = str(row.version if row else 0)
            now = in_words(row.importance, row.present, row.remark) if row else ""
            mine = self._mine(one.number)
            told += [] if now == mine else [Compared(str(one), now, mine)]
        self.data = again
        self.theirs, self.stale = tuple(told), error

    def _mine(self, number: int) -> str:
        said = self.answers()[number]
        return in_words(said.importance, said.present, said.remark) if said.importance else ""

    def _add(self, theme: Theme, row: Input | None, found: First) -> None:
        number = theme.number
        self.fields[f"importance_{number}"] = CleanChoiceField(
            label=format_lazy(_("Theme {number}: how important"), number=number),
            choices=[("", _("no opinion")), *Importance.choices],
            required=False,
            initial=row.importance if row else "",
        )
        self.fields[f"present_{number}"] = CleanChoiceField(
            label=format_lazy(_("Theme {number}: how far you are now"), number=number),
            choices=[("", _("not filled in")), *Present.choices],
            required=False,
            initial=row.present if row else found.level or "",
            help_text="" if row else _source(found),
        )
        self.fields[f"remark_{number}"] = CleanCharField(
            label=format_lazy(_("Theme {number}: remark"), number=number),
            max_length=LONGEST_REMARK,
            required=False,
            initial=row.remark if row else "",
        )
        self.fields[f"seen_{number}"] = forms.IntegerField(
            min_value=0, required=False, widget=forms.HiddenInput,
            initial=row.version if row else 0,
        )  # fmt: skip


def in_words(importance: int | None, present: int | None, remark: str) -> str:
    """Return one answer as a line of words."""
    said = [Importance(importance).label] if importance else []
    said += [Present(present).label] if present else []
    return ", ".join(str(one) for one in (*said, remark) if one)


def _number(text: str) -> int | None:
    return int(text) if text else None


def _source(found: First) -> Any:
    words = SOURCES.get(found.source)
    return words % {"many": found.many} if words else ""
