"""What a cell of a list of agreements says; plain Python, no organisation is looked up here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from koppelvlak.agreements.columns import folded
from koppelvlak.agreements.sentence import Kind, Manner

EXCEL_DAYS = date(1899, 12, 30)
FIRST, LAST = date(2000, 1, 1), date(2100, 12, 31)
# As people and our own pages write a day: 18 april 2012, 18 Apr. 2012, April 18, 2012.
WRITTEN = re.compile(r"(?P<day>\d{1,2})\s+(?P<month>[a-z]+)\.?\s+(?P<year>\d{4})", re.IGNORECASE)
MONTH_FIRST = re.compile(
    r"(?P<month>[a-z]+)\.?\s+(?P<day>\d{1,2}),?\s+(?P<year>\d{4})", re.IGNORECASE
)
MONTHS: Mapping[str, int] = {
    name: number
    for number, names in enumerate(
        (
            "januari january jan", "februari february feb", "maart march mrt mar", "april apr",
            "mei may", "juni june jun", "juli july jul", "augustus august aug",
            "september sept sep", "oktober october okt oct", "november nov", "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
BOTH, TOWARDS = re.compile(r"\s*(?:<->|<=>|↔)\s*"), re.compile(r"\s*(?:(?<!<)[-=]>|→)\s*")
TICKED, BLANK = {"✓", "✔", "√", "☑"}, " -–—☐✗✘"
FORMULA = ("=", "#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#VERW!", "#N/B", "#NAAM?")


@dataclass(frozen=True)
class Parties:
    """Who stands on which side, as texts, and how those who act do so."""

    acting: tuple[str, ...]
    benefiting: tuple[str, ...] = ()
    manner: str = Manner.EACH


class CellError(ValueError):
    """A cell that cannot be read: a code, and what it is about."""

    def __init__(self, code: str, about: str) -> None:
        super().__init__(code)
        self.code, self.about = code, about


def parties(who: str, to: str = "") -> Parties:
    """Return the parties of a cell; "A; B -> C" acts for C, "A <-> B" both ways, "A + B" together.

    A chain of arrows in both directions names all of them; an arrow after it adds for whom.
    """
    left, *right = TOWARDS.split(who)
    benefiting = tuple(one for text in (*right, to) for one in _several(text))
    both = [one for text in BOTH.split(left) for one in _several(text)]
    if BOTH.search(left):
        return Parties(tuple(both), benefiting, Manner.MUTUAL)
    together = [part.strip() for part in re.split(r"\s\+\s", left) if part.strip()]
    if len(together) > 1:
        return Parties(tuple(together), benefiting, Manner.TOGETHER)
    return Parties(tuple(both), benefiting)


def told(found: Parties) -> tuple[str, str]:
    """Return the cells *who* and *to* that say this."""
    glue = {Manner.MUTUAL: " <-> ", Manner.TOGETHER: " + "}.get(Manner(found.manner), "; ")
    return glue.join(found.acting), "; ".join(found.benefiting)


KINDS: Mapping[str, str] = {
    folded(name): kind.value
    for kind, names in {
        Kind.AGREED: ("agreed", "afgesproken", "afspraak", ""),
        Kind.PRACTICE: ("practice", "praktijk"),
        Kind.RECOMMENDATION: ("recommendation", "aanbeveling"),
        Kind.NOT_EXPECTED: (
            "not-expected", "not to be expected", "niet te verwachten",
            "explicitly not to be expected",
        ),
        Kind.FRAMEWORK: ("framework", "legal-framework", "legal framework", "wettelijk kader"),
        Kind.NOTE: ("note", "notitie", "note, no agreement"),
    }.items()
    for name in names
}  # fmt: skip
FACT = {folded(name) for name in ("fact, not an agreement", "fact", "feit", "feit, geen afspraak")}
EITHER = folded("agreed or practice")


def kind(cell: str, *, status: str = "", note: bool = False) -> str:
    """Return the kind; a fact that is no agreement is refused unless it may stay as a note."""
    name = folded(cell)
    if name in FACT:
        if note:
            return Kind.NOTE
        raise CellError("fact", cell)
    if name == EITHER:
        return Kind.PRACTICE if "practice" in status.casefold() else Kind.AGREED
    if name not in KINDS or _unreadable(cell):
        raise CellError("kind", cell)
    return KINDS[name]


def numbers(cell: str) -> tuple[int, ...]:
    """Return the numbers of themes, each once, in order."""
    words = [word for word in re.split(r"[\s,;/.]+", cell) if word]
    if any(not 1 <= _number(word) <= 8 for word in words):  # noqa: PLR2004
        raise CellError("theme", cell)
    return tuple(sorted({int(word) for word in words}))


SECTORS: Mapping[str, str] = {
    "drinkingwater": "drinking-water", "drinkwater": "drinking-water", "water": "drinking-water",
    "electricity": "electricity", "elektriciteit": "electricity", "power": "electricity",
    "stroom": "electricity", "gas": "gas", "oil": "oil", "olie": "oil", "telecom": "ict-telecom",
    "icttelecom": "ict-telecom", "ict": "ict-telecom",
}  # fmt: skip
NO_SECTOR = {"", "all", "alle", "allesectoren", "allsectors"}


def sectors(cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the keys of the sectors, and the words that name none of ours."""
    if folded(cell) in SECTORS:
        return (SECTORS[folded(cell)],), ()
    words = [word.strip() for word in re.split(r"[/;,]|\s\+\s", cell)]
    found = [SECTORS[folded(word)] for word in words if folded(word) in SECTORS]
    other = [word for word in words if folded(word) not in SECTORS.keys() | NO_SECTOR]
    return tuple(dict.fromkeys(found)), tuple(other)


