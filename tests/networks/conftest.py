"""A small country: four regions, one water company that reaches them in four ways."""

from __future__ import annotations

from datetime import date

import pytest

from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.networks.actions import derive
from koppelvlak.networks.forming import form_network
from koppelvlak.networks.lifecycle import ACTIVE, SITTING
from koppelvlak.networks.models import Basis, Network, Seat, keep_stay
from koppelvlak.networks.seating import Places, accept_seat
from koppelvlak.organisations.models import Organisation
from koppelvlak.territory.models import Municipality, Region, Source, SupplyLink
from tests.conftest import Guard
from tests.world import TODAY, World

# Region, its name, and its municipalities: code, name, km², people.
COUNTRY = {
    "VR04": (
        "IJsselland",
        [("GM0193", "Zwolle", 119.0, 130_000), ("GM0150", "Deventer", 134.0, 101_000)],
    ),
    "VR05": ("Twente", [("GM0141", "Almelo", 69.0, 74_000)]),
    "VR06": ("Noord- en Oost-Gelderland", [("GM0200", "Apeldoorn", 341.0, 166_000)]),
    "VR07": ("Gelderland-Midden", [("GM0202", "Arnhem", 101.0, 165_000)]),
}
LINKS = (
    ("GM0193", "whole", "legal-2015"),
    ("GM0150", "part", "legal-2015"),
    ("GM0141", "whole", "unverified"),
    ("GM0200", "parcels", "legal-2015"),
    ("GM0202", "unknown", "legal-2015"),
)


@pytest.fixture
def country(world: World, guard: Guard) -> World:
    """Return the cast in a country with supply areas."""
    guard.watching = False
    source = Source.objects.create(key="drinking-water-1", text="Drinkwaterregeling, bijlage 1")
    for code, (name, municipalities) in COUNTRY.items():
        _region(world, source, code, name, municipalities)
    for municipality, coverage, certainty in LINKS:
        link(world, municipality, coverage=coverage, certainty=certainty)
    guard.watching = True
    return world


@pytest.fixture
def machine() -> Actor:
    """Return Koppelvlak itself."""
    return system(on=TODAY, origin="test")


@pytest.fixture
def network(country: World, machine: Actor) -> Network:
    """Return the derived network of the water company."""
    (made,) = derive(on=TODAY, by=machine)
    return made


def link(
    world: World,
    municipality: str,
    *,
    coverage: str,
    certainty: str,
    by: Organisation | None = None,
) -> SupplyLink:
    """Let a company, the water company unless another is named, supply a municipality."""
    return SupplyLink.objects.create(
        sector=world.sector,
        organisation=by or world.water,
        municipality=municipality,
        coverage=coverage,
        certainty=certainty,
        source=Source.objects.get(key="drinking-water-1"),
    )


def _region(
    world: World,
    source: Source,
    code: str,
    name: str,
    municipalities: list[tuple[str, str, float, int]],
) -> None:
    organisation = Organisation.objects.get_or_create(
        key=code.lower(),
        defaults={
            "kind": world.region.kind,
            "name": f"Veiligheidsregio {name}",
            "short_name": f"VR {name}",
        },
    )[0]
    region = Region.objects.create(
        code=code,
        organisation=organisation,
        name=name,
        province="Gelderland",
        seat=name,
        source=source,
    )
    for number, (key, town, area, people) in enumerate(municipalities):
        Municipality.objects.create(
            code=key,
            name=town,
            region=region,
            province=region.province,
            lon=6.0 + number / 10,
            lat=52.5,
            area_km2=area,
            population=people,
            valid_from=date(2023, 1, 1),
            certainty="confirmed-2-sources",
            source=source,
        )


@pytest.fixture
def formed(country: World, network: Network) -> Network:
    """Return that network, formed by the company and led by the region; nobody answered yet."""
    return form_network(network, country.region, by=country.actor("joost"))


def seat_of(network: Network, organisation: Organisation) -> Seat:
    """Return the seat of an organisation, as it is now."""
    return Seat.objects.select_related("network", "organisation").get(
        network=network, organisation=organisation
    )


def take(network: Network, world: World, *names: str) -> None:
    """Let these people of the cast take the seats of their organisations themselves."""
    for name in names:
        person = world.person(name)
        place = person.functions.get().organisation
        accept_seat(seat_of(network, place), Places(person), by=world.actor(name))


@pytest.fixture
def seated(country: World, formed: Network) -> Network:
    """Return that network with the region and the company at the table."""
    take(formed, country, "noor", "joost")
    return Network.objects.get(pk=formed.pk)


@pytest.fixture
def table(world: World, guard: Guard) -> Network:
    """Return a network by choice, quickly made: the region leads, the company sits, both named."""
    guard.watching = False
    made = Network.objects.create(
        sector=world.sector, basis=Basis.CHOSEN, name="Oost", division="province:Overijssel",
        state=ACTIVE, lead=world.region, derived_for=TODAY, stirred_on=TODAY,
    )  # fmt: skip
    for place, name in ((world.region, "noor"), (world.water, "joost")):
        seat = Seat.objects.create(
            network=made, organisation=place, invited_on=TODAY, since=TODAY, state=SITTING,
            representative=world.person(name),
        )  # fmt: skip
        keep_stay(seat, TODAY)
    guard.watching = True
    return made
