"""What a division file tells, and what is wrong with it.

A division file is a table with one line per municipality, in the columns of ``Line``:

    code, name, safety_region, province, lon, lat, area_km2, population, valid_from, successor

``valid_from`` is the day from which the line holds. A line with a ``successor`` (optional column;
several codes apart by spaces) says that the municipality goes up in another on that day; of such a
line only code, day and successor count. A file with at least half of the municipalities is read as
the whole division: what it leaves out has disappeared. A shorter file tells only what changes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from koppelvlak.territory.division import Book, News, Row, row_on, same

CODE = re.compile(r"GM\d{4}")
# The European Netherlands with some room, in degrees; years in which a line can begin.
LON, LAT, YEARS = (3.0, 7.6), (50.5, 53.8), (1900, 2100)


@dataclass(frozen=True)
class Line:
    """One line of a division file; what is empty there is None or "" here."""

    code: str
    name: str
    safety_region: str
    province: str
    lon: float | None
    lat: float | None
    area_km2: float | None
    population: int | None
    valid_from: date
    successor: str = ""

    @property
    def successors(self) -> tuple[str, ...]:
        """Return the codes of the municipalities in which it goes up."""
        return tuple(self.successor.split())


@dataclass(frozen=True)
class Fault:
    """What is wrong with one line, counted from 0 (None: with the whole); ``about`` says where."""

    index: int | None
    what: str
    about: str


def is_whole(lines: Sequence[Line], book: Book) -> bool:
    """Say whether a file is the whole division rather than a list of changes."""
    day = max(line.valid_from for line in lines)
    known = sum(row_on(book, code, day) is not None for code in book)
    return 2 * sum(not line.successor for line in lines) >= known


def faults(lines: Sequence[Line], book: Book, regions: Iterable[str]) -> list[Fault]:
    """Return everything that keeps a file from being read as a division."""
    known_regions, codes = set(regions), {line.code for line in lines} | book.keys()
    found: list[Fault] = []
    seen: set[str] = set()
    for index, line in enumerate(lines):
        about = [("duplicate", line.code)] if line.code in seen else []
        seen.add(line.code)
        about += _going(line, book, codes) if line.successor else _standing(line, known_regions)
        about += _code_and_day(line)
        about += [] if line.successor else _too_early(line, book)
        found += [Fault(index, what, where) for what, where in about]
    found += _circles(lines)
    return found or _vanished_too_early(lines, book)


def news(lines: Sequence[Line], book: Book) -> News:
    """Return what a file without faults tells."""
    return News(
        tuple(_row(line) for line in lines if not line.successor),
        tuple((line.code, heir, line.valid_from) for line in lines for heir in line.successors),
        frozenset(_absent(lines, book)),
        max(line.valid_from for line in lines),
    )


def _code_and_day(line: Line) -> list[tuple[str, str]]:
    about = []
    if not CODE.fullmatch(line.code):
        about.append(("code", line.code))
    if not YEARS[0] <= line.valid_from.year <= YEARS[1]:
        about.append(("day", line.valid_from.isoformat()))
    return about


def _going(line: Line, book: Book, codes: set[str]) -> list[tuple[str, str]]:
    about = [("no-successor", code) for code in line.successors if code not in codes]
    if line.code in line.successors:
        about.append(("own-successor", line.code))
    if line.code not in book:
        about.append(("unknown", line.code))
    return about


def _circles(lines: Sequence[Line]) -> list[Fault]:
    """Nobody goes up in itself by way of others."""
    heirs = {line.code: set(line.successors) for line in lines}
    return [
        Fault(index, "own-successor", line.code)
        for index, line in enumerate(lines)
        if line.code not in line.successors and line.code in _descent(line.code, heirs)
    ]


def _descent(code: str, heirs: Mapping[str, set[str]]) -> set[str]:
    found: set[str] = set()
    reached = {code}
    while reached := {heir for one in reached for heir in heirs.get(one, ())} - found:
        found |= reached
    return found


def _standing(line: Line, regions: set[str]) -> list[tuple[str, str]]:
    about = [("empty", name) for name in ("name", "province") if not getattr(line, name)]
    if line.safety_region not in regions:
        about.append(("region", line.safety_region))
    figures = (line.lon, line.lat, line.area_km2, line.population)
    if any(figure is None for figure in figures):
        return [*about, ("figures", line.code)]
    inside = LON[0] <= (line.lon or 0) <= LON[1] and LAT[0] <= (line.lat or 0) <= LAT[1]
    if not inside:
        about.append(("outside", f"{line.lon} {line.lat}"))
    if not (line.area_km2 or 0) > 0 or (line.population or 0) < 0:
        about.append(("negative", line.code))
    return about


def _too_early(line: Line, book: Book) -> list[tuple[str, str]]:
    """A line may repeat the past; it may not tell another past than the one we know."""
    known = book.get(line.code)
    if not known or _standing(line, {line.safety_region}):
        return []
    there = row_on(book, line.code, line.valid_from)
    if line.valid_from > known[-1].valid_from or (there and same(_row(line), there)):
        return []
    return [("past", line.code)]


def _vanished_too_early(lines: Sequence[Line], book: Book) -> list[Fault]:
    day = max((line.valid_from for line in lines), default=date.min)
    return [
        Fault(None, "vanished", code)
        for code in sorted(_absent(lines, book))
        if book[code][-1].valid_from >= day
    ]


def _absent(lines: Sequence[Line], book: Book) -> set[str]:
    """Return the codes that hold on the day of the file and that a whole file leaves out."""
    if not lines or not is_whole(lines, book):
        return set()
    day = max(line.valid_from for line in lines)
    named = {line.code for line in lines}
    return {code for code in book if code not in named and row_on(book, code, day)}


def _row(line: Line) -> Row:
    return Row(
        line.code,
        line.name,
        line.safety_region,
        line.province,
        line.lon or 0.0,
        line.lat or 0.0,
        line.area_km2 or 0.0,
        line.population or 0,
        line.valid_from,
    )
