"""What may be asked of proposed changes of the division."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from koppelvlak.kit.access import Actor, require
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.living import LivingQuerySet
from koppelvlak.rights import Can
from koppelvlak.territory.division import Change, Row
from koppelvlak.territory.models import DivisionChange, Municipality, Source
from koppelvlak.territory.queries import Supply, names_of, sources_of, supplies_after


@dataclass(frozen=True)
class Effects:
    """What a proposed change would do: rows before and after, who ends, which links follow."""

    rows: list[tuple[Municipality | None, Row]]
    ended: list[str]
    supplies: list[Supply]
    sources: list[Source]
    guessed: bool


def division_changes(actor: Actor) -> LivingQuerySet[DivisionChange]:
    """Return the proposed changes of the division that the actor may see."""
    return DivisionChange.objects.visible_to(actor)


def division_change(actor: Actor, uuid: UUID) -> DivisionChange:
    """Return one proposed change; raise UnseenError when the actor may not know of it."""
    rows = division_changes(actor).with_relations(actor).select_related("source")
    found = rows.filter(uuid=uuid).first()
    if found is None:
        raise UnseenError
    return found


def decidable(actor: Actor, uuid: UUID, can: Can) -> DivisionChange:
    """Return a proposed change that the actor may decide on; raise why not otherwise."""
    found = division_change(actor, uuid)
    require(can, found.related_to(actor), found.rights)
    return found


def effects(proposal: DivisionChange) -> Effects:
    """Return what a proposed change would do to the division as it is known now."""
    planned = Change.from_data(proposal.change)
    codes = [row.code for row in planned.rows]
    last = {
        row.code: row
        for row in Municipality.objects.filter(code__in=codes, valid_from__lt=proposal.on)
        .select_related("region")
        .order_by("valid_from")
    }
    names = names_of(planned.ended)
    follow = supplies_after(planned) if planned.successions else []
    return Effects(
        rows=[(last.get(row.code), row) for row in planned.rows],
        ended=[names.get(code, code) for code in planned.ended],
        supplies=follow,
        sources=sources_of(follow),
        guessed=planned.guessed,
    )
