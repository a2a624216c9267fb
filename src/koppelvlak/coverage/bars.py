"""Tables of cells as pages draw them: a bar in patterns, and the same in a word and a number.

A thousand cells stand on one page, so their words are put together as plain text, escaped here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koppelvlak.agreements.models import Maturity
from koppelvlak.coverage.added import Told
from koppelvlak.coverage.matrix import COUNTED
from koppelvlak.coverage.overview import Cell

# In units of the drawing; patterns keep their shape, so it is not stretched.
WIDE = 96
# Where long Dutch words of themes may break when the browser does not know where.
FIRST_PARTS = re.compile(r"\b(basis|crisis|nood|risico)(?=\w)", re.IGNORECASE)
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True)
class Table:
    """A table of cells: its head, and of each line its title, where that leads, and its cells."""

    heads: Sequence[Any]
    rows: Sequence[tuple[Any, str, Sequence[Any]]]
    wide: bool = False

    @property
    def levels(self) -> list[tuple[str, Any]]:
        """Return what the patterns mean, the strongest first."""
        return [(level, Maturity(level).label) for level in reversed(COUNTED)]


def breakable(text: Any) -> str:
    """Return a text with soft hyphens in its long words."""
    return FIRST_PARTS.sub(rf"\1{SOFT_HYPHEN}", str(text))


@lru_cache(maxsize=4096)
def bar(kinds: tuple[int, ...]) -> str:
    """Return the bar of so many of each level, weakest first; its words stand beside it."""
    total, begun, strokes = sum(kinds), 0, []
    for level, many in reversed(list(zip(COUNTED, kinds, strict=True))):
        if many:
            x, width = begun * WIDE // total, -(-many * WIDE // total)
            strokes.append(f'<rect fill="url(#m-{level})" x="{x}" width="{width}" height="10"/>')
            begun += many
    inside = "".join(strokes)
    fit = f'viewBox="0 0 {WIDE} 10" preserveAspectRatio="xMidYMid slice"'
    return f'<svg class="level" {fit} aria-hidden="true">{inside}</svg>'


def pressed(told: Told | None) -> SafeString:
    """Return what a column that was added tells in a cell; nothing for who may not know."""
    if told is None:
        return SafeString("")
    words = f"<small>{breakable(escape(told.words))}</small>"
    return SafeString(f'<a href="{escape(told.url)}">{words}</a>')


def drawn(cell: Cell) -> SafeString:
    """Return what stands in the cell: the bar, the word, the number, and what is beside it."""
    told = (cell.beside, cell.uncounted)
    apart = "".join(f"<small>{escape(one)}</small>" for one in told if one)
    url = escape(cell.url)
    if cell.total:
        words = f"<b>{escape(cell.word)}</b> <small>{breakable(escape(cell.count))}</small>"
        return SafeString(f'{bar(cell.kinds)}<a href="{url}">{words}</a>{apart}')
    if cell.apart:
        return SafeString(f'<a href="{url}">{apart}</a>')
    nothing = escape(cell.nothing or _("none"))
    return SafeString(f'<span class="quiet-text">{nothing}</span>')
