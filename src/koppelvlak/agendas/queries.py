"""What may one ask about agendas?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from koppelvlak.agendas.lifecycle import IN_FORCE, STANDING, SUPERSEDED
from koppelvlak.agendas.models import SectorAgenda, Spearhead, ToMake
from koppelvlak.agreements.lifecycle import ENDED
from koppelvlak.agreements.models import Agreement, named
from koppelvlak.kit.access import Actor, require
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.search.item import Item
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.variants.models import OPEN


def agenda(uuid: UUID, *, actor: Actor, can: Can = Can.SEE_AGENDA) -> SectorAgenda:
    """Return one version to which the actor may do this; raise UnseenError, RefusedError."""
    rows = SectorAgenda.objects.visible_to(actor).with_relations(actor).filter(uuid=uuid)
    row = rows.select_related("sector", "predecessor__sector").first()
    if row is None:
        raise UnseenError
    require(can, row.related_to(actor), row.rights)
    return row


def agendas(actor: Actor) -> list[SectorAgenda]:
    """Return every version that the actor may see, by sector, the newest first."""
    return list(SectorAgenda.objects.visible_to(actor).select_related("sector"))


def in_force(sector: Sector) -> SectorAgenda | None:
    """Return the agenda by which the networks of a sector go now."""
    rows = SectorAgenda.objects.filter(sector=sector, state=IN_FORCE)
    return rows.select_related("sector").first()


def spearhead(uuid: UUID, *, actor: Actor, can: Can = Can.SEE_SPEARHEAD) -> Spearhead:
    """Return one spearhead to which the actor may do this; raise UnseenError, RefusedError."""
    rows = Spearhead.objects.visible_to(actor).with_relations(actor).filter(uuid=uuid)
    row = rows.select_related("agenda__sector", "theme").first()
    if row is None:
        raise UnseenError
    require(can, row.related_to(actor), row.rights)
    return row


def standing(of: SectorAgenda) -> QuerySet[Spearhead]:
    """Return the spearheads of a version, in their order."""
    return of.spearheads.filter(state=STANDING).select_related("theme")


def models_for(sector: Sector, actor: Actor) -> QuerySet[Agreement]:
    """Return the model agreements that a spearhead of a sector can ask for.

    A model is for the whole country, does not end, and is for every participant to read.
    """
    rows = Agreement.objects.visible_to(actor).filter(network=None, is_model=True, tlp__in=OPEN)
    of_sector = Q(sectors=sector) | Q(sectors=None)
    return rows.filter(of_sector).exclude(state=ENDED).distinct()


def asked_by(
    spearheads: Iterable[Spearhead], actor: Actor
) -> tuple[dict[int, list[Agreement]], dict[int, int]]:
    """Return per spearhead, by key, what it asks for as far as the actor sees it, and how much."""
    keys = [one.pk for one in spearheads]
    lines = list(ToMake.objects.filter(spearhead__in=keys))
    rows = Agreement.objects.visible_to(actor).filter(pk__in={one.agreement_id for one in lines})
    found = {one.pk: one for one in rows.prefetch_related(named())}
    asked: dict[int, list[Agreement]] = {key: [] for key in keys}
    for line in lines:
        if line.agreement_id in found:
            asked[line.spearhead_id].append(found[line.agreement_id])
    counted = Counter(line.spearhead_id for line in lines)
    return asked, {key: counted[key] for key in keys}


def basic_of(of: SectorAgenda) -> set[int]:
    """Return the keys of the basic agreements of a version: each counts once."""
    rows = Agreement.objects.filter(basic=True, spearheads__agenda=of, spearheads__state=STANDING)
    return set(rows.values_list("pk", flat=True))


def see_agendas(actor: Actor) -> None:
    """Raise UnseenError for whoever has nothing to look for here."""
    if not Register.objects.visible_to(actor).filter(key=Register.AGENDAS).exists():
        raise UnseenError


def require_start(actor: Actor) -> None:
    """Raise UnseenError, RefusedError for whoever may not start an agenda."""
    see_agendas(actor)
    book = register(Register.AGENDAS)
    require(Can.START_AGENDA, book.related_to(actor), book.rights)


def agenda_items() -> list[Item]:
    """Return every agenda as search keeps it."""
    rows = SectorAgenda.objects.exclude(state=SUPERSEDED).select_related("sector")
    return [item for row in rows if (item := row.search_entry())]


def visible_agendas(actor: Actor) -> QuerySet[SectorAgenda, UUID]:
    """Return the UUIDs of the agendas that the actor may find."""
    return SectorAgenda.objects.visible_to(actor).values_list("uuid", flat=True)
