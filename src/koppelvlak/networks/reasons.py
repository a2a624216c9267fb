"""A scale advice in words: what would change, why, and why nothing would."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from koppelvlak.networks.advice import Ground
from koppelvlak.networks.models import Network
from koppelvlak.networks.scale import Advice, Suggestion
from koppelvlak.networks.staffing import Limits, Table, pairs
from koppelvlak.sectors.models import Sector


@dataclass(frozen=True)
class Group:
    """One table as it would be: networks, the names of its regions and of its companies."""

    networks: tuple[Network, ...]
    regions: Any
    companies: str
    seats: int


@dataclass(frozen=True)
class Idea:
    """One suggestion in words, with the reasons; ``unformed`` names what nobody keeps yet."""

    suggestion: Suggestion
    title: Any
    sectors: tuple[Sector, ...]
    networks: tuple[Network, ...]
    groups: tuple[Group, ...]
    rest: tuple[Group, ...]
    reasons: tuple[Any, ...]
    before: int
    after: int
    unformed: str
    may_propose: bool


def ideas(advice: Advice, of: Ground, limits: Limits, own: AbstractSet[UUID]) -> list[Idea]:
    """Return every suggestion in words, the most seats saved first.

    ``own`` are the networks for which the reader may propose.
    """
    return [idea_of(one, of, limits, own) for one in advice.suggestions]


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


def idea_of(
    one: Suggestion, of: Ground, limits: Limits, own: AbstractSet[UUID] = frozenset()
) -> Idea:
    """Return one suggestion in words."""
    networks = tuple(of.networks[code] for code in one.networks)
    after = sum(table.seats for table in (*one.tables, *one.rest))
    unformed = [str(network) for network in networks if not network.stands]
    return Idea(
        suggestion=one,
        unformed=", ".join(unformed),
        may_propose=not unformed and any(network.uuid in own for network in networks),
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
            "{regions}: one interregional table for {number} network",
            "{regions}: one interregional table for {number} networks",
            number,
        )
        return format_lazy(words, regions=regions, number=number)
    words = _("{networks} in {number} tables") if one.splits else _("{networks} at one table")
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
    said: list[Any] = [_together(one, of, limits)] if one.merges else []
    now, then = (_most(tables, limits) for tables in (one.before, (*one.tables, *one.rest)))
    if now > then:
        words = _("A region staffs at most {then} of these tables, instead of {now}.")
        said.append(format_lazy(words, now=now, then=then))
    too_large = [table.seats for table in one.before if table.seats > limits.table]
    if too_large:
        words = _("Now one table has {number} organisations; the limit is {limit}.")
        said.append(format_lazy(words, number=max(too_large), limit=limits.table))
    if len(one.tables) > 1:
        said.append(_("The parts are groups of regions that lie next to each other."))
    if one.rest:
        said.append(_("Outside these regions the networks go on at tables of their own."))
    return said


def _together(one: Suggestion, of: Ground, limits: Limits) -> Any:
    """Return why these networks may share a table; a network of choice may have no company."""
    companies = sorted({company for table in one.before for company in table.companies})
    shared = _shared(one, limits)
    if len(companies) == 1 and all(table.companies for table in one.before):
        return format_lazy(_("It is the same company: {company}."), company=companies[0])
    if not shared:
        words = _("These networks have companies in common: {companies}.")
        return format_lazy(words, companies=in_words(_common(one)))
    regions = in_words(_names(shared, of))
    if len(companies) > 1:
        words = _("{companies} meet in {regions}.")
        return format_lazy(words, companies=in_words(companies), regions=regions)
    return format_lazy(_("These networks meet in {regions}."), regions=regions)


def _common(one: Suggestion) -> list[str]:
    """Return the companies that sit at several of the tables now."""
    counts = Counter(company for table in one.before for company in table.companies)
    return sorted(company for company, number in counts.items() if number > 1)


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
