"""The matrix: what a cell says of the agreements in it, by example and against a slow count."""

from __future__ import annotations

from typing import TypeAlias

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.agreements.maturity import Level
from koppelvlak.coverage.matrix import COUNTED, LEVELS, SHAPE, SLOTS, Reading, gathered, read, tally

PLACES = 3
# Place, mask of themes, level, basic.
Row: TypeAlias = tuple[int, int, int, bool]
ROWS = st.lists(
    st.tuples(st.integers(0, PLACES - 1), st.integers(0, 255), st.integers(0, 6), st.booleans()),
    max_size=40,
)
FIVE = 1 << 4


def counted(rows: list[Row]) -> np.ndarray:
    told = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return tally(told[:, 0], told[:, 1], told[:, 2], told[:, 3], size=PLACES)


def level(name: str) -> int:
    return LEVELS.index(name)


def cell(said: Reading, slot: int = 5) -> tuple[str, int, int, bool]:
    word = said.word[0, slot]
    name = COUNTED[word] if word >= 0 else ""
    return name, int(said.proven[0, slot]), int(said.total[0, slot]), bool(said.basics[0, slot])


def test_levels_are_those_of_maturity() -> None:
    assert set(LEVELS) == {one.value for one in Level}


WORDS = [
    (["proven"], ("proven", 1, 1, False)),
    (["proven", "agreed", "agreed"], ("agreed", 1, 3, False)),
    (["proven", "stale"], ("stale", 1, 2, False)),
    (["worked-out", "agreed"], ("agreed", 0, 2, False)),
    (["proven", "worked-out", "proven"], ("proven", 2, 3, False)),
    (["proposed", "uncounted", "ended"], ("", 0, 0, False)),
    ([], ("", 0, 0, False)),
]


@pytest.mark.parametrize(("levels", "said"), WORDS)
def test_the_word_is_what_most_are_and_of_two_the_weaker(
    levels: list[str], said: tuple[str, int, int, bool]
) -> None:
    assert cell(read(counted([(0, FIVE, level(one), False) for one in levels]))) == said


def test_basic_agreements_speak_before_all_others() -> None:
    rows = [(0, FIVE, level("proven"), False)] * 5 + [(0, FIVE, level("agreed"), True)]
    assert cell(read(counted(rows))) == ("agreed", 0, 1, True)
    # Theme 5 has a basic one, theme 6 has not.
    rows.append((0, 1 << 5, level("proven"), False))
    assert cell(read(counted(rows)), 6) == ("proven", 1, 1, False)


def test_a_basic_one_that_does_not_count_speaks_for_nobody() -> None:
    rows = [(0, FIVE, level("proposed"), True), (0, FIVE, level("proven"), False)]
    assert cell(read(counted(rows))) == ("proven", 1, 1, False)


def test_basic_only_leaves_the_others_out() -> None:
    rows = [(0, FIVE, level("proven"), False)]
    assert cell(read(counted(rows), basic_only=True)) == ("", 0, 0, False)


def test_what_does_not_count_is_told_apart_and_what_ended_is_not() -> None:
    rows = [(0, FIVE, level(one), False) for one in ("proposed", "uncounted", "ended")]
    said = read(counted(rows))
    assert said.apart[0, 5] == 2
    assert said.apart[0, 0] == 2


def test_several_themes_count_once_in_the_whole() -> None:
    said = read(counted([(0, 0b11, level("agreed"), False)]))
    assert said.total[0].tolist() == [1, 1, 1, 0, 0, 0, 0, 0, 0]


@given(ROWS)
def test_it_counts_as_somebody_with_a_pencil_does(rows: list[Row]) -> None:
    slow = np.zeros((PLACES, *SHAPE), dtype=np.int64)
    for place, mask, at, basic in rows:
        slow[place, at, int(basic), 0] += 1
        for theme in range(8):
            slow[place, at, int(basic), theme + 1] += mask >> theme & 1
    assert (counted(rows) == slow).all()


@given(ROWS)
def test_a_cell_never_says_more_than_there_is(rows: list[Row]) -> None:
    counts = counted(rows)
    said = read(counts)
    assert (said.kinds.sum(axis=-1) == said.total).all()
    assert (said.proven <= said.total).all()
    assert ((said.word >= 0) == (said.total > 0)).all()
    assert (read(counts, basic_only=True).total <= said.total).all()


@given(ROWS, ROWS)
def test_counts_of_two_lists_add_up(one: list[Row], other: list[Row]) -> None:
    assert (counted(one) + counted(other) == counted(one + other)).all()


@given(ROWS)
def test_a_group_is_the_sum_of_its_places(rows: list[Row]) -> None:
    counts = counted(rows)
    groups = np.array([[1, 1, 1], [0, 1, 0], [0, 0, 0]])
    found = gathered(counts, groups)
    assert (found[0] == counts.sum(axis=0)).all()
    assert (found[1] == counts[1]).all()
    assert not found[2].any()
    assert found.shape == (3, *SHAPE)
    assert SHAPE[-1] == SLOTS


def beside(said: Reading, slot: int = 5) -> tuple[int, int]:
    return int(said.others[0, slot]), int(said.others_proven[0, slot])


BESIDE = [
    (["proven"], ["stale"] * 7, (7, 0)),
    (["proven"], ["proven", "proven", "agreed"], (3, 2)),
    # Without a basic one the cell is about all of them, and nothing is beside it.
    ([], ["stale", "proven"], (0, 0)),
    # A basic one that does not count speaks for nobody.
    (["proposed"], ["agreed"], (0, 0)),
    (["agreed"], ["proposed", "uncounted", "ended"], (0, 0)),
    (["agreed", "proven"], [], (0, 0)),
]


@pytest.mark.parametrize(("basics", "others", "said"), BESIDE)
def test_one_proven_basic_agreement_hides_no_others(
    basics: list[str], others: list[str], said: tuple[int, int]
) -> None:
    rows = [(0, FIVE, level(one), True) for one in basics]
    rows += [(0, FIVE, level(one), False) for one in others]
    assert beside(read(counted(rows))) == said
    assert beside(read(counted(rows), basic_only=True)) == (0, 0)


def test_what_is_beside_is_of_the_same_theme() -> None:
    rows = [(0, FIVE, level("proven"), True), (0, 1 << 5, level("agreed"), False)]
    said = read(counted(rows))
    assert beside(said) == (0, 0)
    assert cell(said, 6) == ("agreed", 0, 1, False)
    # All themes together have both.
    assert beside(said, 0) == (1, 0)


@given(ROWS)
def test_a_cell_and_what_is_beside_it_are_all_that_counts(rows: list[Row]) -> None:
    counts = counted(rows)
    said = read(counts)
    every = counts[:, [LEVELS.index(one) for one in COUNTED]].sum(axis=(1, 2))
    assert (said.total + said.others == every).all()
    assert (said.others_proven <= said.others).all()
    assert ((said.others == 0) | said.basics).all()
    assert (read(counts, basic_only=True).others == 0).all()
