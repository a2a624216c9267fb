"""The derivation: by example, by property, and against a plain recount of the facts."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak import territory
from koppelvlak.networks.derivation import (
    CLASSES,
    SURE,
    Derived,
    checksum,
    derive_networks,
    overlaps,
    unplaced,
)
from koppelvlak.territory.succession import PARCELS, UNVERIFIED, WHOLE, Link, Place

FACTS = Path(territory.__file__).parent / "data"
COVERAGE = {"full": "whole", "partial": "part"}

PLACES = [
    Place("GM1", "VR01", 10.0, 100),
    Place("GM2", "VR01", 20.0, 200),
    Place("GM3", "VR02", 30.5, 300),
    Place("GM4", "VR03", 40.0, 400),
]


def link(
    municipality: str, coverage: str = "whole", certainty: str = "legal", by: str = "A"
) -> Link:
    return Link("drinking-water", by, municipality, coverage, certainty)


def only(*links: Link) -> Derived:
    (network,) = derive_networks(PLACES, links)
    return network


def test_a_region_is_reached_by_a_verified_link() -> None:
    network = only(link("GM1"), link("GM3", "part"), link("GM4", "unknown"))
    assert network.region_codes("reached") == ["VR01", "VR02", "VR03"]


def test_a_region_of_unverified_links_stands_apart() -> None:
    network = only(
        link("GM1"), link("GM2", certainty="unverified"), link("GM3", certainty="unverified")
    )
    assert network.region_codes("reached") == ["VR01"]
    assert network.region_codes("unverified") == ["VR02"]
    assert network.count({UNVERIFIED}) == 2
    assert network.people({UNVERIFIED}) == 500


@pytest.mark.parametrize("certainty", ["legal", "unverified"])
def test_a_few_parcels_are_no_reach(certainty: str) -> None:
    network = only(link("GM1", "parcels", certainty))
    assert network.region_codes("parcels") == ["VR01"]
    assert (network.count(SURE), network.count({UNVERIFIED})) == (0, 0)


def test_an_unverified_link_weighs_more_than_verified_parcels() -> None:
    network = only(link("GM1", "parcels"), link("GM2", certainty="unverified"))
    assert network.region_codes("unverified") == ["VR01"]


def test_two_links_to_one_municipality_count_once_in_the_surest_class() -> None:
    network = only(link("GM1", "part"), link("GM1"), link("GM1", certainty="unverified"))
    assert network.count(CLASSES) == network.count({WHOLE}) == 1


def test_shares_are_of_the_whole_region() -> None:
    (reach,) = only(link("GM1", "part")).regions
    assert (reach.share, reach.of.municipalities) == (0.5, 2)
    assert (reach.of.area_km2, reach.of.population) == (30.0, 300)
    assert reach.classes["part"].area_km2 == 10.0


def test_a_link_to_nowhere_is_told_and_left_out() -> None:
    lost = link("GM9")
    assert unplaced(PLACES, [lost, link("GM1")]) == [lost]
    assert only(lost, link("GM1")).count(CLASSES) == 1


def test_companies_meet_in_a_region_and_in_a_municipality() -> None:
    (meeting,) = overlaps(PLACES, [link("GM1"), link("GM1", "part", by="B"), link("GM2", by="B")])
    assert meeting.organisations == ("A", "B")
    assert (meeting.regions, meeting.municipalities) == (("VR01",), ("GM1",))


def test_companies_that_share_only_a_region_share_no_municipality() -> None:
    (meeting,) = overlaps(PLACES, [link("GM1"), link("GM2", by="B")])
    assert (meeting.regions, meeting.municipalities) == (("VR01",), ())


def test_parcels_and_unverified_links_are_no_meeting() -> None:
    others = [link("GM1", "parcels", by="B"), link("GM1", certainty="unverified", by="C")]
    assert overlaps(PLACES, [link("GM1"), *others]) == []


def test_the_checksum_changes_with_a_region_s_other_municipalities() -> None:
    bigger = [*PLACES, Place("GM5", "VR01", 1.0, 1)]
    assert (
        derive_networks(bigger, [link("GM1")])[0].input_checksum != only(link("GM1")).input_checksum
    )


def test_the_checksum_stays_when_something_elsewhere_changes() -> None:
    elsewhere = [*PLACES, Place("GM5", "VR09", 1.0, 1)]
    assert (
        derive_networks(elsewhere, [link("GM1")])[0].input_checksum
        == only(link("GM1")).input_checksum
    )


places = st.lists(
    st.builds(
        Place,
        code=st.integers(1, 12).map("GM{}".format),
        region=st.integers(1, 4).map("VR{}".format),
        area_km2=st.floats(0.1, 500, allow_nan=False),
        population=st.integers(0, 1_000_000),
    ),
    unique_by=lambda place: place.code,
    min_size=1,
)
one_link = st.builds(
    Link,
    sector=st.sampled_from(["drinking-water", "gas"]),
    organisation=st.sampled_from(["A", "B", "C"]),
    municipality=st.integers(1, 13).map("GM{}".format),
    coverage=st.sampled_from(["whole", "part", "unknown", "parcels"]),
    certainty=st.sampled_from(["legal", "exact", "unverified"]),
)
links = st.lists(one_link, max_size=30)


@given(places, links, st.randoms(use_true_random=False))
def test_the_order_of_the_facts_does_not_matter(
    here: list[Place], own: list[Link], dice: Any
) -> None:
    shuffled = dice.sample(own, len(own)), dice.sample(here, len(here))
    assert derive_networks(shuffled[1], shuffled[0]) == derive_networks(here, own)
    assert overlaps(shuffled[1], shuffled[0]) == overlaps(here, own)
    assert checksum(*reversed(shuffled)) == checksum(here, own)


def _union(networks: list[Derived]) -> set[tuple[str, str, str]]:
    return {(n.sector, n.organisation, reach.region) for n in networks for reach in n.regions}


@given(places, links, one_link)
def test_a_link_more_never_takes_a_region_away(
    here: list[Place], own: list[Link], one: Link
) -> None:
    assert _union(derive_networks(here, own)) <= _union(derive_networks(here, [*own, one]))


@given(places, links)
def test_totals_add_up(here: list[Place], own: list[Link]) -> None:
    people = {place.code: place.population for place in here}
    for network in derive_networks(here, own):
        mine = {
            x.municipality
            for x in own
            if (x.sector, x.organisation) == (network.sector, network.organisation)
        } & people.keys()
        assert network.count(CLASSES) == len(mine)
        assert network.people(CLASSES) == sum(people[code] for code in mine)
        assert network.people({WHOLE}) <= network.people(SURE)
        for reach in network.regions:
            assert 0 <= reach.share <= 1
            assert reach.count(CLASSES) <= reach.of.municipalities


def _rows(name: str) -> list[dict[str, str]]:
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _facts() -> tuple[list[Place], list[Link]]:
    here = [
        Place(r["code"], r["safety_region"], float(r["area_km2"]), int(r["population"]))
        for r in _rows("municipalities.csv")
    ]
    own = [
        Link(
            r["sector"],
            r["organisation"],
            r["municipality"],
            COVERAGE.get(r["coverage"], r["coverage"]),
            r["certainty"],
        )
        for r in _rows("supply_areas.csv")
    ]
    return here, own


def _recount() -> dict[tuple[str, str], tuple[Any, ...]]:
    """Count again, straight from the files and in the words of the facts."""
    region = {r["code"]: r["safety_region"] for r in _rows("municipalities.csv")}
    people = {r["code"]: int(r["population"]) for r in _rows("municipalities.csv")}
    found: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for row in _rows("supply_areas.csv"):
        found[row["sector"], row["organisation"]].append(row)
    return {key: _recounted(rows, region, people) for key, rows in found.items()}


def _recounted(
    rows: list[dict[str, str]], region: dict[str, str], people: dict[str, int]
) -> tuple[Any, ...]:
    parcels = {r["municipality"] for r in rows if r["coverage"] == "parcels"}
    rest = [r for r in rows if r["coverage"] != "parcels"]
    sure = {r["municipality"] for r in rest if r["certainty"] != "unverified"}
    full = {
        r["municipality"]
        for r in rest
        if r["coverage"] == "full" and r["certainty"] != "unverified"
    }
    doubtful = {r["municipality"] for r in rest} - sure
    reached = {region[code] for code in sure}
    maybe = {region[code] for code in doubtful} - reached
    return (
        sorted(reached),
        sorted(maybe),
        sorted({region[code] for code in parcels} - reached - maybe),
        len(sure),
        sum(people[code] for code in full),
        sum(people[code] for code in sure),
        len(doubtful),
        sum(people[code] for code in doubtful),
    )


def test_the_real_facts_give_22_networks_the_same_as_a_plain_recount() -> None:
    networks = derive_networks(*_facts())
    derived = {
        (n.sector, n.organisation): (
            n.region_codes("reached"),
            n.region_codes("unverified"),
            n.region_codes(PARCELS),
            n.count(SURE),
            n.people({WHOLE}),
            n.people(SURE),
            n.count({UNVERIFIED}),
            n.people({UNVERIFIED}),
        )
        for n in networks
    }
    assert len(networks) == 22
    assert derived == _recount()
