"""What an agreement is to one organisation: does it act, when did it confirm, who is reached."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from koppelvlak.agreements import assessing
from koppelvlak.agreements.assessing import Heard
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import ContactPoint, Organisation


@dataclass(frozen=True)
class Stand:
    """One agreement as it stands for an organisation, or for nobody in particular.

    ``on`` is when that confirmed last, ``earlier`` that this was of other words. ``contact`` is
    empty when none is named, or when it is ``kept`` from who reads.
    """

    agreement: Agreement
    acts: bool = False
    benefits: bool = False
    on: date | None = None
    earlier: bool = False
    contact: str = ""
    kept: bool = False


def stands(
    rows: Sequence[Agreement], actor: Actor, organisation: Organisation | None = None
) -> dict[UUID, Stand]:
    """Return how each of these stands; at most three queries, however many there are."""
    tables = assessing.tables_for(rows) if organisation else {}
    points = {row.contact_point_id for row in rows if row.contact_point_id}
    seen = ContactPoint.objects.visible_to(actor).filter(pk__in=points)
    shared = set(seen.values_list("pk", flat=True)) if points else set()
    found = {}
    for row in rows:
        parties = assessing.heard(row, tables) if organisation else []
        own = [one for one in parties if one.organisation == organisation]
        found[row.uuid] = _stand(row, own, shared)
    return found


def _stand(row: Agreement, own: Sequence[Heard], shared: set[int]) -> Stand:
    sides = {one.side for one in own}
    point = row.contact_point
    kept = point is not None and point.pk not in shared
    return Stand(
        agreement=row,
        acts=Side.ACTING in sides,
        benefits=Side.BENEFITING in sides,
        on=own[0].on if own else None,
        earlier=any(one.earlier_wording for one in own),
        contact=point.function if point and not kept else row.contact_text,
        kept=kept,
    )