def day(cell: str) -> date | None:
    """Return a day written as 2027-01-31, 31-1-2027 or 31 januari 2027, or as Excel keeps it."""
    if not cell:
        return None
    found = _day(cell)
    if found is None or not FIRST <= found <= LAST:
        raise CellError("day", cell)
    return found


def truth(cell: str) -> bool:
    """Return yes or no; an empty cell is no."""
    word = folded(cell)
    if word in {"ja", "yes", "x", "1", "true", "waar", "j", "y"} or cell.strip() in TICKED:
        return True
    if word not in {"", "nee", "no", "0", "false", "onwaar", "n"} or _unreadable(cell):
        raise CellError("truth", cell)
    return False


def months(cell: str) -> int | None:
    """Return a rhythm in months."""
    if not cell:
        return None
    found = _number(cell)
    if not 1 <= found <= 600:  # noqa: PLR2004
        raise CellError("months", cell)
    return found


def is_formula(cell: str) -> bool:
    """Say whether a cell is a formula, or what a spreadsheet leaves where a value should be."""
    return cell.startswith(FORMULA)


def _number(cell: str) -> int:
    """Return a whole number of a few digits; of anything else -1."""
    digits = cell.lstrip("0") or cell[:1]
    return int(digits) if cell.isascii() and cell.isdecimal() and len(digits) < 6 else -1  # noqa: PLR2004


def _unreadable(cell: str) -> bool:
    """Say whether a cell holds only marks of which nobody knows what they mean, such as "?"."""
    return not folded(cell) and bool(cell.strip(BLANK))


def _several(text: str) -> list[str]:
    return [one.strip() for one in text.split(";") if one.strip()]


def _day(cell: str) -> date | None:
    dutch = re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", cell)
    written = WRITTEN.fullmatch(cell) or MONTH_FIRST.fullmatch(cell)
    try:
        if dutch:
            return date(int(dutch[3]), int(dutch[2]), int(dutch[1]))
        if written:
            month = MONTHS.get(written["month"].lower(), 0)
            return date(int(written["year"]), month, int(written["day"]))
        if re.fullmatch(r"\d{5}", cell):
            return EXCEL_DAYS + timedelta(days=int(cell))
        return (
            date.fromisoformat(cell[:10]) if re.fullmatch(r"[\d-]{10}(?:[ T].*)?", cell) else None
        )
    except ValueError:
        return None
