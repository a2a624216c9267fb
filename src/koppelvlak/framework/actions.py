"""What a national editor does: write a version, ask what others think, record its adoption."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.db.models import Max
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention, mention_all
from koppelvlak.framework.lifecycle import ADOPTED, OPEN, SUPERSEDED, UNFINISHED
from koppelvlak.framework.models import Certainty, RoleDescription, Task, Theme
from koppelvlak.framework.queries import standing_tasks
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, WrongStateError
from koppelvlak.kit.search.index import follow
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can

COPIED = (
    "line", "theme", "party", "text_nl", "text_en", "basis", "source", "source_url", "certainty",
)  # fmt: skip


@dataclass(frozen=True)
class Wording:
    """A task as an editor words it; clean text."""

    theme: Theme
    party: str
    text_nl: str
    text_en: str = ""
    basis: str = ""
    source: str = ""
    source_url: str = ""
    certainty: str = Certainty.UNVERIFIED


@dataclass(frozen=True)
class Adoption:
    """When the steering group adopted a version, in which meeting, and where that is written."""

    adopted_on: date
    adopted_meeting: str
    adopted_document: str


def start_version(*, by: Actor) -> RoleDescription:
    """Start the next version, with the tasks of the adopted one; one at a time."""
    with change(register(Register.FRAMEWORK), Can.START_ROLE, by=by):
        unfinished = RoleDescription.objects.filter(state__in=UNFINISHED).first()
        if unfinished is not None:
            words = _("Version {number} is not finished. Adopt that one first, or write on in it.")
            raise WrongStateError(format_lazy(words, number=unfinished.number))
        before = RoleDescription.objects.filter(state=ADOPTED).first()
        last = RoleDescription.objects.aggregate(last=Max("number"))["last"] or 0
        new = RoleDescription.objects.create(number=last + 1, predecessor=before, started_on=by.on)
        mention(new, show=True)
        mention_all(_copied(before, new) if before else [])
    return new


def introduce(
    description: RoleDescription,
    note_nl: str,
    note_en: str,
    *,
    by: Actor,
    seen: int | None = None,
) -> RoleDescription:
    """Say what a version is and what it changes."""
    with change(description, Can.INTRODUCE_ROLE, by=by, seen=seen) as row:
        _require_writing(row, by)
        row.note_nl, row.note_en = note_nl, note_en
    return row


def add_task(description: RoleDescription, wording: Wording, *, by: Actor) -> Task:
    """Add a task at the end of its theme."""
    with change(description, Can.ADD_TASK, by=by) as row:
        _require_writing(row, by)
        task: Task = row.tasks.create(
            **asdict(wording) | {"theme": wording.theme}, position=_end(row, wording.theme)
        )
        mention(task, show=True)
    return task


def edit_task(task: Task, wording: Wording, *, by: Actor, seen: int | None = None) -> Task:
    """Word a task differently; one that moves to another theme comes at its end."""
    with change(task, Can.EDIT_TASK, by=by, seen=seen) as row:
        _require_writing(row.description, by)
        if row.theme_id != wording.theme.pk:
            row.position = _end(row.description, wording.theme)
        for name, value in (asdict(wording) | {"theme": wording.theme}).items():
            setattr(row, name, value)
    return row


def drop_task(task: Task, *, by: Actor, seen: int | None = None) -> Task:
    """Take a task out of this version; its comments stay, and it can be put back."""
    with change(task, Can.DROP_TASK, by=by, seen=seen) as row:
        _require_writing(row.description, by)
    return row


def restore_task(task: Task, *, by: Actor, seen: int | None = None) -> Task:
    """Put a dropped task back where it was."""
    with change(task, Can.RESTORE_TASK, by=by, seen=seen) as row:
        _require_writing(row.description, by)
    return row


def open_consultation(
    description: RoleDescription, until: date, *, by: Actor, seen: int | None = None
) -> RoleDescription:
    """Ask every participant what they think, until a day; the text stays as it is meanwhile."""
    with change(description, Can.CONSULT_ON_ROLE, by=by, seen=seen) as row:
        tasks = standing_tasks(row)
        if not tasks:
            raise WrongStateError(_("There is no task in this version yet. Add one first."))
        _require_later(until, by)
        row.consulted_on, row.consulted_until = by.on, until
        for task in tasks:
            task.offered_nl, task.offered_en = task.text_nl, task.text_en
        Task.objects.bulk_update(tasks, ["offered_nl", "offered_en"], batch_size=200)
    return row


def move_consultation(
    description: RoleDescription, until: date, *, by: Actor, seen: int | None = None
) -> RoleDescription:
    """Let a consultation run until another day."""
    with change(description, Can.MOVE_CONSULTATION, by=by, seen=seen) as row:
        _require_later(until, by)
        row.consulted_until = until
    return row


def adopt(
    description: RoleDescription, adoption: Adoption, *, by: Actor, seen: int | None = None
) -> RoleDescription:
    """Record that the steering group adopted a version; it takes the place of the one before."""
    with change(description, Can.ADOPT_ROLE, by=by, seen=seen) as row:
        _require_ripe(row, by)
        _require_possible(row, adoption.adopted_on, by)
        _supersede(adoption.adopted_on)
        for name, value in asdict(adoption).items():
            setattr(row, name, value)
        for task in standing_tasks(row):
            follow(task)
    return row


def _copied(before: RoleDescription, new: RoleDescription) -> list[Task]:
    places: dict[int, int] = {}
    tasks = []
    for task in standing_tasks(before):
        places[task.theme_id] = places.get(task.theme_id, 0) + 1
        told = {name: getattr(task, name) for name in COPIED}
        tasks.append(
            Task(
                description=new,
                position=places[task.theme_id],
                state=Task.lifecycle.start,
                **told,
            )
        )
    return Task.objects.bulk_create(tasks)


def _end(description: RoleDescription, theme: Theme) -> int:
    last = description.tasks.filter(theme=theme).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _require_writing(description: RoleDescription, by: Actor) -> None:
    """Refuse to change a text that others are asked about."""
    if not description.can_be_written(by.on):
        words = _("Until {day} organisations can comment; the text stays as it is until then.")
        until = description.consulted_until
        raise WrongStateError(
            format_lazy(words, day=date_format(until))
            if description.takes_comments(by.on) and until
            else _("This version is adopted. Start a next version to change a task.")
        )


def _require_later(until: date, by: Actor) -> None:
    if until <= by.on:
        raise BadInputError(errors={"until": [_("Choose a day after today.")]})


def _require_ripe(row: RoleDescription, by: Actor) -> None:
    """Refuse what is still being talked about, or was not answered."""
    until = row.consulted_until
    if until and by.on <= until:
        words = _("Organisations can comment until {day}. After that it can be adopted.")
        raise WrongStateError(format_lazy(words, day=date_format(until)))
    waiting = row.comments.filter(state=OPEN).count()
    if waiting:
        words = _("Comments without an answer: {number}. Answer these first.")
        raise WrongStateError(format_lazy(words, number=waiting))


def _require_possible(row: RoleDescription, on: date, by: Actor) -> None:
    wrong: Any = ""
    if on > by.on:
        wrong = _("This day has not come yet. Record the adoption when it is a fact.")
    elif row.consulted_until and on < row.consulted_until:
        wrong = _("This day lies before the end of the consultation.")
    if wrong:
        raise BadInputError(errors={"adopted_on": [wrong]})


def _supersede(on: date) -> None:
    """Let the version that was adopted go; people no longer find its tasks."""
    for old in RoleDescription.objects.select_for_update().filter(state=ADOPTED):
        old.state, old.superseded_on = SUPERSEDED, on
        old.version += 1
        old.save()
        mention(old, "superseded")
        for task in standing_tasks(old):
            follow(task, gone=True)
