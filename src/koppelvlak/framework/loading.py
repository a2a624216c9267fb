"""Bring the themes in step with the facts; the first role description is made once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from uuid import NAMESPACE_DNS, uuid5

from koppelvlak.door import change, mention, mention_all
from koppelvlak.framework.facts import FILES, Facts, TaskFact, checksum, read
from koppelvlak.framework.models import RoleDescription, Task, Theme
from koppelvlak.kit.access import Actor
from koppelvlak.kit.imports.rows import Kept, keep
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can

THEME_FIELDS = (
    "name_nl", "name_en", "question_nl", "question_en", "scope_nl", "scope_en",
)  # fmt: skip
NOTE_NL = (
    "Ontwerp van de makers van Koppelvlak, niet vastgesteld. Het is geschreven uit openbare feiten"
    " en uit de factsheet van 2015. De wetteksten zijn in een oudere versie gelezen: kijk op"
    " wetten.overheid.nl wat nu geldt. De handreiking van december 2015 is niet overgenomen."
)
NOTE_EN = (
    "Draft by the makers of Koppelvlak, not adopted. It was written from public facts and from the"
    " factsheet of 2015. The statutes were read in an older text: see wetten.overheid.nl for what"
    " holds now. The role guidance of December 2015 was not copied."
)


def load_framework(*, by: Actor, files: Sequence[Path] = FILES) -> int:
    """Load the themes, and the first role description where there is none; return how many rows.

    Equal files are not loaded again, and what people wrote stays. Raises BadFileError with file
    and line.
    """
    book = register(Register.FRAMEWORK)
    if book.checksum == checksum(files):
        return 0
    facts = read(files)
    with change(book, Can.LOAD_FACTS, by=by) as row:
        row.checksum = facts.checksum
        kept = _keep_themes(facts)
        tasks = [] if RoleDescription.objects.exists() else _first_version(facts, by.on)
    return len(kept.made) + len(kept.changed) + len(tasks)


def _keep_themes(facts: Facts) -> Kept[Theme]:
    rows = (Theme(**asdict(fact)) for fact in facts.themes)
    kept = keep(Theme.objects, rows, by=["number"], fields=THEME_FIELDS)
    mention_all(kept.made)
    mention_all(kept.changed, "changed")
    return kept


def _first_version(facts: Facts, on: date) -> list[Task]:
    first = RoleDescription.objects.create(
        number=1, note_nl=NOTE_NL, note_en=NOTE_EN, shipped=True, started_on=on
    )
    mention(first)
    themes = {str(theme.number): theme for theme in Theme.objects.all()}
    places: Counter[str] = Counter()
    tasks = []
    for fact in facts.tasks:
        places[fact.theme] += 1
        tasks.append(_task(fact, first, themes[fact.theme], places[fact.theme]))
    Task.objects.bulk_create(tasks)
    mention_all(tasks)
    return tasks


def _task(fact: TaskFact, first: RoleDescription, theme: Theme, position: int) -> Task:
    told = asdict(fact)
    line = uuid5(NAMESPACE_DNS, f"{told.pop('key')}.task.koppelvlak")
    told["theme"] = theme
    return Task(description=first, line=line, position=position, state=Task.lifecycle.start, **told)
