"""What one may ask about themes, versions of the role description, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeVar
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language

from koppelvlak.framework.difference import UNCHANGED, Change, difference
from koppelvlak.framework.facts import ThemeFact, read
from koppelvlak.framework.lifecycle import ADOPTED, STANDING, UNFINISHED
from koppelvlak.framework.models import Party, RoleDescription, Task, Theme, current
from koppelvlak.kit.access import EVERY, Actor, require
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.living import Living, LivingQuerySet
from koppelvlak.kit.search.item import Item
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import PAGE, Can
from koppelvlak.thing import everywhere

Row = TypeVar("Row", bound=Living)


@dataclass(frozen=True)
class PartyTasks:
    """The tasks of one party within a theme."""

    party: Party
    tasks: Sequence[Task]


@dataclass(frozen=True)
class ThemeTasks:
    """A theme with its tasks, per party, the region first."""

    theme: Theme
    parties: Sequence[PartyTasks]

    @property
    def count(self) -> int:
        """Return how many tasks there are."""
        return sum(len(part.tasks) for part in self.parties)


def sees(can: Can, actor: Actor) -> bool:
    """Say whether the actor reaches this everywhere: by what the actor is, not by one row."""
    rules = everywhere(actor)
    return any(rules.get(name) == EVERY for name in PAGE.needed(can))


def see_marks(actor: Actor) -> None:
    """Raise UnseenError for whoever may not know what regions do, such as supervisors."""
    if not sees(Can.SEE_MARK, actor):
        raise UnseenError


def may_start(versions: Iterable[RoleDescription], actor: Actor) -> bool:
    """Say whether the actor can start a next version now: one is written at a time."""
    unfinished = any(row.state in UNFINISHED for row in versions)
    return not unfinished and sees(Can.START_ROLE, actor)


def require_start(actor: Actor) -> None:
    """Raise RefusedError for whoever may not start a next version."""
    book = register(Register.FRAMEWORK)
    require(Can.START_ROLE, book.related_to(actor), book.rights)


def see_framework(actor: Actor) -> None:
    """Raise UnseenError for whoever has nothing to look for here."""
    if not visible_themes(actor):
        raise UnseenError


def visible_themes(actor: Actor) -> bool:
    """Say whether the actor may find themes."""
    return Register.objects.visible_to(actor).filter(key=Register.FRAMEWORK).exists()


def themes() -> list[Theme]:
    """Return the eight themes in their order; one query."""
    return list(Theme.objects.all())


def theme_names() -> list[str]:
    """Return what the eight themes are called, in their order; no query: the files tell."""
    dutch = get_language() == "nl"
    return [f"{one.number}. {one.name_nl if dutch else one.name_en}" for one in _told()]


@lru_cache(maxsize=1)
def _told() -> list[ThemeFact]:
    return sorted(read().themes, key=lambda one: one.number)


def theme(number: int, actor: Actor) -> Theme:
    """Return one theme; raise UnseenError."""
    see_framework(actor)
    row = Theme.objects.filter(number=number).first()
    if row is None:
        raise UnseenError
    return row


def descriptions(actor: Actor) -> list[RoleDescription]:
    """Return the versions that the actor may see, the newest first."""
    rows = RoleDescription.objects.visible_to(actor).with_relations(actor)
    return list(rows.select_related("predecessor"))


def in_force(rows: Iterable[RoleDescription]) -> RoleDescription | None:
    """Return the version to go by among those seen: the adopted one, or else the newest."""
    seen = list(rows)
    return next((row for row in seen if row.state == ADOPTED), seen[0] if seen else None)


def description(uuid: UUID, actor: Actor) -> RoleDescription:
    """Return one version; raise UnseenError."""
    rows = RoleDescription.objects.visible_to(actor).with_relations(actor)
    return one(rows.select_related("predecessor"), uuid)


def description_to(can: Can, uuid: UUID, actor: Actor) -> RoleDescription:
    """Return one version to which the actor may do this; raise UnseenError, RefusedError."""
    return allowed(description(uuid, actor), can, actor)


def task(uuid: UUID, actor: Actor) -> Task:
    """Return one task; raise UnseenError."""
    rows = Task.objects.visible_to(actor).with_relations(actor)
    row: Task = one(rows.select_related("theme", "description__predecessor"), uuid)
    return row


def task_to(can: Can, uuid: UUID, actor: Actor) -> Task:
    """Return one task to which the actor may do this; raise UnseenError, RefusedError."""
    return allowed(task(uuid, actor), can, actor)


def standing_tasks(of: RoleDescription, *, number: int | None = None) -> list[Task]:
    """Return the tasks of a version, of one theme or of all, in their order."""
    rows = of.tasks.filter(state=STANDING).select_related("theme", "description")
    return list(rows.filter(theme__number=number) if number else rows)


def dropped_tasks(of: RoleDescription) -> list[Task]:
    """Return what was taken out of a version."""
    return list(of.tasks.exclude(state=STANDING).select_related("theme"))


def by_theme(all_themes: Iterable[Theme], tasks: Sequence[Task]) -> list[ThemeTasks]:
    """Return the tasks under their themes and parties; a theme without tasks is there too."""
    return [
        ThemeTasks(
            one,
            [
                PartyTasks(party, found)
                for party in Party
                if (found := [t for t in tasks if t.theme_id == one.pk and t.party == party])
            ],
        )
        for one in all_themes
    ]


def changes(old: RoleDescription, new: RoleDescription) -> list[Change]:
    """Return what changed between two versions, in the language of the page."""
    found = difference(standing_tasks(old), standing_tasks(new))
    return [change for change in found if change.kind != UNCHANGED]


def change_of(row: Task) -> Change | None:
    """Return how a task changed since the version before, or None where there is none."""
    before = row.description.predecessor
    if before is None:
        return None
    old = before.tasks.filter(line=row.line, state=STANDING).select_related("theme")
    return difference(list(old), [row])[0]


def theme_items() -> list[Item]:
    """Return every theme as search keeps it."""
    return [
        Item(
            kind="theme",
            key=str(row.number),
            title=row.name_nl,
            title_en=row.name_en,
            url=row.get_absolute_url(),
            hint=str(row.number),
            words=f"{row.question_nl} {row.question_en} {row.scope_nl} {row.scope_en}",
        )
        for row in themes()
    ]


def task_items() -> list[Item]:
    """Return every task of the version to go by, as search keeps it."""
    version = current()
    found = standing_tasks(version) if version else []
    return [item for row in found if (item := row.search_entry())]


def visible_tasks(actor: Actor) -> QuerySet[Task, UUID]:
    """Return the UUIDs of the tasks that the actor may find."""
    return Task.objects.visible_to(actor).values_list("uuid", flat=True)


def one(rows: LivingQuerySet[Row], uuid: UUID) -> Row:
    """Return the row with this UUID; raise UnseenError."""
    row = rows.filter(uuid=uuid).first()
    if row is None:
        raise UnseenError
    return row


def allowed(row: Row, can: Can, actor: Actor) -> Row:
    """Return the row when the actor may do this to it; raise RefusedError."""
    require(can, row.related_to(actor), row.rights)
    return row
