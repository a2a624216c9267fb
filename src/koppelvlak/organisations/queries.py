"""What one may ask about organisations and how they are reached."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet

from koppelvlak.kit.access import Actor, require
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.living import Living, LivingQuerySet
from koppelvlak.kit.search.item import Item
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.freshness import Freshness, freshness
from koppelvlak.organisations.lifecycle import CONFIRMED
from koppelvlak.organisations.models import (
    Channel,
    ContactPoint,
    Kind,
    Name,
    Organisation,
    Succession,
)
from koppelvlak.rights import Can

Row = TypeVar("Row", bound=Living)
# What people may change here; what differs from the facts was said by the organisation itself.
OWN_WORDS = ("website", "role_nl", "role_en", "reach_nl", "reach_en", "note_nl", "note_en")


@dataclass(frozen=True)
class Desk:
    """A contact point as the page shows it, and what this actor may do with it."""

    point: ContactPoint
    freshness: Freshness
    may_edit: bool
    may_confirm: bool
    may_remove: bool

    @property
    def href(self) -> str:
        """Return the address that a telephone or a mail program opens; empty when there is none."""
        address = self.point.address.replace(" ", "")
        return {Channel.PHONE: f"tel:{address}", Channel.MAIL: f"mailto:{address}"}.get(
            Channel(self.point.channel), ""
        )


@dataclass(frozen=True)
class Wanted:
    """Which organisations someone wants to see; empty means every kind, or every sector."""

    kind: str = ""
    sector: str = ""
    everybody: bool = False


def organisations(actor: Actor, wanted: Wanted) -> QuerySet[Organisation]:
    """Return the organisations someone wants to see; those not joined only when asked for."""
    rows = Organisation.objects.visible_to(actor)
    if wanted.kind:
        rows = rows.filter(kind__key=wanted.kind)
    if wanted.sector:
        rows = rows.filter(sectors__key=wanted.sector)
    if not wanted.everybody:
        rows = rows.filter(joined=True)
    return rows.select_related("kind").prefetch_related("sectors", "successions")


def kinds() -> QuerySet[Kind]:
    """Return every kind of organisation, in its order."""
    return Kind.objects.all()


def organisation(uuid: UUID, *, actor: Actor) -> Organisation:
    """Return one organisation with all that its page tells; raise UnseenError."""
    rows = Organisation.objects.visible_to(actor).with_relations(actor).select_related("kind")
    kin = Succession.objects.filter(Q(predecessor=OuterRef("pk")) | Q(successor=OuterRef("pk")))
    has = {
        "has_kin": Exists(kin),
        "has_names": Exists(Name.objects.filter(organisation=OuterRef("pk"))),
    }
    row = _one(rows.annotate(**has).prefetch_related("sectors"), uuid)
    _with_history(row)
    return row


def _with_history(row: Any) -> None:
    """Fetch its names, and who came before and after it; of most there are none, and none asked.

    ``prefetch_related`` would ask for the kin up to four times.
    """
    either = Q(predecessor=row) | Q(successor=row)
    related = Succession.objects.filter(either).select_related("predecessor", "successor")
    kin = list(related) if row.has_kin else []
    _keep(row, "names", list(row.names.all()) if row.has_names else [])
    _keep(row, "successions", [one for one in kin if one.predecessor_id == row.pk])
    _keep(row, "precedents", [one for one in kin if one.successor_id == row.pk])


def _keep(row: Organisation, name: str, found: list[Any]) -> None:
    rows = getattr(row, name).all()
    rows._result_cache = found  # noqa: SLF001
    row.__dict__.setdefault("_prefetched_objects_cache", {})[name] = rows


def organisation_to(can: Can, uuid: UUID, *, actor: Actor) -> Organisation:
    """Return one organisation to which the actor may do this; raise UnseenError, RefusedError."""
    row = _one(Organisation.objects.visible_to(actor).with_relations(actor), uuid)
    require(can, row.related_to(actor), row.rights)
    return row


def contact_point_to(can: Can, uuid: UUID, *, actor: Actor) -> ContactPoint:
    """Return one contact point to which the actor may do this; raise UnseenError, RefusedError."""
    rows = ContactPoint.objects.visible_to(actor).with_relations(actor)
    row = _one(rows.select_related("organisation"), uuid)
    require(can, row.related_to(actor), row.rights)
    return row


def desks(of: Organisation, *, actor: Actor) -> list[Desk]:
    """Return the contact points of an organisation that the actor may see."""
    rows = ContactPoint.objects.visible_to(actor).with_relations(actor).filter(organisation=of)
    return [_desk(row, actor) for row in rows.order_by("function", "pk")]


def contact_points(actor: Actor, *, of: Organisation | None = None) -> QuerySet[ContactPoint]:
    """Return every contact point that the actor may see, or those of one organisation."""
    rows = ContactPoint.objects.visible_to(actor).select_related("organisation")
    return rows.filter(organisation=of) if of else rows


def strictest(shown: Iterable[Desk]) -> Tlp:
    """Return the class of a page that shows these contact points: at least GREEN."""
    return strictest_class(desk.point.tlp for desk in shown)


def strictest_class(classes_shown: Iterable[str]) -> Tlp:
    """Return the class of what holds things of these classes: at least GREEN."""
    return max((Tlp(one) for one in classes_shown), key=_rank, default=Tlp.GREEN)


def classes() -> list[Tlp]:
    """Return the classes a contact point can have here.

    Not RED: what only named persons may know is no contact point. Not above what this
    installation may keep.
    """
    ceiling = Tlp(settings.TLP_CEILING)
    return [tlp for tlp in Tlp if tlp.within(ceiling) and tlp is not Tlp.RED]


def in_own_words(row: Organisation) -> bool:
    """Say whether what the page tells was changed by people since the facts were loaded."""
    facts: dict[str, Any] = row.loaded
    return any(getattr(row, name) != facts.get(name, "") for name in OWN_WORDS)


def items() -> Iterable[Item]:
    """Return every organisation as search keeps it."""
    rows = Organisation.objects.select_related("kind").prefetch_related("sectors", "names")
    return [row.search_entry() for row in rows]


def visible(actor: Actor) -> QuerySet[Organisation, UUID]:
    """Return the UUIDs of the organisations that the actor may find."""
    return Organisation.objects.visible_to(actor).values_list("uuid", flat=True)


def _one(rows: LivingQuerySet[Row], uuid: UUID) -> Row:
    row = rows.filter(uuid=uuid).first()
    if row is None:
        raise UnseenError
    return row


def _desk(row: ContactPoint, actor: Actor) -> Desk:
    return Desk(
        row,
        freshness_of(row, today=actor.on),
        may_edit=bool(row.may(actor, Can.EDIT_CONTACT_POINT)),
        may_confirm=bool(row.may(actor, Can.CONFIRM_CONTACT_POINT)),
        may_remove=bool(row.may(actor, Can.REMOVE_CONTACT_POINT)),
    )


def freshness_of(row: ContactPoint, *, today: date) -> Freshness:
    """Say how fresh a contact point is on a day."""
    return freshness(row.last_confirmed, unchanged=row.state == CONFIRMED, today=today)


def _rank(tlp: Tlp) -> int:
    return max(tlp.rank, Tlp.GREEN.rank)
