"""The coverage as a file: the same lines and words as the page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from koppelvlak.agreements.documents import candour
from koppelvlak.coverage.overview import Cell, Line, Overview, Per
from koppelvlak.framework.models import Theme
from koppelvlak.kit.documents.content import Column, Document, Paragraph, Section, Table

HOW = (
    gettext_lazy(
        "Where there are basic agreements, the bar and the word of a cell are about those; behind"
        " the plus stands how many others there are. Otherwise it is about all agreements and"
        " practices in force that you may see. Its word is how far most of them have come. When two"
        " words are equally common, the one that came least far counts."
    ),
    gettext_lazy(
        "What is proposed, recommended, not to be expected, legal framework or a model is shown as"
        " “not counted”. An agreement with several themes stands under each of them, and once"
        " under “All themes”."
    ),
    gettext_lazy(
        "A safety region or company shows what is agreed in the networks at whose table it sits."
    ),
)


def coverage(shown: Overview, per: str, themes: Sequence[Theme], *, on: date) -> Document:
    """Return the document; its class is that of the strictest agreement in it."""
    columns = [
        Column(str(Per(per).label), width=3),
        *(Column(f"{one.number}. {one.name}", width=2.2) for one in themes),
        Column(_("All themes"), width=2.2),
    ]
    table = Table(
        title=_("How far agreements have come, by theme"),
        columns=columns,
        rows=[_row(line) for line in (*shown.lines, shown.together)] if shown.lines else [],
        note=_("Basic agreements first; how many of how many are proven."),
        empty=_("There is no agreement here that you may see."),
    )
    return Document(
        name="dekking",
        title=_("Coverage of agreements"),
        language=get_language() or "nl",
        tlp=shown.tlp,
        as_of=on,
        parts=[
            table,
            Section(_("How this is counted"), [Paragraph(one) for one in (*HOW, candour())]),
        ],
        sources=[_("The agreements in Koppelvlak, as far as the person it was made for sees them")],
    )


def _row(line: Line) -> list[str]:
    return [line.title, *(_words(cell) for cell in line.cells), _words(line.whole)]


def _words(cell: Cell) -> str:
    said = f"{cell.word}: {cell.count}" if cell.total else cell.nothing or _("none")
    return "; ".join(one for one in (said, cell.beside, cell.uncounted) if one)
