"""Pages on which a national editor writes a version and records what became of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.framework import actions, queries
from koppelvlak.framework.forms import AdoptForm, ConfirmForm, NoteForm, TaskForm, UntilForm
from koppelvlak.framework.models import RoleDescription, Task
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import run, typed
from koppelvlak.rights import Can

FORM = "framework/form.html"
TOLD = ("party", "text_nl", "text_en", "basis", "source", "source_url", "certainty")


def start(request: ActingRequest) -> HttpResponse:
    """Ask whether a next version may start, and start it."""
    queries.see_framework(request.actor)
    queries.require_start(request.actor)
    form = ConfirmForm(typed(request))

    def act(_given: dict[str, Any]) -> RoleDescription:
        done = actions.start_version(by=request.actor)
        messages.success(request, _("A next version was started."))
        return done

    context = {
        "title": _("Start a next version"),
        "lead": _("It begins with the tasks of the adopted version. That one holds until the"
                  " steering group adopts the next."),
        "submit": _("Start a next version"),
    }  # fmt: skip
    return run(request, form, act, template=FORM, context=context, then=_itself)


def introduce(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Say what a version is for."""
    row = queries.description_to(Can.INTRODUCE_ROLE, uuid, request.actor)
    told = {"note_nl": row.note_nl, "note_en": row.note_en}
    form = NoteForm(typed(request), initial=told, version=row.version)

    def act(given: dict[str, Any]) -> RoleDescription:
        done = actions.introduce(
            row, given["note_nl"], given["note_en"], by=request.actor, seen=form.seen
        )
        messages.success(request, _("Saved."))
        return done

    context = {"description": row, "title": _("About this version")}
    return run(request, form, act, template=FORM, context=context, then=_itself)


def add_task(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Add a task."""
    row = queries.description_to(Can.ADD_TASK, uuid, request.actor)
    form = TaskForm(
        typed(request), themes=queries.themes(), initial={"theme": request.GET.get("thema")}
    )

    def act(given: dict[str, Any]) -> Task:
        done = actions.add_task(row, _wording(given), by=request.actor)
        messages.success(request, _("Saved."))
        return done

    context = {"description": row, "title": _("Add a task")}
    return run(request, form, act, template=FORM, context=context, then=_itself)


def edit_task(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Word a task differently."""
    row = queries.task_to(Can.EDIT_TASK, uuid, request.actor)
    told = {name: getattr(row, name) for name in TOLD} | {"theme": row.theme.number}
    form = TaskForm(typed(request), themes=queries.themes(), initial=told, version=row.version)

    def act(given: dict[str, Any]) -> Task:
        done = actions.edit_task(row, _wording(given), by=request.actor, seen=form.seen)
        messages.success(request, _("Saved."))
        return done

    return run(
        request, form, act, template=FORM, context=_about(row, _("Change this task")), then=row
    )


def drop_task(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask whether a task may go, and take it out."""
    row = queries.task_to(Can.DROP_TASK, uuid, request.actor)
    form = ConfirmForm(typed(request), version=row.version)

    def act(_given: dict[str, Any]) -> Task:
        done = actions.drop_task(row, by=request.actor, seen=form.seen)
        messages.success(request, _("Dropped. You can put it back on its page."))
        return done

    context = _about(row, _("Drop this task?")) | {
        "lead": _("It is no longer a task in this version. You can put it back."),
        "submit": _("Drop this task"),
    }
    return run(request, form, act, template=FORM, context=context, then=row)


def restore_task(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask whether a dropped task may come back, and put it back."""
    row = queries.task_to(Can.RESTORE_TASK, uuid, request.actor)
    form = ConfirmForm(typed(request), version=row.version)

    def act(_given: dict[str, Any]) -> Task:
        done = actions.restore_task(row, by=request.actor, seen=form.seen)
        messages.success(request, _("Put back."))
        return done

    context = _about(row, _("Put this task back?")) | {"submit": _("Put it back")}
    return run(request, form, act, template=FORM, context=context, then=row)


def consult(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask every participant what they think, until a day."""
    row = queries.description_to(Can.CONSULT_ON_ROLE, uuid, request.actor)
    form = UntilForm(typed(request), version=row.version)

    def act(given: dict[str, Any]) -> RoleDescription:
        done = actions.open_consultation(row, given["until"], by=request.actor, seen=form.seen)
        messages.success(request, _("The consultation is open. All boundary workers get a mail."))
        return done

    context = {
        "description": row,
        "title": _("Open the consultation"),
        "lead": _("Boundary workers of all organisations can comment on each task. Until the last"
                  " day the text stays as it is."),
        "submit": _("Open the consultation"),
    }  # fmt: skip
    return run(request, form, act, template=FORM, context=context, then=_itself)


def move(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Let a consultation run until another day."""
    row = queries.description_to(Can.MOVE_CONSULTATION, uuid, request.actor)
    form = UntilForm(typed(request), initial={"until": row.consulted_until}, version=row.version)

    def act(given: dict[str, Any]) -> RoleDescription:
        done = actions.move_consultation(row, given["until"], by=request.actor, seen=form.seen)
        messages.success(request, _("Saved. All boundary workers get a mail."))
        return done

    context = {"description": row, "title": _("Change the last day of the consultation")}
    return run(request, form, act, template=FORM, context=context, then=_itself)


def adopt(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Record that the steering group adopted a version."""
    row = queries.description_to(Can.ADOPT_ROLE, uuid, request.actor)
    form = AdoptForm(typed(request), version=row.version)

    def act(given: dict[str, Any]) -> RoleDescription:
        told = {name: given[name] for name in actions.Adoption.__dataclass_fields__}
        done = actions.adopt(row, actions.Adoption(**told), by=request.actor, seen=form.seen)
        messages.success(request, _("Recorded. This is now the adopted role description."))
        return done

    context = {
        "description": row,
        "title": _("Record the adoption"),
        "lead": _("The steering group decides; you write down what it decided. The version before"
                  " is superseded from that day."),
        "submit": _("Record the adoption"),
    }  # fmt: skip
    return run(request, form, act, template=FORM, context=context, then=_itself)


def _itself(row: Any) -> Any:
    return row


def _wording(given: dict[str, Any]) -> actions.Wording:
    return actions.Wording(**{name: given[name] for name in ("theme", *TOLD)})


def _about(row: Task, title: Any) -> dict[str, Any]:
    return {
        "description": row.description,
        "task": row,
        "title": format_lazy("{label}: {title}", label=row.label, title=title),
    }
