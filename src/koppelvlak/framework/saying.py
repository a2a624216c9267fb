"""Pages on which organisations comment, an editor answers, and regions say what they do."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext_lazy as _

from koppelvlak.framework import consultation, consulting, marking, overview, queries
from koppelvlak.framework.forms import AnswerForm, CommentForm, ConfirmForm, MarkForm
from koppelvlak.framework.models import Comment
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.requests import ActingRequest
from koppelvlak.kit.ui.forms import run, typed
from koppelvlak.organisations.queries import organisation_to
from koppelvlak.rights import Can

FORM = "framework/form.html"
# No save has this number.
NOTHING = UUID(int=0)


def comment(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Comment on a task."""
    row = consultation.task_to_comment_on(uuid, request.actor)
    if request.method == "GET":
        consulting.require_in_time(row.description, request.actor)
    form = CommentForm(typed(request))

    def act(given: dict[str, Any]) -> Comment:
        done = consulting.comment(row, given["text"], by=request.actor)
        messages.success(request, _("Your comment was saved."))
        return done

    context = {"description": row.description, "task": row, "title": _("Comment on this task")}
    then = f"{row.get_absolute_url()}#reacties"
    return run(request, form, act, template=FORM, context=context, then=then)


def withdraw(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Ask whether a comment may be taken back, and take it back."""
    row = consultation.comment_to(Can.WITHDRAW_COMMENT, uuid, request.actor)
    form = ConfirmForm(typed(request), version=row.version)

    def act(_given: dict[str, Any]) -> Comment:
        done = consulting.withdraw_comment(row, by=request.actor, seen=form.seen)
        messages.success(request, _("Withdrawn."))
        return done

    context = _about(row, _("Withdraw this comment?")) | {"submit": _("Withdraw it")}
    return run(request, form, act, template=FORM, context=context, then=row.get_absolute_url())


def answer(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Say what is done with a comment, and why."""
    row = consultation.comment_to(Can.ANSWER_COMMENT, uuid, request.actor)
    told = {"outcome": row.state, "answer": row.answer}
    form = AnswerForm(typed(request), initial=told, version=row.version)

    def act(given: dict[str, Any]) -> Comment:
        done = consulting.answer_comment(
            row, given["outcome"], given["answer"], by=request.actor, seen=form.seen
        )
        messages.success(request, _("Answered. The organisation gets a mail."))
        return done

    context = _about(row, _("Answer this comment"))
    return run(request, form, act, template=FORM, context=context, then=row.get_absolute_url())


def finish(request: ActingRequest, uuid: UUID) -> HttpResponse:
    """Say that one's organisation is done commenting."""
    row = queries.description_to(Can.FINISH_COMMENTS, uuid, request.actor)
    form = ConfirmForm(typed(request))

    def act(_given: dict[str, Any]) -> None:
        consulting.finish_comments(row, by=request.actor)
        messages.success(request, _("Thank you. Until the last day you can still comment."))

    context = {
        "description": row,
        "title": _("We are done commenting"),
        "lead": _("Also when you have no comments. It no longer waits on My work then."),
        "submit": _("We are done"),
    }
    return run(request, form, act, template=FORM, context=context, then=row.get_absolute_url())


def mark(request: ActingRequest, uuid: UUID, number: int) -> HttpResponse:
    """Let a region say of all tasks of a theme whether it does them."""
    actor = request.actor
    region = organisation_to(Can.MARK_TASKS, uuid, actor=actor)
    theme = queries.theme(number, actor)
    if not overview.is_region(region):
        raise UnseenError
    tasks = overview.tasks_to_mark(number)
    form = MarkForm(typed(request), tasks=tasks, marks=overview.marks_of(region, actor))

    def act(_given: dict[str, Any]) -> None:
        save = marking.mark_tasks(region, form.given(), by=actor)
        messages.success(request, _("Saved.") if save else _("Nothing changed."))

    context = {
        "region": region,
        "theme": theme,
        "tasks": tasks,
        "last": overview.last_save(region, tasks, actor),
    }
    there = overview.mark_url(region, theme)
    return run(request, form, act, template="framework/mark.html", context=context, then=there)


def undo(request: ActingRequest, uuid: UUID, number: int) -> HttpResponse:
    """Take back what was saved last for this theme."""
    actor = request.actor
    region = organisation_to(Can.MARK_TASKS, uuid, actor=actor)
    theme = queries.theme(number, actor)
    if not overview.is_region(region):
        raise UnseenError
    last = overview.last_save(region, overview.tasks_to_mark(number), actor)
    form = ConfirmForm(typed(request))

    def act(_given: dict[str, Any]) -> None:
        marking.undo_marks(region, last.save if last else NOTHING, by=actor)
        messages.success(request, _("Undone: the answers stand as they did before."))

    context = {
        "region": region,
        "theme": theme,
        "title": _("Undo the last save?"),
        "lead": _("The answers of this theme then say again what they said before."),
        "submit": _("Undo"),
    }
    there = overview.mark_url(region, theme)
    return run(request, form, act, template=FORM, context=context, then=there)


def _about(row: Comment, title: Any) -> dict[str, Any]:
    return {"description": row.description, "task": row.task, "comment": row, "title": title}
