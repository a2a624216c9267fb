"""The catalogue of situations as our data file tells it."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from koppelvlak.kit.imports.table import Line, read_table, require_once

DATA = Path(__file__).parent / "data"
SITUATIONS = DATA / "situations.csv"
# Real agreements, duties and practices from public sources, in our own words; the demo shows them.
REGISTER = DATA / "register.csv"
# What an invented network has agreed.
DEMO = DATA / "demo.csv"


@dataclass(frozen=True)
class SituationFact:
    """One line: key, sector (empty: crosses sectors), names, signs and how sure that is."""

    key: str
    sector: str
    name_nl: str
    name_en: str
    sign_nl: str
    sign_en: str
    certainty: str


def read_situations(file: Path = SITUATIONS) -> list[SituationFact]:
    """Return the situations in their order; raise BadFileError with the line."""
    lines: list[Line[SituationFact]] = read_table(file.read_bytes(), SituationFact, name=file.name)
    require_once(lines, ["key"], name=file.name)
    return [line.row for line in lines]


def checksum(file: Path = SITUATIONS) -> str:
    """Return the SHA-256 of the file."""
    return sha256(file.read_bytes()).hexdigest()
