"""The bars of the matrix: whole, in order, and everything of a cell in words as well."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.coverage.bars import WIDE, Table, bar, breakable, drawn
from koppelvlak.coverage.matrix import COUNTED
from koppelvlak.coverage.overview import Cell

STROKE = re.compile(r'url\(#m-([a-z-]+)\)" x="(\d+)" width="(\d+)"')
FEW = st.integers(0, 30)
KINDS = st.tuples(FEW, FEW, FEW, FEW)
SOME = KINDS.filter(any)
MANY = st.tuples(*[st.integers(0, 5000)] * 4).filter(any)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say words as they stand in the code."""
    with translation.override("en"):
        yield


def strokes(kinds: tuple[int, ...]) -> list[tuple[str, int, int]]:
    return [(level, int(x), int(wide)) for level, x, wide in STROKE.findall(bar(kinds))]


def cell(kinds: tuple[int, ...] = (0, 0, 0, 0), apart: int = 0, **said: Any) -> Cell:
    others, proven = said.get("beside", (0, 0))
    return Cell(
        kinds, bool(said.get("basics")), apart, str(said.get("url", "/lijst/?thema=5")),
        others, proven, str(said.get("nothing", "")),
    )  # fmt: skip


BARS = [
    ((0, 0, 0, 1), [("proven", 0, 96)]),
    ((1, 0, 0, 1), [("proven", 0, 48), ("stale", 48, 48)]),
    ((1, 1, 1, 1), [("proven", 0, 24), ("worked-out", 24, 24), ("agreed", 48, 24),
                    ("stale", 72, 24)]),
    ((0, 3, 0, 1), [("proven", 0, 24), ("agreed", 24, 72)]),
    # What does not come out even is drawn over the end of the next: no gap is left.
    ((0, 0, 4, 3), [("proven", 0, 42), ("worked-out", 41, 55)]),
]  # fmt: skip


@pytest.mark.parametrize(("kinds", "drawn_as"), BARS)
def test_the_strongest_begins_at_the_left(
    kinds: tuple[int, ...], drawn_as: list[tuple[str, int, int]]
) -> None:
    assert strokes(kinds) == drawn_as


@given(SOME | MANY)
def test_a_bar_is_filled_from_end_to_end(kinds: tuple[int, ...]) -> None:
    reached = 0
    for _level, x, wide in strokes(kinds):
        assert x <= reached <= x + wide
        reached = x + wide
    assert reached >= WIDE


@given(SOME | MANY)
def test_a_bar_shows_each_level_that_is_there_and_no_other(kinds: tuple[int, ...]) -> None:
    there = [level for level, many in zip(COUNTED, kinds, strict=True) if many]
    assert [level for level, _x, _wide in strokes(kinds)] == there[::-1]


@given(SOME | MANY)
def test_no_stroke_is_off_by_more_than_its_rounding(kinds: tuple[int, ...]) -> None:
    total, many = sum(kinds), dict(zip(COUNTED, kinds, strict=True))
    for level, x, wide in strokes(kinds):
        assert 0 <= x < WIDE
        assert abs(wide - many[level] * WIDE / total) < 1


def test_a_bar_is_nothing_to_who_hears_the_page() -> None:
    assert 'aria-hidden="true"' in bar((1, 0, 0, 0))


def test_a_cell_says_its_word_and_number_beside_the_bar() -> None:
    told = drawn(cell((0, 2, 0, 1)))
    assert told.startswith(bar((0, 2, 0, 1)))
    assert "<b>agreed upon</b> <small>1 of 3 proven</small>" in told
    assert 'href="/lijst/?thema=5"' in told
    assert "not counted" not in told


def test_what_does_not_count_stands_behind_what_does() -> None:
    told = drawn(cell((1, 0, 0, 0), 2))
    assert told.endswith("</a><small>2 not counted</small>")


def test_what_does_not_count_is_all_there_is_to_press() -> None:
    told = drawn(cell(apart=3))
    assert told == '<a href="/lijst/?thema=5"><small>3 not counted</small></a>'


