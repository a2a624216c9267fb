"""A network beside its area: who should join, who should leave, and nothing asked twice."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.networks.difference import (
    JOIN,
    LEAVE,
    NOTHING_LEADS_HERE,
    Difference,
    differences,
)

Seated = dict[str, "str | None"]
REGIONS = st.sampled_from([f"VR{number:02}" for number in range(1, 9)])
CHECKSUMS = st.sampled_from(["a" * 64, "b" * 64, "c" * 64])
AREA = st.dictionaries(REGIONS, CHECKSUMS)
SEATED = st.dictionaries(REGIONS, st.none() | CHECKSUMS)


def accepted(asked: list[Difference], seated: Mapping[str, str | None]) -> Seated:
    """Return who sits when everything that is asked was accepted."""
    joined = {one.region: None for one in asked if one.kind == JOIN}
    left = {one.region: one.checksum for one in asked if one.kind == LEAVE}
    return {**seated, **joined, **left}


def sitting(seated: Mapping[str, str | None]) -> set[str]:
    return {region for region, gone in seated.items() if gone is None}


@pytest.mark.parametrize(
    ("seated", "asked"),
    [
        ({}, [Difference(JOIN, "VR01", "a")]),
        ({"VR01": None}, []),
        ({"VR01": "a"}, []),
        ({"VR01": "b"}, [Difference(JOIN, "VR01", "a")]),
        ({"VR01": ""}, [Difference(JOIN, "VR01", "a")]),
    ],
)
def test_who_is_reached_joins_once(seated: Seated, asked: list[Difference]) -> None:
    assert differences({"VR01": "a"}, {}, seated) == asked


def test_who_is_no_longer_reached_leaves_on_the_evidence_that_is_left() -> None:
    assert differences({}, {"VR02": "b"}, {"VR01": None, "VR02": None}) == [
        Difference(LEAVE, "VR01", NOTHING_LEADS_HERE),
        Difference(LEAVE, "VR02", "b"),
    ]


def test_who_left_is_not_asked_to_leave() -> None:
    assert differences({}, {"VR01": "a"}, {"VR01": "b", "VR02": "c"}) == []


def test_an_area_that_is_not_sure_makes_nobody_join() -> None:
    assert differences({}, {"VR01": "a"}, {}) == []


@given(AREA, AREA, SEATED)
def test_when_all_is_accepted_the_network_is_its_area(
    reached: dict[str, str], beyond: dict[str, str], seated: Seated
) -> None:
    asked = differences(reached, beyond, seated)
    after = accepted(asked, seated)
    left_on_this = {code for code, gone in seated.items() if gone and gone == reached.get(code)}
    assert sitting(after) == reached.keys() - left_on_this


@given(AREA, AREA, st.dictionaries(REGIONS, st.none()))
def test_whoever_never_left_sits_exactly_where_the_area_reaches(
    reached: dict[str, str], beyond: dict[str, str], seated: Seated
) -> None:
    assert sitting(accepted(differences(reached, beyond, seated), seated)) == set(reached)


@given(AREA, AREA, SEATED)
def test_what_was_accepted_is_not_asked_again(
    reached: dict[str, str], beyond: dict[str, str], seated: Seated
) -> None:
    after = accepted(differences(reached, beyond, seated), seated)
    assert differences(reached, beyond, after) == []


@given(AREA, AREA, SEATED)
def test_no_region_is_asked_two_things(
    reached: dict[str, str], beyond: dict[str, str], seated: Seated
) -> None:
    asked = differences(reached, beyond, seated)
    assert len({one.region for one in asked}) == len(asked)
    assert asked == sorted(asked)


@given(AREA, AREA, SEATED)
def test_everything_asked_would_change_something(
    reached: dict[str, str], beyond: dict[str, str], seated: Seated
) -> None:
    for one in differences(reached, beyond, seated):
        assert (one.region in sitting(seated)) == (one.kind == LEAVE)
        assert (one.region in reached) == (one.kind == JOIN)
