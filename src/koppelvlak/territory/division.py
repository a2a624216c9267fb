"""What a newer division of the country into municipalities changes in the one we know."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from hashlib import sha256
from math import cos, dist, radians
from typing import Any

MERGED, NEW, RENAMED, MOVED, FIGURES, GONE = "merge", "new", "renamed", "moved", "figures", "gone"

# A merger is recognised when the areas add up to within this share of the whole.
SLACK = 0.05


@dataclass(frozen=True)
class Row:
    """A municipality in a period; ``valid_to`` is the day after, or None until further notice."""

    code: str
    name: str
    safety_region: str
    province: str
    lon: float
    lat: float
    area_km2: float
    population: int
    valid_from: date
    valid_to: date | None = None

    def holds(self, on: date) -> bool:
        """Say whether it holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


@dataclass(frozen=True)
class Change:
    """What would happen on a day: rows that begin, codes that end, and who went up in whom.

    ``guessed``: that this is a merger was worked out from the areas, the file does not say so.
    """

    kind: str
    title: str
    on: date
    rows: tuple[Row, ...] = ()
    ended: tuple[str, ...] = ()
    successions: tuple[tuple[str, str], ...] = ()
    guessed: bool = False

    def to_data(self) -> dict[str, Any]:
        """Return it as plain data that JSON can hold."""
        data: dict[str, Any] = json.loads(json.dumps(asdict(self), default=date.isoformat))
        return data

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Change:
        """Return the change that was kept as plain data."""
        rows = (
            row | {"valid_from": date.fromisoformat(row["valid_from"])}
            for row in data.get("rows", ())
        )
        return cls(
            data.get("kind", ""),
            data.get("title", ""),
            date.fromisoformat(data.get("on", date.min.isoformat())),
            tuple(Row(**row) for row in rows),
            tuple(data.get("ended", ())),
            tuple((one, other) for one, other in data.get("successions", ())),
            data.get("guessed", False),
        )

    def checksum(self) -> str:
        """Return the SHA-256 of what would happen; equal proposals are one proposal."""
        text = json.dumps(self.to_data(), sort_keys=True, separators=(",", ":"))
        return sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class News:
    """What a division file tells: rows, who went up in whom and when, who is left out.

    ``day`` is the last day that the file speaks of; whoever is left out is gone by then.
    """

    rows: tuple[Row, ...]
    going: tuple[tuple[str, str, date], ...]
    absent: frozenset[str]
    day: date


Book = Mapping[str, Sequence[Row]]


def book_of(known: Iterable[Row]) -> dict[str, list[Row]]:
    """Return the known rows by code, oldest first."""
    book: dict[str, list[Row]] = {}
    for row in sorted(known, key=lambda r: (r.code, r.valid_from)):
        book.setdefault(row.code, []).append(row)
    return book


def row_on(book: Book, code: str, on: date) -> Row | None:
    """Return the row of a municipality that holds on a day."""
    return next((row for row in book.get(code, ()) if row.holds(on)), None)


def propose(news: News, book: Book) -> list[Change]:
    """Return what the news changes, without what it leaves as it is; in order of day and title."""
    rows = {row.code: row for row in news.rows}
    changes = _mergers(news.going, rows, book)
    gone = news.absent - {code for change in changes for code in change.ended}
    changes += _mergers(_guess(gone, rows, book), rows, book, guessed=True)
    merged = {row.code for change in changes for row in change.rows}
    ended = {code for change in changes for code in change.ended}
    changes += [
        Change(GONE, _name(code, rows, book), news.day, ended=(code,))
        for code in sorted(gone - ended)
    ]
    changes += _differences([row for row in rows.values() if row.code not in merged], book)
    return sorted(changes, key=lambda c: (c.on, c.title, c.kind))


def same(one: Row, other: Row) -> bool:
    """Say whether two rows tell the same of a municipality, whenever they hold."""
    return replace(one, valid_from=other.valid_from, valid_to=other.valid_to) == other


def _name(code: str, rows: Mapping[str, Row], book: Book) -> str:
    return rows[code].name if code in rows else book[code][-1].name


