"""A role description is written, talked over, adopted, marked by a region, and followed by another.

Anouk edits nationally, Noor is a boundary worker of IJsselland, S. Mulder looks on as a supervisor.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import time_machine

from koppelvlak.framework.models import Comment, RoleDescription, Task
from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Visitor

ROLE = "/kader/rolbeschrijving/"
UNTIL, AFTER = date(2026, 12, 7), date(2026, 12, 8)
DRAFT = {"nl": "niet vastgesteld", "en": "not adopted"}
OPEN = {"nl": "In consultatie", "en": "In consultation"}
LATE = {"nl": "die dag is voorbij", "en": "that day has passed"}
ANSWERED = {"nl": "overgenomen", "en": "taken up"}
DECIDED = {"nl": "Vastgesteld door de stuurgroep", "en": "Adopted by the steering group"}
TOTALS = {"nl": "1 doen dit", "en": "1 do this"}
REWORDED = {"nl": "andere tekst", "en": "other words"}
EDITOR, WORKER, GUEST, OTHER = "A. de Groot", "N. de Wit", "S. Mulder", "J. van Dam"
SAID = "Bel ook het waterschap."


def shown() -> RoleDescription:
    return RoleDescription.objects.get(number=1)


def task(of: RoleDescription | None = None) -> Task:
    return Task.objects.get(description=of or shown(), theme__number=5, position=1)


def consulted(arrive: Arrive, language: str) -> Visitor:
    """Let the editor open a consultation; the worker comments."""
    editor = arrive(EDITOR).open(ROLE)
    assert editor.reads(DRAFT[language])
    editor.fill_in(editor.link(".*/consultatie/"), until=str(UNTIL))
    assert editor.reads(OPEN[language])
    worker = arrive(WORKER)
    assert worker.waits()
    worker.fill_in(f"{task().get_absolute_url()}reageren/", text=SAID)
    assert worker.reads(SAID)
    return worker


def adopted(arrive: Arrive, language: str) -> Visitor:
    """Let the editor answer, and record the adoption on the day after."""
    editor = arrive(EDITOR).open(f"{shown().get_absolute_url()}reacties/")
    assert editor.reads(SAID)
    answer = editor.link("/kader/reacties/[^/]+/beantwoorden/")
    editor.fill_in(answer, outcome="taken-up", answer="Dat doen we.")
    assert editor.reads(ANSWERED[language], "Dat doen we.")
    with time_machine.travel(f"{AFTER}T10:00:00+01:00"):
        # A session of last month has ended by then.
        editor = arrive(EDITOR).open(ROLE)
        editor.fill_in(
            editor.link(".*/vaststellen/"),
            adopted_on=str(AFTER),
            adopted_meeting="stuurgroep",
            adopted_document="besluit 4",
        )
        assert editor.reads(DECIDED[language], "besluit 4")
    return arrive(EDITOR)


def test_it_is_talked_over_and_adopted(arrive: Arrive, language: str) -> None:
    worker = consulted(arrive, language)
    assert arrive(OTHER).open(task().get_absolute_url()).reads(SAID)
    page = shown().get_absolute_url()
    worker.fill_in(f"{page}klaar/")
    with time_machine.travel(f"{AFTER}T10:00:00+01:00"):
        late = arrive(WORKER).open(f"{task().get_absolute_url()}reageren/", status=409)
        assert late.reads(LATE[language])
    guest = arrive(GUEST)
    guest.open(page, status=404)
    adopted(arrive, language)
    assert guest.open(page).reads(DECIDED[language])
    guest.open("/kader/themas/5/regios/", status=404)
    guest.open(f"{page}reacties/", status=404)
    assert not guest.open(task().get_absolute_url()).reads(SAID)


def test_a_region_marks_and_takes_it_back(arrive: Arrive, language: str) -> None:
    consulted(arrive, language)
    adopted(arrive, language)
    worker = arrive(WORKER)
    marks = worker.open("/kader/themas/5/regios/").link("/kader/regios/[^/]+/themas/5/")
    field = f"answer_{task().uuid}"
    said: dict[str, Any] = {field: "yes", f"remark_{task().uuid}": "Met het draaiboek."}
    worker.fill_in(marks, **said)
    assert worker.open("/kader/themas/5/regios/").reads("Met het draaiboek.", TOTALS[language])
    worker.open(marks).fill_in(worker.link(".*/ongedaan/"))
    assert not worker.open("/kader/themas/5/regios/").reads(TOTALS[language])
    # A remark without an answer comes back with the words that were typed.
    worker.open(marks)
    alone: dict[str, Any] = {f"remark_{task().uuid}": "Alleen dit."}
    wrong = worker.fill_in(marks, status=422, **alone)
    assert wrong.reads("Alleen dit.")


def test_the_next_version_shows_what_changes(arrive: Arrive, language: str) -> None:
    consulted(arrive, language)
    editor = adopted(arrive, language)
    assert Comment.objects.get().answer
    editor.fill_in(f"{ROLE}nieuw/")
    new = RoleDescription.objects.get(number=2)
    row = task(new)
    editor.fill_in(
        f"{row.get_absolute_url()}bewerken/",
        theme="5",
        party="region",
        text_nl=row.text_nl.replace("op tijd", "meteen"),
        text_en=row.text_en.replace("in time", "at once"),
        source=row.source,
        certainty="sourced",
    )
    editor.open(f"{new.get_absolute_url()}verschil/")
    assert editor.reads(REWORDED[language])
    gone, come = {"nl": ("op tijd", "meteen"), "en": ("in time", "at once")}[language]
    html = editor.page.content.decode()
    assert f"{gone}<" in html.split("<del>")[-1]
    assert f"{come}<" in html.split("<ins>")[-1]
