"""Rows of many tables in one question: each tells itself in the same few columns.

A page that shows a little of everything would otherwise ask once for each kind of thing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias
from uuid import UUID

from django.db.models import (
    CharField,
    DateField,
    F,
    Field,
    IntegerField,
    QuerySet,
    UUIDField,
    Value,
)
from django.db.models.functions import Cast

Rows: TypeAlias = QuerySet[Any, tuple[Any, ...]]
COLUMNS: dict[str, Field[Any, Any]] = {
    "uuid": UUIDField(),
    "name": CharField(max_length=500),
    "about": CharField(max_length=500),
    "state": CharField(max_length=40),
    "day": DateField(),
    "many": IntegerField(),
}


@dataclass(frozen=True)
class Line:
    """One row of any table; what it does not tell is None."""

    uuid: UUID | None
    name: str | None
    about: str | None
    state: str | None
    day: date | None
    many: int | None


def told(rows: QuerySet[Any, Any], **columns: Any) -> Rows:
    """Return rows as lines: by column the field, or expression, that it is filled with."""
    filled = {
        f"line_{name}": Cast(_expression(columns.get(name)), field)
        for name, field in COLUMNS.items()
    }
    # A union has no order of its own; whoever shows the lines puts them in order.
    lines: Rows = rows.order_by().annotate(**filled).values_list(*filled)
    return lines


def together(questions: Mapping[int, Rows]) -> dict[int, list[Line]]:
    """Return the lines of every question, by its number; one query."""
    numbered = [
        rows.annotate(line_of=Value(number, IntegerField())).values_list("line_of", *_names())
        for number, rows in questions.items()
    ]
    found: dict[int, list[Line]] = {number: [] for number in questions}
    if numbered:
        first, *others = numbered
        for number, *told_so in first.union(*others, all=True) if others else first:
            found[number].append(Line(*told_so))
    return found


def _names() -> list[str]:
    return [f"line_{name}" for name in COLUMNS]


def _expression(said: Any) -> Any:
    return F(said) if isinstance(said, str) else Value(None) if said is None else said
