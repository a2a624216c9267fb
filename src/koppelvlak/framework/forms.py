"""What people fill in about the role description."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.validators import URLValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from koppelvlak.framework.lifecycle import ANSWERED, COMMENT
from koppelvlak.framework.marking import Given
from koppelvlak.framework.models import Answer, Certainty, Mark, Party, Task, Theme
from koppelvlak.kit.errors import StaleError
from koppelvlak.kit.text import clean
from koppelvlak.kit.ui.forms import CleanCharField, CleanChoiceField, Compared, DateField, Form

WORDING, SENTENCE = 1000, 500


class ThemeField(CleanChoiceField):
    """One of the eight themes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.themes: dict[str, Theme] = {}

    def offer(self, themes: Sequence[Theme]) -> None:
        """Say which themes there are."""
        self.themes = {str(theme.number): theme for theme in themes}
        self.choices = [(number, str(theme)) for number, theme in self.themes.items()]


class SourceUrlField(forms.URLField):
    """The address of a source, over https unless typed otherwise."""

    default_validators = [URLValidator(schemes=["http", "https"])]  # noqa: RUF012

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(assume_scheme="https", max_length=300, **kwargs)

    def to_python(self, value: Any) -> str:
        """Return the address without what cannot be seen."""
        return super().to_python(clean(str(value or ""))) or ""


class TaskForm(Form):
    """A task, and where it comes from."""

    theme = ThemeField(label=_("Theme"))
    party = CleanChoiceField(label=_("Whose task it is"), choices=Party.choices)
    text_nl = CleanCharField(
        label=_("The task, in Dutch"),
        max_length=WORDING,
        lines=True,
        help_text=_("One sentence: who does what, for whom, and when."),
    )
    text_en = CleanCharField(
        label=_("The task, in English"), max_length=WORDING, lines=True, required=False
    )
    basis = CleanCharField(
        label=_("Legal basis"),
        max_length=200,
        required=False,
        help_text=_("The law and the article, where there is one."),
    )
    source = CleanCharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Where this was read, or who proposes it."),
    )
    source_url = SourceUrlField(label=_("Address of the source"), required=False)
    certainty = CleanChoiceField(
        label=_("How sure it is"),
        choices=Certainty.choices,
        help_text=_("What nobody checked carries a mark on every page."),
    )

    def __init__(self, *args: Any, themes: Sequence[Theme], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["theme"]
        assert isinstance(field, ThemeField)  # noqa: S101 -- declared above
        field.offer(themes)

    def clean_theme(self) -> Theme:
        """Return the theme itself."""
        field = self.fields["theme"]
        assert isinstance(field, ThemeField)  # noqa: S101 -- declared above
        return field.themes[self.cleaned_data["theme"]]


class NoteForm(Form):
    """What a version is, and what it changes."""

    note_nl = CleanCharField(
        label=_("About this version, in Dutch"), max_length=WORDING, lines=True, required=False
    )
    note_en = CleanCharField(
        label=_("About this version, in English"), max_length=WORDING, lines=True, required=False
    )


class UntilForm(Form):
    """Until when organisations can comment."""

    until = DateField(
        label=_("Comments are possible until"), help_text=_("This day itself still counts.")
    )


class CommentForm(Form):
    """What an organisation says about a task."""

    text = CleanCharField(
        label=_("Your comment"),
        max_length=2000,
        lines=True,
        help_text=_("All participants read it, under the name of your organisation."),
    )


class AnswerForm(Form):
    """What is done with a comment, and why."""

    outcome = CleanChoiceField(
        label=_("What is done with it"),
        choices=[(state, COMMENT.states[state]) for state in ANSWERED],
        widget=forms.RadioSelect,
    )
    answer = CleanCharField(label=_("Why"), max_length=2000, lines=True)


class AdoptForm(Form):
    """The decision of the steering group."""

    adopted_on = DateField(label=_("Adopted on"))
    adopted_meeting = CleanCharField(
        label=_("Meeting"), max_length=200, help_text=_("Such as: steering group, September 2026.")
    )
    adopted_document = CleanCharField(
        label=_("Document"),
        max_length=300,
        help_text=_("Where the decision is written down: name, number or address."),
    )


class ConfirmForm(Form):
    """Only a button."""


@dataclass(frozen=True)
class MarkRow:
    """A task with the fields in which a region says whether it does it."""

    task: Task
    answer: forms.BoundField
    remark: forms.BoundField
    older: bool


class MarkForm(Form):
    """What a region says of each task of one theme."""

    template_name = "framework/mark_fields.html"

    def __init__(
        self, *args: Any, tasks: Sequence[Task], marks: Mapping[UUID, Mark], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.tasks, self.marks = tasks, marks
        for task in tasks:
            self._add(task, marks.get(task.line))

    @property
    def rows(self) -> list[MarkRow]:
        """Return the tasks with their fields, in their order."""
        return [
            MarkRow(
                task,
                self[f"answer_{task.uuid}"],
                self[f"remark_{task.uuid}"],
                older=bool(mark and mark.answer and mark.task_id != task.pk),
            )
            for task in self.tasks
            for mark in [self.marks.get(task.line)]
        ]

    def given(self) -> dict[UUID, Given]:
        """Return what was said of each task."""
        said = self.cleaned_data
        return {
            task.uuid: Given(
                said[f"answer_{task.uuid}"],
                said[f"remark_{task.uuid}"],
                said[f"seen_{task.uuid}"] or 0,
            )
            for task in self.tasks
        }

    def compare(self, error: StaleError) -> None:
        """Show what a colleague said meanwhile; saving again puts one's own answers there."""
        again = QueryDict(mutable=True)
        again.update(self.data)
        told = []
        for task in self.tasks:
            mark = self.marks.get(task.line)
            again[f"seen_{task.uuid}"] = str(mark.version if mark else 0)
            told += _compared(self[f"answer_{task.uuid}"], task, mark, self.cleaned_data)
        self.data = again
        self.theirs, self.stale = tuple(told), error

    def _add(self, task: Task, mark: Mark | None) -> None:
        self.fields[f"answer_{task.uuid}"] = CleanChoiceField(
            label=str(task),
            choices=[*Answer.choices, ("", _("no answer yet"))],
            widget=forms.RadioSelect,
            required=False,
            initial=mark.answer if mark else "",
        )
        self.fields[f"remark_{task.uuid}"] = CleanCharField(
            label=_("Remark"),
            max_length=SENTENCE,
            required=False,
            initial=mark.remark if mark else "",
        )
        self.fields[f"seen_{task.uuid}"] = forms.IntegerField(
            min_value=0,
            required=False,
            widget=forms.HiddenInput,
            initial=mark.version if mark else 0,
        )


def _compared(
    field: forms.BoundField, task: Task, mark: Mark | None, said: Mapping[str, Any]
) -> list[Compared]:
    """Return both answers to a task, where they differ."""
    now = (mark.answer, mark.remark) if mark else ("", "")
    mine = (said[f"answer_{task.uuid}"], said[f"remark_{task.uuid}"])
    return [] if now == mine else [Compared(field.label, _said(*now), _said(*mine))]


def _said(answer: str, remark: str) -> str:
    words = str(Answer(answer).label) if answer else str(_("no answer yet"))
    return f"{words}: {remark}" if remark else words
