"""How long does a document of 60 pages take? Run: python benchmarks/documents.py

The document is like an action plan with its appendix: thirty chapters, each with text, key facts
and a note, a page of them with a table. Each round prints another one, since the typesetter
remembers what it laid out before.
"""

from __future__ import annotations

import io
import os
import resource
import statistics
from datetime import date
from time import perf_counter, process_time

import django
import pikepdf

from koppelvlak.kit.documents.content import (
    Column,
    Document,
    Fact,
    Facts,
    Kind,
    Paragraph,
    Section,
    Table,
)
from koppelvlak.kit.documents.printing import Format, to_bytes
from koppelvlak.kit.tlp import Tlp

ROUNDS, CHAPTERS, PARAGRAPHS, ROWS = 5, 30, 12, 22
WORDS = (
    "De veiligheidsregio en het drinkwaterbedrijf spreken af dat zij elkaar binnen dertig minuten"
    " inlichten als de levering aan meer dan duizend aansluitingen langer dan vier uur stokt."
)
COLUMNS = (
    Column("Actie", width=4),
    Column("Wie", width=2),
    Column("Dagen", Kind.NUMBER),
    Column("Gereed", Kind.DATE),
)


def plan(seed: int) -> Document:
    """Return a plan that no other round prints."""
    return Document(
        name="actieplan",
        title=f"Actieplan {seed}",
        language="nl",
        tlp=Tlp.AMBER,
        as_of=date(2026, 11, 26),
        parts=[_chapter(seed, number) for number in range(1, CHAPTERS + 1)],
        sources=["Voorbeeld"],
    )


def _chapter(seed: int, number: int) -> Section:
    text = [
        Paragraph(f"{number}.{seed}.{line} {WORDS} {WORDS}", note="Zie de bijlage." * (line == 1))
        for line in range(PARAGRAPHS)
    ]
    rows = [
        (f"Actie {seed}.{number}.{row}: {WORDS[:60]}", "Veiligheidsregio", row, date(2026, 12, 1))
        for row in range(ROWS)
    ]
    facts = Facts([Fact("Acties", ROWS, Kind.NUMBER), Fact("Hoofdstuk", number, Kind.NUMBER)])
    return Section(f"Hoofdstuk {number}", [facts, *text, Table("Acties", COLUMNS, rows)])


def main() -> None:
    """Print per format the median and worst time, the size, and for PDF the number of pages."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "koppelvlak.config.settings")
    django.setup()
    for into in Format:
        to_bytes(plan(0), into)
        walls, works, file = [], [], b""
        for seed in range(1, ROUNDS + 1):
            wall, work = perf_counter(), process_time()
            file = to_bytes(plan(seed), into)
            walls.append(perf_counter() - wall)
            works.append(process_time() - work)
        print(
            f"{into.value}: median {statistics.median(walls):.2f} s, worst {max(walls):.2f} s,"
            f" processor {statistics.median(works):.2f} s, {len(file) / 1000:.0f} kB"
        )
        if into is Format.PDF:
            with pikepdf.open(io.BytesIO(file)) as opened:
                print(f"  {len(opened.pages)} pages")
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
