"""GeoPackages: what they turn out to be, and every nasty one with its sentence."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import LineString, Polygon

from koppelvlak.kit.imports.areas import read_areas, sentence
from koppelvlak.kit.imports.ground import answer
from koppelvlak.kit.imports.table import BadFileError
from tests.kit.areas import IN_DEGREES, IN_RD, blob, geopackage, sentences

GOOD = (blob(IN_RD), "GM0001")
ENDLESS = (
    "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n)"
    " SELECT x AS fid, NULL AS geom, 'GM0001' AS code FROM n"
)
BOW = Polygon([(155_000, 463_000), (156_000, 464_000), (156_000, 463_000), (155_000, 464_000)])


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code, whatever the installation speaks."""
    with translation.override("en"):
        yield


def told(data: bytes) -> str:
    with pytest.raises(BadFileError) as caught:
        read_areas(data, name="x.gpkg")
    return "\n".join(caught.value.problems)


def test_metres_with_their_code(tmp_path: Path) -> None:
    read = read_areas(geopackage(tmp_path, [GOOD]), name="x.gpkg")
    assert (read.form, read.system, read.named) == ("GeoPackage", "EPSG:28992", True)
    (area,) = read.features
    assert area.shape.equals(IN_RD)
    assert area.properties == {"fid": "1", "code": "GM0001"}


@pytest.mark.parametrize(
    ("indicator", "length"), [(0, 0), (1, 32), (2, 48), (3, 48), (4, 64)], ids=str
)
def test_every_envelope_is_passed_over(tmp_path: Path, indicator: int, length: int) -> None:
    shape = blob(IN_RD, flags=1 | indicator << 1, envelope=b"\xff" * length)
    assert len(read_areas(geopackage(tmp_path, [(shape, "a")]), name="x").features) == 1


def test_degrees_when_the_layer_says_so(tmp_path: Path) -> None:
    data = geopackage(
        tmp_path, [(blob(IN_DEGREES), "a")], "UPDATE gpkg_geometry_columns SET srs_id = 4326"
    )
    assert read_areas(data, name="x").system == "EPSG:4326"


def test_an_extension_of_the_name_does_not_count(tmp_path: Path) -> None:
    assert read_areas(geopackage(tmp_path, [GOOD]), name="../../x.json").form == "GeoPackage"


@pytest.mark.parametrize(
    ("rows", "more", "words"),
    [
        ([], [], "no features in it"),
        ([GOOD, (None, "b")], [], "feature 2: it has no boundary"),
        ([(blob(IN_RD, flags=0b1_0001), "b")], [], "feature 1: it has no boundary"),
        ([(b"niets", "b")], [], "feature 1: its shape cannot be read"),
        ([("tekst", "b")], [], "feature 1: its shape cannot be read"),
        ([(blob(IN_RD)[:40], "b")], [], "feature 1: its shape cannot be read"),
        ([(blob(IN_RD, flags=0b10_0001), "b")], [], "its shape cannot be read"),
        ([(blob(IN_RD, flags=0b1011), "b")], [], "its shape cannot be read"),
        ([(b"GP\x01" + blob(IN_RD)[3:], "b")], [], "its shape cannot be read"),
        ([(blob(IN_RD)[:13] + struct.pack("<I", 2**32 - 1), "b")], [], "cannot be read"),
        ([(blob(LineString([(155_000, 463_000), (155_001, 463_000)])), "b")], [], "LineString"),
        ([(blob(BOW), "b")], [], "feature 1: its boundary crosses itself"),
        ([(blob(IN_DEGREES), "b")], [], "of another system than the rest or than the file says"),
        ([GOOD], ["DELETE FROM gpkg_contents"], "no table of features"),
        ([GOOD], ["DELETE FROM gpkg_geometry_columns"], "no table of features “areas”"),
        ([GOOD], ["DROP TABLE areas"], "no table of features “areas”"),
        ([GOOD], ["DROP TABLE gpkg_contents"], "no table of features “gpkg_contents”"),
        ([GOOD], ["ALTER TABLE areas RENAME COLUMN geom TO vorm"], "“areas.geom”"),
        ([GOOD], ["UPDATE gpkg_geometry_columns SET srs_id = 31370"], "EPSG 31370 is not known"),
        ([GOOD], ["UPDATE gpkg_geometry_columns SET srs_id = 7"], "system 7 is not known"),
        ([GOOD], ["INSERT INTO gpkg_contents VALUES ('b', 'features', 'b', 1)"], "areas, b"),
        ([GOOD], ["UPDATE areas SET code = CAST(x'fffe' AS TEXT)"], "feature 1: text at byte 0"),
        ([GOOD], ["ALTER TABLE gpkg_contents DROP COLUMN data_type"], "the database is damaged"),
        ([GOOD], ["DROP TABLE areas", f"CREATE VIEW areas AS {ENDLESS}"], "no table of features"),
        (
            [GOOD],
            ["DROP TABLE gpkg_contents", f"CREATE VIEW gpkg_contents AS {ENDLESS}"],
            "no table of features “gpkg_contents”",
        ),
        (
            [GOOD],
            ["DROP TABLE areas", "CREATE VIRTUAL TABLE areas USING fts5(geom, code)"],
            "no table of features “areas”",
        ),
    ],
)
def test_a_nasty_database_gets_a_sentence(
    tmp_path: Path, rows: list[tuple[Any, Any]], more: list[str], words: str
) -> None:
    assert words in "\n".join(sentences(geopackage(tmp_path, rows, *more), tmp_path))


