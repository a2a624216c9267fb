"""What of the role description waits for somebody; imported at start."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.framework.consultation import asking
from koppelvlak.framework.lifecycle import ADOPTED, CONSULTATION
from koppelvlak.framework.models import RoleDescription
from koppelvlak.framework.overview import unsaid
from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import Waiting, days_late, shared, waits
from koppelvlak.rights import Can, Role

SAYING = frozenset({Role.BOUNDARY_WORKER, Role.MANAGER})


@shared
def _versions(actor: Actor) -> list[RoleDescription]:
    """Return the version in consultation and the adopted one, with what each asks; one query."""
    tasks = unsaid(actor).filter(description=OuterRef("pk")).order_by().values("description")
    left = Subquery(tasks.annotate(many=Count("pk")).values("many"))
    return list(asking(actor, CONSULTATION, ADOPTED).annotate(left=Coalesce(left, 0)))


@waits
def consultations(actor: Actor) -> Iterator[Waiting]:
    """Yield the consultation that waits for the organisation, and what waits for the editor."""
    if not actor.roles & {Role.BOUNDARY_WORKER, Role.NATIONAL_EDITOR}:
        return
    for row in (one for one in _versions(actor) if one.state == CONSULTATION):
        if (
            row.takes_comments(actor.on)
            and not getattr(row, "done", 0)
            and row.may(actor, Can.COMMENT_ON_ROLE)
        ):
            yield Waiting(
                title=format_lazy(_("Say what you think of: {name}"), name=row),
                about=_("Until this day your organisation can comment on each task."),
                step=_("Read and comment"),
                url=row.get_absolute_url(),
                due=row.consulted_until,
                late=days_late(row.consulted_until, actor.on),
            )
        if row.may(actor, Can.ADOPT_ROLE):
            yield from _for_the_editor(row, actor)


def _for_the_editor(row: RoleDescription, actor: Actor) -> Iterator[Waiting]:
    unanswered: int = getattr(row, "unanswered", 0)
    if unanswered:
        yield Waiting(
            title=format_lazy(_("Comments without an answer: {number}"), number=unanswered),
            about=row,
            step=_("Answer"),
            url=reverse("framework:comments", args=[row.uuid]),
        )
    elif not row.takes_comments(actor.on):
        yield Waiting(
            title=format_lazy(_("The consultation is over: {name}"), name=row),
            about=_("Every comment has an answer. The steering group can adopt it."),
            step=_("Record the adoption"),
            url=row.get_absolute_url(),
        )


@waits
def marks(actor: Actor) -> Iterator[Waiting]:
    """Yield that a region has not said of every task whether it does it."""
    if not actor.roles & SAYING:
        return
    # The version that was adopted carries how many of its tasks are left.
    left = max((getattr(one, "left", 0) for one in _versions(actor)), default=0)
    if left:
        yield Waiting(
            title=format_lazy(_("Say which tasks you do: {number} left"), number=left),
            about=_("The adopted role description asks this of every safety region."),
            step=_("Fill in"),
            url=reverse("framework:region", args=[actor.organisation]),
        )
