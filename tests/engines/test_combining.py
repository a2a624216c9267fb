"""Covering every item once at the least cost: beside a search that tries everything."""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from koppelvlak.networks import combining
from koppelvlak.networks.combining import Choice, Name, Score, cheapest

MOST = 5


def named(items: int) -> tuple[Name, ...]:
    codes = tuple(str(item) for item in range(MOST) if items >> item & 1)
    return ((codes, codes),)


def choice(items: int, seats: int, *, load: tuple[int, ...] = (), excess: int = 0) -> Choice:
    return Choice(items, load, Score(excess, seats, 0, seats * seats), named(items))


def partitions(items: int) -> Iterator[list[int]]:
    """Yield every way to part these items in groups."""
    if not items:
        yield []
        return
    lowest = items & -items
    rest, group = items ^ lowest, items ^ lowest
    while True:
        for others in partitions(rest ^ group):
            yield [group | lowest, *others]
        if not group:
            return
        group = (group - 1) & rest


def joined(choices: list[Choice]) -> Choice:
    nothing = Choice(0, (0,) * len(choices[0].load), Score(), ())
    return reduce(Choice.plus, choices, nothing)


def judged(way: Choice, room: int) -> tuple[Score, tuple[Name, ...]]:
    over = sum(max(0, load - room) for load in way.load)
    return way.score._replace(excess=way.score.excess + over), way.names


def hangs_together(items: int, near: list[int]) -> bool:
    reached = items & -items
    while True:
        more = reached
        for item, touches in enumerate(near):
            if reached >> item & 1:
                more |= touches & items
        if more == reached:
            return reached == items
        reached = more


def best_of_all(near: list[int], offers: dict[int, Choice], room: int) -> tuple[Name, ...]:
    """Return the names of the best way, by trying every one."""
    ways = [
        joined([offers[group] for group in groups])
        for groups in partitions((1 << len(near)) - 1)
        if all(group in offers and hangs_together(group, near) for group in groups)
    ]
    return min(ways, key=lambda way: judged(way, room)).names


@st.composite
def puzzles(draw: st.DrawFn) -> tuple[list[int], dict[int, Choice], int]:
    """Draw items, who may join whom, what joining costs, and the room of two scarce places."""
    number = draw(st.integers(1, MOST))
    near = [0] * number
    for one in range(number):
        for other in range(one):
            if draw(st.booleans()):
                near[one] |= 1 << other
                near[other] |= 1 << one
    weights = [(draw(st.integers(0, 1)), draw(st.integers(0, 1))) for _item in range(number)]
    offers: dict[int, Choice] = {}
    for items in sorted(range(1, 1 << number), key=int.bit_count):
        own = [weights[item] for item in range(number) if items >> item & 1]
        parts = [items ^ (1 << item) for item in range(number) if items >> item & 1]
        connected = [part for part in parts if not part or hangs_together(part, near)]
        # More items fit no better: without a fitting part there is no offer.
        fits = items.bit_count() == 1 or (
            all(part in offers for part in connected) and draw(st.booleans())
        )
        if fits:
            load = tuple(int(any(one[place] for one in own)) for place in (0, 1))
            offers[items] = choice(items, draw(st.integers(1, 9)), load=load)
    return near, offers, draw(st.integers(1, 3))


@settings(max_examples=60)
@given(puzzles())
def test_nothing_is_better_than_what_is_proven(
    puzzle: tuple[list[int], dict[int, Choice], int],
) -> None:
    near, offers, room = puzzle
    found = cheapest(near, offers.get, room=room)
    assert found.proven
    assert found.names == best_of_all(near, offers, room)


@settings(max_examples=40)
@given(puzzles())
def test_what_is_not_proven_still_covers_every_item_once(
    puzzle: tuple[list[int], dict[int, Choice], int],
) -> None:
    near, offers, room = puzzle
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(combining, "BUDGET", 0)
        found = cheapest(near, offers.get, room=room)
    assert not found.proven
    seen = [code for regions, _codes in found.names for code in regions]
    assert sorted(seen) == [str(item) for item in range(len(near))]


def test_what_costs_less_together_is_joined() -> None:
    offers = {1: choice(1, 5), 2: choice(2, 5), 3: choice(3, 8)}
    assert cheapest([2, 1], offers.get, room=9).names == named(3)


def test_what_costs_more_together_stays_apart() -> None:
    offers = {1: choice(1, 5), 2: choice(2, 5), 3: choice(3, 11)}
    assert cheapest([2, 1], offers.get, room=9).names == (*named(1), *named(2))


def test_what_does_not_hang_together_is_not_joined_however_cheap() -> None:
    offers = {1: choice(1, 5), 2: choice(2, 5), 3: choice(3, 1)}
    assert cheapest([0, 0], offers.get, room=9).names == (*named(1), *named(2))


def test_too_little_room_weighs_more_than_seats() -> None:
    offers = {
        1: choice(1, 2, load=(1,)),
        2: choice(2, 2, load=(1,)),
        3: choice(3, 9, load=(1,)),
    }
    assert cheapest([2, 1], offers.get, room=1).names == named(3)
    assert cheapest([2, 1], offers.get, room=2).names == (*named(1), *named(2))


def test_a_table_too_large_weighs_more_than_seats() -> None:
    offers = {1: choice(1, 4), 2: choice(2, 4), 3: choice(3, 5, excess=1)}
    assert cheapest([2, 1], offers.get, room=9).names == (*named(1), *named(2))


def test_equal_ways_are_settled_by_their_names() -> None:
    offers = {one: choice(one, 4) for one in (1, 2, 4)} | {3: choice(3, 5), 6: choice(6, 5)}
    found = cheapest([2, 5, 2], offers.get, room=9)
    assert found.names == min(
        (*named(3), *named(4)),
        (*named(1), *named(6)),
    )


def test_a_score_compares_in_the_order_of_its_parts() -> None:
    scores = [Score(0, 9, 9, 9), Score(1, 0, 0, 0), Score(0, 8, 9, 9), Score(0, 8, 0, 9)]
    assert sorted(scores) == [Score(0, 8, 0, 9), Score(0, 8, 9, 9), Score(0, 9, 9, 9), scores[1]]


def test_together_is_the_sum_of_each() -> None:
    both = choice(1, 3, load=(1, 0)).plus(choice(4, 4, load=(1, 1), excess=2))
    assert (both.items, both.load, both.score) == (5, (2, 1), Score(2, 7, 0, 25))
    assert both.names == (*named(1), *named(4))


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=1, max_size=5))
def test_adding_scores_does_not_depend_on_the_order(parts: list[tuple[int, int]]) -> None:
    scores = [Score(excess, seats) for excess, seats in parts]
    forward = reduce(Score.plus, scores, Score())
    assert forward == reduce(Score.plus, reversed(scores), Score())
    assert forward == Score(sum(one for one, _two in parts), sum(two for _one, two in parts))
