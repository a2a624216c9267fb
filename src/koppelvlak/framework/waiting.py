"""What of the role description waits for somebody; imported at start."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.framework.consultation import in_consultation
from koppelvlak.framework.models import RoleDescription
from koppelvlak.framework.overview import own_region, unsaid
from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import Waiting, days_late, waits
from koppelvlak.rights import Can, Role

SAYING = frozenset({Role.BOUNDARY_WORKER, Role.MANAGER})


@waits
def consultations(actor: Actor) -> Iterator[Waiting]:
    """Yield the consultation that waits for the organisation, and what waits for the editor."""
    if not actor.roles & {Role.BOUNDARY_WORKER, Role.NATIONAL_EDITOR}:
        return
    for row in in_consultation(actor):
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
    region = own_region(actor) if actor.roles & SAYING else None
    left = unsaid(region, actor) if region else []
    if region and left:
        yield Waiting(
            title=format_lazy(_("Say which tasks you do: {number} left"), number=len(left)),
            about=_("The adopted role description asks this of every safety region."),
            step=_("Fill in"),
            url=reverse("framework:region", args=[region.uuid]),
        )
