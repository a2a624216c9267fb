"""Make themes and tasks findable, and reachable from a region's page; imported at start."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.framework.overview import answered, is_region
from koppelvlak.framework.queries import (
    sees,
    task_items,
    theme_items,
    visible_tasks,
    visible_themes,
)
from koppelvlak.kit.access import Actor
from koppelvlak.kit.search.index import searchable
from koppelvlak.organisations.models import Organisation
from koppelvlak.organisations.page_parts import Part, Row, add
from koppelvlak.rights import Can


def role_of(organisation: Organisation, actor: Actor) -> Sequence[Row]:
    """Return the line that leads to what a safety region does."""
    if not is_region(organisation) or not sees(Can.SEE_MARK, actor):
        return []
    said, every = answered(organisation, actor)
    words = format_lazy(_("{said} of {all} tasks answered"), said=said, all=every)
    there = reverse("framework:region", args=[organisation.uuid])
    return [Row(title=_("Which tasks this region does"), url=there, words=words)]


searchable("theme", theme_items, visible=visible_themes, label=_("Themes"), position=40)
searchable("task", task_items, visible=visible_tasks, label=_("Tasks"), position=50)
add(Part(key="role", title=_("Role description"), rows=role_of, empty=""))
