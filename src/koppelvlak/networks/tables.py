"""Who sits at the table of a network, now or on a past day, as one actor may see it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, prefetch_related_objects
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import (
    ACTIVE,
    CLOSED,
    INVITED,
    LEFT,
    PRESENT,
    REFUSED,
    TAKEN,
)
from koppelvlak.networks.models import (
    Basis,
    Lineage,
    Member,
    Network,
    Seat,
    SeatKind,
    Standing,
)
from koppelvlak.networks.own import own_networks
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.organisations.queries import Desk, freshness_of, strictest
from koppelvlak.people.models import Person
from koppelvlak.rights import Can, Rel

ABOUT = ("organisation__kind", "delegate", "representative", "deputy", "network__sector")


@dataclass(frozen=True)
class Chair:
    """One organisation at the table: as what, in which state, who speaks, how it is reached.

    ``person`` is given only to who may know; ``named`` says whether anybody is named at all.
    """

    organisation: Organisation
    words: Any
    state: str = ""
    state_words: Any = ""
    seat: Seat | None = None
    leads: bool = False
    named: bool = False
    person: Person | None = None
    deputy: Person | None = None
    may_change: bool = False
    desks: list[Desk] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Say whether nobody sits in it yet."""
        return self.state == INVITED or (self.state in TAKEN and not self.named)


def seat(actor: Actor, uuid: UUID) -> Seat:
    """Return one seat, with the actor's relations; raise UnseenError."""
    found = Seat.objects.visible_to(actor).with_relations(actor).select_related(*ABOUT)
    row = found.select_related("network__anchor", "network__lead").filter(uuid=uuid).first()
    if row is None:
        raise UnseenError
    return row


def seats(actor: Actor, network: Network) -> list[Seat]:
    """Return every seat of a network, those of who left included; one query."""
    rows = Seat.objects.visible_to(actor).with_relations(actor).select_related(*ABOUT)
    return list(rows.filter(network=network))


def chairs(actor: Actor, network: Network, area: Sequence[Member], rows: list[Seat]) -> list[Chair]:
    """Return who sits at the table now, the lead first; while proposed: who would be invited.

    At a network that was closed or declined nobody sits. One query beside those for the seats.
    """
    if network.is_proposed:
        found = _would_sit(network, area)
    else:
        present = [row for row in rows if network.stands and row.state in PRESENT]
        found = [_chair(actor, network, row) for row in present]
    desks = _desks(actor, [chair.organisation for chair in found])
    seated = [replace(chair, desks=desks[chair.organisation.pk]) for chair in found]
    return sorted(seated, key=lambda chair: (not chair.leads, chair.empty))


def chairs_on(network: Network, rows: Iterable[Seat], on: date) -> list[Chair]:
    """Return who sat at the table on a past day; who spoke there then is in the log alone.

    Two queries: how each seat was is read as it was kept then.
    """
    seats = list(rows)
    prefetch_related_objects(seats, "stays__partner")
    found = []
    for row in seats:
        stay = row.stay_on(on)
        if stay is not None and stay.state in PRESENT:
            words = _as_what(network, row)
            found.append(Chair(row.organisation, words, stay.state, stay.state_words, row))
    return found


def page_class(table: Iterable[Chair]) -> Tlp:
    """Return the class of a page that shows this table: AMBER as soon as a person is named."""
    rows = list(table)
    strict = strictest(desk for chair in rows for desk in chair.desks)
    named = Tlp.AMBER if any(chair.person for chair in rows) else Tlp.GREEN
    return max(strict, named, key=lambda tlp: tlp.rank)


def sits_in(actor: Actor, network: Network) -> bool:
    """Say whether this actor reads a network as one of those in it; it was asked with relations."""
    return bool(network.related_to(actor) & {Rel.COLLEAGUE, Rel.MEMBER, Rel.COORDINATOR})


