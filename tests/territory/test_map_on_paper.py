"""A map on paper: it needs no stylesheet, says what it shows, and has the colours of the page."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date

import pytest

from koppelvlak.kit.documents.pdf import picture
from koppelvlak.territory.atlas import PATTERNS, SHADES, TONES, Area, Key, Map, Mark
from koppelvlak.territory.documents import HUES, MIXES, figure_of, mixed, svg_of
from tests.territory.test_map_colours import colours, fills

SVG = "{http://www.w3.org/2000/svg}"
SQUARE = "M10,20 110,20 110,320 10,320z"
ALL_TONES = [*TONES, *(f"shade-{number}" for number in range(1, SHADES + 1))]


def drawn(*tones: str, hue: str = "water") -> Map:
    areas = [
        Area(f"VR{place:02}", f"Region {place}", Mark(tone, tone), SQUARE, "60", "170")
        for place, tone in enumerate(tones, start=1)
    ]
    return Map(
        title="Area of <Vitens> & co",
        description="Every region.",
        hue=hue,
        areas=tuple(areas),
        legend=tuple(Key(tone, f"<{tone}> & more") for tone in tones),
        viewbox="0 0 860 1010",
        schematic=True,
        dated=date(2023, 7, 1),
        sources=("Verzonnen bron",),
    )


def parts(map_: Map, name: str) -> list[ET.Element]:
    return list(ET.fromstring(svg_of(map_)).iter(f"{SVG}{name}"))


def test_it_says_in_words_what_it_shows_and_that_it_is_schematic() -> None:
    figure = figure_of(drawn("whole"))
    assert figure.alt == "Area of <Vitens> & co. Every region."
    assert figure.caption == (
        "Area of <Vitens> & co. Schematic map, not the real boundaries. "
        "Division as it was on 1 July 2023."
    )
    assert "Schematic" not in str(figure_of(replace(drawn("whole"), schematic=False)).caption)


def test_every_area_and_every_entry_of_the_legend_is_there() -> None:
    map_ = drawn("whole", "part", "none")
    texts = [text.text for text in parts(map_, "text")]
    assert texts == ["1", "2", "3", "<whole> & more", "<part> & more", "<none> & more"]
    paths = [one for one in parts(map_, "path") if one.get("d") == SQUARE]
    assert len(paths) == 3


def test_it_asks_for_nothing_from_elsewhere() -> None:
    for element in ET.fromstring(svg_of(drawn(*ALL_TONES))).iter():
        assert not {"href", "class", "style"} & set(element.attrib)
        assert element.tag.removeprefix(SVG) in {
            *("svg", "defs", "pattern", "rect", "circle", "path", "text"),
        }


@pytest.mark.parametrize("tone", ALL_TONES)
@pytest.mark.parametrize("hue", [*HUES, ""])
def test_every_tone_of_every_sector_can_be_drawn(tone: str, hue: str) -> None:
    ((path, *_rest),) = [
        [one for one in parts(drawn(tone, hue=hue), "path") if one.get("d") == SQUARE]
    ]
    fill = str(path.get("fill"))
    names = {one.get("id") for one in parts(drawn(tone), "pattern")}
    assert fill.startswith("#") or fill.removeprefix("url(#").removesuffix(")") in names
    assert (tone in PATTERNS) == fill.startswith("url(")


def test_what_nobody_drew_is_left_out() -> None:
    map_ = drawn("whole")
    bare = replace(map_, areas=(replace(map_.areas[0], path=""),))
    assert [one for one in parts(bare, "path") if one.get("d") == ""] == []


def test_the_colours_are_those_of_the_stylesheet() -> None:
    tokens = colours()
    for name, value in HUES.items():
        assert tuple(int(value[at : at + 2], 16) for at in (1, 3, 5)) == tokens[name]
    for tone, (share, other) in fills().items():
        mine, with_ = MIXES[tone]
        assert (round(mine * 100), with_) == (share, "#ffffff" if other else "#000000")


def test_two_colours_become_one() -> None:
    assert mixed("#ff0000", 0.5, "#0000ff") == "#800080"
    assert mixed("#123456", 1, "#ffffff") == "#123456"


def test_patterns_tell_apart_what_colour_alone_would_not() -> None:
    one, two = (picture(figure_of(drawn(tone))) for tone in ("unverified", "parcels"))
    assert one.startswith(b"\x89PNG")
    assert one != two
