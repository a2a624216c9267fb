"""What the form about the present state shows first."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.agendas.prefilling import LEVELS, First, Source, first
from koppelvlak.coverage.matrix import COUNTED
from koppelvlak.coverage.models import Answer

BASELINES = st.lists(st.sampled_from(LEVELS), max_size=6)


def test_the_levels_are_those_of_the_baseline() -> None:
    assert list(LEVELS) == Answer.values


@pytest.mark.parametrize(
    ("measured", "level"), [("stale", 2), ("agreed", 3), ("worked-out", 4), ("proven", 5)]
)
def test_what_agreements_measure_goes_first(measured: str, level: int) -> None:
    assert first(measured, 3, ["nothing"]) == First(level, Source.AGREEMENTS, 3)


def test_all_that_can_be_measured_has_a_level() -> None:
    assert all(first(one, 1, []).source is Source.AGREEMENTS for one in COUNTED)


@pytest.mark.parametrize(
    ("baselines", "level"),
    [
        (["nothing"], 1),
        (["proven"], 5),
        (["informal", "proven"], 2),
        (["nothing", "agreed", "proven"], 3),
        (["worked-out", "informal", "agreed", "worked-out"], 3),
    ],
)
def test_without_agreements_the_middle_of_the_baselines(baselines: list[str], level: int) -> None:
    assert first("", 0, baselines) == First(level, Source.BASELINE, len(baselines))


def test_without_either_nothing_is_filled_in() -> None:
    assert first("", 0, []) == First(None, Source.NOTHING, 0)


def test_what_is_no_level_is_passed_over() -> None:
    assert first("", 0, ["", "splendid"]) == First()
    assert first("splendid", 2, ["", "agreed"]) == First(3, Source.BASELINE, 1)


@given(st.sampled_from(["", *COUNTED]), st.integers(0, 9), BASELINES)
def test_a_level_always_says_its_source(measured: str, many: int, baselines: list[str]) -> None:
    found = first(measured, many, baselines)
    assert (found.level is None) == (found.source is Source.NOTHING) == (found.many == 0)
    assert found.level is None or 1 <= found.level <= 5


@given(BASELINES.filter(bool))
def test_of_baselines_it_is_what_one_of_them_said(baselines: list[str]) -> None:
    level = first("", 0, baselines).level
    assert level is not None
    assert LEVELS[level - 1] in baselines