def test_an_empty_cell_leads_nowhere() -> None:
    assert drawn(cell()) == '<span class="quiet-text">none</span>'


@given(KINDS, st.integers(0, 9), st.booleans())
def test_a_cell_leads_to_its_sentences_when_there_are_any(
    kinds: tuple[int, ...],
    apart: int,
    basics: bool,  # noqa: FBT001
) -> None:
    with translation.override("en"):
        told = drawn(cell(kinds, apart, basics=basics))
    assert ("<a " in told) == bool(sum(kinds) or apart)
    assert ("<svg" in told) == bool(sum(kinds))
    assert (f"{apart} not counted" in told) == bool(apart)


def test_an_address_is_written_as_html() -> None:
    told = drawn(cell((1, 0, 0, 0), url='/lijst/?thema=5&telt=ja"><script>'))
    assert 'href="/lijst/?thema=5&amp;telt=ja&quot;&gt;&lt;script&gt;"' in told
    assert "<script>" not in told


@given(SOME)
def test_the_word_is_what_most_are(kinds: tuple[int, ...]) -> None:
    said = cell(kinds)
    assert kinds[COUNTED.index(said.level)] == max(kinds)
    weaker = kinds[: COUNTED.index(said.level)]
    assert all(many < max(kinds) for many in weaker)


@pytest.mark.parametrize(
    ("kinds", "basics", "said"),
    [
        ((0, 0, 0, 1), True, "1 of 1 basic agreement proven"),
        ((0, 1, 0, 1), True, "1 of 2 basic agreements proven"),
        ((0, 1, 0, 1), False, "1 of 2 proven"),
        ((5, 0, 0, 0), False, "0 of 5 proven"),
    ],
)
def test_how_many_are_proven_is_said_of_how_many(
    kinds: tuple[int, ...],
    basics: bool,  # noqa: FBT001
    said: str,
) -> None:
    assert cell(kinds, basics=basics).count == said


def test_the_legend_names_the_strongest_first() -> None:
    legend = Table([], []).levels
    assert [level for level, _words in legend] == ["proven", "worked-out", "agreed", "stale"]
    assert [str(words) for _level, words in legend] == [
        "proven", "worked out", "agreed upon", "not confirmed",
    ]  # fmt: skip


@given(st.text())
def test_breaks_add_nothing_that_is_read(text: str) -> None:
    assert breakable(text).replace("\u00ad", "") == text.replace("\u00ad", "")


def test_a_bar_fills_whatever_room_it_has() -> None:
    assert 'viewBox="0 0 96 10" preserveAspectRatio="xMidYMid slice"' in bar((1, 0, 0, 0))


@pytest.mark.parametrize(
    ("beside", "words"),
    [
        ((7, 0), "+ 7 others, 0 proven"),
        ((1, 1), "+ 1 other, 1 proven"),
        ((1, 0), "+ 1 other, 0 proven"),
        ((0, 0), ""),
    ],
)
def test_others_stand_behind_the_basic_ones(beside: tuple[int, int], words: str) -> None:
    said = cell((0, 0, 0, 1), 2, basics=True, beside=beside)
    assert said.beside == words
    told = drawn(said)
    behind = f"<small>{words}</small>" if words else ""
    assert told.endswith(f"</a>{behind}<small>2 not counted</small>")
    # The bar and the word are still about the basic ones.
    assert told.startswith(bar((0, 0, 0, 1)))
    assert "1 of 1 basic agreement proven" in told


def test_where_there_is_nothing_more_can_be_said() -> None:
    assert drawn(cell(nothing="<b>")) == '<span class="quiet-text">&lt;b&gt;</span>'
    # What does not count is still something.
    assert "nothing" not in drawn(cell(apart=1, nothing="nothing"))
    assert "nothing" not in drawn(cell((1, 0, 0, 0), nothing="nothing"))
