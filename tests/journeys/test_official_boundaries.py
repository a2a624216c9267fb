"""A national editor imports boundaries and a supply area; a region sees what came of it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from shapely import box

from koppelvlak.territory.models import AreaImport
from tests.journeys.conftest import Arrive
from tests.kit.areas import feature, geojson
from tests.territory.squares import file_of, square, towns

NEW = "/gebied/grenzen/nieuw/"


@pytest.fixture
def country(cast: None, today: None) -> bytes:
    """Return a file with a square for every municipality there is."""
    codes = sorted(towns())
    return file_of(
        {code: square(n % 16, south=350_000 + n // 16 * 10_000) for n, code in enumerate(codes)}
    )


def upload(data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile("kaart.geojson", data)


def test_from_a_file_to_the_map_and_the_links(arrive: Arrive, country: bytes) -> None:
    editor, region = arrive("A. de Groot"), arrive("N. de Wit")
    editor.open("/gebied/gemeenten/").open(editor.link("/gebied/grenzen/")).open(editor.link(NEW))
    editor.fill_in(NEW, kind="municipality", origin="CBS 2026", file=upload(country))
    boundaries = AreaImport.objects.get()
    assert editor.path == boundaries.get_absolute_url()
    assert not region.open("/regio/VR04/").reads("CBS 2026")
    assert editor.open("/").has_link(boundaries.get_absolute_url())
    editor.fill_in(f"{boundaries.get_absolute_url()}aannemen/")
    assert region.open("/regio/VR04/").reads("CBS 2026")

    area = geojson(feature(box(100_000, 350_000, 115_000, 360_000)))
    editor.fill_in(
        NEW, kind="supply-area", organisation="vitens", sector="drinking-water",
        origin="Vitens", file=upload(area),
    )  # fmt: skip
    supply = AreaImport.objects.get(kind="supply-area")
    first, second = sorted(towns())[:2]
    editor.open(f"{supply.get_absolute_url()}?sorteer=-deel")
    assert editor.has_link(f"/gebied/gemeenten/{first}/")
    assert not region.open(f"/gebied/gemeenten/{second}/").reads("50.0%, 50.0 km²")
    region.send(f"{supply.get_absolute_url()}aannemen/", status=403)
    editor.fill_in(f"{supply.get_absolute_url()}aannemen/")
    assert region.open(f"/gebied/gemeenten/{second}/").reads("50.0%, 50.0 km²")


def test_a_bad_file_changes_nothing_and_is_explained(arrive: Arrive, country: bytes) -> None:
    editor = arrive("A. de Groot")
    bad = country.replace(b"GM0014", b"GM9999")
    editor.fill_in(NEW, status=422, kind="municipality", origin="CBS 2026", file=upload(bad))
    assert editor.reads("GM9999", "CBS 2026")
    assert not AreaImport.objects.exists()
