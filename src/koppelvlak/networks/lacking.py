"""Which sectors have no network, in words that hold for whoever reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from koppelvlak.kit.access import Actor
from koppelvlak.networks.models import Basis, Lineage, Member
from koppelvlak.networks.queries import Membership, sees_networks
from koppelvlak.sectors.models import Sector

DESCENDED = (Basis.MERGED, Basis.SPLIT)


def chosen_by_people(
    sectors: Iterable[Sector], memberships: Collection[Membership], *, regions: int
) -> list[str]:
    """Say of each sector without known supply areas how many regions have no network yet.

    ``memberships`` are those of all sectors: a network that was made of several serves each;
    ``regions`` counts all safety regions. At most one query.
    """
    open_sectors = [sector for sector in sectors if not sector.has_areas]
    if not open_sectors:
        return []
    serves = sectors_of((m.network, m.sector, m.basis) for m in memberships)
    return [
        _left(sector, {m.code for m in memberships if sector.pk in serves[m.network]}, regions)
        for sector in open_sectors
    ]


def missing_in(
    actor: Actor, sectors: Iterable[Sector], rows: Sequence[Member], supplied: Collection[str]
) -> tuple[list[str], list[str]]:
    """Say which sectors have no network in a region: with supply areas, and left to people.

    ``rows`` are the memberships of the region that the actor sees, ``supplied`` the keys of the
    sectors of which an area leads there: what one may not see is not told to be absent. At most
    one query.
    """
    networks = {row.network_id: row.network for row in rows}
    serves = sectors_of((key, one.sector_id, one.basis) for key, one in networks.items())
    present = {sector for found in serves.values() for sector in found}
    absent = [sector for sector in sectors if sector.pk not in present]
    if not sees_networks(actor):
        absent = [one for one in absent if one.has_areas and one.key not in supplied]
    derived = [_derived(one, supplied) for one in absent if one.has_areas]
    return derived, [_none(one) for one in absent if not one.has_areas]


def sectors_of(networks: Iterable[tuple[int, int, str]]) -> dict[int, set[int]]:
    """Return by network which sectors it serves: its own, and those of all that it came of.

    Each is given by its key, that of its sector, and its basis. One query, and none where nothing
    was merged or split.
    """
    rows = set(networks)
    serves = {network: {sector} for network, sector, _basis in rows}
    before: dict[int, list[tuple[int, int]]] = defaultdict(list)
    if any(basis in DESCENDED for _network, _sector, basis in rows):
        lines = Lineage.objects.values_list("successor", "predecessor", "predecessor__sector")
        for later, earlier, sector in lines:
            before[later].append((earlier, sector))
    for network, found in serves.items():
        waiting = [network]
        while waiting:
            older = before.get(waiting.pop(), [])
            waiting += [earlier for earlier, _sector in older]
            found |= {sector for _earlier, sector in older}
    return serves


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
