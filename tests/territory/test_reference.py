"""The facts of this project against the reference they were copied from, where that is at hand."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from koppelvlak.door import system
from koppelvlak.organisations import facts as organisations
from koppelvlak.organisations.loading import load_organisations
from koppelvlak.organisations.models import Organisation
from koppelvlak.territory import facts as territory
from koppelvlak.territory.facts import COVERAGE
from koppelvlak.territory.loading import load_territory
from koppelvlak.territory.models import Municipality, Region, Source, SupplyLink
from tests.world import TODAY

REFERENCE = Path(__file__).parents[3] / "shared" / "reference"
COPIES = {
    "municipalities": territory.FOLDER,
    "supply_areas": territory.FOLDER,
    "sources": territory.FOLDER,
    "safety_regions": organisations.FOLDER,
    "national_players": organisations.FOLDER,
}
# The page is Dutch first: the one place that the reference calls by its English name.
SPELLED = {"The Hague": "Den Haag"}
pytestmark = pytest.mark.skipif(
    not REFERENCE.exists(), reason="the reference facts do not lie beside this checkout"
)
Line = dict[str, str]


def lines(file: Path) -> list[Line]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def reference(name: str) -> list[Line]:
    return [
        {column: SPELLED.get(cell, cell) for column, cell in line.items()}
        for line in lines(REFERENCE / f"{name}.csv")
    ]


@pytest.fixture
def loaded(db: None) -> None:
    by = system(on=TODAY, origin="test")
    load_organisations(by=by)
    load_territory(by=by)


@pytest.mark.parametrize("name", COPIES)
def test_every_line_stands_here_as_it_stands_there(name: str) -> None:
    ours = lines(COPIES[name] / f"{name}.csv")
    for theirs in reference(name):
        assert any(theirs.items() <= mine.items() for mine in ours), theirs


def test_nothing_was_added_but_sources_of_our_own() -> None:
    for name in COPIES.keys() - {"sources"}:
        assert len(lines(COPIES[name] / f"{name}.csv")) == len(reference(name))


@pytest.mark.usefixtures("loaded")
def test_the_supply_links_are_loaded_as_they_are() -> None:
    fields = ("organisation__short_name", "municipality", "coverage", "certainty", "note")
    told = SupplyLink.objects.values_list("sector__key", *fields, "source__key")
    assert sorted(told) == sorted(
        (
            line["sector"],
            line["organisation"],
            line["municipality"],
            COVERAGE[line["coverage"]],
            line["certainty"],
            line["note"],
            line["source"],
        )
        for line in reference("supply_areas")
    )


@pytest.mark.usefixtures("loaded")
def test_the_municipalities_are_loaded_as_they_are() -> None:
    told = Municipality.objects.values_list(
        "code", "name", "region__code", "lon", "lat", "area_km2", "population", "certainty"
    )
    assert sorted(told) == sorted(
        (
            line["code"],
            line["name"],
            line["safety_region"],
            float(line["lon"]),
            float(line["lat"]),
            float(line["area_km2"]),
            int(line["population"]),
            line["certainty"],
        )
        for line in reference("municipalities")
    )


@pytest.mark.usefixtures("loaded")
def test_the_regions_and_sources_are_loaded_as_they_are() -> None:
    regions = Region.objects.values_list("code", "name", "seat", "control_room_location")
    assert sorted(regions) == sorted(
        (line["code"], line["name"], line["seat"], line["control_room_location"])
        for line in reference("safety_regions")
    )
    texts = dict(Source.objects.values_list("key", "text"))
    assert {line["key"]: line["source"] for line in reference("sources")}.items() <= texts.items()


@pytest.mark.usefixtures("loaded")
def test_every_national_player_but_a_map_and_a_network_is_an_organisation() -> None:
    told = set(Organisation.objects.values_list("role_en", "reach_en", "certainty", "source"))
    absent = [
        line["name"]
        for line in reference("national_players")
        if (line["role"], line["reach"], line["certainty"], line["source"]) not in told
    ]
    assert absent == [
        "Interregionaal Netwerk Vitale Veiligheid Noord-Holland",
        "Netwerkkaart 15 Olie",
    ]
