"""The pages of boundaries and supply areas: import, preview, decision, and the list."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from koppelvlak.kit.access import Actor
from koppelvlak.kit.imports.areas import MAX_BYTES
from koppelvlak.kit.waiting import waiting
from koppelvlak.territory.models import AreaImport, AreaKind, Shape
from tests.kit.areas import feature, geojson
from tests.territory.conftest import Enter
from tests.territory.squares import file_of, half_of, proposed, regions, square, standing, towns
from tests.world import World

LIST, NEW = "/gebied/grenzen/", "/gebied/grenzen/nieuw/"


def text(client: Client, url: str, status: int = 200) -> str:
    response: Any = client.get(url)
    assert response.status_code == status, url
    return " ".join(response.content.decode().split())


def send(client: Client, data: bytes, **fields: str) -> Any:
    file = SimpleUploadedFile("gemeenten.pdf", data, content_type="application/pdf")
    asked = {"kind": AreaKind.MUNICIPALITY.value, "origin": "CBS 2026", "file": file}
    return client.post(NEW, asked | fields)


@pytest.fixture
def supply(gooi: World, machine: Actor) -> AreaImport:
    """Return an area of Vitens to decide on."""
    standing(machine)
    area = half_of(list(towns().values())[:2])
    return proposed(geojson(feature(area)), machine, kind=AreaKind.SUPPLY, whose="vitens")


def test_without_any_import_the_list_says_what_holds(gooi: World, enter: Enter) -> None:
    page = text(enter("noor"), LIST)
    assert "Nothing was imported yet: the maps are schematic" in page
    assert NEW not in page
    assert NEW in text(enter("anouk"), LIST)


def test_who_may_import(gooi: World, enter: Enter) -> None:
    text(enter("anouk"), NEW)
    text(enter("noor"), NEW, status=403)
    text(enter("otto"), NEW, status=404)


def test_the_content_counts_and_not_the_name(gooi: World, enter: Enter) -> None:
    client = enter("anouk")
    answer = send(client, file_of(towns()))
    made = AreaImport.objects.get()
    assert (answer.status_code, answer.url) == (302, made.get_absolute_url())
    page = text(client, answer.url)
    assert "This is a preview: nothing has changed yet." in page
    assert "gemeenten.pdf, GeoJSON" in page
    assert "metres (RD New, EPSG:28992), seen from the numbers" in page
    assert "in the property “statcode”" in page
    assert 'class="map' in page
    assert not Shape.objects.exists()


def test_a_bad_file_is_refused_in_place_and_the_rest_is_kept(gooi: World, enter: Enter) -> None:
    shapes = towns()
    shapes[max(shapes)] = square(0.5)
    answer = send(enter("anouk"), file_of(shapes), origin="Kadaster 2026")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "it lies over feature" in page
    assert "Kadaster 2026" in page
    assert not AreaImport.objects.exists()


@pytest.mark.parametrize(
    ("data", "fields", "words"),
    [
        (b"%PDF-1.7", {}, "this is no GeoJSON and no GeoPackage"),
        (b"", {}, "The submitted file is empty."),
        (b"{" + b" " * MAX_BYTES, {}, "This file is larger than 30 MB"),
        (geojson(feature(square(0))), {"kind": "supply-area"}, "Say whose supply area this is."),
        (
            geojson(feature(square(0))),
            {"kind": "supply-area", "organisation": "vitens"},
            "Say in which sector this company supplies.",
        ),
        (
            geojson(feature(square(0))),
            {"kind": "supply-area", "organisation": "vitens", "sector": "drinking-water"},
            "boundaries of municipalities are needed first",
        ),
        (geojson(feature(square(0))), {"kind": "land"}, "Choose one of the answers shown."),
        (geojson(feature(square(0))), {"origin": ""}, "This field is required."),
        (geojson(feature(square(0))), {"dated": "1000-01-01"}, "between 2000 and 2100"),
    ],
)
def test_what_cannot_be_taken_is_said(
    gooi: World, enter: Enter, data: bytes, fields: dict[str, str], words: str
) -> None:
    answer = send(enter("anouk"), data, **fields)
    assert answer.status_code == 422
    assert words in answer.content.decode()
    assert not AreaImport.objects.exists()


def test_the_form_can_carry_a_file(gooi: World, enter: Enter) -> None:
    page = text(enter("anouk"), NEW)
    assert 'enctype="multipart/form-data"' in page
    assert 'hx-encoding="multipart/form-data"' in page


def test_a_supply_area_shows_each_municipality(supply: AreaImport, enter: Enter) -> None:
    page = text(enter("noor"), supply.get_absolute_url())
    assert "from 95% of its ground a municipality is supplied whole, from 1% in part" in page
    assert "50.0" in page
    assert "other coverage" in page or "new link" in page
    assert "A national editor decides on this." in page
    assert "aannemen" not in page


def test_its_list_comes_as_csv(supply: AreaImport, enter: Enter) -> None:
    answer = enter("noor").get(supply.get_absolute_url() + "?formaat=csv&sorteer=code")
    first = answer.content.decode().splitlines()[1].split(";")
    assert first[1:4] == [min(towns()), "50,0", "50,0"]


def test_a_difference_stands_on_the_page_with_its_figures(
    gooi: World, machine: Actor, enter: Enter
) -> None:
    standing(machine)
    rest = list(towns().values())[1:]
    mine = rest[0].union(rest[-1].envelope)
    for shape in rest:
        mine = mine.union(shape)
    data = file_of(regions(VR14=mine, VR13=square(0)))
    made = proposed(data, machine, kind=AreaKind.REGION)
    page = text(enter("anouk"), made.get_absolute_url())
    assert "lies for 100 % in VR13 and for 0 % in VR14" in page.replace("\u202f", " ")
    assert "The table stays as it is" in page


def test_accepting_and_what_the_page_says_then(supply: AreaImport, enter: Enter) -> None:
    client = enter("anouk")
    url = supply.get_absolute_url()
    assert url + "aannemen/" in text(client, url)
    answer: Any = client.post(url + "aannemen/", {"version": supply.version}, follow=True)
    page = answer.content.decode()
    assert "The supply links follow the area from today." in page
    assert "Tonight the networks follow; what that asks of them is then proposed." in page
    assert "preview" not in page
    assert client.post(url + "aannemen/", {"version": supply.version}).status_code == 409


def test_declining_needs_a_reason(supply: AreaImport, enter: Enter) -> None:
    client = enter("anouk")
    url = supply.get_absolute_url() + "afwijzen/"
    assert client.post(url, {"version": supply.version}).status_code == 422
    answer: Any = client.post(url, {"version": supply.version, "reason": "Te grof"}, follow=True)
    assert "Te grof" in answer.content.decode()


@pytest.mark.parametrize("page", ["aannemen/", "afwijzen/"])
def test_who_decides(supply: AreaImport, enter: Enter, page: str) -> None:
    text(enter("anouk"), supply.get_absolute_url() + page)
    text(enter("noor"), supply.get_absolute_url() + page, status=403)
    text(enter("otto"), supply.get_absolute_url() + page, status=404)


def test_it_waits_for_a_national_editor(supply: AreaImport, gooi: World) -> None:
    def urls(who: str) -> list[str]:
        return [item.url for item in waiting(gooi.actor(who))]

    assert supply.get_absolute_url() in urls("anouk")
    assert supply.get_absolute_url() not in urls("noor")


def test_pages_ask_few_questions(
    supply: AreaImport, enter: Enter, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client = enter("anouk")
    for url in (LIST, NEW, supply.get_absolute_url(), supply.get_absolute_url() + "aannemen/"):
        with django_assert_max_num_queries(12):
            text(client, url)
