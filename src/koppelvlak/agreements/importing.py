"""A list of agreements read as a plan: what it would make and change, and what is wrong with it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from koppelvlak.agreements import cells, columns, telling
from koppelvlak.agreements.cells import CellError
from koppelvlak.agreements.complaints import WORDS
from koppelvlak.agreements.documents import language
from koppelvlak.agreements.giving import (
    SETS,
    SUBSTANCE,
    Given,
    class_refused,
    given_of,
    identity,
    model_refused,
    parties_for,
)
from koppelvlak.agreements.line_reader import TEXTS, Options, Reader
from koppelvlak.agreements.models import Agreement, named
from koppelvlak.kit.imports.files import lines_of
from koppelvlak.kit.imports.table import MAX_PROBLEMS, BadFileError, in_line
from koppelvlak.kit.progress import Hear, over
from koppelvlak.kit.tlp import Tlp
from koppelvlak.kit.ui.listing import FORMULA
from koppelvlak.networks.models import Network

# Of a text without a limit of its own.
LONGEST = 5000


@dataclass(frozen=True)
class Planned:
    """One line: what is given, the agreement it changes (None: new), and what differs."""

    line: int
    given: Given
    extra: dict[str, Any]
    known: Agreement | None = None
    changes: tuple[tuple[str, str, str], ...] = ()
    reworded: bool = False
    network: Network | None = None

    @property
    def number(self) -> str:
        """Return by what a list knows it: its number, or the identity of what is there."""
        return telling.number(self.known) if self.known else self.given.key

    @property
    def sentence(self) -> str:
        """Return the agreement as it would read."""
        row = Agreement(network=self.network, **self.given.plain())
        return row.worded(parties_for(row, self.given))

    @property
    def told_changes(self) -> list[tuple[str, str, str]]:
        """Return what differs with the columns as the reader calls them."""
        return [(called(column), before, after) for column, before, after in self.changes]


@dataclass
class Plan:
    """All lines of a list, sorted; ``remarks`` are sentences that hold nothing up."""

    made: list[Planned] = field(default_factory=list)
    changed: list[Planned] = field(default_factory=list)
    same: int = 0
    remarks: list[str] = field(default_factory=list)


def plan(data: bytes, *, name: str, options: Options, hear: Hear | None = None) -> Plan:
    """Return what a list would make and change; raise BadFileError with all that is wrong.

    ``hear`` hears how far it is.
    """
    grid = lines_of(data, name=name, also="objects")
    header = _header(grid[0][1], name)
    if len(grid) == 1:
        raise BadFileError(name, [_("There are no lines below the header.")])
    reader = Reader(options)
    known = _known(options.network)
    found, problems, seen = Plan(), list[str](), dict[str, int]()
    for number, row in over(grid[1:], hear):
        said, other = _said(header, row)
        wrong = _wrong_texts(said, row, header) + _again(said, number, seen, known)
        one, faults = _planned(number, said, other, reader, known)
        wrong += [WORDS[fault.code]() % {"cell": fault.about[:60] or "–"} for fault in faults]
        if not wrong:
            _sort(found, one)
        problems += [in_line(number, words) for words in wrong]
    if problems:
        more = len(problems) - MAX_PROBLEMS
        rest = [_("… and %(more)d more problems.") % {"more": more}] if more > 0 else []
        raise BadFileError(name, [*problems[:MAX_PROBLEMS], *rest])
    found.remarks = _remarks(reader)
    return found


def _planned(
    number: int, said: dict[str, str], other: dict[str, str], reader: Reader,
    known: Mapping[str, Agreement],
) -> tuple[Planned, list[CellError]]:  # fmt: skip
    """Return what a line would do, and all that cannot be read in it."""
    row = known.get(said["id"])
    if row is not None:
        # What has no number is known by its identity, and gets no number by that.
        said = {**said, "id": row.key}
    before = given_of(row) if row else None
    given, faults = reader.given(said, number, before)
    if class_refused(Tlp(given.tlp)):
        faults.append(CellError("class", given.tlp))
    if model_refused(given, reader.options.network, before):
        faults.append(CellError("model", said["model"]))
    if given.valid_from and given.valid_to and given.valid_to < given.valid_from:
        faults.append(CellError("order", given.valid_to.isoformat()))
    after = telling.cells(given)
    extra = {telling.RAW: dict(said), telling.TOLD: after, telling.OTHER: other}
    place = reader.options.network
    if row is None or before is None:
        return Planned(number, given, extra, network=place), faults
    then = telling.cells(before)
    changes = tuple((key, then[key], text) for key, text in after.items() if text != then[key])
    reworded = _reworded(before, given)
    return Planned(number, given, extra, row, changes, reworded, place), faults


def _reworded(before: Given, after: Given) -> bool:
    if any(getattr(before, name) != getattr(after, name) for name in SUBSTANCE):
        return True
    return [identity(one) for one in before.parties] != [identity(one) for one in after.parties]


def _sort(found: Plan, one: Planned) -> None:
    if one.known is None:
        found.made.append(one)
    elif one.changes:
        found.changed.append(one)
    else:
        found.same += 1


def _known(network: Network | None) -> dict[str, Agreement]:
    rows = Agreement.objects.filter(network=network).select_related("contact_point", "covenant")
    found = list(rows.prefetch_related(named(), *SETS))
    # By its identity as well: a list can be older than the number.
    return {str(row.uuid): row for row in found} | {row.key: row for row in found if row.key}


def _header(names: Sequence[str], name: str) -> list[str]:
    header = columns.known([_bare(name) for name in names])
    needed = [columns.BY_KEY[key] for key in ("what", "who") if key not in header]
    if needed:
        words = _("Columns are missing: %(missing)s. Found: %(found)s. Needed: %(needed)s.") % {
            "missing": ", ".join(f"{one.nl} ({one.en})" for one in needed),
            "found": ", ".join(names)[:300] or "–",
            "needed": "wie (who), wat (what)",
        }
        raise BadFileError(name, [words])
    if columns.twice(header):
        words = _("Columns appear more than once: %(twice)s.")
        twice = ", ".join(called(key) for key in columns.twice(header))
        raise BadFileError(name, [words % {"twice": twice}])
    return header


def called(key: str) -> str:
    """Return a column in the language of the reader; one that is not known keeps its name."""
    return columns.called(key, language())


def _said(header: Sequence[str], row: Sequence[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return the cells by column, and those of columns that are not known."""
    both = {key: _bare(text) for key, text in zip(header, row, strict=False)}
    ours = {key for key, column in columns.BY_KEY.items() if not column.aside}
    said = {key: text for key, text in both.items() if key in ours}
    other = {key: text for key, text in both.items() if key and key not in columns.BY_KEY}
    if not said.get("id"):
        seed = "|".join(said.get(key, "") for key in ("who", "to", "what", "trigger"))
        said["id"] = "r-" + hashlib.sha256(seed.encode()).hexdigest()[:12]
    return said, other


