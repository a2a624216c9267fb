"""Networks on the map: how far one reaches, and how many meet in a region."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koppelvlak.networks.advice import RegionLoad
from koppelvlak.networks.models import Member, Network, Standing
from koppelvlak.networks.queries import Membership
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.atlas import (
    LEAD,
    NONE,
    PARCELS,
    PART,
    UNKNOWN,
    UNVERIFIED,
    WHOLE,
    Map,
    Mark,
    municipality_map,
    region_map,
    shades,
)
from koppelvlak.territory.models import Region
from koppelvlak.territory.succession import Link


def coverage_map(network: Network, members: Iterable[Member], *, past: bool = False) -> Map:
    """Return the map of one network: every region by how it is reached, and which of them leads.

    ``past`` beside the table of a past day, when perhaps another led.
    """
    names = {"network": str(network)}
    leads = network.lead_id if network.stands and not past else None
    return region_map(
        {m.region.code: _mark(m, leads=leads == m.region.organisation_id) for m in members},
        title=_("Area of %(network)s") % names,
        description=_("Every safety region, by how the supply area of %(network)s reaches it.")
        % names,
        hue=network.sector.tone,
    )


def number_map(memberships: Iterable[Membership], sector: Sector | None) -> Map:
    """Return the map of the number of networks that surely reach each region."""
    counts = Counter(m.code for m in memberships if m.standing == Standing.REACHED)
    marks, legend = shades(counts, _networks)
    return region_map(
        {code: replace(mark, href=_page(code)) for code, mark in marks.items()},
        title=_("Networks of %(sector)s per safety region") % {"sector": sector.name}
        if sector
        else _("Networks per safety region, all sectors"),
        description=_("Every safety region, the darker the more networks reach it."),
        hue=sector.tone if sector else "",
        legend=legend,
    )


def load_map(loads: Iterable[RegionLoad], *, some: bool) -> Map:
    """Return the map of the tables that each region would staff, with what it staffs now.

    ``some`` when only those regions were asked about.
    """
    rows = {row.code: row for row in loads}
    marks, legend = shades({code: row.then for code, row in rows.items()}, _tables)
    if some:
        legend[NONE] = _("not asked about")
    return region_map(
        {
            code: replace(mark, words=_now_and_then(rows[code]), href=_page(code))
            for code, mark in marks.items()
        },
        title=_("Tables per safety region, as advised"),
        description=_("Every safety region, the darker the more tables it would staff."),
        legend=legend,
    )


def supply_map(region: Region, towns: Iterable[str], links: Iterable[Link]) -> Map:
    """Return the map of the municipalities of a region, with the companies that supply each.

    ``links`` are those that lead there. The more companies surely supply one (a border runs
    through it), the darker; a few parcels do not count. One query.
    """
    sure: dict[str, set[str]] = {town: set() for town in towns}
    doubtful: dict[str, set[str]] = defaultdict(set)
    for link in links:
        if link.coverage != PARCELS:
            (doubtful if link.unverified else sure)[link.municipality].add(link.organisation)
    marks, legend = shades({town: len(found) for town, found in sure.items()}, _companies)
    return municipality_map(
        {
            town: replace(mark, words=_who(sure[town], doubtful[town]), href=_town(town))
            for town, mark in marks.items()
        },
        title=_("Who supplies where in %(region)s") % {"region": region.name},
        description=_("Every municipality, the darker the more companies supply it."),
        legend=legend,
    )


def _mark(member: Member, *, leads: bool) -> Mark:
    tone, words = member.extent, _in_words(member)
    if leads:
        tone, words = LEAD, _("Lead, %(extent)s") % {"extent": words}
    return Mark(tone, words, _page(member.region.code))


def _in_words(member: Member) -> str:
    numbers = {"number": member.municipalities, "all": member.of_municipalities}
    return {
        WHOLE: _("whole: all %(all)s municipalities"),
        PART: _("part: %(number)s of %(all)s municipalities"),
        UNKNOWN: _("%(number)s of %(all)s municipalities, extent unknown"),
        UNVERIFIED: _("not verified"),
        PARCELS: _("a few parcels only"),
    }[member.extent] % numbers


def _networks(number: int) -> str:
    return ngettext("%(number)s network", "%(number)s networks", number) % {"number": number}


def _tables(number: int) -> str:
    return ngettext("%(number)s table", "%(number)s tables", number) % {"number": number}


def _now_and_then(row: RegionLoad) -> str:
    then = _tables(row.then)
    if row.now == row.then:
        return _("%(then)s, as now") % {"then": then}
    return _("%(then)s, now %(now)s") % {"then": then, "now": row.now}


def _companies(number: int) -> str:
    return ngettext("%(number)s company", "%(number)s companies", number) % {"number": number}


def _who(sure: Iterable[str], doubtful: Iterable[str]) -> str:
    known, guessed = ", ".join(sorted(sure)), ", ".join(sorted(doubtful))
    if not guessed:
        return known or _("unknown")
    unsure = _("not verified: %(companies)s") % {"companies": guessed}
    return f"{known}; {unsure}" if known else unsure


def _town(code: str) -> str:
    return reverse("territory:municipality", args=[code])


def _page(code: str) -> str:
    return reverse("portal:region", args=[code])
