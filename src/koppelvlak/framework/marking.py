"""A safety region says which tasks it does: all of a theme at once, and back again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import change, mention
from koppelvlak.framework.models import Mark, Task
from koppelvlak.framework.overview import is_region, tasks_to_mark
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError, WrongStateError
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can


@dataclass(frozen=True)
class Given:
    """What a region says of one task; ``seen`` is the version of the mark that was read, or 0."""

    answer: str
    remark: str = ""
    seen: int = 0


def mark_tasks(
    organisation: Organisation, given: Mapping[UUID, Given], *, by: Actor
) -> UUID | None:
    """Keep what a region says of several tasks, by their UUID: all of it, or nothing.

    Returns what ``undo_marks`` needs, or None when everything stood there already. Two colleagues
    who mark different tasks do not meet; the same task raises StaleError.
    """
    with change(organisation, Can.MARK_TASKS, by=by) as row:
        _require_region(row)
        tasks = {task.uuid: task for task in tasks_to_mark()}
        if given.keys() - tasks.keys():
            words = _("The role description was changed in the meantime. Load the page again.")
            raise WrongStateError(words)
        known = {mark.line: mark for mark in row.role_marks.select_for_update()}
        save = uuid4()
        news = [
            mark
            for uuid, said in given.items()
            if (mark := _told(known.get(tasks[uuid].line), said, tasks[uuid]))
        ]
        for mark in news:
            mark.organisation = row
            _write(mark, by, save=save)
    return save if news else None


def undo_marks(organisation: Organisation, save: UUID, *, by: Actor) -> Organisation:
    """Let the tasks of one save say again what they said before; a later save stays."""
    with change(organisation, Can.MARK_TASKS, by=by) as row:
        marks = list(row.role_marks.select_for_update().filter(saved=save).order_by("pk"))
        if not marks:
            raise WrongStateError(_("There is nothing left of this to undo."))
        for mark in marks:
            mark.answer, mark.remark = mark.before["answer"], mark.before["remark"]
            _write(mark, by, save=None)
    return row


def _told(mark: Mark | None, said: Given, task: Task) -> Mark | None:
    """Return the mark that says this from now on, or None when it said so already."""
    if said.remark and not said.answer:
        words = _("Choose an answer with this remark.")
        raise BadInputError(errors={f"answer_{task.uuid}": [words]})
    before = (mark.answer, mark.remark) if mark else ("", "")
    if before == (said.answer, said.remark) and (mark is None or mark.task_id == task.pk):
        return None
    if mark is not None and mark.version != said.seen:
        raise StaleError(mark)
    row = mark or Mark(line=task.line, version=0)
    row.task, row.before = task, {"answer": before[0], "remark": before[1]}
    row.answer, row.remark = said.answer, said.remark
    return row


def _write(mark: Mark, by: Actor, *, save: UUID | None) -> None:
    new = mark.pk is None
    mark.on, mark.saved, mark.saved_at = by.on, save, timezone.now() if save else None
    mark.version += 1
    mark.save()
    mention(mark, "created" if new else "changed")


def _require_region(organisation: Organisation) -> None:
    if not is_region(organisation):
        raise RefusedError(_("Only a safety region says which tasks of a safety region it does."))
