"""The one font of printed pages, and what it can show.

PDF/UA forbids a sign that the font lacks, so such a sign is replaced, visibly, before printing.
"""

from __future__ import annotations

import struct
import unicodedata
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
    return "".join(char if char in "\n\t" else _shown(char) for char in text)


@cache
def _shown(char: str) -> str:
    """Return the sign itself, what says the same, or the mark of a sign that is not there."""
    known = coverage()
    if ord(char) in known:
        return char
    if char in INSTEAD:
        return INSTEAD[char]
    plainer = unicodedata.normalize("NFKC", char)
    return plainer if all(ord(each) in known for each in plainer) else REPLACEMENT


@cache
def coverage() -> frozenset[int]:
    """Return the code points that we can print."""
    return covered(ttf_opensans.OPENSANS_REGULAR.path.read_bytes())


def covered(font: bytes) -> frozenset[int]:
    """Return the code points that a font has a glyph for, from its table ``cmap``."""
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
