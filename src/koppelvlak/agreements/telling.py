"""An agreement as the cells of a list: what goes out is what came in, until somebody changes it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from koppelvlak.agreements.cells import Parties, told
from koppelvlak.agreements.columns import COLUMNS
from koppelvlak.agreements.giving import Given, Stated
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.agreements.models.party import plural

# Columns whose cell is a field as it is.
PLAIN: Mapping[str, str] = {
    "id": "key", "what": "action", "trigger": "trigger", "within": "within",
    "quantity": "quantity", "status": "status", "kind": "kind", "source": "source",
    "source_text": "source_text", "certainty": "certainty", "language": "language",
    "phase": "phase", "contact": "contact_text", "channel": "channel", "fallback": "fallback",
    "escalation": "escalation", "basis": "basis", "basis_text": "basis_text", "area": "area",
    "way": "way_of_working", "link": "way_link", "tlp": "tlp",
}  # fmt: skip
DAYS = ("agreed_on", "valid_from", "valid_to")
RAW, TOLD, OTHER = "cells", "told", "other"


def cells(given: Given) -> dict[str, str]:
    """Return the cell of every column for what was given."""
    who, to = told(Parties(names(given, Side.ACTING), names(given, Side.BENEFITING), given.manner))
    said = {column: str(getattr(given, field)) for column, field in PLAIN.items()}
    said |= {name: _day(getattr(given, name)) for name in DAYS}
    point = given.contact_point
    return said | {
        "who": who,
        "covenant": given.covenant.title if given.covenant else "",
        "to": to,
        # In one order, whatever the order in which they were given.
        "themes": ",".join(sorted(str(one.number) for one in given.themes)),
        "sector": "/".join(sorted(one.key for one in given.sectors)),
        "situations": ", ".join(sorted(one.key for one in given.situations)),
        "basic": "yes" if given.basic else "no",
        "model": "yes" if given.is_model else "no",
        "rhythm": str(given.rhythm_months or ""),
        "contact": point.function if point else given.contact_text,
    }


def names(given: Given, side: str) -> tuple[str, ...]:
    """Return the parties of one side as ``matching`` finds them again."""
    return tuple(_name(one, given.language) for one in given.parties if one.side == side)


def line(row: Agreement, given: Given) -> dict[str, str]:
    """Return one line of the list; a cell that still says the same goes out as it came in."""
    now = cells(given)
    raw: dict[str, str] = row.extra.get(RAW, {})
    then: dict[str, str] = row.extra.get(TOLD, {})
    same = {key: raw[key] for key in raw if now.get(key) == then.get(key)}
    if "who" in same and now["to"] == then.get("to"):
        # One cell can have named both sides.
        same.setdefault("to", "")
    other: dict[str, str] = row.extra.get(OTHER, {})
    return now | same | other | {"id": number(row)}


def number(row: Agreement) -> str:
    """Return by what a list knows an agreement again: its number, or else its identity."""
    return row.key or str(row.uuid)


def header(lines: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the columns in their order, and after them those that are not known here."""
    keys = {key for one in lines for key in one}
    ours = [column.key for column in COLUMNS if not column.aside or column.key in keys]
    return [*ours, *sorted(keys - set(ours))]


def _name(one: Stated, language: str) -> str:
    """Return a party as ``matching`` finds it again."""
    dutch = language == "nl"
    if one.organisation is not None:
        return one.organisation.short_name
    if one.every_kind is not None:
        return f"{'alle' if dutch else 'all'} {plural(one.every_kind, language)}"
    return one.text or ("iedereen" if dutch else "everybody")


def _day(value: Any) -> str:
    return value.isoformat() if value else ""
