"""Maps for a page: shapes with their facts, the equal table, and what a browser is given."""

from __future__ import annotations

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.template.loader import render_to_string
from pytest_django import DjangoAssertNumQueries

from koppelvlak.organisations.models import Kind, Organisation
from koppelvlak.territory.atlas import (
    SHADES,
    Map,
    Mark,
    municipality_map,
    region_map,
    shades,
)
from koppelvlak.territory.models import Municipality, Region, Shape, Source
from tests.conftest import Guard
from tests.world import World

NAMES = {"VR01": "Groningen", "VR04": "IJsselland", "VR25": "Flevoland"}
SQUARE = "M10,20 110,20 110,320 10,320z"


@pytest.fixture
def shapes(world: World, guard: Guard) -> None:
    """Lay down three regions with one municipality each, and their shapes."""
    guard.watching = False
    source = Source.objects.create(key="mun-test", text="Verzonnen <bron>", dated=date(2025, 1, 1))
    for number, (code, name) in enumerate(NAMES.items(), start=1):
        region = Region.objects.create(
            code=code, name=name, organisation=_organisation(code, world.region.kind), source=source
        )
        Municipality.objects.create(
            code=f"GM{number}",
            name=f"Gemeente {number}",
            region=region,
            lon=5.0,
            lat=52.0,
            area_km2=50.0,
            population=1,
            valid_from=date(2020, 1, 1),
            source=source,
        )
        Shape.objects.create(kind=Shape.REGION, code=code, path=SQUARE, x=60.5, y=1170)
        Shape.objects.create(kind=Shape.MUNICIPALITY, code=f"GM{number}", path=SQUARE, x=60, y=70)
    guard.watching = True


def _organisation(code: str, kind: Kind) -> Organisation:
    return Organisation.objects.get_or_create(
        key=code.lower(), defaults={"kind": kind, "name": code, "short_name": code}
    )[0]


def regions(**marks: Mark) -> Map:
    return region_map(marks, title="Vitens & co", description="Waar <zij> werkt", hue="water")


