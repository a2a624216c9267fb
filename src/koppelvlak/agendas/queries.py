"""What may one ask about agendas?"""

from __future__ import annotations

from uuid import UUID

from koppelvlak.agendas.models import SectorAgenda
from koppelvlak.kit.access import Actor, require
from koppelvlak.kit.errors import UnseenError
from koppelvlak.rights import Can


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
