"""The coverage on paper: the same words as the page, and of the class of what is in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from koppelvlak.agreements.documents import candour
from koppelvlak.coverage.documents import HOW, coverage
from koppelvlak.coverage.overview import Per, Wanted, overview
from koppelvlak.coverage.queries import ground
from koppelvlak.framework.queries import themes as every_theme
from koppelvlak.kit.documents.content import Document, Paragraph, Section, Table
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, Put
from tests.coverage.conftest import themes
from tests.world import TODAY, World


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say words as they stand in the code."""
    with translation.override("en"):
        yield


def printed(world: World, name: str = "noor", **wanted: Any) -> Document:
    asked = Wanted(**wanted)
    shown = overview(ground(world.actor(name)), asked)
    return coverage(shown, asked.per, every_theme(), on=TODAY)


def rows(made: Document) -> list[list[str]]:
    (table,) = made.tables()
    return [[str(cell) for cell in row] for row in table.rows]


def test_it_says_each_line_and_all_together(put: Put, world: World, network: Network) -> None:
    put(themes=themes(5), **WORKED_OUT)
    put(themes=themes(5, 6), action="mailt …", kind="recommendation")
    line, together = rows(printed(world))
    assert line[0] == str(network)
    assert line[5] == "worked out: 0 of 1 proven; 1 not counted"
    assert line[6] == "none; 1 not counted"
    assert line[1] == "none"
    assert line[9] == "worked out: 0 of 1 proven; 1 not counted"
    assert together == ["All together", *line[1:]]


def test_its_columns_are_the_themes_and_all_of_them(put: Put, world: World) -> None:
    put(themes=themes(5))
    (table,) = printed(world).tables()
    heads = [str(one.label) for one in table.columns]
    assert (heads[0], heads[-1]) == ("Networks", "All themes")
    assert [head.split(".")[0] for head in heads[1:-1]] == [str(number) for number in range(1, 9)]
    assert {len(row) for row in table.rows} == {len(table.columns)}


@pytest.mark.parametrize(
    ("per", "head", "title"),
    [
        (Per.REGION, "Safety regions", "VR IJsselland"),
        (Per.COMPANY, "Companies and others", "Vitens"),
    ],
)
def test_it_is_by_what_was_asked_for(
    put: Put, world: World, per: str, head: str, title: str
) -> None:
    put(themes=themes(5))
    made = printed(world, per=per)
    (table,) = made.tables()
    assert str(table.columns[0].label) == head
    assert rows(made)[0][0] == title


@pytest.mark.parametrize(
    ("tlp", "printed_as"),
    [(Tlp.CLEAR, Tlp.GREEN), (Tlp.GREEN, Tlp.GREEN), (Tlp.AMBER, Tlp.AMBER),
     (Tlp.AMBER_STRICT, Tlp.AMBER_STRICT)],
)  # fmt: skip
def test_it_is_of_the_class_of_the_strictest(
    put: Put, world: World, tlp: Tlp, printed_as: Tlp
) -> None:
    put(themes=themes(5), tlp=tlp)
    put(themes=themes(5), tlp=Tlp.CLEAR, action="mailt …")
    assert printed(world).tlp == printed_as


def test_for_who_may_not_see_it_there_is_nothing_in_it(put: Put, world: World) -> None:
    put(themes=themes(5), tlp=Tlp.AMBER)
    made = printed(world, "anouk")
    (table,) = made.tables()
    assert (list(table.rows), made.tlp) == ([], Tlp.GREEN)
    assert str(table.empty) == "There is no agreement here that you may see."


def test_it_says_how_it_was_counted_and_from_what(put: Put, world: World) -> None:
    put(themes=themes(5))
    made = printed(world)
    table, how = made.parts
    assert isinstance(table, Table)
    assert isinstance(how, Section)
    told = [str(one.text) for one in how.parts if isinstance(one, Paragraph)]
    assert told == [*map(str, HOW), candour()]
    assert "no admission of liability" in candour()
    assert len(made.sources) == 1
    assert (made.name, made.as_of) == ("dekking", TODAY)


def test_it_speaks_the_language_of_who_asks(put: Put, world: World) -> None:
    put(themes=themes(5), **WORKED_OUT)
    with translation.override("nl"):
        made = printed(world)
        (line, _together) = rows(made)
    assert made.language == "nl"
    assert "uitgewerkt" in line[5]
    assert "proven" not in line[5]


def test_its_words_are_those_of_the_page(put: Put, world: World) -> None:
    put(themes=themes(2, 5), basic=True, sectors=(world.sector,))
    found = ground(world.actor("noor"))
    shown = overview(found, Wanted())
    (line,) = shown.lines
    said = rows(printed(world))[0]
    for number, cell in enumerate(line.cells, start=1):
        assert said[number].startswith(cell.word or "none")
        assert not cell.total or cell.count in said[number]


def test_others_stand_beside_basic_ones(put: Put, world: World) -> None:
    put(themes=themes(5), basic=True, sectors=(world.sector,))
    put(themes=themes(5), action="mailt …")
    put(themes=themes(5), action="belt …", kind="recommendation")
    line, together = rows(printed(world))
    said = "agreed upon: 0 of 1 basic agreement proven; + 1 other, 0 proven; 1 not counted"
    assert line[5] == line[9] == together[9] == said
    line, _together = rows(printed(world, basic=True))
    assert "other" not in line[9]
