"""Derived networks as a table, as CSV and as JSON."""

from __future__ import annotations

import csv
import json
from io import StringIO

from koppelvlak.networks.derivation import Derived, derive_networks
from koppelvlak.networks.documents import as_csv, as_json, as_table
from koppelvlak.territory.succession import Link, Place

PLACES = [Place("GM1", "VR01", 10.0, 100), Place("GM2", "VR02", 20.0, 200)]


def networks() -> list[Derived]:
    links = [
        Link("gas", "A", "GM1", "whole", "exact"),
        Link("gas", "A", "GM2", "whole", "unverified"),
        Link("gas", "Langere naam", "GM2", "parcels", "exact"),
    ]
    return derive_networks(PLACES, links)


def test_json_has_the_agreed_keys_and_meanings() -> None:
    first, other = json.loads(as_json(networks()))
    checksum = first.pop("input_checksum")
    assert first == {
        "sector": "gas",
        "organisation": "A",
        "regions": ["VR01"],
        "regions_unverified": ["VR02"],
        "regions_parcels_only": [],
        "municipalities": 1,
        "population_whole": 100,
        "population_touched": 100,
        "municipalities_unverified": 1,
        "population_unverified": 200,
    }
    assert len(checksum) == 64
    assert other["regions_parcels_only"] == ["VR02"]


def test_json_of_nothing_is_an_empty_list() -> None:
    assert json.loads(as_json([])) == []


def test_csv_has_a_header_and_the_same_facts() -> None:
    first, _other = csv.DictReader(StringIO(as_csv(networks())))
    assert (first["organisation"], first["regions"], first["population_whole"]) == (
        "A",
        "VR01",
        "100",
    )
    assert len(first["input_checksum"]) == 64


def test_the_columns_of_the_table_line_up() -> None:
    head, rule, first, second = as_table(networks()).splitlines()
    assert len(head) == len(rule) == len(first) == len(second)
    assert first.split() == ["gas", "A", "1", "1", "0", "1", "100", "100", "1", "200"]


def test_a_table_of_nothing_still_has_its_head() -> None:
    assert len(as_table([]).splitlines()) == 2
