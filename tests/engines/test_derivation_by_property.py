"""The derivation, whatever the facts: classes, standings, checksums and meetings hold together."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.networks.derivation import (
    CLASSES,
    SURE,
    Derived,
    Extent,
    Reach,
    coverage_class,
    derive_networks,
    overlaps,
    unplaced,
)
from koppelvlak.territory.succession import PARCELS, UNVERIFIED, WHOLE, Link, Place

PLACES = [Place(f"GM{i}", f"VR{i // 3}", 10.0 + i, 100 * i) for i in range(9)]
ONE = st.builds(
    Link,
    st.sampled_from(["drinking-water", "gas"]),
    st.sampled_from(["A", "B"]),
    st.integers(0, 9).map("GM{}".format),
    st.sampled_from(["whole", "part", "unknown", "parcels"]),
    st.sampled_from(["legal", "unverified"]),
)
LINKS = st.lists(ONE, max_size=25)


def link(municipality: str, coverage: str = "whole", certainty: str = "legal") -> Link:
    return Link("gas", "A", municipality, coverage, certainty)


def checksums(places: list[Place], links: list[Link]) -> dict[tuple[str, str], str]:
    derived = derive_networks(places, links)
    return {(one.sector, one.organisation): one.input_checksum for one in derived}


def by_name(links: list[Link]) -> dict[tuple[str, str], Derived]:
    return {(one.sector, one.organisation): one for one in derive_networks(PLACES, links)}


@pytest.mark.parametrize(
    ("coverage", "certainty", "expected"),
    [
        ("whole", "legal", "whole"),
        ("part", "exact", "part"),
        ("unknown", "sourced", "unknown"),
        ("parcels", "legal", "parcels"),
        ("whole", "unverified", "unverified"),
        ("part", "unverified", "unverified"),
        ("unknown", "unverified", "unverified"),
        ("parcels", "unverified", "unverified-parcels"),
    ],
)
def test_every_link_has_its_class(coverage: str, certainty: str, expected: str) -> None:
    assert coverage_class(link("GM1", coverage, certainty)) == expected


@pytest.mark.parametrize(("surer", "less"), list(pairwise(CLASSES)))
def test_a_municipality_counts_in_the_surest_class(surer: str, less: str) -> None:
    def of(name: str) -> Link:
        doubtful = name.startswith("unverified")
        coverage = {"unverified": "whole", "unverified-parcels": "parcels"}.get(name, name)
        return link("GM1", coverage, UNVERIFIED if doubtful else "legal")

    (network,) = derive_networks(PLACES, [of(less), of(surer)])
    assert network.count({surer}) == network.count(CLASSES) == 1


@pytest.mark.parametrize(
    ("classes", "standing"),
    [
        ({"whole"}, "reached"),
        ({"unknown", "parcels"}, "reached"),
        ({"part", "unverified"}, "reached"),
        ({"unverified", "parcels"}, "unverified"),
        ({"unverified-parcels", "unverified"}, "unverified"),
        ({"parcels"}, "parcels"),
        ({"unverified-parcels"}, "parcels"),
    ],
)
def test_a_region_stands_on_the_best_it_has(classes: set[str], standing: str) -> None:
    some = dict.fromkeys(classes, Extent(1, 1.0, 1))
    assert Reach("VR01", some, Extent(3, 3.0, 3)).standing == standing


def test_without_places_there_are_no_networks() -> None:
    assert derive_networks([], [link("GM1")]) == []
    assert overlaps([], [link("GM1")]) == []


def test_without_links_there_are_no_networks() -> None:
    assert derive_networks(PLACES, []) == []


@given(LINKS)
def test_the_standings_part_the_regions(links: list[Link]) -> None:
    for network in derive_networks(PLACES, links):
        grounds = [network.region_codes(s) for s in ("reached", UNVERIFIED, PARCELS)]
        assert sorted(code for found in grounds for code in found) == [
            reach.region for reach in network.regions
        ]


@given(LINKS)
def test_totals_by_class_are_those_of_the_regions(links: list[Link]) -> None:
    for network in derive_networks(PLACES, links):
        assert network.count(CLASSES) == sum(network.count({name}) for name in CLASSES)
        assert network.people(CLASSES) == sum(network.people({name}) for name in CLASSES)
        for name in CLASSES:
            assert network.count({name}) == sum(r.count({name}) for r in network.regions)


@given(LINKS)
def test_a_class_that_is_empty_is_not_named(links: list[Link]) -> None:
    for network in derive_networks(PLACES, links):
        for reach in network.regions:
            assert reach.classes
            assert all(extent.municipalities for extent in reach.classes.values())


@given(LINKS)
def test_every_municipality_is_counted_once(links: list[Link]) -> None:
    for network in derive_networks(PLACES, links):
        for reach in network.regions:
            assert reach.count(CLASSES) <= reach.of.municipalities == 3
            assert reach.people({WHOLE}) <= reach.people(SURE) <= reach.of.population


@given(LINKS)
def test_a_link_leads_somewhere_or_is_told_as_unplaced(links: list[Link]) -> None:
    lost = unplaced(PLACES, links)
    placed = {(x.sector, x.organisation) for x in links if x not in lost}
    assert all(x.municipality == "GM9" for x in lost)
    assert by_name(links).keys() == placed


@given(LINKS, ONE)
def test_the_checksum_changes_only_with_the_networks_own_input(
    links: list[Link], more: Link
) -> None:
    before, after = checksums(PLACES, links), checksums(PLACES, [*links, more])
    own = (more.sector, more.organisation)
    assert {key for key in after if before.get(key) != after[key]} <= {own}
    new = more not in links and more.municipality != "GM9"
    assert (before.get(own) != after.get(own)) is new


@given(LINKS, st.sampled_from(PLACES), st.sampled_from(["population", "area_km2"]))
def test_the_checksum_changes_with_the_regions_it_lies_in(
    links: list[Link], place: Place, figure: str
) -> None:
    changed: dict[str, Any] = {figure: 777}
    grown = replace(place, **changed)
    others = [grown if one is place else one for one in PLACES]
    for key, network in by_name(links).items():
        here = place.region in {reach.region for reach in network.regions}
        assert (checksums(others, links)[key] != network.input_checksum) is here


@given(LINKS)
def test_a_link_told_twice_changes_nothing(links: list[Link]) -> None:
    assert derive_networks(PLACES, links + links) == derive_networks(PLACES, links)


@given(LINKS)
def test_sources_and_days_are_no_input(links: list[Link]) -> None:
    sourced = [replace(x, sources=("z",), carried_from=("GM8",)) for x in links]
    assert checksums(PLACES, sourced) == checksums(PLACES, links)


@given(LINKS)
def test_networks_come_in_order_and_once(links: list[Link]) -> None:
    keys = [(one.sector, one.organisation) for one in derive_networks(PLACES, links)]
    assert keys == sorted(set(keys))


@given(LINKS)
def test_who_meets_is_reached_by_both(links: list[Link]) -> None:
    known = by_name(links)
    for meet in overlaps(PLACES, links):
        for name in meet.organisations:
            reached = known[meet.sector, name].region_codes("reached")
            assert set(meet.regions) <= set(reached)


@given(LINKS)
def test_nobody_meets_itself_or_another_sector(links: list[Link]) -> None:
    pairs = Counter((meet.sector, meet.organisations) for meet in overlaps(PLACES, links))
    assert all(times == 1 and pair[0] < pair[1] for (_s, pair), times in pairs.items())


@given(LINKS)
def test_what_both_supply_lies_in_what_both_reach(links: list[Link]) -> None:
    home = {place.code: place.region for place in PLACES}
    for meet in overlaps(PLACES, links):
        assert {home[code] for code in meet.municipalities} <= set(meet.regions)