def _mergers(
    told: Iterable[tuple[str, str, date]],
    rows: Mapping[str, Row],
    book: Book,
    *,
    guessed: bool = False,
) -> list[Change]:
    """Return one change per group of municipalities that meet on a day."""
    groups: list[tuple[date, list[tuple[str, str]]]] = []
    for gone, heir, on in sorted(told):
        if row_on(book, gone, on) is None:
            continue
        met = [g for g in groups if g[0] == on and _meets(g[1], gone, heir)]
        groups = [g for g in groups if g not in met]
        groups.append((on, [pair for g in met for pair in g[1]] + [(gone, heir)]))
    return [
        replace(_merger(sorted(pairs), on, rows, book), guessed=guessed) for on, pairs in groups
    ]


def _meets(pairs: Iterable[tuple[str, str]], gone: str, heir: str) -> bool:
    return any({gone, heir} & set(pair) for pair in pairs)


def _merger(
    pairs: Sequence[tuple[str, str]], on: date, rows: Mapping[str, Row], book: Book
) -> Change:
    ended = sorted({gone for gone, _heir in pairs})
    heirs = sorted({heir for _gone, heir in pairs} - set(ended))
    begins = [
        rows[heir] if heir in rows else _summed(heir, pairs, on, book)
        for heir in heirs
        if heir in rows or row_on(book, heir, on)
    ]
    names = (" + ".join(_name(code, rows, book) for code in side) for side in (ended, heirs))
    return Change(MERGED, " → ".join(names), on, tuple(begins), tuple(ended), tuple(pairs))


def _summed(heir: str, pairs: Sequence[tuple[str, str]], on: date, book: Book) -> Row:
    """Return the successor as large as all that it takes in; of what is divided nobody knows."""
    undivided = [g for g, h in pairs if h == heir and sum(g == gone for gone, _h in pairs) == 1]
    taken = [row for code in undivided if (row := row_on(book, code, on))]
    own = next(row for row in book[heir] if row.holds(on))
    return replace(
        own,
        area_km2=round(own.area_km2 + sum(row.area_km2 for row in taken), 1),
        population=own.population + sum(row.population for row in taken),
        valid_from=on,
        valid_to=None,
    )


def _guess(gone: Iterable[str], rows: Mapping[str, Row], book: Book) -> list[tuple[str, str, date]]:
    """Recognise a merger by the areas: the nearest municipality that grew by just as much."""
    grown = {row.code: growth for row in rows.values() if (growth := _growth(row, book)) > 0}
    takers: dict[str, list[Row]] = {}
    for code in sorted(gone):
        lost = book[code][-1]
        if grown:
            nearest = min(grown, key=lambda heir: _distance(lost, rows[heir]))
            takers.setdefault(nearest, []).append(lost)
    return [
        (lost.code, heir, rows[heir].valid_from)
        for heir, all_lost in takers.items()
        if abs(sum(x.area_km2 for x in all_lost) - grown[heir]) <= SLACK * rows[heir].area_km2
        for lost in all_lost
    ]


def _growth(row: Row, book: Book) -> float:
    """Return by how many km² a municipality grew; a new one by all it has."""
    before = row_on(book, row.code, row.valid_from)
    return row.area_km2 - (before.area_km2 if before else 0.0)


def _distance(one: Row, other: Row) -> float:
    shrink = cos(radians(52))
    return dist((one.lon * shrink, one.lat), (other.lon * shrink, other.lat))


def _differences(rows: Iterable[Row], book: Book) -> list[Change]:
    changes: list[Change] = []
    figures: dict[date, list[Row]] = {}
    for row in sorted(rows, key=lambda r: r.code):
        before = row_on(book, row.code, row.valid_from)
        if before is None:
            changes.append(Change(NEW, row.name, row.valid_from, (row,)))
        elif (row.safety_region, row.province) != (before.safety_region, before.province):
            places = f"{before.safety_region} → {row.safety_region}"
            changes.append(Change(MOVED, f"{row.name}: {places}", row.valid_from, (row,)))
        elif row.name != before.name:
            changes.append(Change(RENAMED, f"{before.name} → {row.name}", row.valid_from, (row,)))
        elif not same(row, before):
            figures.setdefault(row.valid_from, []).append(row)
    changes += [
        Change(FIGURES, _listed(begins), on, tuple(begins)) for on, begins in figures.items()
    ]
    return changes


def _listed(rows: Sequence[Row]) -> str:
    more = f" + {len(rows) - 1}" if len(rows) > 1 else ""
    return f"{rows[0].name}{more}"
