"""The command that imports areas: what was found, what came of it, and what is wrong."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from koppelvlak.territory.models import AreaImport, Shape
from tests.kit.areas import feature, geojson
from tests.territory.squares import file_of, square, towns
from tests.world import World


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code, whatever the installation speaks."""
    with translation.override("en"):
        yield


@pytest.fixture
def file(world: World, tmp_path: Path) -> Path:
    """Return a file with a square for every municipality there is."""
    call_command("prepare", stdout=StringIO())
    path = tmp_path / "gemeenten.geojson"
    squares = [square(n % 16, south=350_000 + n // 16 * 10_000) for n in range(len(towns()))]
    path.write_bytes(file_of(dict(zip(sorted(towns()), squares, strict=True))))
    return path


def run(*arguments: object) -> str:
    said = StringIO()
    call_command("import_areas", *map(str, arguments), stdout=said)
    return said.getvalue()


def test_a_dry_run_tells_and_keeps_nothing(file: Path) -> None:
    said = run(file, "--dry-run")
    assert "GeoJSON, metres (RD New, EPSG:28992): 342 features, 1710 corners." in said
    assert "Nothing was kept" in said
    assert not AreaImport.objects.exists()
    assert set(Shape.objects.values_list("basis", flat=True)) == {Shape.SCHEMATIC}


def test_boundaries_then_a_supply_area(file: Path, tmp_path: Path) -> None:
    assert "the maps show these boundaries" in run(file, "--source", "CBS", "--dated", "2026-01-01")
    assert set(Shape.objects.values_list("basis", flat=True)) == {Shape.OFFICIAL}
    area = tmp_path / "gebied.json"
    area.write_bytes(geojson(feature(square(0, south=350_000))))
    said = run(
        area, "--kind", "supply-area", "--organisation", "vitens", "--sector", "drinking-water"
    )
    made = AreaImport.objects.get(kind="supply-area")
    assert f"a national editor decides on {made.get_absolute_url()}" in said
    assert f"new       {min(towns())}   100.0%" in said or "changed   " in said
    assert made.is_open


def test_mistakes_come_with_their_features(world: World, tmp_path: Path) -> None:
    bad = tmp_path / "slecht.json"
    bad.write_bytes(geojson(feature(square(90))))
    with pytest.raises(CommandError, match=r"slecht\.json: feature 1: it lies outside"):
        run(bad)
    assert not AreaImport.objects.exists()


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--kind", "supply-area"], "Say whose supply area this is"),
        (["--kind", "supply-area", "--organisation", "nergens"], "--organisation: there is no"),
        (["--sector", "lucht"], "--sector: there is no “lucht”"),
    ],
)
def test_what_is_missing_is_said(
    world: World, tmp_path: Path, options: list[str], words: str
) -> None:
    area = tmp_path / "gebied.json"
    area.write_bytes(geojson(feature(square(0))))
    with pytest.raises(CommandError, match=words):
        run(area, *options)


def test_a_file_that_is_not_there(world: World, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path / "weg.geojson")
