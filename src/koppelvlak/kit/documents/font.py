"""The one font of printed pages, and what it can show.

PDF/UA forbids a sign that the font lacks, so such a sign is replaced, visibly, before printing.
"""

from __future__ import annotations

import struct
from functools import cache
from typing import Final

import ttf_opensans
import typst

FAMILY: Final = "Open Sans"
FOLDER: Final = str(ttf_opensans.TTF_BIN_FOLDER)
REPLACEMENT: Final = "\ufffd"
# Signs that people do use, with what says the same.
INSTEAD: Final = {
    "→": "->", "←": "<-", "↔": "<->", "⇒": "=>", "✓": "v", "✔": "v", "✗": "x", "✘": "x",
    "■": "-", "□": "-", "▪": "-", "●": "•", "‑": "-", "−": "-", "\u2009": " ", "\u202f": "\u00a0",
    "\ufe0e": "", "\ufe0f": "", "\u200d": "", "\u200c": "",
}  # fmt: skip


@cache
def fonts() -> typst.Fonts:
    """Return our font and nothing else: not what happens to be on this machine."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[FOLDER]
    )


def printable(text: str) -> str:
    """Return the text with what the font lacks replaced; line ends and tabs stay."""
    known = coverage()
    return "".join(
        char if ord(char) in known or char in "\n\t" else INSTEAD.get(char, REPLACEMENT)
        for char in text
    )


@cache
def coverage() -> frozenset[int]:
    """Return the code points that the font has a glyph for, from its table ``cmap``."""
    with ttf_opensans.OPENSANS_REGULAR.open() as file:
        font = file.read()
    (tables,) = struct.unpack_from(">H", font, 4)
    entries = [struct.unpack_from(">4sLLL", font, 12 + 16 * place) for place in range(tables)]
    at = next(offset for tag, _sum, offset, _length in entries if tag == b"cmap")
    (subtables,) = struct.unpack_from(">H", font, at + 2)
    starts = [struct.unpack_from(">HHL", font, at + 4 + 8 * n)[2] for n in range(subtables)]
    formats = {struct.unpack_from(">H", font, at + start)[0]: at + start for start in starts}
    return frozenset(_segments(font, formats[4]))


def _segments(font: bytes, at: int) -> set[int]:
    """Return the code points of a subtable in format 4 (the Basic Multilingual Plane)."""
    (twice,) = struct.unpack_from(">H", font, at + 6)
    count = twice // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts, deltas, offsets = (
        struct.unpack_from(f">{count}H", font, at + 16 + twice * nth) for nth in (1, 2, 3)
    )
    found = set()
    for place, (start, end) in enumerate(zip(starts, ends, strict=True)):
        for code in range(start, min(end, 0xFFFE) + 1):
            glyph = code
            if offsets[place]:
                where = at + 16 + twice * 3 + 2 * place + offsets[place] + 2 * (code - start)
                (glyph,) = struct.unpack_from(">H", font, where)
            if (glyph or not offsets[place]) and (glyph + deltas[place]) & 0xFFFF:
                found.add(code)
    return found
