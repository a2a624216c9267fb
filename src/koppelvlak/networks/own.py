"""The networks of the organisation acted for: where it sits, was invited, or leads; one query."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, Subquery

from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import shared
from koppelvlak.networks.lifecycle import FORMING, INVITED, STANDING, TAKEN
from koppelvlak.networks.models import Network, Seat, coordinated_by, tables_of
from koppelvlak.rights import Can


@dataclass(frozen=True)
class Own:
    """One network: whether one's organisation ``sits`` there, and what is asked of this person.

    ``seat`` is that of the organisation, ``kind`` as what it took it, empty while it did not;
    ``invited_on`` is given to who may answer, ``empty`` says that nobody was named and this person
    can, ``to_start`` that it forms under their lead.
    """

    network: Network
    sits: bool
    seat: UUID | None
    invited_on: date | None
    empty: bool
    to_start: bool
    kind: str = ""


@shared
def own_networks(actor: Actor) -> list[Own]:
    """Return every network with which the organisation acted for has to do."""
    if actor.organisation is None:
        return []
    here = Seat.objects.filter(network=OuterRef("pk"), network__state__in=STANDING)
    offered = here.open_to(actor, Can.ACCEPT_SEAT).filter(state=INVITED)
    unnamed = here.open_to(actor, Can.STAFF_SEAT).filter(state__in=TAKEN, representative=None)
    seat = Seat.objects.filter(network=OuterRef("pk"), organisation__uuid=actor.organisation)
    rows = Network.objects.visible_to(actor).annotate(
        sits=_holds(Q(pk__in=tables_of(actor.organisation).values("pk"))),
        to_start=_holds(Q(pk__in=coordinated_by(actor).filter(state=FORMING).values("pk"))),
        seat=Subquery(seat.values("uuid")[:1]),
        taken_as=Subquery(seat.filter(state__in=TAKEN).values("kind")[:1]),
        invited_on=Subquery(offered.values("invited_on")[:1]),
        empty=Exists(unnamed),
    )
    rows = rows.filter(
        Q(sits=True) | Q(to_start=True) | Q(invited_on__isnull=False) | Q(empty=True)
    )
    return [_own(row) for row in rows.select_related("sector", "anchor", "lead")]


def _own(row: Any) -> Own:
    asked = (row.seat, row.invited_on, bool(row.empty), bool(row.to_start))
    return Own(row, bool(row.sits), *asked, row.taken_as or "")


def _holds(rule: Q) -> ExpressionWrapper[Q]:
    return ExpressionWrapper(rule, output_field=BooleanField())
