"""All networks of the real facts, against ``networks.csv``: a table that people read and approve.

Who changes the facts changes that table too, and sees in the difference what it does.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest

from koppelvlak import territory
from koppelvlak.networks.derivation import CLASSES, Derived, derive_networks
from koppelvlak.networks.documents import facts_of
from koppelvlak.territory.succession import Link, Place

DATA = Path(territory.__file__).parent / "data"
APPROVED = Path(__file__).parent / "networks.csv"
COVERAGE = {"full": "whole", "partial": "part"}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TABLE = rows(APPROVED)
TOWNS = {row["code"]: row for row in rows(DATA / "municipalities.csv")}
SUPPLY = rows(DATA / "supply_areas.csv")
NAMES = [f"{row['sector']} {row['organisation']}" for row in TABLE]


@pytest.fixture(scope="module")
def derived() -> dict[str, Derived]:
    """Return the networks as the engine derives them from the files."""
    places = [
        Place(code, row["safety_region"], float(row["area_km2"]), int(row["population"]))
        for code, row in TOWNS.items()
    ]
    links = [
        Link(
            row["sector"],
            row["organisation"],
            row["municipality"],
            COVERAGE.get(row["coverage"], row["coverage"]),
            row["certainty"],
        )
        for row in SUPPLY
    ]
    return {f"{one.sector} {one.organisation}": one for one in derive_networks(places, links)}


def told(name: str) -> list[dict[str, str]]:
    """Return the lines of the facts about one network."""
    return [row for row in SUPPLY if f"{row['sector']} {row['organisation']}" == name]


def people(codes: set[str]) -> int:
    return sum(int(TOWNS[code]["population"]) for code in codes)


def regions(codes: set[str]) -> set[str]:
    return {TOWNS[code]["safety_region"] for code in codes}


def sure_and_doubtful(name: str) -> tuple[set[str], set[str]]:
    """Return the municipalities that are surely supplied, and those that only perhaps are."""
    more = [row for row in told(name) if row["coverage"] != "parcels"]
    sure = {row["municipality"] for row in more if row["certainty"] != "unverified"}
    return sure, {row["municipality"] for row in more} - sure


def test_every_company_in_the_facts_stands_in_the_table_once() -> None:
    assert len(NAMES) == len(set(NAMES)) == 22
    assert set(NAMES) == {f"{row['sector']} {row['organisation']}" for row in SUPPLY}


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_what_is_derived_is_what_was_approved(
    row: dict[str, str], derived: dict[str, Derived]
) -> None:
    found: dict[str, Any] = facts_of(derived[f"{row['sector']} {row['organisation']}"])
    found.pop("input_checksum")
    as_text = {k: " ".join(v) if isinstance(v, list) else str(v) for k, v in found.items()}
    assert as_text == row


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_the_table_counts_the_municipalities_of_the_facts(row: dict[str, str]) -> None:
    sure, doubtful = sure_and_doubtful(f"{row['sector']} {row['organisation']}")
    assert int(row["municipalities"]) == len(sure)
    assert int(row["municipalities_unverified"]) == len(doubtful)
    assert int(row["population_touched"]) == people(sure)
    assert int(row["population_unverified"]) == people(doubtful)


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_the_table_names_the_regions_of_the_facts(row: dict[str, str]) -> None:
    name = f"{row['sector']} {row['organisation']}"
    sure, doubtful = sure_and_doubtful(name)
    every = regions({line["municipality"] for line in told(name)})
    assert set(row["regions"].split()) == regions(sure)
    assert set(row["regions_unverified"].split()) == regions(doubtful) - regions(sure)
    assert set(row["regions_parcels_only"].split()) == every - regions(sure | doubtful)


@pytest.mark.parametrize("row", TABLE, ids=NAMES)
def test_only_whole_municipalities_count_for_certain(row: dict[str, str]) -> None:
    name = f"{row['sector']} {row['organisation']}"
    full = {
        line["municipality"]
        for line in told(name)
        if (line["coverage"], line["certainty"] != "unverified") == ("full", True)
    }
    assert int(row["population_whole"]) == people(full) <= int(row["population_touched"])


@pytest.mark.parametrize("name", NAMES)
def test_the_shares_of_a_region_are_of_that_region(name: str, derived: dict[str, Derived]) -> None:
    for reach in derived[name].regions:
        home = [row for row in TOWNS.values() if row["safety_region"] == reach.region]
        assert reach.of.municipalities == len(home)
        assert reach.of.population == sum(int(row["population"]) for row in home)
        assert reach.of.area_km2 == pytest.approx(sum(float(row["area_km2"]) for row in home))


@pytest.mark.parametrize("name", NAMES)
def test_each_municipality_is_in_one_class_only(name: str, derived: dict[str, Derived]) -> None:
    supplied = {row["municipality"] for row in told(name)}
    assert derived[name].count(CLASSES) == len(supplied)
    assert derived[name].people(CLASSES) == people(supplied)


@pytest.mark.parametrize("name", NAMES)
def test_no_region_stands_on_two_grounds(name: str, derived: dict[str, Derived]) -> None:
    codes = [reach.region for reach in derived[name].regions]
    assert codes == sorted(set(codes))


def test_no_two_networks_rest_on_one_input(derived: dict[str, Derived]) -> None:
    assert len({one.input_checksum for one in derived.values()}) == len(derived)


def test_every_region_is_reached_for_water_gas_and_electricity(
    derived: dict[str, Derived],
) -> None:
    for sector in ("drinking-water", "electricity", "gas"):
        lists = (one.regions for one in derived.values() if one.sector == sector)
        assert len({reach.region for reaches in lists for reach in reaches}) == 25, sector


def test_every_supplied_municipality_exists() -> None:
    assert {row["municipality"] for row in SUPPLY} <= TOWNS.keys()
