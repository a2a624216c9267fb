"""Files of areas: what they turn out to be, and every nasty GeoJSON with its sentence."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import shapely
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely import LineString, MultiPolygon, Polygon, box

from koppelvlak.kit.imports import raw
from koppelvlak.kit.imports.areas import FAULTS, MAX_BYTES, read_areas, sentence
from koppelvlak.kit.imports.ground import answer
from koppelvlak.kit.imports.table import BadFileError
from tests.kit.areas import IN_DEGREES, IN_RD, crs, feature, geojson, sentences

SQUARE = feature(IN_DEGREES, code="GM0001")
BOW = Polygon([(5.3, 52.1), (5.4, 52.2), (5.4, 52.1), (5.3, 52.2)])
PLACE = '"coordinates": [[[5.38, 52.15], [5.39, 52.15], %s, [5.38, 52.15]]]'


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say sentences as they stand in the code, whatever the installation speaks."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let temporary files come here, so that what is left behind is seen."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    yield
    assert list(tmp_path.glob("koppelvlak-*")) == []


def problems(data: bytes) -> list[str]:
    with pytest.raises(BadFileError) as caught:
        read_areas(data, name="x.json")
    return caught.value.problems


def with_place(told: str) -> bytes:
    polygon = f'{{"type": "Polygon", {PLACE % told}}}'
    one = f'{{"type": "Feature", "properties": {{}}, "geometry": {polygon}}}'
    return f'{{"type": "FeatureCollection", "features": [{one}]}}'.encode()


def with_shape(told: object) -> bytes:
    return geojson({"type": "Feature", "properties": {}, "geometry": told})


def test_degrees_become_metres() -> None:
    read = read_areas(geojson(SQUARE), name="x.json")
    assert (read.form, read.system, read.named) == ("GeoJSON", "EPSG:4326", False)
    (area,) = read.features
    assert area.properties == {"code": "GM0001"}
    assert area.shape.centroid.distance(shapely.Point(154_886, 463_017)) < 900
    assert area.shape.area == pytest.approx(684.0 * 1_113.0, rel=0.01)


@pytest.mark.parametrize("more", [{}, {"crs": crs("urn:ogc:def:crs:EPSG::28992")}])
def test_metres_stay_metres_whether_the_file_says_so_or_not(more: dict[str, object]) -> None:
    read = read_areas(geojson(feature(IN_RD), **more), name="x.json")
    assert (read.system, read.named) == ("EPSG:28992", bool(more))
    assert read.features[0].shape.equals(IN_RD)


def test_the_tower_of_amersfoort_stands_where_it_stands() -> None:
    tower = box(5.387206, 52.155172, 5.387207, 52.155173)
    (area,) = read_areas(geojson(feature(tower.buffer(0.001))), name="x.json").features
    assert area.shape.centroid.distance(shapely.Point(155_000, 463_000)) < 2


def test_several_parts_holes_and_heights_are_taken() -> None:
    island = box(5.0, 53.0, 5.01, 53.01)
    ring = Polygon(IN_DEGREES.exterior, [box(5.382, 52.152, 5.384, 52.154).exterior])
    high = shapely.force_3d(IN_DEGREES, 12.5)
    read = read_areas(
        geojson(feature(MultiPolygon([island, IN_DEGREES])), feature(ring), feature(high)),
        name="x.json",
    )
    assert [shapely.get_num_geometries(one.shape) for one in read.features] == [2, 1, 1]
    assert read.features[1].shape.area < read.features[2].shape.area
    assert not any(one.shape.has_z for one in read.features)


def test_one_feature_alone_and_a_mark_of_order_are_taken() -> None:
    data = json.dumps(SQUARE).encode("utf-8-sig")
    assert len(read_areas(data, name="x.json").features) == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no GeoJSON and no GeoPackage"),
        (b"%PDF-1.7", "no GeoJSON and no GeoPackage"),
        (b"PK\x03\x04shapefile", "a ZIP file"),
        (b"[1, 2]", "no collection of features"),
        (b'{"type": "Topology"}', "no collection of features"),
        (b'{"type": "FeatureCollection", "features": {}}', "no collection of features"),
        (b'{"type": "FeatureCollection", "features": []}', "no features in it"),
        (b'{"type": "Feat', "breaks off or has a mistake at line and column 1:10"),
        (geojson(SQUARE)[:-20], "breaks off or has a mistake"),
        (b'{"name": "\xff\xfe"}', "text at byte 10 is not UTF-8"),
        (b'{"type": "a", "type": "b"}', "“type” is said twice"),
        (b'{"a":' * 100_000, "nested deeper"),
        (b"[" * 100_000, "nested deeper"),
        (with_place("[NaN, 52.16]"), "NaN is not a number of a map"),
        (with_place("[5.39, -Infinity]"), "-Infinity is not a number of a map"),
        (with_place("[5.39, 1e999]"), "is not a place"),
        (with_place("[5.39, " + "9" * 5000 + "]"), "is not a number of a map"),
        (with_place('["5.39", 52.16]'), "feature 1: ['5.39', 52.16] is not a place"),
        (with_place("[true, 52.16]"), "feature 1: [True, 52.16] is not a place"),
        (with_place("[null, 52.16]"), "is not a place"),
        (with_place("[5.39]"), "feature 1: [5.39] is not a place"),
        (with_place('{"x": 1}'), "is not a place"),
        (with_place("5"), "feature 1: 5 is not a place"),
        (with_shape(None), "feature 1: it has no boundary"),
        (with_shape("hier"), "feature 1: it is no polygon"),
        (with_shape({"type": "Polygon", "coordinates": []}), "it has no boundary"),
        (with_shape({"type": "MultiPolygon", "coordinates": []}), "it has no boundary"),
        (with_shape({"type": "Polygon"}), "feature 1: None is not a place"),
        (with_shape({"type": "Polygon", "coordinates": [[[5, 52], [5, 53]]]}), "does not end"),
        (with_place("[5.39, 52.16]").replace(b"52.15]]]", b"52.149]]]"), "does not end where"),
        (geojson(feature(LineString([(5, 52), (6, 52)]))), "it is no polygon but LineString"),
        (geojson(feature(shapely.Point(5, 52))), "it is no polygon but Point"),
        (geojson(SQUARE, 7), "feature 2: this is not a feature"),
        (geojson(SQUARE, feature(BOW)), "feature 2: its boundary crosses itself"),
        (geojson(feature(box(52.15, 5.38, 52.16, 5.39))), "longitude and latitude seem to be"),
        (geojson(feature(box(4.3, 50.8, 4.4, 50.9)), feature(box(2, 48, 3, 49))), "feature 2: it"),
        (geojson(feature(box(0, 0, 1, 1))), "feature 1: it lies outside the Netherlands"),
        (geojson(feature(box(5e5, 68e5, 500_100, 6_800_100))), "another coordinate system"),
        (geojson(SQUARE, feature(IN_RD)), "coordinates are of another system than the rest"),
        (geojson(feature(IN_RD), crs=crs("EPSG:4326")), "than the file says (EPSG:4326"),
        (geojson(SQUARE, crs=crs("EPSG:28992")), "than the file says (EPSG:28992"),
        (geojson(SQUARE, crs=crs("EPSG:3857")), "the coordinate system EPSG:3857 is not known"),
        (geojson(SQUARE, crs="RD"), "the coordinate system RD is not known"),
        (geojson(SQUARE, crs={"type": "name"}), "coordinate system"),
        (geojson(feature(box(155_000, 463_000, 155_000.5, 463_000.5))), "it has no area on the"),
        (geojson(*[SQUARE] * 5001), "more than 5000 features"),
    ],
)  # fmt: skip
def test_a_nasty_file_gets_a_sentence(data: bytes, words: str, tmp_path: Path) -> None:
    assert words in "\n".join(sentences(data, tmp_path))


def test_the_same_sentence_comes_from_the_child() -> None:
    data = geojson(SQUARE, feature(BOW))
    assert problems(data)[0].startswith(
        "x.json: feature 2: its boundary crosses itself (Self-inter"
    )
    assert "nested deeper" in problems(b"[" * 100_000)[0]


def test_a_file_that_is_too_large_is_not_read_at_all() -> None:
    assert "larger than 30 MB" in problems(b"{" + b" " * MAX_BYTES)[0]


def test_too_many_corners_are_refused_at_their_feature(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(raw, "MAX_CORNERS", 1000)
    (said,) = sentences(geojson(*[feature(IN_DEGREES.buffer(0.01, quad_segs=100))] * 3), tmp_path)
    assert re.search(r"feature 3: .* more than 1000 corners", said)


def test_every_mistake_has_its_feature_and_fifty_are_told() -> None:
    told = problems(geojson(*[SQUARE, feature(BOW)] * 60))
    assert len(told) == 50
    assert [int(re.search(r"feature (\d+):", one)[1]) for one in told[:3]] == [2, 4, 6]  # type: ignore[index]


@pytest.mark.parametrize("what", FAULTS)
def test_every_fault_has_words_with_a_way_on(what: str) -> None:
    said = sentence(3, what, "hier")
    assert said.startswith("feature 3: ")
    assert said.endswith((".", "?"))
    assert not said.endswith("?.")
    assert "%(" not in said


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.integers(0, 400), st.integers(0, 30))
def test_no_bytes_whatever_break_the_reader(noise: bytes, at: int, cut: int) -> None:
    good = geojson(SQUARE, feature(BOW))
    for data in (noise, good[:at] + noise + good[at + cut :]):
        if data.startswith(b"SQLite"):
            continue
        told = answer(data, Path("nergens"))
        assert told["faults"] or told["features"]
        for number, what, about in told["faults"]:
            assert sentence(number, what, about)
