"""Boxes to tick that stand under headings, so that one finds the few that matter among many."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from django import forms
from django.forms.models import ModelChoiceIterator


class GroupedBoxes(forms.CheckboxSelectMultiple):
    """Boxes under headings; who hears the page hears the heading with its boxes."""

    template_name = "ui/forms/grouped_boxes.html"


class _Groups(ModelChoiceIterator):  # type: ignore[type-arg]
    field: GroupedRowsField

    def __iter__(self) -> Iterator[Any]:
        for heading, rows in groupby(self.queryset, key=lambda row: str(self.field.heading(row))):
            yield heading, [self.choice(row) for row in rows]


class GroupedRowsField(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """Some of many rows; ``heading`` says under which heading a row stands.

    The rows come in the order of their headings.
    """

    widget = GroupedBoxes
    iterator = _Groups

    def __init__(self, *args: Any, heading: Callable[[Any], Any], **kwargs: Any) -> None:
        self.heading = heading
        super().__init__(*args, **kwargs)
