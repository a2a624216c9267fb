"""What a network that comes of others takes over: their area together, and how they worked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import asdict, replace
from datetime import date
from hashlib import sha256

from koppelvlak.networks.derivation import Derived, Reach, derive_networks
from koppelvlak.networks.models import Member, Network
from koppelvlak.people.models import Person
from koppelvlak.territory.models import Region
from koppelvlak.territory.queries import supply_facts
from koppelvlak.territory.succession import UNVERIFIED

OFFICES = ("chair", "secretary")


def take_over_area(
    network: Network, earlier: Sequence[Network], codes: Collection[str], *, on: date
) -> None:
    """Give a saved network its area and figures; called within the door.

    Supply areas are taken together from the facts of the day, so that a municipality counts once.
    What people chose, or what came of others already, is taken over as it stands.
    """
    derived = _together(earlier, on)
    reaches = [reach for reach in derived.regions if reach.region in codes]
    regions = {region.code: region for region in Region.objects.filter(code__in=codes)}
    members = {r.region: _member(network, r, regions[r.region]) for r in reaches}
    loose = [one for one in earlier if one.anchor is None]
    for row in Member.objects.filter(network__in=loose, region__code__in=codes).order_by("pk"):
        row.pk, row.network = None, network
        members.setdefault(row.region.code, row)
    Member.objects.bulk_create(members.values())
    network.municipalities = sum(one.municipalities for one in members.values())
    network.population_whole = sum(one.whole for one in members.values())
    network.population_touched = sum(one.touched for one in members.values())
    network.municipalities_unverified = sum(one.doubtful for one in members.values())
    network.population_unverified = sum(reach.people({UNVERIFIED}) for reach in reaches)
    network.input_checksum = derived.input_checksum or _joined(earlier)
    network.save()


def take_over_work(
    network: Network, earlier: Sequence[Network], *, among: Collection[Person]
) -> None:
    """Give a network who chaired and kept the papers of earlier ones, the first where several did.

    Only those ``among`` these people, who act for an organisation that has a seat in it; what was
    said of working areas is joined. Called within the door.
    """
    for office in OFFICES:
        held = (getattr(one, office) for one in earlier)
        setattr(network, office, next((one for one in held if one in among), None))
    areas = "; ".join(dict.fromkeys(one.working_area for one in earlier if one.working_area))
    longest = Network._meta.get_field("working_area").max_length or 0
    network.working_area = areas if len(areas) <= longest else areas[: longest - 1] + "…"
    network.save()


def _joined(earlier: Sequence[Network]) -> str:
    """Return the checksum of what was made of supply areas before: it still rests on them."""
    known = sorted({one.input_checksum for one in earlier} - {""})
    return sha256("".join(known).encode()).hexdigest() if len(known) > 1 else "".join(known)


def _together(earlier: Sequence[Network], on: date) -> Derived:
    known = {(one.sector.key, one.anchor.short_name) for one in earlier if one.anchor}
    places, links = supply_facts(on)
    own = [
        replace(link, sector="", organisation="")
        for link in links
        if (link.sector, link.organisation) in known
    ]
    found = derive_networks(places, own)
    return found[0] if found else Derived("", "", regions=(), input_checksum="")


def _member(network: Network, reach: Reach, region: Region) -> Member:
    return Member(
        network=network,
        region=region,
        standing=reach.standing,
        share=reach.share,
        of_municipalities=reach.of.municipalities,
        of_area_km2=reach.of.area_km2,
        of_population=reach.of.population,
        classes={name: asdict(extent) for name, extent in reach.classes.items()},
    )
