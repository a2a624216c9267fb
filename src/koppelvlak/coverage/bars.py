"""A cell as the page draws it: a bar in patterns, and the same in a word and a number.

A thousand cells stand on one page, so their words are put together as plain text, escaped here.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koppelvlak.coverage.matrix import COUNTED
from koppelvlak.coverage.overview import Cell

# In units of the drawing; patterns keep their shape, so it is not stretched.
WIDE = 96


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
    return f'<svg class="level" viewBox="0 0 {WIDE} 10" aria-hidden="true">{inside}</svg>'


def drawn(cell: Cell) -> SafeString:
    """Return what stands in the cell: the bar, the word, the number, and what does not count."""
    apart = f"<small>{escape(cell.uncounted)}</small>" if cell.apart else ""
    url = escape(cell.url)
    if cell.total:
        words = f"<b>{escape(cell.word)}</b> <small>{escape(cell.count)}</small>"
        return SafeString(f'{bar(cell.kinds)}<a href="{url}">{words}</a>{apart}')
    if cell.apart:
        return SafeString(f'<a href="{url}">{apart}</a>')
    return SafeString(f'<span class="quiet-text">{escape(_("none"))}</span>')
