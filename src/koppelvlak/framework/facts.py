"""The eight themes, as the data file tells them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from koppelvlak.kit.imports.table import read_table, require_once

FOLDER = Path(__file__).parent / "data"
THEMES = FOLDER / "themes.csv"
FILES = (THEMES,)


@dataclass(frozen=True)
class ThemeFact:
    """One theme: its number in the factsheet, the plain question it answers, what belongs to it."""

    number: int
    name_nl: str
    name_en: str
    question_nl: str
    question_en: str
    scope_nl: str
    scope_en: str


@dataclass(frozen=True)
class Facts:
    """All facts of the files, and the checksum of what they were read from."""

    checksum: str
    themes: list[ThemeFact]


def checksum(files: Sequence[Path] = FILES) -> str:
    """Return the SHA-256 of the contents of these files, in this order."""
    digest = sha256()
    for file in files:
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def read(files: Sequence[Path] = FILES) -> Facts:
    """Return the facts of the files, in the order of ``FILES``; raises BadFileError."""
    lines = read_table(files[0].read_bytes(), ThemeFact, name=files[0].name)
    require_once(lines, ["number"], name=files[0].name)
    return Facts(checksum(files), [line.row for line in lines])
