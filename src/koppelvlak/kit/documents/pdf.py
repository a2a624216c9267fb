"""A document as PDF: tagged (PDF/UA-1), one font, what people typed never read as markup.

The text goes to our template as data (JSON), so that nothing in it can be an instruction; no file
is written, and nothing outside the folder of the template can be read.
"""

from __future__ import annotations

import json
import warnings
from pathlib import Path
from typing import Any

import typst
from django.utils.translation import gettext as _

from koppelvlak.kit.documents.content import (
    Bullets,
    Column,
    Document,
    Fact,
    Facts,
    Figure,
    Kind,
    Paragraph,
    Part,
    Section,
    Table,
    walk,
)
from koppelvlak.kit.documents.font import fonts, printable
from koppelvlak.kit.documents.wording import as_of, plain, written

FOLDER = Path(__file__).parent
TEMPLATE, PICTURE = FOLDER / "page.typ", FOLDER / "picture.typ"
# More columns than this do not fit on an upright page.
UPRIGHT_COLUMNS = 7
LONGEST_WORD = 24
MAY_BREAK = "\u200b"


def as_pdf(document: Document) -> bytes:
    """Return the PDF. A warning of the typesetter is a warning here; in tests it fails."""
    file, said = typst.compile_with_warnings(
        TEMPLATE,
        root=FOLDER,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="pdf",
        pdf_standards=["ua-1"],
        sys_inputs={"document": json.dumps(_document(document))},
    )
    for each in said:
        warnings.warn(each, stacklevel=2)
    return file


def picture(figure: Figure) -> bytes:
    """Return a figure as PNG, for formats that cannot show a drawing."""
    drawn: bytes = typst.compile(
        PICTURE,
        root=FOLDER,
        font_paths=fonts(),
        ignore_system_fonts=True,
        format="png",
        ppi=150,
        sys_inputs={"svg": printable(figure.svg)},
    )
    return drawn


def _document(document: Document) -> dict[str, Any]:
    widest = max((len(table.columns) for table in document.tables()), default=0)
    return {
        "title": _text(document.title),
        "lead": _text(document.lead),
        "language": document.language,
        "tlp": _text(document.tlp.label),
        "class": document.tlp.value,
        "as_of": _text(as_of(document)),
        "printed_for": _text(document.printed_for),
        "sources": [_text(source) for source in document.sources],
        "wide": widest > UPRIGHT_COLUMNS,
        "words": {"sources": _("Sources"), "page": _("Page"), "of": _("of")},
        "parts": [{"depth": depth, **_part(part)} for part, depth in walk(document.parts)],
    }


def _part(part: Part) -> dict[str, Any]:
    match part:
        case Section():
            return {"is": "section", "heading": _text(part.heading)}
        case Paragraph():
            return {"is": "paragraph", "text": _text(part.text), "note": _text(part.note)}
        case Bullets():
            return {"is": "bullets", "lines": [_text(line) for line in part.lines]}
        case Facts():
            return {"is": "facts", "facts": [_fact(fact) for fact in part.facts]}
        case Figure():
            return _figure(part)
        case Table():
            return _table(part)


def _fact(fact: Fact) -> dict[str, str]:
    return {
        "label": _text(fact.label),
        "value": _text(written(fact.value, fact.kind, fact.decimals)),
        "note": _text(fact.note),
    }


def _figure(figure: Figure) -> dict[str, Any]:
    return {
        "is": "figure",
        "svg": printable(figure.svg),
        "alt": _text(figure.alt),
        "caption": _text(figure.caption),
        "note": _text(figure.note),
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "is": "table",
        "title": _text(table.title),
        "columns": [_column(column) for column in table.columns],
        "rows": [
            [
                _text(written(value, column.kind, column.decimals))
                for value, column in zip(row, table.columns, strict=True)
            ]
            for row in table.rows
        ],
        "note": _text(table.note),
        "empty": _text(table.empty or _("Nothing to show")),
    }


def _column(column: Column) -> dict[str, Any]:
    return {
        "label": _text(column.label),
        "right": column.kind.right,
        "width": column.width if column.kind is Kind.TEXT else 0,
    }


def _text(text: Any) -> str:
    """Return what the font can show, with places to break in what is too long for a line."""
    words = printable(plain(text)).split(" ")
    return " ".join(_breakable(word) if len(word) > LONGEST_WORD else word for word in words)


def _breakable(word: str) -> str:
    return MAY_BREAK.join(
        word[start : start + LONGEST_WORD] for start in range(0, len(word), LONGEST_WORD)
    )
