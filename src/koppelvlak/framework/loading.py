"""Bring the themes in step with the facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from koppelvlak.door import change, mention_all
from koppelvlak.framework.facts import FILES, Facts, checksum, read
from koppelvlak.framework.models import Theme
from koppelvlak.kit.access import Actor
from koppelvlak.kit.imports.rows import Kept, keep
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can

THEME_FIELDS = (
    "name_nl", "name_en", "question_nl", "question_en", "scope_nl", "scope_en",
)  # fmt: skip


def load_framework(*, by: Actor, files: Sequence[Path] = FILES) -> int:
    """Load the eight themes; return how many rows were made or changed.

    Equal files are not loaded again. Raises BadFileError with file and line.
    """
    book = register(Register.FRAMEWORK)
    if book.checksum == checksum(files):
        return 0
    facts = read(files)
    with change(book, Can.LOAD_FACTS, by=by) as row:
        row.checksum = facts.checksum
        kept = _keep_themes(facts)
    return len(kept.made) + len(kept.changed)


def _keep_themes(facts: Facts) -> Kept[Theme]:
    rows = (Theme(**asdict(fact)) for fact in facts.themes)
    kept = keep(Theme.objects, rows, by=["number"], fields=THEME_FIELDS)
    mention_all(kept.made)
    mention_all(kept.changed, "changed")
    return kept
