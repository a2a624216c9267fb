"""Links follow a municipality that goes up in another: by example and by property."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.territory.succession import (
    COVERAGES,
    PARCELS,
    PART,
    UNKNOWN,
    UNVERIFIED,
    WHOLE,
    Link,
    Succession,
    carry,
)

DAY = date(2027, 1, 1)
LATER = date(2028, 1, 1)
MERGER = Succession("GM1696", "GM0402", DAY)


def link(
    municipality: str, coverage: str = WHOLE, certainty: str = "legal", **more: object
) -> Link:
    return Link("gas", "Liander", municipality, coverage, certainty, **more)  # type: ignore[arg-type]


def merged(*links: Link, on: date = DAY) -> list[tuple[str, str, str]]:
    return [(x.municipality, x.coverage, x.certainty) for x in carry(links, [MERGER], on)]


def test_whole_and_whole_is_whole() -> None:
    assert merged(link("GM1696"), link("GM0402")) == [("GM0402", WHOLE, "legal")]


def test_whole_in_one_part_only_becomes_part() -> None:
    assert merged(link("GM1696")) == [("GM0402", PART, "legal")]
    assert merged(link("GM0402")) == [("GM0402", PART, "legal")]


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        (WHOLE, PART, PART),
        (PARCELS, PART, PART),
        (PARCELS, PARCELS, PARCELS),
        (UNKNOWN, UNKNOWN, UNKNOWN),
        (UNKNOWN, PARCELS, UNKNOWN),
        (WHOLE, UNKNOWN, PART),
    ],
)
def test_two_parts_make_one(one: str, other: str, together: str) -> None:
    assert merged(link("GM1696", one), link("GM0402", other)) == [("GM0402", together, "legal")]
    assert merged(link("GM1696", other), link("GM0402", one)) == [("GM0402", together, "legal")]


def test_the_day_before_nothing_moves() -> None:
    links = [link("GM0402"), link("GM1696", PART)]
    assert carry(links, [MERGER], date(2026, 12, 31)) == links


def test_a_new_municipality_has_only_its_parts() -> None:
    came = [Succession(code, "GM1999", DAY, joined=False) for code in ("GM0001", "GM0002")]
    (one,) = carry([link("GM0001"), link("GM0002")], came, DAY)
    assert (one.municipality, one.coverage) == ("GM1999", WHOLE)


def test_what_is_unverified_stays_so() -> None:
    assert merged(link("GM1696", certainty=UNVERIFIED), link("GM0402", certainty=UNVERIFIED)) == [
        ("GM0402", WHOLE, UNVERIFIED)
    ]


def test_a_verified_part_is_not_lost_beside_an_unverified_one() -> None:
    assert merged(link("GM1696", certainty=UNVERIFIED), link("GM0402", PARCELS)) == [
        ("GM0402", PARCELS, "legal"),
        ("GM0402", PART, UNVERIFIED),
    ]


def test_it_says_from_where_it_came_and_on_what_it_rests() -> None:
    (one,) = carry(
        [link("GM1696", sources=("a",)), link("GM0402", certainty="news", sources=("b",))],
        [MERGER],
        DAY,
    )
    assert one.carried_from == ("GM1696",)
    assert (one.sources, one.since, one.certainty) == (("a", "b"), DAY, "legal; news")


def test_a_fact_about_the_merged_municipality_stands_as_it_is() -> None:
    told = link("GM0402", WHOLE, since=DAY)
    assert carry([told, link("GM1696", PART)], [MERGER], LATER) == [told]


def test_links_follow_twice() -> None:
    again = Succession("GM0402", "GM0999", LATER, joined=False)
    (one,) = carry([link("GM1696", PART)], [again, MERGER], LATER)
    assert one.municipality == "GM0999"
    assert one.carried_from == ("GM0402", "GM1696")


def test_of_a_divided_municipality_a_part_is_unknown_in_each_piece() -> None:
    pieces = [Succession("GM1696", heir, DAY, joined=False) for heir in ("GM0001", "GM0002")]
    found = carry([link("GM1696", PART)], pieces, DAY)
    assert [(x.municipality, x.coverage) for x in found] == [
        ("GM0001", UNKNOWN),
        ("GM0002", UNKNOWN),
    ]


def test_who_receives_and_goes_up_on_one_day_passes_it_on() -> None:
    chain = [Succession("A", "B", DAY), Succession("B", "C", DAY)]
    (one,) = carry([link("A")], chain, DAY)
    assert one.municipality == "C"


CODES = [f"GM000{number}" for number in range(6)]
LINKS = st.lists(
    st.builds(
        Link,
        sector=st.sampled_from(["gas", "electricity"]),
        organisation=st.sampled_from(["Liander", "Stedin"]),
        municipality=st.sampled_from(CODES),
        coverage=st.sampled_from(COVERAGES),
        certainty=st.sampled_from(["legal", "news", UNVERIFIED]),
        sources=st.sampled_from([("a",), ("b",)]),
    ),
    max_size=12,
)


@st.composite
def histories(draw: st.DrawFn) -> list[Succession]:
    """Mergers in an order that can happen: nobody goes up in one who is gone by then."""
    gone = draw(st.lists(st.integers(0, len(CODES) - 2), max_size=4, unique=True).map(sorted))
    days = draw(st.lists(st.integers(0, 3), min_size=len(gone), max_size=len(gone)).map(sorted))
    return [
        Succession(
            CODES[who],
            CODES[draw(st.integers(who + 1, len(CODES) - 1))],
            date(2024, 1, 1 + day),
            joined=draw(st.booleans()),
        )
        for who, day in zip(gone, days, strict=True)
    ]


SUCCESSIONS = histories()


def companies(links: list[Link], *, sure: bool = False) -> set[tuple[str, str]]:
    return {(x.sector, x.organisation) for x in links if not (sure and x.unverified)}


@given(LINKS, SUCCESSIONS)
def test_no_company_is_lost_or_made_up(links: list[Link], gone: list[Succession]) -> None:
    carried = carry(links, gone, DAY)
    assert companies(carried) == companies(links)
    assert companies(carried, sure=True) == companies(links, sure=True)


@given(LINKS, SUCCESSIONS)
def test_nothing_is_left_where_nobody_is(links: list[Link], gone: list[Succession]) -> None:
    gone_then = {s.predecessor for s in gone}
    assert not gone_then & {x.municipality for x in carry(links, gone, DAY)}


@given(LINKS, SUCCESSIONS, st.randoms())
def test_order_does_not_matter(
    links: list[Link], gone: list[Succession], random: st.DrawFn
) -> None:
    shuffled, gone_too = list(links), list(gone)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(gone_too)  # type: ignore[attr-defined]
    assert set(carry(links, gone, DAY)) == set(carry(shuffled, gone_too, DAY))


@given(LINKS, SUCCESSIONS)
def test_carrying_again_changes_nothing(links: list[Link], gone: list[Succession]) -> None:
    once = carry(links, gone, DAY)
    assert carry(once, gone, DAY) == once


@given(LINKS)
def test_whole_needs_every_part_whole(links: list[Link]) -> None:
    came = [Succession(CODES[0], CODES[1], DAY)]
    for one in carry(links, came, DAY):
        if one.municipality == CODES[1] and one.coverage == WHOLE:
            parts = {
                x.municipality
                for x in links
                if x.coverage == WHOLE
                and (x.sector, x.organisation) == (one.sector, one.organisation)
                and (one.unverified or not x.unverified)
            }
            assert parts >= {CODES[0], CODES[1]}
