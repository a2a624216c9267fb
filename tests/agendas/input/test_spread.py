"""The middle and the spread of what organisations and networks answered."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.agendas.spread import FEWEST, Said, Spread, pressing, spread, together

ANSWER = st.integers(1, 5)
ANSWERS = st.lists(ANSWER, min_size=FEWEST, max_size=40)
PAIRS = st.lists(st.tuples(ANSWER, ANSWER), max_size=12)


def the(answers: list[int]) -> Spread:
    found = spread(answers)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([3, 3, 3], Spread(3, 3, 3.0, 3.0, 3.0, 3)),
        ([1, 2, 5], Spread(3, 1, 1.5, 2.0, 3.5, 5)),
        ([1, 2, 3, 4], Spread(4, 1, 1.75, 2.5, 3.25, 4)),
        ([5, 1, 4, 2, 3], Spread(5, 1, 2.0, 3.0, 4.0, 5)),
        ([1, 1, 1, 1, 5, 5], Spread(6, 1, 1.0, 1.0, 4.0, 5)),
        ([5, 5, 5, 5, 5, 5, 1], Spread(7, 1, 5.0, 5.0, 5.0, 5)),
    ],
)
def test_the_five_numbers(answers: list[int], expected: Spread) -> None:
    assert spread(answers) == expected


@pytest.mark.parametrize("answers", [[], [4], [1, 5]])
def test_fewer_than_three_answers_tell_nothing(answers: list[int]) -> None:
    assert spread(answers) is None


@pytest.mark.parametrize("odd", [0, 6, -1, 50])
def test_what_is_no_answer_is_refused(odd: int) -> None:
    with pytest.raises(ValueError, match=str(odd)):
        spread([3, odd, 3, 3])


def test_a_wrong_answer_is_refused_among_too_few_as_well() -> None:
    with pytest.raises(ValueError, match="9"):
        spread([9])


def test_it_takes_what_can_be_read_once() -> None:
    assert spread(iter([1, 2, 5])) == spread([1, 2, 5])


def test_of_one_mind_is_nothing_apart() -> None:
    assert the([4, 4, 4, 4]).apart == 0
    assert the([1, 2, 3, 4]).apart == 1.5


@given(ANSWERS)
def test_the_five_numbers_stand_in_order(answers: list[int]) -> None:
    said = the(answers)
    assert 1 <= said.lowest <= said.lower <= said.median <= said.upper <= said.highest <= 5
    assert said.n == len(answers)


@given(ANSWERS, st.randoms())
def test_who_answered_first_makes_no_difference(answers: list[int], random: Random) -> None:
    mixed = answers.copy()
    random.shuffle(mixed)
    assert spread(mixed) == spread(answers)


@given(ANSWERS)
def test_half_lies_on_each_side_of_the_middle(answers: list[int]) -> None:
    said = the(answers)
    assert sum(one <= said.median for one in answers) * 2 >= len(answers)
    assert sum(one >= said.median for one in answers) * 2 >= len(answers)


@given(ANSWERS)
def test_at_least_half_lies_from_lower_to_upper(answers: list[int]) -> None:
    said = the(answers)
    within = sum(said.lower <= one <= said.upper for one in answers)
    # Of few answers the quarters fall between two of them: one more may lie outside.
    assert (within + 1) * 2 >= len(answers)


@given(ANSWERS)
def test_turned_round_the_spread_is_turned_round(answers: list[int]) -> None:
    said, turned = the(answers), the([6 - one for one in answers])
    assert turned.median == pytest.approx(6 - said.median)
    assert turned.lower == pytest.approx(6 - said.upper)
    assert turned.apart == pytest.approx(said.apart)


@given(ANSWERS, st.data())
def test_one_higher_answer_never_lowers_anything(answers: list[int], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(answers) - 1))
    raised = answers.copy()
    raised[at] = min(5, raised[at] + 1)
    low, high = the(answers), the(raised)
    assert low.lowest <= high.lowest
    assert low.lower <= high.lower
    assert low.median <= high.median
    assert low.upper <= high.upper
    assert low.highest <= high.highest


@given(PAIRS)
def test_pairs_are_two_spreads(pairs: list[tuple[int, int]]) -> None:
    said = together(pairs)
    assert said.importance == spread([one for one, _now in pairs])
    assert said.present == spread([now for _one, now in pairs])
    assert (said.importance is None) == (len(pairs) < FEWEST)


def said(importance: list[int], present: list[int]) -> Said:
    return Said(spread(importance), spread(present))


@pytest.mark.parametrize(
    ("importance", "present", "weight"),
    [
        ([5, 5, 5], [1, 1, 1], 20),
        ([5, 5, 5], [5, 5, 5], 0),
        ([1, 1, 1], [1, 1, 1], 4),
        ([4, 4, 5], [2, 3, 3], 8),
        ([3, 3, 4, 4], [2, 2, 3, 3], 8.75),
    ],
)
def test_what_matters_and_is_not_there_yet_presses(
    importance: list[int], present: list[int], weight: float
) -> None:
    assert said(importance, present).weight == weight


@given(PAIRS)
def test_weight_lies_within_its_bounds(pairs: list[tuple[int, int]]) -> None:
    weight = together(pairs).weight
    assert weight is None if len(pairs) < FEWEST else weight is not None and 0 <= weight <= 20


def test_what_presses_most_comes_first() -> None:
    themes = {
        1: said([2, 2, 2], [4, 4, 4]),
        2: said([5, 5, 5], [1, 2, 2]),
        3: said([4, 4, 4], [2, 2, 2]),
        4: said([], []),
    }
    assert pressing(themes) == [2, 3, 1, 4]


def test_of_two_alike_that_comes_first_on_which_they_agree() -> None:
    themes = {1: said([1, 4, 5], [3, 3, 3]), 2: said([4, 4, 4], [3, 3, 3])}
    assert pressing(themes) == [2, 1]


def test_without_answers_they_keep_their_own_order() -> None:
    assert pressing({3: together([]), 1: together([(5, 1)]), 2: together([])}) == [1, 2, 3]


@given(st.dictionaries(st.integers(1, 8), PAIRS.map(together)))
def test_every_theme_is_placed_once_and_weights_fall(themes: dict[int, Said]) -> None:
    order = pressing(themes)
    assert sorted(order) == sorted(themes)
    weights = [themes[number].weight for number in order]
    known = [one for one in weights if one is not None]
    assert known == sorted(known, reverse=True)
    assert weights[len(known) :] == [None] * (len(themes) - len(known))
