"""Pages on which one reads: themes, versions, tasks, comments, and what regions do."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from koppelvlak.framework import consultation, overview, queries
from koppelvlak.framework.documents import role_document
from koppelvlak.framework.models import Comment, RoleDescription, Task
from koppelvlak.kit.access import Actor
from koppelvlak.kit.documents.printing import Format
from koppelvlak.kit.documents.responses import asked, download, downloads
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.listing import FORMAT, Column, listing
from koppelvlak.organisations.queries import organisation
from koppelvlak.rights import Can

FORMATS = (Format.PDF, Format.WORD)
COMMENT_COLUMNS = (
    Column("stand", _("State"), lambda row: row.state_in_words, order="rank"),
    Column("taak", _("Task"), lambda row: str(row.task), order="task__theme__number"),
    Column(
        "van",
        pgettext_lazy("organisation", "From"),
        lambda row: row.organisation.short_name,
        order="organisation__name",
    ),
    Column("reactie", _("Comment"), lambda row: row.text),
    Column("dag", _("Day"), lambda row: row.made_on, order="made_on"),
    Column("antwoord", _("Answer"), lambda row: row.answer),
)


@require_safe
def themes(request: ActingRequest) -> HttpResponse:
    """Explain the eight themes."""
    queries.see_framework(request.actor)
    versions = queries.descriptions(request.actor)
    version = queries.in_force(versions)
    tasks = queries.standing_tasks(version) if version else []
    context = {"themes": queries.by_theme(queries.themes(), tasks), "description": version}
    return render(request, "framework/themes.html", context)


@require_safe
def theme(request: ActingRequest, number: int) -> HttpResponse:
    """Explain one theme, with the tasks that belong to it."""
    row = queries.theme(number, request.actor)
    version = queries.in_force(queries.descriptions(request.actor))
    tasks = queries.standing_tasks(version, number=number) if version else []
    context = {
        "theme": row,
        "description": version,
        "part": queries.by_theme([row], tasks)[0],
        "may_see_marks": _sees_marks(request.actor),
    }
    return render(request, "framework/theme.html", context)


@require_safe
def role(request: ActingRequest) -> HttpResponse:
    """Show the role description that people go by."""
    queries.see_framework(request.actor)
    versions = queries.descriptions(request.actor)
    version = queries.in_force(versions)
    if version is None:
        return render(request, "framework/none.html", {})
    return _description(request, version, versions)


@require_safe
def description(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show one version of the role description."""
    version = queries.description(uuid, request.actor)
    return _description(request, version, queries.descriptions(request.actor))


def _description(
    request: ActingRequest, version: RoleDescription, versions: Sequence[RoleDescription]
) -> HttpResponse:
    actor = request.actor
    parts = queries.by_theme(queries.themes(), queries.standing_tasks(version))
    wanted = asked(request, FORMATS)
    if wanted:
        return download(role_document(version, parts, actor), wanted, by=actor)
    may = partial(_may, version, actor)
    writing = version.can_be_written(actor.on)
    context = {
        "description": version,
        "versions": versions,
        "parts": parts,
        "comment_counts": consultation.comment_counts(version, actor)
        if version.consulted_on
        else {},
        "open_for_comments": version.takes_comments(actor.on),
        "may_comment": version.takes_comments(actor.on) and may(Can.COMMENT_ON_ROLE),
        "finished": version.takes_comments(actor.on) and consultation.has_finished(version, actor),
        "may_write": writing and may(Can.ADD_TASK),
        "may_consult": may(Can.CONSULT_ON_ROLE),
        "may_move": may(Can.MOVE_CONSULTATION),
        "may_adopt": may(Can.ADOPT_ROLE) and not version.takes_comments(actor.on),
        "may_start": queries.may_start(versions, actor),
        "dropped": queries.dropped_tasks(version) if writing and may(Can.ADD_TASK) else [],
        "may_see_marks": _sees_marks(actor),
        "downloads": downloads(request, FORMATS),
    }
    return render(request, "framework/description.html", context)


