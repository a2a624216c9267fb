"""A division file compared with the division we know: what would change, or what is wrong with it.

``territory.division_file`` describes the file; ``kit.imports.table`` says how it may be written.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from koppelvlak.kit.imports.table import BadFileError, Line, in_line, read_table
from koppelvlak.territory import division_file
from koppelvlak.territory.division import Change, book_of, propose
from koppelvlak.territory.models import Region
from koppelvlak.territory.queries import known_division

FAULTS = {
    "duplicate": gettext_lazy("%(about)s stands in an earlier line already"),
    "code": gettext_lazy("“%(about)s” is not a code of a municipality such as GM0402"),
    "day": gettext_lazy("%(about)s is too long ago or too far ahead"),
    "unknown": gettext_lazy("%(about)s goes up in another, but is not known here"),
    "no-successor": gettext_lazy("the successor %(about)s is not known, nor in this file"),
    "own-successor": gettext_lazy("%(about)s cannot be its own successor"),
    "empty": gettext_lazy("the column %(about)s is empty"),
    "region": gettext_lazy("there is no safety region “%(about)s”"),
    "figures": gettext_lazy("lon, lat, area_km2 and population are needed for %(about)s"),
    "outside": gettext_lazy("the point %(about)s lies outside the Netherlands (degrees, WGS84)"),
    "negative": gettext_lazy("area and population of %(about)s cannot be negative or nothing"),
    "past": gettext_lazy(
        "%(about)s differs from what is known for that day; the past is not rewritten. Give the day"
        " from which the new values hold"
    ),
    "vanished": gettext_lazy(
        "%(about)s is left out, but no line begins on a later day: since when does it not exist?"
    ),
}


@dataclass(frozen=True)
class Compared:
    """What a file would change; not ``whole``: it is read as a list of changes only."""

    name: str
    digest: str
    whole: bool
    lines: int
    changes: list[Change]


def compare(data: bytes, *, name: str) -> Compared:
    """Return what a division file would change; nothing is kept.

    Raises BadFileError with every problem and its line: all or nothing.
    """
    read = read_table(data, division_file.Line, name=name)
    lines = [line.row for line in read]
    book = book_of(known_division())
    faults = division_file.faults(lines, book, Region.objects.values_list("code", flat=True))
    if faults:
        raise BadFileError(name, [_sentence(fault, read) for fault in faults])
    return Compared(
        name=name,
        digest=sha256(data).hexdigest(),
        whole=division_file.is_whole(lines, book),
        lines=len(lines),
        changes=propose(division_file.news(lines, book), book),
    )


def _sentence(fault: division_file.Fault, read: Sequence[Line[division_file.Line]]) -> str:
    words = str(FAULTS[fault.what]) % {"about": fault.about or "–"}
    if fault.index is None:
        return _("the whole file: %(problem)s") % {"problem": words}
    return in_line(read[fault.index].number, words)
