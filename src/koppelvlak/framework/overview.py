"""Which safety regions do which tasks, and what is left to be said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from koppelvlak.framework.lifecycle import ADOPTED, STANDING
from koppelvlak.framework.models import Answer, Mark, Party, Task, Theme
from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can

REGION_KIND = "safety-region"


@dataclass(frozen=True)
class RegionRow:
    """One region, and what it says of each task, by the line of the task."""

    region: Organisation
    marks: Mapping[UUID, Mark]
    cells: Sequence[Cell]

    @property
    def said(self) -> int:
        """Return of how many tasks it says anything."""
        return sum(1 for cell in self.cells if cell.answer)


@dataclass(frozen=True)
class Cell:
    """What one region says of one task; ``older``: it was said of another wording."""

    task: Task
    mark: Mark | None

    @property
    def answer(self) -> str:
        """Return the answer, or nothing."""
        return self.mark.answer if self.mark else ""

    @property
    def words(self) -> str:
        """Return the answer in words, or nothing."""
        return str(Answer(self.answer).label) if self.answer else ""

    @property
    def older(self) -> bool:
        """Say whether the wording changed since."""
        return bool(self.answer and self.mark and self.mark.task.text_nl != self.task.text_nl)


@dataclass(frozen=True)
class ThemeCells:
    """What one region says of the tasks of a theme."""

    theme: Theme
    cells: Sequence[Cell]

    @property
    def said(self) -> int:
        """Return of how many tasks it says anything."""
        return sum(1 for cell in self.cells if cell.answer)


@dataclass(frozen=True)
class LastSave:
    """One save of a region that can be undone, and how many tasks it changed."""

    save: UUID
    on: date
    tasks: int


@dataclass(frozen=True)
class Tally:
    """How many regions gave each answer to one task; ``silent`` said nothing."""

    task: Task
    yes: int
    partly: int
    no: int
    silent: int


def is_region(organisation: Organisation) -> bool:
    """Say whether an organisation is a safety region that exists."""
    return organisation.kind.key == REGION_KIND and not organisation.ended


def tasks_to_mark(number: int | None = None) -> list[Task]:
    """Return the tasks of safety regions in the adopted version, of one theme or of all."""
    rows = _to_mark().select_related("theme", "description")
    return list(rows.filter(theme__number=number) if number else rows)


def _to_mark() -> QuerySet[Task]:
    return Task.objects.filter(description__state=ADOPTED, party=Party.REGION, state=STANDING)


def regions(actor: Actor) -> QuerySet[Organisation]:
    """Return the safety regions that exist, in the order of their keys."""
    rows = Organisation.objects.visible_to(actor).filter(kind__key=REGION_KIND)
    return rows.exclude(successions__on__lte=actor.on).order_by("key")


def marks_of(organisation: Organisation, actor: Actor) -> dict[UUID, Mark]:
    """Return what one region says, by the line of the task."""
    rows = Mark.objects.visible_to(actor).filter(organisation=organisation)
    return {mark.line: mark for mark in rows.select_related("task")}


def answered(organisation: Organisation, actor: Actor) -> tuple[int, int]:
    """Return of how many tasks a region says something, and of how many it is asked; one query."""
    marks = Mark.objects.visible_to(actor).filter(organisation=organisation, line=OuterRef("line"))
    rows = _to_mark().annotate(answered=Exists(marks.exclude(answer="")))
    many = Count("line", distinct=True)
    counted = rows.aggregate(all=many, said=Count("line", filter=Q(answered=True), distinct=True))
    return counted["said"], counted["all"]


def table(tasks: Sequence[Task], actor: Actor) -> list[RegionRow]:
    """Return a row per safety region with what it says of these tasks; three queries."""
    lines = [task.line for task in tasks]
    found: dict[int, dict[UUID, Mark]] = {}
    seen = Mark.objects.visible_to(actor).filter(line__in=lines).select_related("task")
    for mark in seen:
        found.setdefault(mark.organisation_id, {})[mark.line] = mark
    return [_row(region, found.get(region.pk, {}), tasks) for region in regions(actor)]


def _row(region: Organisation, marks: Mapping[UUID, Mark], tasks: Sequence[Task]) -> RegionRow:
    return RegionRow(region, marks, [Cell(task, marks.get(task.line)) for task in tasks])


def tallies(rows: Sequence[RegionRow], tasks: Sequence[Task]) -> list[Tally]:
    """Return per task how many regions gave each answer."""
    counted = []
    for place, task in enumerate(tasks):
        many = Counter(row.cells[place].answer for row in rows)
        counted.append(
            Tally(task, many[Answer.YES], many[Answer.PARTLY], many[Answer.NO], many[""])
        )
    return counted


def own_region(actor: Actor) -> Organisation | None:
    """Return the safety region acted for, when the actor may say what it does."""
    return _own_region(actor).first()


def _own_region(actor: Actor) -> QuerySet[Organisation]:
    rows = Organisation.objects.open_to(actor, Can.MARK_TASKS).filter(kind__key=REGION_KIND)
    return rows.exclude(successions__on__lte=actor.on)


def of_region(
    organisation: Organisation, tasks: Sequence[Task], themes: Sequence[Theme], actor: Actor
) -> list[ThemeCells]:
    """Return per theme what one region says of each task."""
    marks = marks_of(organisation, actor)
    cells = [Cell(task, marks.get(task.line)) for task in tasks]
    return [ThemeCells(one, [c for c in cells if c.task.theme_id == one.pk]) for one in themes]


def last_save(organisation: Organisation, tasks: Sequence[Task], actor: Actor) -> LastSave | None:
    """Return what a region saved last for these tasks, as long as it can be undone."""
    lines = [task.line for task in tasks]
    rows = Mark.objects.visible_to(actor).filter(organisation=organisation, line__in=lines)
    marks = list(rows.exclude(saved=None).order_by("-saved_at"))
    if not marks or marks[0].saved is None:
        return None
    save = marks[0].saved
    return LastSave(save, marks[0].on, sum(1 for mark in marks if mark.saved == save))


def mark_url(organisation: Organisation, theme: Theme) -> str:
    """Return the page on which a region says what it does of a theme."""
    return reverse("framework:mark", args=[organisation.uuid, theme.number])


def unsaid(actor: Actor) -> QuerySet[Task]:
    """Return the tasks of which the own region says nothing yet, or spoke of another wording."""
    region = _own_region(actor)
    said = Mark.objects.visible_to(actor).filter(
        organisation__in=region.values("pk"),
        line=OuterRef("line"),
        task__text_nl=OuterRef("text_nl"),
    )
    return _to_mark().filter(Exists(region)).exclude(Exists(said.exclude(answer="")))