@require_safe
def difference(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what a version changes in the one before, word by word."""
    version = queries.description(uuid, request.actor)
    if version.predecessor is None:
        raise UnseenError
    changed = queries.changes(version.predecessor, version)
    context = {"description": version, "before": version.predecessor, "changes": changed}
    return render(request, "framework/difference.html", context)


@require_safe
def task(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show one task: where it comes from, what was said of it, and how it changed."""
    actor = request.actor
    row = queries.task(uuid, actor)
    version = row.description
    writing = version.can_be_written(actor.on)
    comments = consultation.comments_on(row, actor) if version.consulted_on else []
    context = {
        "task": row,
        "description": version,
        "comments": [_comment(one, actor) for one in comments],
        "change": queries.change_of(row),
        "since_consultation": consultation.change_since_consultation(row),
        "may_comment": version.takes_comments(actor.on)
        and row.stands
        and _may(version, actor, Can.COMMENT_ON_ROLE),
        "may_edit": writing and _may(row, actor, Can.EDIT_TASK),
        "may_restore": writing and _may(row, actor, Can.RESTORE_TASK),
    }
    return render(request, "framework/task.html", context)


def _comment(row: Comment, actor: Actor) -> dict[str, Any]:
    return {
        "row": row,
        "may_answer": consultation.is_open(row) and _may(row, actor, Can.ANSWER_COMMENT),
        "may_withdraw": consultation.is_open(row) and _may(row, actor, Can.WITHDRAW_COMMENT),
    }


@require_safe
def comments(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """List what organisations said about a version, those without an answer first."""
    actor = request.actor
    version = queries.description(uuid, actor)
    consultation.see_comments(actor)
    shown = listing(
        request, consultation.comments(actor, version), COMMENT_COLUMNS, default="stand"
    )
    if shown.wants_csv:
        return shown.csv(f"reacties-rolbeschrijving-{version.number}")
    context = {
        "description": version,
        "listing": shown,
        "rows": [_comment(row, actor) for row in shown.page],
        "state": consultation.consultation_state(version, actor),
    }
    return render(request, "framework/comments.html", context)


@require_safe
def marks(request: ActingRequest, number: int) -> HttpResponse:
    """Show which safety regions do which tasks of a theme."""
    actor = request.actor
    row = queries.theme(number, actor)
    queries.see_marks(actor)
    tasks = overview.tasks_to_mark(number)
    rows = overview.table(tasks, actor) if tasks else []
    full = request.GET.get(FORMAT) == "csv"
    shown = listing(request, rows, _mark_columns(tasks, full=full), default="regio")
    if shown.wants_csv:
        return shown.csv(f"taken-per-regio-thema-{number}")
    context = {
        "theme": row,
        "themes": queries.themes(),
        "listing": shown,
        "tallies": overview.tallies(rows, tasks),
        "regions": len(rows),
        "own": overview.own_region(actor),
    }
    return render(request, "framework/marks.html", context)


def _mark_columns(tasks: Sequence[Task], *, full: bool) -> list[Column]:
    """Return a column per region's answer; in a file with the whole task at its head."""
    region = Column("regio", _("Safety region"), lambda row: row.region.name)
    answers = [
        Column(f"t{place + 1}", str(task) if full else task.label, partial(_cell, place, full=full))
        for place, task in enumerate(tasks)
    ]
    said = Column("gezegd", _("Tasks answered"), lambda row: row.said, numeric=True)
    return [region, *answers, said]


def _cell(place: int, row: overview.RegionRow, *, full: bool) -> str | None:
    cell = row.cells[place]
    remark = cell.mark.remark if cell.mark else ""
    words = f"{cell.words}: {remark}" if full and remark else cell.words
    return words or None


@require_safe
def region(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Show what one safety region says of every task."""
    actor = request.actor
    row = organisation(uuid, actor=actor)
    queries.see_marks(actor)
    if not overview.is_region(row):
        raise UnseenError
    tasks = overview.tasks_to_mark()
    context = {
        "region": row,
        "parts": overview.of_region(row, tasks, queries.themes(), actor),
        "any": bool(tasks),
        "may_mark": _may(row, actor, Can.MARK_TASKS),
    }
    return render(request, "framework/region.html", context)


def _may(row: Any, actor: Actor, can: Can) -> bool:
    return bool(row.may(actor, can))


def _sees_marks(actor: Actor) -> bool:
    return queries.sees(Can.SEE_MARK, actor)