def test_an_endless_view_costs_no_time(tmp_path: Path) -> None:
    began = monotonic()
    told(geopackage(tmp_path, [GOOD], "DROP TABLE areas", f"CREATE VIEW areas AS {ENDLESS}"))
    assert monotonic() - began < 5


def test_a_trigger_never_runs(tmp_path: Path) -> None:
    trigger = "CREATE TRIGGER t AFTER UPDATE ON areas BEGIN DELETE FROM areas; END"
    assert len(read_areas(geopackage(tmp_path, [GOOD], trigger), name="x").features) == 1


def test_a_generated_column_runs_nothing(tmp_path: Path) -> None:
    column = "ALTER TABLE areas ADD COLUMN g TEXT AS (hex(zeroblob(900000000))) VIRTUAL"
    assert "damaged" in told(geopackage(tmp_path, [GOOD], column))


def test_a_name_is_never_a_command(tmp_path: Path) -> None:
    odd = 'a"; DROP TABLE gpkg_contents; --'
    rename = 'ALTER TABLE areas RENAME TO "a""; DROP TABLE gpkg_contents; --"'
    with sqlite3.connect(":memory:") as database:
        quoted = database.execute("SELECT quote(?)", [odd]).fetchone()[0]
    names = [f"UPDATE {t} SET table_name = {quoted}" for t in
             ("gpkg_contents", "gpkg_geometry_columns")]  # fmt: skip
    assert len(read_areas(geopackage(tmp_path, [GOOD], rename, *names), name="x").features) == 1


@pytest.mark.parametrize("cut", [20, 100, 4096, 9000])
def test_a_broken_database_is_said_to_be_broken(tmp_path: Path, cut: int) -> None:
    (said,) = sentences(geopackage(tmp_path, [GOOD])[:cut], tmp_path)
    assert "Save the layer again" in said


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.data())
def test_no_bytes_whatever_break_the_reader(tmp_path: Path, data: st.DataObject) -> None:
    whole = bytearray(geopackage(tmp_path, [GOOD, (blob(IN_RD), "b")]))
    for _change in range(data.draw(st.integers(1, 30))):
        whole[data.draw(st.integers(16, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path / "given"
    path.write_bytes(whole)
    said = answer(bytes(whole), path)
    assert said["faults"] or said["features"]
    for number, what, about in said["faults"]:
        assert sentence(number, what, about)
