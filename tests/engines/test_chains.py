"""Several mergers on one day, one after another, apart or in a circle: nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import permutations

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

DAY = date(2024, 1, 1)
A, B, C, D, E = (f"GM000{number}" for number in range(5))


def link(municipality: str, coverage: str = WHOLE, certainty: str = "legal") -> Link:
    return Link("gas", "Liander", municipality, coverage, certainty, ("a",))


def goes(gone: str, heir: str, *, on: date = DAY, joined: bool = False) -> Succession:
    return Succession(gone, heir, on, joined=joined)


def ends(links: list[Link], *gone: Succession, on: date = DAY) -> list[tuple[str, str]]:
    return [(x.municipality, x.coverage) for x in carry(links, gone, on)]


@pytest.mark.parametrize("joined", [True, False])
@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_chain_on_one_day_is_followed_to_its_end(order: tuple[int, ...], *, joined: bool) -> None:
    chain = [goes(one, other, joined=joined) for one, other in ((A, B), (B, C), (C, D))]
    (one,) = carry([link(A)], [chain[place] for place in order], DAY)
    assert one.municipality == D
    assert one.carried_from == (A, B, C)


@pytest.mark.parametrize("names", list(permutations((A, B, C, D))))
def test_the_names_in_a_chain_do_not_matter(names: tuple[str, ...]) -> None:
    one, two, three, four = names
    chain = [goes(one, two), goes(two, three), goes(three, four)]
    assert ends([link(one, PART)], *chain) == [(four, PART)]


@pytest.mark.parametrize(
    ("here", "there", "together"),
    [(WHOLE, WHOLE, WHOLE), (WHOLE, PART, PART), (PARCELS, UNKNOWN, UNKNOWN)],
)
def test_two_chains_meet_in_one(here: str, there: str, together: str) -> None:
    chains = [goes(A, B), goes(B, E), goes(C, D), goes(D, E)]
    links = [link(A, here), link(B, here), link(C, there), link(D, there)]
    assert ends(links, *chains) == [(E, together)]


def test_a_chain_that_was_supplied_in_its_middle_only_is_supplied_in_part() -> None:
    assert ends([link(B)], goes(A, B, joined=True), goes(B, C)) == [(C, PART)]


def test_of_a_chain_over_two_days_each_day_shows_its_own_step() -> None:
    later = DAY + timedelta(days=1)
    chain = [goes(A, B), goes(B, C, on=later)]
    assert ends([link(A)], *chain, on=DAY - timedelta(days=1)) == [(A, WHOLE)]
    assert ends([link(A)], *chain, on=DAY) == [(B, WHOLE)]
    assert ends([link(A)], *chain, on=later) == [(C, WHOLE)]


def test_a_day_later_it_is_as_it_was_on_the_day() -> None:
    chain = [goes(A, B), goes(B, C)]
    assert carry([link(A)], chain, DAY) == carry([link(A)], chain, date(2040, 1, 1))


def test_a_succession_told_twice_counts_once() -> None:
    assert ends([link(A)], goes(A, B), goes(A, B)) == [(B, WHOLE)]


def test_the_pieces_of_a_divided_municipality_go_on_too() -> None:
    gone = [goes(A, B), goes(A, C), goes(B, D)]
    assert ends([link(A, PART)], *gone) == [(C, UNKNOWN), (D, UNKNOWN)]


def test_whole_stays_whole_in_every_piece() -> None:
    assert ends([link(A)], goes(A, B), goes(A, C)) == [(B, WHOLE), (C, WHOLE)]


@pytest.mark.parametrize("joined", [True, False])
@pytest.mark.parametrize("circle", [[(A, A)], [(A, B), (B, A)], [(A, B), (B, C), (C, A)]], ids=len)
def test_in_a_circle_everything_stays_where_it_is(
    circle: list[tuple[str, str]], *, joined: bool
) -> None:
    gone = [goes(*pair, joined=joined) for pair in circle]
    assert ends([link(A, PART), link(B)], *gone) == [(A, PART), (B, WHOLE)]


def test_who_goes_up_in_a_circle_waits_for_it() -> None:
    assert ends([link(D)], goes(D, A), goes(A, B), goes(B, A)) == [(D, WHOLE)]


def test_beside_a_circle_the_rest_goes_on() -> None:
    found = ends([link(A), link(C)], goes(A, B), goes(B, A), goes(C, D))
    assert found == [(A, WHOLE), (D, WHOLE)]


def test_there_and_back_over_two_days_ends_where_it_began() -> None:
    back = goes(B, A, on=DAY + timedelta(days=1))
    assert ends([link(A)], goes(A, B), back, on=back.on) == [(A, WHOLE)]


@pytest.mark.parametrize("certainty", ["legal", "exact", UNVERIFIED])
def test_a_chain_makes_nothing_surer(certainty: str) -> None:
    (one,) = carry([link(A, certainty=certainty)], [goes(A, B), goes(B, C)], DAY)
    assert one.certainty == certainty


CODES = [A, B, C, D, E]
LINKS = st.lists(
    st.builds(
        Link,
        st.sampled_from(["gas", "electricity"]),
        st.sampled_from(["Liander", "Stedin"]),
        st.sampled_from(CODES),
        st.sampled_from(COVERAGES),
        st.sampled_from(["legal", "news", UNVERIFIED]),
        st.sampled_from([("a",), ("b",)]),
    ),
    max_size=10,
)
# Whatever a file or a person may claim, circles and divisions among it.
CLAIMS = st.lists(
    st.builds(
        Succession,
        st.sampled_from(CODES),
        st.sampled_from(CODES),
        st.integers(0, 2).map(lambda days: DAY + timedelta(days=days)),
        st.booleans(),
    ),
    max_size=6,
)
END = date(2030, 1, 1)


def companies(links: list[Link], *, sure: bool = False) -> set[tuple[str, str]]:
    return {(x.sector, x.organisation) for x in links if not (sure and x.unverified)}


@given(LINKS, CLAIMS)
def test_whatever_is_claimed_no_company_is_lost(links: list[Link], gone: list[Succession]) -> None:
    carried = carry(links, gone, END)
    assert companies(carried) == companies(links)
    assert companies(carried, sure=True) == companies(links, sure=True)


@given(LINKS, CLAIMS)
def test_whatever_is_claimed_no_source_is_lost(links: list[Link], gone: list[Succession]) -> None:
    assert {key for x in carry(links, gone, END) for key in x.sources} <= {"a", "b"}
    assert all(x.sources for x in carry(links, gone, END))


@given(LINKS, CLAIMS, st.randoms(use_true_random=False))
def test_whatever_is_claimed_the_order_does_not_matter(
    links: list[Link], gone: list[Succession], dice: st.DrawFn
) -> None:
    shuffled = list(gone)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    assert carry(links, shuffled, END) == carry(links, gone, END)


@given(LINKS, CLAIMS)
def test_before_the_first_day_nothing_moved(links: list[Link], gone: list[Succession]) -> None:
    before = carry(links, gone, DAY - timedelta(days=1))
    assert sorted(before, key=repr) == sorted(links, key=repr)


@given(LINKS, CLAIMS)
def test_what_stays_away_from_the_mergers_stays_as_it_is(
    links: list[Link], gone: list[Succession]
) -> None:
    touched = {code for s in gone for code in (s.predecessor, s.successor)}
    apart = [x for x in links if x.municipality not in touched]
    carried = [x for x in carry(links, gone, END) if x.municipality not in touched]
    assert sorted(carried, key=repr) == sorted(apart, key=repr)


@given(LINKS, CLAIMS)
def test_nothing_comes_from_itself(links: list[Link], gone: list[Succession]) -> None:
    assert not [x for x in carry(links, gone, END) if x.municipality in x.carried_from]


@given(LINKS)
def test_without_mergers_the_day_does_not_matter(links: list[Link]) -> None:
    assert carry(links, [], DAY) == carry(links, [], END)


@given(LINKS, st.sampled_from(CODES))
def test_one_merger_never_reaches_farther_than_its_parts(links: list[Link], heir: str) -> None:
    gone = [goes(A, heir, joined=True)]
    before = {x.municipality for x in links}
    after = {x.municipality for x in carry(links, gone, DAY)}
    assert after <= before | {heir}
    assert len(after) <= len(before)


@given(LINKS)
def test_what_a_new_municipality_does_not_take_in_it_does_not_get(links: list[Link]) -> None:
    others = [replace(x, municipality=B) for x in links]
    assert carry(others, [goes(A, C)], DAY) == carry(others, [], DAY)
