"""A document with every kind of part, and the texts that have broken other people's files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from koppelvlak.kit.documents.content import (
    Bullets,
    Column,
    Document,
    Fact,
    Facts,
    Figure,
    Kind,
    Paragraph,
    Section,
    Table,
)
from koppelvlak.kit.tlp import Tlp

DAY = date(2026, 11, 26)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60"><defs>'
    '<pattern id="hatch" width="9" height="9" patternUnits="userSpaceOnUse">'
    '<path d="M0,9L9,0" stroke="#1d6fa5"/></pattern></defs>'
    '<rect width="90" height="60" fill="url(#hatch)"/><text x="9" y="30" font-size="12">4</text></svg>'
)
TOWNS = Table(
    "Towns",
    [
        Column("Town", width=2),
        Column("People", Kind.NUMBER),
        Column("Share", Kind.SHARE),
        Column("Length (km)", Kind.NUMBER, decimals=1),
        Column("Since", Kind.DATE),
        Column("Seen at", Kind.MOMENT),
    ],
    [
        ("Zwolle", 133_141, 0.5, Decimal("12.34"), date(1230, 8, 31), None),
        ("Almelo", "unknown", 0.004, 8.0, DAY, datetime(2026, 11, 26, 13, 5, tzinfo=UTC)),
    ],
    note="Counted by the municipalities.",
)
SAMPLE = Document(
    name="towns",
    title="Towns of the east",
    language="en",
    tlp=Tlp.AMBER,
    as_of=DAY,
    lead="What the towns have in common.",
    parts=[
        Section(
            "In short",
            [
                Facts([Fact("Towns", 2, Kind.NUMBER, note="Without villages."), Fact("Sea", None)]),
                Paragraph("They lie on a river.", note="The IJssel."),
                Bullets(["a bridge", "a market"]),
                Section("On the map", [Figure(SVG, "Two towns, hatched.", "The east")]),
            ],
        ),
        Section("All towns", [TOWNS, Table("Villages", [Column("Village")], [])]),
    ],
    sources=["Register of towns, 2026"],
    printed_for="N. de Wit",
)
# What spreadsheets run, what markup languages obey, and what writers of files choke on.
ATTACKS = (
    '=HYPERLINK("https://evil.example","click")',
    "=1+1",
    "+SUM(A1)",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(1)",
    "{=1+1}",
    "＝1+1",
    "\t=1+1",
    "\r=1+1",
    " =1+1",
    "%0A-1",
    "https://evil.example/x",
    "mailto:somebody@evil.example",
    "file:///etc/passwd",
    "internal:'Sheet'!A1",
    "<r><t>rich</t></r>",
    "<script>alert(1)</script>",
    "_x0041_",
    "]]>",
    "&amp; & <b>",
    "#read(\"/etc/passwd\")",
    "#import \"@preview/x:1.0.0\"",
    "*bold* _thin_ $x$ = heading @ref <label> // gone /* too */",
    "\\u{41} \\",
    "006",
    "1e5",
    "TRUE",
    "12-11-2026",
)  # fmt: skip
# Nothing of these survives, but what stands around them does.
UNWRITABLE = ("\x00", "\x07", "\x1b", "\ud800", "\ufffe", "\u202e", "\u200b", "\ufeff", "\x85")


def saying(text: str, **changes: Any) -> Document:
    """Return a document that says this text in every place that holds text."""
    table = Table(text, [Column(text), Column(text, Kind.NUMBER)], [(text, text)], text, text)
    parts: Sequence[Any] = [
        Section(
            text,
            [
                Paragraph(text, note=text),
                Bullets([text]),
                Facts([Fact(text, text, note=text)]),
                Figure(SVG, alt=text, caption=text, note=text),
                table,
                replace(table, rows=()),
                Section(text),
            ],
        )
    ]
    about = {"name": text, "title": text, "lead": text, "sources": [text], "printed_for": text}
    return replace(SAMPLE, parts=parts, **about, **changes)
