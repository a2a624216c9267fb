"""The eight themes and the first role description, as the data files tell them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from koppelvlak.kit.imports.table import read_table, require_known, require_once

FOLDER = Path(__file__).parent / "data"
THEMES = FOLDER / "themes.csv"
TASKS = FOLDER / "role_description.csv"
FILES = (THEMES, TASKS)
PARTIES = frozenset({"region", "company", "state"})
CERTAINTIES = frozenset({"legal", "sourced", "news", "unverified"})


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
class TaskFact:
    """One task of the first version; ``key`` names it for good, ``theme`` is a theme's number."""

    key: str
    theme: str
    party: str
    text_nl: str
    text_en: str
    basis: str
    source: str
    source_url: str
    certainty: str


@dataclass(frozen=True)
class Facts:
    """All facts of the files, and the checksum of what they were read from."""

    checksum: str
    themes: list[ThemeFact]
    tasks: list[TaskFact]


def checksum(files: Sequence[Path] = FILES) -> str:
    """Return the SHA-256 of the contents of these files, in this order."""
    digest = sha256()
    for file in files:
        digest.update(sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def read(files: Sequence[Path] = FILES) -> Facts:
    """Return the facts of the files, in the order of ``FILES``; raises BadFileError."""
    themes = read_table(files[0].read_bytes(), ThemeFact, name=files[0].name)
    require_once(themes, ["number"], name=files[0].name)
    tasks = read_table(files[1].read_bytes(), TaskFact, name=files[1].name)
    require_once(tasks, ["key"], name=files[1].name)
    numbers = {str(line.row.number) for line in themes}
    for column, known in {"theme": numbers, "party": PARTIES, "certainty": CERTAINTIES}.items():
        require_known(tasks, column, known, name=files[1].name)
    return Facts(checksum(files), [line.row for line in themes], [line.row for line in tasks])
