"""A document as CSV: its first table, by the conventions of every list (``kit/ui/listing``)."""

from __future__ import annotations

import csv
import io
from datetime import date, datetime

from koppelvlak.kit.documents.content import Document, Value
from koppelvlak.kit.documents.wording import local, plain
from koppelvlak.kit.ui.listing import BOM, cell


def as_csv(document: Document) -> bytes:
    """Return the first table; the last line says how far it may be shared."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";")
    for table in list(document.tables())[:1]:
        writer.writerow([cell(plain(column.label)) for column in table.columns])
        writer.writerows([cell(_plain(value)) for value in row] for row in table.rows)
    writer.writerow([cell(plain(document.tlp.label))])
    return (BOM + text.getvalue()).encode()


def _plain(value: Value) -> Value:
    """Return a value that is safe to write; numbers stay numbers, days are ISO 8601."""
    if value is None or isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return local(value).isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else plain(value)
