"""A newer division against the known one: every kind of change, and what is wrong with a file."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from koppelvlak.territory.division import (
    FIGURES,
    GONE,
    MERGED,
    MOVED,
    NEW,
    RENAMED,
    Book,
    Change,
    Row,
    book_of,
    propose,
)
from koppelvlak.territory.division_file import Line, faults, is_whole, news

OLD, DAY = date(2023, 1, 1), date(2027, 1, 1)
HILVERSUM = Row("GM0402", "Hilversum", "VR14", "Noord-Holland", 5.17, 52.22, 46.0, 91733, OLD)
WIJDEMEREN = Row("GM1696", "Wijdemeren", "VR14", "Noord-Holland", 5.09, 52.23, 76.0, 24494, OLD)
HUIZEN = Row("GM0406", "Huizen", "VR14", "Noord-Holland", 5.24, 52.3, 15.8, 41000, OLD)
ALMERE = Row("GM0034", "Almere", "VR25", "Flevoland", 5.25, 52.37, 139.0, 217828, OLD)
KNOWN = (HILVERSUM, WIJDEMEREN, HUIZEN, ALMERE)
BOOK = book_of(KNOWN)
GREATER = replace(HILVERSUM, area_km2=122.0, population=116227, valid_from=DAY)


def line(row: Row, **changes: object) -> Line:
    return Line(
        row.code,
        row.name,
        row.safety_region,
        row.province,
        row.lon,
        row.lat,
        row.area_km2,
        row.population,
        row.valid_from,
        **changes,  # type: ignore[arg-type]
    )


def going(code: str, heir: str, on: date = DAY) -> Line:
    return Line(code, "", "", "", None, None, None, None, on, heir)


def changes(*lines: Line, book: Book = BOOK) -> list[Change]:
    assert faults(lines, book, {"VR14", "VR25"}) == []
    return propose(news(lines, book), book)


def wrong(*lines: Line) -> list[tuple[int | None, str, str]]:
    return [(f.index, f.what, f.about) for f in faults(lines, BOOK, {"VR14", "VR25"})]


def whole(*rows: Row) -> list[Line]:
    return [line(row) for row in rows]


def test_what_is_known_changes_nothing() -> None:
    assert changes(*whole(*KNOWN)) == []


def test_a_merger_that_the_file_tells() -> None:
    (found,) = changes(line(GREATER), going("GM1696", "GM0402"))
    assert found == Change(
        MERGED,
        "Wijdemeren → Hilversum",
        DAY,
        rows=(GREATER,),
        ended=("GM1696",),
        successions=(("GM1696", "GM0402"),),
    )


def test_without_figures_the_successor_is_the_sum() -> None:
    (found,) = changes(going("GM1696", "GM0402"))
    assert found.rows == (GREATER,)


def test_a_merger_is_recognised_by_the_areas() -> None:
    (found,) = changes(*whole(GREATER, HUIZEN, ALMERE))
    assert (found.kind, found.successions, found.guessed) == (
        MERGED,
        (("GM1696", "GM0402"),),
        True,
    )


def test_a_merger_into_a_new_municipality() -> None:
    new = replace(GREATER, code="GM1999", name="Groot Hilversum")
    (found,) = changes(
        *whole(new, HUIZEN, ALMERE), going("GM1696", "GM1999"), going("GM0402", "GM1999")
    )
    assert found.title == "Hilversum + Wijdemeren → Groot Hilversum"
    assert found.ended == ("GM0402", "GM1696")


def test_who_is_left_out_without_anyone_growing_is_gone() -> None:
    later = replace(HUIZEN, population=42000, valid_from=DAY)
    gone, figures = changes(*whole(HILVERSUM, later, ALMERE))[::-1]
    assert (gone.kind, gone.ended, gone.on) == (GONE, ("GM1696",), DAY)
    assert (figures.kind, figures.rows) == (FIGURES, (later,))


def test_a_short_file_says_nothing_of_others() -> None:
    lines = [line(replace(HUIZEN, population=42000, valid_from=DAY))]
    assert not is_whole(lines, BOOK)
    assert [c.kind for c in changes(*lines)] == [FIGURES]


@pytest.mark.parametrize(
    ("news_of", "kind", "title"),
    [
        (replace(HUIZEN, name="Huizen aan Zee"), RENAMED, "Huizen → Huizen aan Zee"),
        (replace(HUIZEN, safety_region="VR25"), MOVED, "Huizen: VR14 → VR25"),
        (replace(HUIZEN, code="GM2000", name="Nieuwland"), NEW, "Nieuwland"),
        (replace(HUIZEN, population=1), FIGURES, "Huizen"),
    ],
)
def test_every_other_kind_of_change(news_of: Row, kind: str, title: str) -> None:
    (found,) = changes(line(replace(news_of, valid_from=DAY)))
    assert (found.kind, found.title, found.on) == (kind, title, DAY)


def test_new_figures_of_all_are_one_change() -> None:
    later = [replace(row, population=row.population + 1, valid_from=DAY) for row in KNOWN]
    (found,) = changes(*whole(*later))
    assert (found.kind, len(found.rows), found.title) == (FIGURES, 4, "Almere + 3")


def test_what_was_accepted_is_not_proposed_again() -> None:
    ended = [replace(row, valid_to=DAY) for row in (HILVERSUM, WIJDEMEREN)]
    book = book_of([*ended, GREATER, HUIZEN, ALMERE])
    assert changes(line(GREATER), going("GM1696", "GM0402"), book=book) == []
    assert changes(*whole(*KNOWN), book=book) == []


@pytest.mark.parametrize(
    ("bad", "what"),
    [
        (line(replace(HUIZEN, code="0406")), "code"),
        (line(replace(HUIZEN, safety_region="VR99")), "region"),
        (line(replace(HUIZEN, name="")), "empty"),
        (line(replace(HUIZEN, lon=52.3, lat=5.2)), "outside"),
        (line(replace(HUIZEN, area_km2=0.0)), "negative"),
        (replace(line(HUIZEN), population=None), "figures"),
        (line(replace(HUIZEN, valid_from=date(1, 1, 1))), "day"),
        (line(replace(HUIZEN, population=1)), "past"),
        (going("GM1696", "GM7777"), "no-successor"),
        (going("GM1696", "GM1696"), "own-successor"),
        (going("GM7777", "GM0402"), "unknown"),
    ],
)
def test_what_is_wrong_is_said_of_its_line(bad: Line, what: str) -> None:
    assert (1, what) in [(index, said) for index, said, _about in wrong(line(ALMERE), bad)]


def test_a_code_stands_once() -> None:
    assert wrong(line(HUIZEN), line(HUIZEN)) == [(1, "duplicate", "GM0406")]


def test_nobody_can_have_disappeared_before_the_file_begins() -> None:
    assert wrong(*whole(HILVERSUM, HUIZEN, ALMERE)) == [(None, "vanished", "GM1696")]


ROWS = st.builds(
    replace,
    st.sampled_from(KNOWN),
    name=st.sampled_from(["Huizen", "Almere", "Elders"]),
    safety_region=st.sampled_from(["VR14", "VR25"]),
    area_km2=st.sampled_from([15.8, 46.0, 122.0, 139.0]),
    valid_from=st.sampled_from([OLD, DAY]),
)


@given(st.lists(ROWS, min_size=1, unique_by=lambda row: row.code))
def test_a_change_survives_being_kept(rows: list[Row]) -> None:
    lines = whole(*rows)
    if not faults(lines, BOOK, {"VR14", "VR25"}):
        for change in propose(news(lines, BOOK), BOOK):
            again = Change.from_data(change.to_data())
            assert (again, again.checksum()) == (change, change.checksum())


@given(st.lists(ROWS, min_size=1, unique_by=lambda row: row.code), st.randoms())
def test_the_order_of_lines_does_not_matter(rows: list[Row], random: st.DrawFn) -> None:
    lines = whole(*rows)
    if not faults(lines, BOOK, {"VR14", "VR25"}):
        before = propose(news(lines, BOOK), BOOK)
        random.shuffle(lines)  # type: ignore[attr-defined]
        assert propose(news(lines, BOOK), BOOK) == before