def officers(actor: Actor, network: Network) -> list[tuple[Any, Person]]:
    """Return who chairs a network and who keeps its papers, to those who sit in it alone.

    That other contact points on the page are shared with somebody makes nobody a member.
    """
    if not network.related_to(actor) & network.rights.needed(Can.SEE_SEAT_PEOPLE):
        return []
    offices = ((_("Chair"), network.chair), (_("Secretary"), network.secretary))
    return [(label, person) for label, person in offices if person is not None]


def gone(rows: Iterable[Seat]) -> list[Seat]:
    """Return the seats of who declined or left."""
    return [row for row in rows if row.state in {LEFT, REFUSED}]


def lineage(network: Network) -> list[tuple[Network, bool, Any]]:
    """Return what this network came from and went up in: network, whether earlier, in words.

    Only a network that was merged or split has any; no query for the others.
    """
    if network.basis not in {Basis.MERGED, Basis.SPLIT} and network.state != CLOSED:
        return []
    ends = ("predecessor", "successor")
    about = [f"{end}__{what}" for end in ends for what in ("sector", "anchor")]
    rows = Lineage.objects.filter(Q(predecessor=network) | Q(successor=network))
    found = []
    for one in rows.select_related(*about):
        earlier = one.successor_id == network.pk
        other = one.predecessor if earlier else one.successor
        found.append((other, earlier, one.get_kind_display()))
    return found


def my_networks(actor: Actor) -> list[MyNetwork]:
    """Return the networks in which the organisation acted for sits, and as what; one query.

    Who was only invited, or whom the area of a proposal only reaches, is nothing in it yet.
    """
    found = []
    for own in (own for own in own_networks(actor) if own.sits):
        row = own.network
        leads = row.lead is not None and row.lead.uuid == actor.organisation and row.stands
        role = str(_("leads") if leads else SeatKind(own.kind).label if own.kind else "")
        state = "" if row.state == ACTIVE else row.state_words
        found.append(MyNetwork(row, ", ".join(one for one in (role, state) if one), leads))
    return found


@dataclass(frozen=True)
class MyNetwork:
    """A network of one's own organisation, and what one is in it, in words."""

    network: Network
    words: Any
    leads: bool


def _chair(actor: Actor, network: Network, row: Seat) -> Chair:
    related = row.related_to(actor)
    known = bool(related & row.rights.needed(Can.SEE_SEAT_PEOPLE))
    return Chair(
        organisation=row.organisation,
        words=_as_what(network, row),
        state=row.state,
        state_words=row.state_words,
        seat=row,
        leads=network.lead_id == row.organisation_id,
        named=row.representative_id is not None,
        person=row.representative if known else None,
        deputy=row.deputy if known else None,
        may_change=bool(related & row.rights.needed(Can.STAFF_SEAT)),
    )


def _as_what(network: Network, row: Seat) -> Any:
    if row.kind == SeatKind.GUEST:
        return _("guest")
    if row.kind == SeatKind.NATIONAL:
        return _("national player")
    if network.anchor_id == row.organisation_id:
        return _("the company that supplies the area")
    return row.organisation.kind


def _would_sit(network: Network, area: Sequence[Member]) -> list[Chair]:
    found = (
        [Chair(network.anchor, _("the company that supplies the area"))] if network.anchor else []
    )
    reached = [m.region.organisation for m in area if m.standing == Standing.REACHED]
    return found + [Chair(organisation, _("safety region")) for organisation in reached]


def _desks(actor: Actor, organisations: Sequence[Organisation]) -> dict[int, list[Desk]]:
    desks: dict[int, list[Desk]] = defaultdict(list)
    for point in ContactPoint.objects.visible_to(actor).filter(organisation__in=organisations):
        # It is changed on the page of its organisation.
        fresh = freshness_of(point, today=actor.on)
        shown = Desk(point, fresh, may_edit=False, may_confirm=False, may_remove=False)
        desks[point.organisation_id].append(shown)
    return desks
