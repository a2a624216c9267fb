"""The scale advice for the networks as they are: its input from the database, and in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from django.db.models import OuterRef, Subquery

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import UnseenError
from koppelvlak.networks.lifecycle import INVITED, PROPOSED, SITTING, STANDING
from koppelvlak.networks.models import Member, Network, Seat, SeatKind, Standing
from koppelvlak.networks.scale import Advice, advise, checksum
from koppelvlak.networks.staffing import Limits, Net
from koppelvlak.registers.models import Register
from koppelvlak.rights import Can
from koppelvlak.territory.adjacency import adjacent
from koppelvlak.territory.models import Region, Shape

# Who is in a vital sector is a company; others at a table (police, ministries, guests, national
# players) come on top, at each alike.
SEATED = ("region__code", "sectors", "short_name")


@dataclass(frozen=True)
class Ground:
    """What the advice rests on: networks by code, names of regions by code, who are neighbours.

    ``drawn`` says whether neighbours follow from the map; without one, regions that share a
    network count as such.
    """

    networks: Mapping[str, Network]
    nets: tuple[Net, ...]
    regions: Mapping[str, str]
    borders: Mapping[str, frozenset[str]]
    drawn: bool


@dataclass(frozen=True)
class RegionLoad:
    """How many tables one region staffs, now and as advised; ``over`` the limit now."""

    code: str
    name: str
    now: int
    then: int
    over: bool


@dataclass(frozen=True)
class TableSize:
    """Who sits at the table of one network now: numbers, and whether it is over the limit."""

    network: Network
    regions: int
    companies: int
    over: bool

    @property
    def seats(self) -> int:
        """Return how many organisations sit there."""
        return self.regions + self.companies


def may_see_scale(actor: Actor) -> bool:
    """Say whether the actor may see the advice; one query."""
    books = Register.objects.open_to(actor, Can.SEE_SCALE)
    return books.filter(key=Register.NETWORKS).exists()


def see_scale(actor: Actor) -> None:
    """Raise UnseenError for someone who may not see the advice."""
    if not may_see_scale(actor):
        raise UnseenError


def ground(actor: Actor) -> Ground:
    """Return the networks that the actor may see with who staffs them; four queries.

    A network that people keep is staffed by the seats that were offered and not given up; one that
    is only proposed by its company and the regions that it surely reaches.
    """
    rows = Network.objects.visible_to(actor).filter(state__in=(PROPOSED, *STANDING))
    networks = {_code(one): one for one in rows.select_related("sector", "anchor")}
    regions, companies = _staff(networks.values())
    nets = tuple(
        Net(code, one.sector.key, frozenset(companies[one.pk]), frozenset(regions[one.pk]))
        for code, one in sorted(networks.items())
        if regions[one.pk]
    )
    drawn = Shape.objects.filter(kind=Shape.REGION, code=OuterRef("code")).values("path")[:1]
    regions_drawn = Region.objects.order_by("code").annotate(path=Subquery(drawn))
    known = list(regions_drawn.values_list("code", "name", "path"))
    shapes = {code: path for code, _name, path in known if path}
    return Ground(
        networks=networks,
        nets=nets,
        regions={code: name for code, name, _path in known},
        borders=adjacent(shapes) if shapes else _sharing(nets),
        drawn=bool(shapes),
    )


@dataclass(frozen=True)
class _Question:
    """All that an advice follows from; equal when it is the same input."""

    checksum: str
    nets: tuple[Net, ...] = field(compare=False)
    borders: Mapping[str, frozenset[str]] = field(compare=False)
    limits: Limits = field(compare=False)


@lru_cache(maxsize=64)
def _answer(asked: _Question) -> Advice:
    return advise(asked.nets, asked.borders, asked.limits)


def advised(of: Ground, limits: Limits) -> Advice:
    """Return the advice within these limits; for input seen before it is not worked out again."""
    said = (of.nets, of.borders, limits)
    return _answer(_Question(checksum(*said), *said))


def loads(advice: Advice, of: Ground, limits: Limits) -> list[RegionLoad]:
    """Return what the asked regions staff, in order of code."""
    return [
        RegionLoad(code, of.regions.get(code, code), now, then, now > limits.region)
        for code, (now, then) in advice.loads.items()
        if not limits.asked or code in limits.asked
    ]


def sizes(of: Ground, limits: Limits) -> list[TableSize]:
    """Return who sits in each network that an asked region staffs."""
    found = [
        TableSize(of.networks[net.code], len(net.regions), len(net.companies), over=False)
        for net in of.nets
        if not limits.asked or net.regions & limits.asked
    ]
    return [
        TableSize(one.network, one.regions, one.companies, one.seats > limits.table)
        for one in found
    ]


def _code(network: Network) -> str:
    return f"{network.sector.key}/{network.called}/{network.uuid}"


def _staff(networks: Iterable[Network]) -> tuple[dict[int, set[str]], dict[int, set[str]]]:
    """Return per network the codes of its regions and the names of its companies; two queries."""
    regions: dict[int, set[str]] = defaultdict(set)
    companies: dict[int, set[str]] = defaultdict(set)
    proposed = [one for one in networks if one.is_proposed]
    kept = [one.pk for one in networks if not one.is_proposed]
    for each in proposed:
        companies[each.pk] |= {each.anchor.short_name} if each.anchor else set()
    reached = Member.objects.filter(network__in=proposed, standing=Standing.REACHED)
    for network, code in reached.values_list("network", "region__code"):
        regions[network].add(code)
    seats = Seat.objects.filter(
        network__in=kept, kind=SeatKind.MEMBER, state__in=(INVITED, SITTING)
    ).values_list("network", *("organisation__" + name for name in SEATED))
    for network, code, sector, name in seats:
        if code:
            regions[network].add(code)
        elif sector:
            companies[network].add(name)
    return regions, companies


def _sharing(nets: Iterable[Net]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for net in nets:
        for region in net.regions:
            found[region] |= net.regions - {region}
    return {region: frozenset(others) for region, others in sorted(found.items())}
