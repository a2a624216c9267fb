"""What may one ask of the networks? All as one actor may see it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.derivation import Derived, derive_networks, overlaps
from koppelvlak.networks.models import Member, Network, Standing
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.organisations.queries import Desk, freshness_of, strictest
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.queries import supply_facts

MEMBERSHIP = ("region__code", "region__name", "standing")


class Membership(NamedTuple):
    """One region in one network: the region's code and name, and on what ground."""

    code: str
    name: str
    standing: str


@dataclass(frozen=True)
class Figures:
    """The main figures of the overview; ``most`` networks come together in one region."""

    networks: int
    companies: int
    regions: int
    most: int
    doubtful: int


@dataclass(frozen=True)
class Meeting:
    """Where two companies of a sector meet: regions (code, name), number of municipalities."""

    networks: tuple[Network, Network]
    regions: tuple[tuple[str, str], ...]
    municipalities: int


@dataclass(frozen=True)
class Seat:
    """An organisation at the table, with its contact points as far as one may see them."""

    organisation: Organisation
    desks: list[Desk]


def derived_on(on: date, *, sector: str = "") -> list[Derived]:
    """Return the networks that follow from the facts of a day, of one sector or of all.

    Nothing is stored. Raises BadInputError for a sector that does not exist.
    """
    known = list(Sector.objects.values_list("key", flat=True))
    if sector and sector not in known:
        raise BadInputError(
            _("There is no sector “%(sector)s”. Choose one of: %(known)s.")
            % {"sector": sector, "known": ", ".join(known)}
        )
    return [one for one in derive_networks(*supply_facts(on)) if sector in {"", one.sector}]


def networks(actor: Actor) -> QuerySet[Network]:
    """Return the networks that the actor may see, each with ``reached`` and ``doubtful`` regions.

    ``doubtful`` counts the regions that only unverified links lead to.
    """
    return (
        Network.objects.visible_to(actor)
        .select_related("sector", "anchor")
        .annotate(
            reached=Count("members", filter=Q(members__standing=Standing.REACHED)),
            doubtful=Count("members", filter=Q(members__standing=Standing.UNVERIFIED)),
        )
    )


def network(actor: Actor, uuid: UUID) -> Network:
    """Return one network; raise UnseenError when the actor may not know of it."""
    found = networks(actor).filter(uuid=uuid).first()
    if found is None:
        raise UnseenError
    return found


def members(of: Network) -> list[Member]:
    """Return the regions of a network with their organisations, in order of code."""
    return list(of.members.select_related("region__organisation"))


def memberships(actor: Actor, code: str) -> list[Member]:
    """Return in which networks that the actor may see a region stands, and how; all sectors."""
    return list(
        Member.objects.filter(region__code=code, network__in=Network.objects.visible_to(actor))
        .select_related("network__sector", "network__anchor")
        .order_by("network__sector__position", "-share", "network__anchor__name")
    )


def standings(actor: Actor, *, sector: Sector | None) -> list[Membership]:
    """Return every membership, of one sector or of all; one query."""
    found = Member.objects.filter(network__in=Network.objects.visible_to(actor))
    if sector:
        found = found.filter(network__sector=sector)
    return [Membership(*row) for row in found.values_list(*MEMBERSHIP)]


def figures(networks: Sequence[Network], memberships: Sequence[Membership]) -> Figures:
    """Return the main figures over these networks."""
    reached = Counter(m.code for m in memberships if m.standing == Standing.REACHED)
    doubtful = {m.code for m in memberships if m.standing == Standing.UNVERIFIED}
    return Figures(
        networks=len(networks),
        companies=len({one.anchor_id for one in networks if one.anchor_id}),
        regions=len(reached),
        most=max(reached.values(), default=0),
        doubtful=len(doubtful),
    )


def meetings(
    networks: Iterable[Network], memberships: Iterable[Membership], *, on: date
) -> list[Meeting]:
    """Return where two of these networks of one sector meet on a day, the closest first."""
    known = {(one.sector.key, one.anchor.short_name): one for one in networks if one.anchor}
    names = {m.code: m.name for m in memberships}
    found = [
        Meeting(
            networks=(
                known[meet.sector, meet.organisations[0]],
                known[meet.sector, meet.organisations[1]],
            ),
            regions=tuple((code, names.get(code, code)) for code in meet.regions),
            municipalities=len(meet.municipalities),
        )
        for meet in overlaps(*supply_facts(on))
        if all((meet.sector, name) in known for name in meet.organisations)
    ]
    return sorted(found, key=lambda meet: (-meet.municipalities, -len(meet.regions)))


def at_the_table(actor: Actor, of: Network, regions: Iterable[Member]) -> list[Seat]:
    """Return who sits at the table, the company first, with the contact points one may see.

    Only regions that are surely reached sit there; one query.
    """
    reached = [m.region.organisation for m in regions if m.standing == Standing.REACHED]
    seated = [*([of.anchor] if of.anchor else []), *reached]
    desks: dict[int, list[Desk]] = defaultdict(list)
    for point in ContactPoint.objects.visible_to(actor).filter(organisation__in=seated):
        desks[point.organisation_id].append(_shown(point, actor.on))
    return [Seat(organisation, desks[organisation.pk]) for organisation in seated]


def page_class(table: Iterable[Seat]) -> Tlp:
    """Return the class of a page that shows this table: that of the strictest contact point."""
    return strictest(desk for seat in table for desk in seat.desks)


def _shown(point: ContactPoint, today: date) -> Desk:
    """Return a contact point to read; it is changed on the page of its organisation."""
    fresh = freshness_of(point, today=today)
    return Desk(point, fresh, may_edit=False, may_confirm=False, may_remove=False)