class Page(HTMLParser):
    """The tags and ids of a piece of HTML, and the text inside it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attrs for name, attrs in self.tags if name == tag]


def show(*maps: Map, **context: object) -> Page:
    return Page(
        "".join(
            render_to_string("territory/map.html", {"map": each, "prefix": f"m{n}", **context})
            for n, each in enumerate(maps)
        )
    )


def test_every_region_is_an_area_with_or_without_a_mark(shapes: None) -> None:
    areas = regions(VR04=Mark("lead", "trekker")).areas
    assert [(a.number, a.name, a.mark.tone) for a in areas] == [
        ("1", "Groningen", "none"),
        ("4", "IJsselland", "lead"),
        ("25", "Flevoland", "none"),
    ]
    assert (areas[0].path, areas[0].x, areas[0].y) == (SQUARE, "60.5", "1170")


def test_one_query_gives_the_whole_map(
    shapes: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        regions(VR04=Mark("whole", "geheel"))


def test_the_legend_says_only_what_is_on_the_map(shapes: None) -> None:
    made = regions(VR01=Mark("part", "deel"), VR04=Mark("lead", "trekker"))
    assert [key.tone for key in made.legend] == ["lead", "part", "none"]


def test_a_page_may_say_itself_what_a_tone_means(shapes: None) -> None:
    legend = {"none": "elders", "whole": "hier"}
    made = region_map({"VR01": Mark("whole", "x")}, title="t", description="d", legend=legend)
    assert [str(key.words) for key in made.legend] == ["hier", "elders"]
    assert str(made.areas[2].mark.words) == "elders"


def test_a_tone_that_nobody_explains_is_a_mistake(shapes: None) -> None:
    with pytest.raises(KeyError):
        regions(VR01=Mark("purple", "paars"))


def test_it_says_how_old_its_facts_are_and_where_from(shapes: None) -> None:
    made = regions()
    assert (made.schematic, made.dated) == (True, date(2025, 1, 1))
    assert made.sources == ("Verzonnen <bron>",)


def test_municipalities_fill_the_picture_and_have_no_number(shapes: None) -> None:
    made = municipality_map({"GM2": Mark("whole", "geheel")}, title="t", description="d")
    assert [(area.name, area.number) for area in made.areas] == [("Gemeente 2", "")]
    assert made.viewbox == "4 14 112 312"


def test_numbers_become_shades_the_more_the_darker() -> None:
    marks, legend = shades({"a": 0, "b": 3, "c": 7, "d": 3}, lambda n: f"{n} netwerken")
    assert [marks[code].tone for code in "abcd"] == ["none", "shade-1", "shade-3", "shade-1"]
    assert legend["shade-3"] == "7 netwerken"


def test_many_numbers_share_shades() -> None:
    marks, legend = shades({str(n): n for n in range(1, 11)}, lambda n: f"{n} netwerken")
    assert {mark.tone for mark in marks.values()} == {f"shade-{n + 1}" for n in range(SHADES)}
    assert re.fullmatch("9 .* 10 netwerken", str(legend["shade-5"]))


def test_the_picture_has_a_title_and_a_description(shapes: None) -> None:
    page = show(regions())
    (svg, *_keys) = page.all("svg")
    assert svg["role"] == "img"
    assert svg["aria-labelledby"] == page.all("title")[0]["id"]
    assert svg["aria-describedby"] == page.all("desc")[0]["id"]
    assert "Waar <zij> werkt" in page.text


def test_the_table_says_what_the_picture_shows(shapes: None) -> None:
    page = show(regions(VR04=Mark("lead", "trekker van tien")))
    rows = page.text.split("What applies")[-1].split()
    assert [word for word in rows if word in {*NAMES.values(), "tien"}] == [
        "Groningen",
        "IJsselland",
        "tien",
        "Flevoland",
    ]


def test_the_table_can_be_left_out(shapes: None) -> None:
    page = show(regions(), table=False)
    assert page.all("table") == []
    assert "Verzonnen <bron>" in page.text


def test_two_maps_on_a_page_keep_their_ids_apart(shapes: None) -> None:
    marks = {"VR04": Mark("unverified", "niet nagegaan")}
    page = show(regions(**marks), regions(**marks))
    ids = [attrs["id"] for _tag, attrs in page.tags if "id" in attrs]
    assert len(ids) == len(set(ids))
    pointed = {
        target
        for _tag, attrs in page.tags
        for value in attrs.values()
        for target in re.findall(r"url\(#(.*?)\)", value or "")
    }
    assert pointed == {"m0-hatch", "m1-hatch"}
    assert pointed <= set(ids)


def test_a_picture_with_links_is_a_group_of_links(shapes: None) -> None:
    page = show(regions(VR04=Mark("whole", "geheel", "/netwerken/vitens/")))
    assert page.all("svg")[0]["role"] == "group"
    assert [link["href"] for link in page.all("a")] == ["/netwerken/vitens/"] * 2


def test_numbers_in_the_picture_are_no_dutch_numbers(shapes: None) -> None:
    (first, *_others) = show(regions()).all("text")
    assert (first["x"], first["y"]) == ("60.5", "1170")


def test_nothing_is_inline(shapes: None) -> None:
    page = show(regions(VR04=Mark("parcels", "percelen")))
    attributes = {name for _tag, attrs in page.tags for name in attrs}
    assert not {name for name in attributes if name == "style" or name.startswith("on")}
    assert page.all("script") == page.all("style") == []


def test_without_shapes_the_table_stands_alone(world: World) -> None:
    page = show(regions(VR04=Mark("lead", "trekker")))
    assert page.all("svg") == []
    assert "open" in page.all("details")[0]
    assert "trekker" in page.text
