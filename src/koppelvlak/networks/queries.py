"""What may one ask of the networks? All as one actor may see it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import NOTHING, Actor
from koppelvlak.kit.errors import BadInputError, UnseenError
from koppelvlak.networks.derivation import Derived, Overlap, derive_networks
from koppelvlak.networks.lifecycle import CLOSED, DECLINED, PRESENT
from koppelvlak.networks.models import Member, Network, Standing
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.queries import supply_facts
from koppelvlak.thing import everywhere

# A network that ended is shown on its own page and in the list that asks for it, nowhere else.
ENDED = (CLOSED, DECLINED)
MEMBERSHIP = (
    "region__code", "region__name", "standing", "network__sector", "network", "network__basis",
)  # fmt: skip


class Membership(NamedTuple):
    """One region in one network: its code and name, on what ground, and the keys of the two.

    ``sector`` and ``network`` are keys in the database; ``basis`` is that of the network.
    """

    code: str
    name: str
    standing: str
    sector: int
    network: int
    basis: str


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


def sees_networks(actor: Actor) -> bool:
    """Say whether the actor sees networks at all; who does not sees none, and no query is asked."""
    rules, needed = everywhere(actor), Network.rights.needed(Can.SEE_NETWORK)
    return any(rules[name] != NOTHING for name in needed if name in rules)


def networks(actor: Actor) -> QuerySet[Network]:
    """Return the networks that the actor may see, each with ``reached`` and ``doubtful`` regions.

    ``doubtful`` counts the regions that only unverified links lead to.
    """
    return (
        Network.objects.visible_to(actor)
        .select_related("sector", "anchor", "lead", "chair", "secretary")
        .annotate(
            reached=Count("members", filter=Q(members__standing=Standing.REACHED)),
            doubtful=Count("members", filter=Q(members__standing=Standing.UNVERIFIED)),
        )
    )


def network(actor: Actor, uuid: UUID) -> Network:
    """Return one network; raise UnseenError when the actor may not know of it."""
    rows: Any = networks(actor)
    found: Network | None = rows.with_relations(actor).filter(uuid=uuid).first()
    if found is None:
        raise UnseenError
    return found


def members(of: Network) -> list[Member]:
    """Return the regions of a network with their organisations, in order of code."""
    return list(of.members.select_related("region__organisation"))


def memberships(actor: Actor, code: str) -> list[Member]:
    """Return in which networks that the actor may see a region stands, and how; all sectors."""
    return list(
        Member.objects.filter(region__code=code, network__in=_living(actor))
        .select_related("network__sector", "network__anchor", "network__lead")
        .order_by("network__sector__position", "-share", "network__anchor__name")
    )


def standings(actor: Actor) -> list[Membership]:
    """Return every membership, of all sectors; one query."""
    found = Member.objects.filter(network__in=_living(actor))
    return [Membership(*row) for row in found.values_list(*MEMBERSHIP)]


def _living(actor: Actor) -> QuerySet[Network]:
    return Network.objects.visible_to(actor).exclude(state__in=ENDED)


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
    networks: Iterable[Network], memberships: Iterable[Membership], met: Iterable[Overlap]
) -> list[Meeting]:
    """Return where two of these networks of one sector meet, the closest first."""
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
        for meet in met
        if all((meet.sector, name) in known for name in meet.organisations)
    ]
    return sorted(found, key=lambda meet: (-meet.municipalities, -len(meet.regions)))


def may_be_invited(actor: Actor, to: Network) -> QuerySet[Organisation]:
    """Return the organisations that exist and do not sit in the network yet, by name."""
    present = to.seats.filter(state__in=PRESENT).values("organisation")
    rows = Organisation.objects.visible_to(actor).filter(successions__isnull=True)
    return rows.exclude(pk__in=present).order_by("short_name", "pk")
