"""The scale advice for the networks as they are: its input from the database, and in words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import UnseenError
from koppelvlak.networks.lifecycle import INVITED, PROPOSED, SITTING, STANDING
from koppelvlak.networks.models import Member, Network, Seat, SeatKind, Standing
from koppelvlak.networks.scale import Advice, Suggestion
from koppelvlak.networks.staffing import Limits, Net, Table, pairs
from koppelvlak.registers.models import Register
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
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


@dataclass(frozen=True)
class Group:
    """One table as it would be: networks, the names of its regions and of its companies."""

    networks: tuple[Network, ...]
    regions: Any
    companies: str
    seats: int


@dataclass(frozen=True)
class Idea:
    """One suggestion in words, with the reasons for it."""

    suggestion: Suggestion
    title: Any
    sectors: tuple[Sector, ...]
    networks: tuple[Network, ...]
    groups: tuple[Group, ...]
    rest: tuple[Group, ...]
    reasons: tuple[Any, ...]
    before: int
    after: int


def see_scale(actor: Actor) -> None:
    """Raise UnseenError for someone who may not see the advice."""
    books = Register.objects.open_to(actor, Can.SEE_SCALE)
    if not books.filter(key=Register.NETWORKS).exists():
        raise UnseenError


def ground(actor: Actor) -> Ground:
    """Return the networks that the actor may see with who staffs them; five queries.

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
    shapes = dict(Shape.objects.filter(kind=Shape.REGION).values_list("code", "path"))
    return Ground(
        networks=networks,
        nets=nets,
        regions=dict(Region.objects.order_by("code").values_list("code", "name")),
        borders=adjacent(shapes) if shapes else _sharing(nets),
        drawn=bool(shapes),
    )


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


def ideas(advice: Advice, of: Ground, limits: Limits) -> list[Idea]:
    """Return every suggestion in words, the most seats saved first."""
    return [_idea(one, of, limits) for one in advice.suggestions]


def why_nothing(of: Ground, limits: Limits) -> Any:
    """Return in a sentence why there is nothing to suggest within these limits."""
    nets = [net for net in of.nets if not limits.asked or net.regions & limits.asked]
    if not nets:
        return _("no network is staffed by these regions")
    sizes = pairs(nets, limits)
    if not sizes:
        return _("no two networks may share a table: other sectors, or companies apart")
    if min(sizes.values()) > limits.table:
        words = _("the smallest combination needs {number} organisations at one table")
        return format_lazy(words, number=min(sizes.values()))
    return _("no combination leaves fewer seats to be staffed, and every table fits")


def in_words(names: Iterable[str]) -> Any:
    """Return names as people say them: “one, two and three”."""
    *most, last = list(names) or [""]
    if not most:
        return last
    return format_lazy(_("{most} and {last}"), most=", ".join(most), last=last)


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


def _idea(one: Suggestion, of: Ground, limits: Limits) -> Idea:
    networks = tuple(of.networks[code] for code in one.networks)
    after = sum(table.seats for table in (*one.tables, *one.rest))
    return Idea(
        suggestion=one,
        title=_title(one, of),
        sectors=tuple(dict.fromkeys(network.sector for network in networks)),
        networks=networks,
        groups=tuple(_group(table, of) for table in one.tables),
        rest=tuple(_group(table, of) for table in one.rest),
        reasons=tuple(_reasons(one, of, limits)),
        before=after + one.saved,
        after=after,
    )


def _title(one: Suggestion, of: Ground) -> Any:
    number = len(one.networks)
    if one.rest and one.tables:
        regions = in_words(_names((c for t in one.tables for c in t.regions), of))
        words = ngettext_lazy(
            "{regions} staff {number} network as one interregional table",
            "{regions} staff {number} networks as one interregional table",
            number,
        )
        return format_lazy(words, regions=regions, number=number)
    if one.splits:
        words = _("{networks} in {number} tables")
    else:
        words = _("{networks} at one table")
    named = in_words(dict.fromkeys(of.networks[code].called for code in one.networks))
    return format_lazy(words, networks=named, number=len(one.tables))


def _group(table: Table, of: Ground) -> Group:
    return Group(
        networks=tuple(of.networks[code] for code in table.networks),
        regions=in_words(_names(table.regions, of)),
        companies=", ".join(table.companies),
        seats=table.seats,
    )


def _names(codes: Iterable[str], of: Ground) -> list[str]:
    return [of.regions.get(code, code) for code in codes]


def _reasons(one: Suggestion, of: Ground, limits: Limits) -> list[Any]:
    """Return the sentences that say why, in the order in which people ask."""
    said: list[Any] = []
    companies = sorted({company for table in one.before for company in table.companies})
    if one.merges and len(companies) > 1:
        words = _("{companies} meet in {regions}.")
        regions = in_words(_names(_shared(one, limits), of))
        said.append(format_lazy(words, companies=in_words(companies), regions=regions))
    elif one.merges:
        said.append(format_lazy(_("It is the same company: {company}."), company=companies[0]))
    now, then = (_most(tables, limits) for tables in (one.before, (*one.tables, *one.rest)))
    if now > then:
        words = _("A region staffs at most {then} of these tables, instead of {now}.")
        said.append(format_lazy(words, now=now, then=then))
    too_large = [table.seats for table in one.before if table.seats > limits.table]
    if too_large:
        words = _("Now {number} organisations are to sit at one table; the limit is {limit}.")
        said.append(format_lazy(words, number=max(too_large), limit=limits.table))
    if len(one.tables) > 1:
        said.append(_("The parts are groups of regions that lie next to each other."))
    if one.rest:
        said.append(_("Outside these regions the networks go on at tables of their own."))
    return said


def _shared(one: Suggestion, limits: Limits) -> list[str]:
    return [code for code in one.meet if not limits.asked or code in limits.asked]


def _most(tables: Iterable[Table], limits: Limits) -> int:
    counts = Counter(
        region
        for table in tables
        for region in table.regions
        if not limits.asked or region in limits.asked
    )
    return max(counts.values(), default=0)
