"""A table in a CSV file as typed lines; whatever is wrong with the file is said in a sentence.

A dataclass describes the columns: a field without a default is a column that must be there. Types
are str, int, float, date, bool, or one of these or None (an empty cell). Other columns are ignored.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, fields
from datetime import date
from functools import partial
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from django.utils.translation import gettext as _

from koppelvlak.kit.errors import BadInputError
from koppelvlak.kit.text import clean

MAX_BYTES, MAX_LINES, MAX_PROBLEMS = 10_000_000, 50_000, 50
# Longer numbers take Python ever more time, and none of ours is that long.
MAX_DIGITS = 15
# What a spreadsheet leaves behind where a value should have been.
SPREADSHEET = ("=", "#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#VERW!", "#N/B", "#NAAM?")

Row = TypeVar("Row")


@dataclass(frozen=True)
class Line(Generic[Row]):
    """One line: its number in the file, counted from 1 with the header as 1, and what it says."""

    number: int
    row: Row


class BadFileError(BadInputError):
    """A file that cannot be taken in; ``problems`` are sentences, each with its line."""

    def __init__(self, name: str, problems: Sequence[str]) -> None:
        self.problems = [f"{name}: {problem}" for problem in problems]
        super().__init__("\n".join(self.problems), errors={"file": self.problems})


def read_table(data: bytes, row: type[Row], *, name: str) -> list[Line[Row]]:
    """Return the lines of a CSV file (comma, semicolon or tab), each as a ``row``.

    Raises BadFileError with every problem found (at most fifty); nothing is returned then.
    """
    return read_lines(read_cells(data, name), row, name=name)


def read_cells(data: bytes, name: str) -> list[tuple[int, list[str]]]:
    """Return the lines of a CSV file that hold anything, each with its number; the header first."""
    return _cells(_text(data, name), name)


def read_lines(
    lines: Sequence[tuple[int, list[str]]],
    row: type[Row],
    *,
    name: str,
    words: Mapping[str, str] | None = None,
) -> list[Line[Row]]:
    """Return lines of cells, the header first, each as a ``row``; raise BadFileError.

    ``words`` says by which other words, in lower case, a column may be called.
    """
    columns = {field.name: _converter(row, field) for field in fields(row)}  # type: ignore[arg-type]
    header = _header(lines, row, name, words or {})
    read: list[Line[Row]] = []
    problems: list[str] = []
    for number, cells in lines[1:]:
        wrong, values = _values(cells, header, columns)
        problems += [in_line(number, words) for words in wrong]
        if not wrong:
            read.append(Line(number, row(**values)))
    if problems:
        raise BadFileError(name, problems[:MAX_PROBLEMS])
    return read


def require_known(
    lines: Iterable[Line[Any]], column: str, known: Collection[str], *, name: str
) -> None:
    """Raise BadFileError for words in a column that do not stand among the known ones.

    A cell may hold several words, apart by spaces; an empty cell names nothing.
    """
    words = _("%(column)s: there is no “%(word)s”")
    problems = [
        in_line(line.number, words % {"column": column, "word": word})
        for line in lines
        for word in getattr(line.row, column).split()
        if word not in known
    ]
    if problems:
        raise BadFileError(name, problems[:MAX_PROBLEMS])


def require_once(lines: Iterable[Line[Any]], columns: Sequence[str], *, name: str) -> None:
    """Raise BadFileError for lines that say again which row they are about."""
    seen: dict[tuple[Any, ...], int] = {}
    words = _("this stands in line %(first)d already")
    problems = []
    for line in lines:
        key = tuple(getattr(line.row, column) for column in columns)
        if key in seen:
            problems.append(in_line(line.number, words % {"first": seen[key]}))
        seen.setdefault(key, line.number)
    if problems:
        raise BadFileError(name, problems[:MAX_PROBLEMS])


def in_line(number: int, words: str) -> str:
    """Return a problem with the line in which it stands."""
    return _("line %(number)d: %(problem)s") % {"number": number, "problem": words}


def _text(data: bytes, name: str) -> str:
    """Return the text of a file in UTF-8, UTF-16 with its mark, or what Windows wrote before."""
    if len(data) > MAX_BYTES:
        raise BadFileError(name, [_("This file is larger than 10 MB.")])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            return text
    raise BadFileError(
        name, [_("This is not a text file. Save the table as CSV (UTF-8) and try again.")]
    )


def _cells(text: str, name: str) -> list[tuple[int, list[str]]]:
    """Return the lines that hold anything, each with its number."""
    top = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=top.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines = []
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                lines.append((reader.line_num, cells))
            if len(lines) > MAX_LINES + 1:
                words = _("There are more than %(most)d lines.") % {"most": MAX_LINES}
                raise BadFileError(name, [words])
    except csv.Error as error:
        words = _("The table breaks off here (%(reason)s). Is a quotation mark missing?")
        raise BadFileError(name, [in_line(reader.line_num, words % {"reason": error})]) from error
    return lines


def _header(
    lines: Sequence[tuple[int, list[str]]], row: type[Any], name: str, words: Mapping[str, str]
) -> list[str]:
    said = [clean(cell).lower() for cell in lines[0][1]] if lines else []
    found = [words.get(cell, cell) for cell in said]
    needed = [f.name for f in fields(row) if f.default is MISSING]
    missing = [column for column in needed if column not in found]
    if missing:
        told = _("Columns are missing: %(missing)s. Found: %(found)s. Needed: %(needed)s.") % {
            "missing": ", ".join(missing),
            "found": ", ".join(found)[:300] or "–",
            "needed": ", ".join(needed),
        }
        raise BadFileError(name, [told])
    twice = sorted({column for column in found if column and found.count(column) > 1})
    if twice:
        told = _("Columns appear more than once: %(twice)s.") % {"twice": ", ".join(twice)}
        raise BadFileError(name, [told])
    if len(lines) == 1:
        raise BadFileError(name, [_("There are no lines below the header.")])
    return found


Convert = Callable[[str], Any]


def _values(
    cells: Sequence[str], header: Sequence[str], columns: dict[str, Convert]
) -> tuple[list[str], dict[str, Any]]:
    """Return what is wrong with a line, and its values."""
    if len(cells) != len(header):
        words = _("There are %(found)d cells where the header has %(needed)d columns.")
        return [words % {"found": len(cells), "needed": len(header)}], {}
    wrong, values = [], {}
    for column, cell in zip(header, cells, strict=True):
        if column not in columns:
            continue
        try:
            values[column] = columns[column](clean(cell))
        except ValueError as error:
            wrong.append(f"{column}: {error}")
    return wrong, values


def _converter(row: type[Any], field: Field[Any]) -> Convert:
    """Return how a cell of this column is read."""
    kind = get_type_hints(row)[field.name]
    kinds = get_args(kind) or (kind,)
    convert = CONVERTERS[kinds[0]]
    return partial(_or_none, convert) if type(None) in kinds else convert


def _or_none(convert: Convert, cell: str) -> Any:
    return convert(cell) if cell else None


def _word(cell: str) -> str:
    if cell.startswith(SPREADSHEET):
        raise ValueError(
            _("this is a formula or an error of a spreadsheet: %(cell)s") % _cell(cell)
        )
    return cell


def _whole(cell: str) -> int:
    if not _digits(cell):
        raise ValueError(_("this is not a whole number: %(cell)s") % _cell(cell))
    return int(cell)


def _number(cell: str) -> float:
    if not _digits(cell.replace(",", ".").removeprefix("-").replace(".", "", 1)):
        raise ValueError(_("this is not a number: %(cell)s") % _cell(cell))
    return float(cell.replace(",", "."))


def _digits(cell: str) -> bool:
    return cell.isascii() and cell.isdecimal() and len(cell) <= MAX_DIGITS


def _day(cell: str) -> date:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        words = _("this is not a day (write it as 2027-01-31): %(cell)s")
        raise ValueError(words % _cell(cell)) from None


def _truth(cell: str) -> bool:
    if cell not in {"yes", "no"}:
        raise ValueError(_("this is not yes or no: %(cell)s") % _cell(cell))
    return cell == "yes"


def _cell(cell: str) -> dict[str, str]:
    return {"cell": cell[:60] or "–"}


CONVERTERS: dict[type, Convert] = {
    str: _word,
    int: _whole,
    float: _number,
    date: _day,
    bool: _truth,
}
