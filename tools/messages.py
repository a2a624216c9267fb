"""Bring the Dutch catalogue up to date: extract, merge, compile. Needs no system tool.

``python -m tools messages`` adds new texts without translation and drops those no longer used;
a test fails while one is missing. Fuzzy guesses are not made: a wrong translation is worse.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_python
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

PROJECT = Path(__file__).resolve().parents[1]
SOURCE = PROJECT / "src" / "koppelvlak"
PO = SOURCE / "locale" / "nl" / "LC_MESSAGES" / "django.po"
MO = PO.with_suffix(".mo")
# Nothing that changes by itself: the file differs only when a text does.
HEADER: dict[str, Any] = {
    "locale": "nl",
    "project": "Koppelvlak",
    "version": "1",
    "charset": "utf-8",
    "fuzzy": False,
    "header_comment": "# The Dutch words of Koppelvlak, kept in step by: python -m tools messages",
    "msgid_bugs_address": "see CONTRIBUTING.md",
    "last_translator": "Koppelvlak contributors",
    "language_team": "nl",
    "creation_date": datetime(2026, 11, 23, tzinfo=UTC),
    "revision_date": datetime(2026, 11, 23, tzinfo=UTC),
}
KEYWORDS: dict[str, Any] = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
    "pgettext_lazy": ((1, "c"), 2),
}


def extract() -> Catalog:
    """Return every text of the interface, in code and templates, with where it stands."""
    catalog = Catalog(project="Koppelvlak", charset="utf-8")
    for path in sorted(_files()):
        for message, context in _texts(path):
            catalog.add(message, locations=[(str(path.relative_to(PROJECT)), 0)], context=context)
    return catalog


def _files() -> Iterator[Path]:
    for pattern in ("*.py", "*.html", "*.txt"):
        yield from (path for path in SOURCE.rglob(pattern) if "migrations" not in path.parts)


def _texts(path: Path) -> Iterator[tuple[Any, str | None]]:
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # What templatize leaves is Python enough to read word by word, but for its indentation.
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    keywords: Any = list(KEYWORDS)
    found: Any = extract_python(io.BytesIO(text.encode()), keywords, [], {})
    for _line, function, messages, _comments in found:
        given = list(messages) if isinstance(messages, tuple) else [messages]
        context = given.pop(0) if function.startswith(("pgettext", "npgettext")) else None
        if given and given[0]:
            plural = function.startswith(("ngettext", "npgettext"))
            yield (tuple(given[:2]) if plural else given[0]), context


def catalogue() -> Catalog:
    """Return the Dutch catalogue as it is kept."""
    if not PO.exists():
        return Catalog(**HEADER)
    with PO.open("rb") as file:
        kept = read_po(file, locale="nl")
    header = Catalog(**HEADER)
    for message in kept:
        if message.id:
            header[message.id] = message
    return header


def compiled(catalog: Catalog) -> bytes:
    """Return the catalogue as the ``.mo`` that the application reads."""
    out = io.BytesIO()
    write_mo(out, catalog)
    return out.getvalue()


def update() -> list[str]:
    """Merge new texts in, drop what is gone, compile; return the texts still to be translated."""
    catalog = catalogue()
    catalog.update(extract(), no_fuzzy_matching=True, update_creation_date=False)
    catalog.obsolete.clear()
    PO.parent.mkdir(parents=True, exist_ok=True)
    with PO.open("wb") as file:
        write_po(file, catalog, no_location=True, omit_header=False, sort_output=True, width=100)
    MO.write_bytes(compiled(catalog))
    return [str(message.id) for message in catalog if message.id and not translated(message.string)]


def translated(string: Any) -> bool:
    """Say whether a message has its translation, in every plural form."""
    return all(string) if isinstance(string, tuple | list) else bool(string)


if __name__ == "__main__":
    for missing in update():
        print(missing)
