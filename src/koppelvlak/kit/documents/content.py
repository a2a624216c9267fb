"""What a document says, whatever the format: packages build these, ``printing`` prints them.

Texts may be lazy translations: they are put into words in the language of the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import TypeAlias

from django.utils.functional import Promise

from koppelvlak.kit.tlp import Tlp

Text: TypeAlias = str | Promise
Value: TypeAlias = Text | int | float | Decimal | date | datetime | None


class Kind(Enum):
    """What stands in a column: it decides how a value is written and lined up in each format."""

    TEXT = "text"
    NUMBER = "number"
    SHARE = "share"
    DATE = "date"
    MOMENT = "moment"

    @property
    def right(self) -> bool:
        """Say whether values line up at the right, as figures do."""
        return self in {Kind.NUMBER, Kind.SHARE}


@dataclass(frozen=True)
class Column:
    """A column of a table; ``width`` is its part of the page, beside those of the others.

    A ``SHARE`` is a number from 0 to 1, written as a percentage. What does not fit the kind of
    its column ("unknown" among numbers) is written as the text that it is.
    """

    label: Text
    kind: Kind = Kind.TEXT
    decimals: int = 0
    width: float = 1


@dataclass(frozen=True)
class Paragraph:
    """Running text; ``note`` becomes a footnote."""

    text: Text
    note: Text = ""


@dataclass(frozen=True)
class Bullets:
    """Short lines beneath each other."""

    lines: Sequence[Text]


@dataclass(frozen=True)
class Fact:
    """A key fact: what it is about, and the value as ``kind`` writes it."""

    label: Text
    value: Value
    kind: Kind = Kind.TEXT
    decimals: int = 0
    note: Text = ""


@dataclass(frozen=True)
class Facts:
    """Key facts, one a line."""

    facts: Sequence[Fact]


@dataclass(frozen=True)
class Table:
    """Rows under columns; ``empty`` is said when there are none, ``note`` stands beneath."""

    title: Text
    columns: Sequence[Column]
    rows: Sequence[Sequence[Value]]
    note: Text = ""
    empty: Text = ""


@dataclass(frozen=True)
class Figure:
    """A drawing in SVG (ours: never what somebody sent), and what it shows, in words."""

    svg: str
    alt: Text
    caption: Text
    note: Text = ""


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it, other sections among them."""

    heading: Text
    parts: Sequence[Part] = ()


Part: TypeAlias = Paragraph | Bullets | Facts | Table | Figure | Section


@dataclass(frozen=True)
class Document:
    """All that a file says. ``name`` is that of the file, without class and ending.

    ``as_of`` is the day for which it holds; ``tlp`` that of its strictest part (``strictest``);
    ``printed_for`` says who had it made, and stands at the foot of each page.
    """

    name: str
    title: Text
    language: str
    tlp: Tlp
    as_of: date
    parts: Sequence[Part] = ()
    lead: Text = ""
    sources: Sequence[Text] = ()
    printed_for: Text = ""

    def tables(self) -> Iterator[Table]:
        """Yield every table, in order."""
        for part, _depth in walk(self.parts):
            if isinstance(part, Table):
                yield part


def walk(parts: Sequence[Part], depth: int = 1) -> Iterator[tuple[Part, int]]:
    """Yield every part in order with its depth: a section, then what stands in it."""
    for part in parts:
        yield part, depth
        if isinstance(part, Section):
            yield from walk(part.parts, depth + 1)


def strictest(classes: Sequence[Tlp]) -> Tlp:
    """Return the class of a whole with these parts; GREEN when nothing says more."""
    return max([Tlp.GREEN, *classes], key=lambda tlp: tlp.rank)
