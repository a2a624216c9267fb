"""What changed between two wordings, word by word: what was inserted and what was deleted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, INSERTED, DELETED = "same", "inserted", "deleted"
# A word, the white space behind it, or one sign: put together again they are the text.
PART = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A stretch of text that stands in both wordings, in the new one only, or in the old one."""

    kind: str
    text: str


def difference(old: str, new: str) -> list[Piece]:
    """Return the pieces that lead from the old wording to the new one, in reading order."""
    before, after = PART.findall(old), PART.findall(new)
    pieces: list[Piece] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece(SAME, "".join(before[i1:i2])))
            continue
        pieces.append(Piece(DELETED, "".join(before[i1:i2])))
        pieces.append(Piece(INSERTED, "".join(after[j1:j2])))
    return list(_readable(piece for piece in pieces if piece.text))


def applied(pieces: Iterable[Piece]) -> str:
    """Return the new wording."""
    return "".join(piece.text for piece in pieces if piece.kind != DELETED)


def undone(pieces: Iterable[Piece]) -> str:
    """Return the old wording."""
    return "".join(piece.text for piece in pieces if piece.kind != INSERTED)


def _readable(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Join changes that only white space keeps apart: people read stretches, not single words."""
    gone, come = "", ""
    spaces = ""
    for piece in pieces:
        if piece.kind == DELETED:
            gone, come, spaces = gone + spaces + piece.text, come + spaces, ""
        elif piece.kind == INSERTED:
            gone, come, spaces = gone + spaces, come + spaces + piece.text, ""
        elif piece.text.isspace() and (gone or come) and not spaces:
            spaces = piece.text
        else:
            yield from _change(gone, come)
            yield Piece(SAME, spaces + piece.text)
            gone, come, spaces = "", "", ""
    yield from _change(gone, come)
    if spaces:
        yield Piece(SAME, spaces)


def _change(gone: str, come: str) -> Iterator[Piece]:
    if gone:
        yield Piece(DELETED, gone)
    if come:
        yield Piece(INSERTED, come)
