"""A cell as the page draws it: a bar in patterns, and the same in a word and a number."""

from __future__ import annotations

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from koppelvlak.coverage.overview import Cell

# In units of the drawing; patterns keep their shape, so it is not stretched.
WIDE = 96


def bar(cell: Cell) -> SafeString:
    """Return the bar; whoever does not see it reads the words beside it."""
    strokes = format_html_join(
        "",
        '<rect fill="url(#m-{})" x="{}" width="{}" height="10"/>',
        ((level, begun * WIDE // cell.total, -(-many * WIDE // cell.total))
         for level, begun, many in cell.parts),
    )  # fmt: skip
    return format_html(
        '<svg class="bar" viewBox="0 0 {} 10" aria-hidden="true">{}</svg>', WIDE, strokes
    )


def drawn(cell: Cell) -> SafeString:
    """Return what stands in the cell: the bar, the word, the number, and what does not count."""
    apart = format_html("<small>{}</small>", cell.uncounted) if cell.apart else ""
    if not cell.total:
        if cell.apart:
            return format_html('<a href="{}">{}</a>', cell.url, apart)
        return format_html('<span class="quiet-text">{}</span>', _("none"))
    return format_html(
        '{}<a href="{}"><b>{}</b> <small>{}</small></a>{}',
        bar(cell), cell.url, cell.word, cell.count, apart,
    )  # fmt: skip
