"""Which sectors have no network, in words that hold for whoever reads them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koppelvlak.kit.access import Actor
from koppelvlak.networks.models import Member
from koppelvlak.networks.queries import Membership, sees_networks
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.models import Region


def chosen_by_people(sectors: Iterable[Sector], memberships: Collection[Membership]) -> list[str]:
    """Say of each sector without known supply areas how many regions have no network yet.

    At most one query.
    """
    open_sectors = [sector for sector in sectors if not sector.has_areas]
    every = Region.objects.count() if open_sectors else 0
    return [
        _left(sector, {m.code for m in memberships if m.sector == sector.pk}, every)
        for sector in open_sectors
    ]


def missing_in(
    actor: Actor, sectors: Iterable[Sector], rows: Sequence[Member], supplied: Collection[str]
) -> tuple[list[str], list[str]]:
    """Say which sectors have no network in a region: with supply areas, and left to people.

    ``rows`` are the memberships of the region that the actor sees, ``supplied`` the keys of the
    sectors of which an area leads there: what one may not see is not told to be absent.
    """
    present = {row.network.sector_id for row in rows}
    absent = [sector for sector in sectors if sector.pk not in present]
    if not sees_networks(actor):
        absent = [one for one in absent if one.has_areas and one.key not in supplied]
    derived = [_derived(one, supplied) for one in absent if one.has_areas]
    return derived, [_none(one) for one in absent if not one.has_areas]


def _left(sector: Sector, reached: Collection[str], every: int) -> str:
    if not reached:
        return _none(sector)
    without = every - len(reached)
    if not without:
        return _("%(sector)s: every safety region has a network") % {"sector": sector.name}
    return ngettext(
        "%(sector)s: %(number)s safety region has no network yet",
        "%(sector)s: %(number)s safety regions have no network yet",
        without,
    ) % {"sector": sector.name, "number": without}


def _none(sector: Sector) -> str:
    return _("%(sector)s: no networks yet") % {"sector": sector.name}


def _derived(sector: Sector, supplied: Collection[str]) -> str:
    said = (
        _("%(sector)s: a supply area leads to this region, but there is no network you may see.")
        if sector.key in supplied
        else _("%(sector)s: no supply area reaches this region.")
    )
    return said % {"sector": sector.name}
