"""What one may ask about a consultation: who said what, what was answered, who is done."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, When

from koppelvlak.framework.lifecycle import CONSULTATION, OPEN
from koppelvlak.framework.models import Comment, RoleDescription, Task
from koppelvlak.framework.queries import allowed, one, sees, task
from koppelvlak.framework.wording import Piece, difference
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import UnseenError
from koppelvlak.rights import Can


@dataclass(frozen=True)
class State:
    """How a consultation stands: comments made, those without an answer, organisations done."""

    comments: int
    unanswered: int
    organisations: int
    done: int


def see_comments(actor: Actor) -> None:
    """Raise UnseenError for whoever may not know what organisations say."""
    if not sees(Can.SEE_COMMENT, actor):
        raise UnseenError


def consultation_state(of: RoleDescription, actor: Actor) -> State:
    """Return how the consultation on a version stands."""
    counted = (
        Comment.objects.visible_to(actor)
        .filter(description=of)
        .aggregate(
            comments=Count("pk"),
            unanswered=Count("pk", filter=Q(state=OPEN)),
            organisations=Count("organisation", distinct=True),
        )
    )
    return State(**counted, done=of.reactions.count())


def change_since_consultation(row: Task) -> list[Piece]:
    """Return how a task differs from what organisations were asked about; nothing when it is."""
    if not row.offered or row.offered == row.text:
        return []
    return difference(row.offered, row.text)


def is_open(row: Comment) -> bool:
    """Say whether comments of this version can still be answered or withdrawn."""
    return row.description.state == CONSULTATION


def task_to_comment_on(uuid: UUID, actor: Actor) -> Task:
    """Return one task that the actor may comment on; raise UnseenError, RefusedError."""
    row = task(uuid, actor)
    allowed(row.description, Can.COMMENT_ON_ROLE, actor)
    return row


def comments(actor: Actor, of: RoleDescription) -> QuerySet[Comment]:
    """Return the comments on a version, those without an answer first."""
    unanswered = Case(When(state=OPEN, then=0), default=1, output_field=IntegerField())
    rows = Comment.objects.visible_to(actor).with_relations(actor).filter(description=of)
    rows = rows.select_related("task__theme", "organisation", "description")
    return rows.annotate(rank=unanswered).order_by("rank", "made_on", "pk")


def comments_on(row: Task, actor: Actor) -> list[Comment]:
    """Return the comments on one task, the oldest first."""
    rows = Comment.objects.visible_to(actor).with_relations(actor).filter(task=row)
    rows = rows.select_related("organisation", "description", "task")
    return list(rows.order_by("made_on", "pk"))


def comment_to(can: Can, uuid: UUID, actor: Actor) -> Comment:
    """Return one comment to which the actor may do this; raise UnseenError, RefusedError."""
    rows = Comment.objects.visible_to(actor).with_relations(actor)
    row = one(rows.select_related("task__theme", "organisation", "description"), uuid)
    return allowed(row, can, actor)


def comment_counts(of: RoleDescription, actor: Actor) -> dict[int, int]:
    """Return how many comments each task has, by its primary key."""
    rows = Comment.objects.visible_to(actor).filter(description=of)
    return dict(rows.values_list("task").annotate(Count("pk")))


def in_consultation(actor: Actor) -> list[RoleDescription]:
    """Return the versions that organisations are asked about; there is at most one."""
    return list(asking(actor, CONSULTATION))


def asking(actor: Actor, *states: str) -> QuerySet[RoleDescription]:
    """Return the versions in these states.

    Each carries ``done``: whether the organisation acted for said so, and ``unanswered``: how many
    comments have no answer.
    """
    mine = Q(reactions__organisation__uuid=actor.organisation)
    rows = RoleDescription.objects.visible_to(actor).with_relations(actor)
    return rows.filter(state__in=states).annotate(
        done=Count("reactions", filter=mine, distinct=True),
        unanswered=Count("comments", filter=Q(comments__state=OPEN), distinct=True),
    )


def has_finished(of: RoleDescription, actor: Actor) -> bool:
    """Say whether the organisation acted for is done commenting."""
    return of.reactions.filter(Q(organisation__uuid=actor.organisation)).exists()