def _bare(text: str) -> str:
    """Return a cell without the mark that keeps a spreadsheet from running it."""
    return text[1:] if text.startswith("'") and FORMULA.match(text[1:]) else text


def _wrong_texts(said: Mapping[str, str], row: Sequence[str], header: Sequence[str]) -> list[str]:
    wrong = [
        f"{called(key)}: {WORDS['formula']() % {'cell': text[:60]}}"
        for key, text in said.items() if cells.is_formula(text)
    ]  # fmt: skip
    if len(row) > len(header):
        wrong.append(WORDS["cells"]() % {"cell": str(len(row))})
    if not said.get("what"):
        wrong.append(WORDS["nothing"]())
    for key, name in {**TEXTS, "link": "way_link"}.items():
        most = getattr(Agreement._meta.get_field(name), "max_length", None) or LONGEST
        if len(said.get(key, "")) > most:
            wrong.append(f"{called(key)}: {WORDS['long']() % {'cell': most}}")
    return wrong


def _again(
    said: Mapping[str, str], number: int, seen: dict[str, int], known: Mapping[str, Agreement]
) -> list[str]:
    row = known.get(said["id"])
    first = seen.setdefault(str(row.uuid) if row else said["id"], number)
    return (
        [] if first == number else [_("this stands in line %(first)d already") % {"first": first}]
    )


def _remarks(reader: Reader) -> list[str]:
    found = []
    for text, lines in sorted(reader.names.unknown.items()):
        words = _("Kept as text, no organisation is called “%(text)s” (line %(lines)s).")
        shown = ", ".join(str(line) for line in lines[:5])
        said = words % {"text": text, "lines": shown}
        close = reader.names.suggestions(text)
        meant = _("Did you mean: %(names)s?") % {"names": ", ".join(close)} if close else ""
        found.append(f"{said} {meant}".rstrip())
    if reader.other_sectors:
        words = _("These are none of our sectors: %(names)s.")
        found.append(words % {"names": ", ".join(sorted(reader.other_sectors))})
    return found


__all__ = ["Options", "Plan", "Planned", "plan"]
