"""GeoJSON as strictly as RFC 7946 means it: every key once, every number finite."""

from __future__ import annotations

import json
import math
from typing import Any

import shapely

from koppelvlak.kit.imports.raw import FaultError, Raw, RawFile, plain, require_moderate

CRS = {
    "urn:ogc:def:crs:ogc:1.3:crs84": "EPSG:4326",
    "urn:ogc:def:crs:epsg::4326": "EPSG:4326",
    "epsg:4326": "EPSG:4326",
    "urn:ogc:def:crs:epsg::4258": "EPSG:4258",
    "epsg:4258": "EPSG:4258",
    "urn:ogc:def:crs:epsg::28992": "EPSG:28992",
    "epsg:28992": "EPSG:28992",
}
LONGEST, LEAST, AXES = 20, 4, (2, 3, 4)


def read_geojson(data: bytes) -> RawFile:
    """Return the features of a GeoJSON file; raises FaultError for a file that is none."""
    told = _json(data)
    if not isinstance(told, dict):
        raise FaultError("not-geojson")
    if told.get("type") == "Feature":
        told = {"type": "FeatureCollection", "features": [told], "crs": told.get("crs")}
    features = told.get("features")
    if told.get("type") != "FeatureCollection" or not isinstance(features, list):
        raise FaultError("not-geojson", told.get("type", ""))
    read, corners = RawFile("GeoJSON", _crs(told.get("crs"))), 0
    for number, feature in enumerate(features, start=1):
        raw = _feature(number, feature)
        corners += int(shapely.get_num_coordinates(raw.shape)) if raw.shape is not None else 0
        require_moderate(number, corners)
        read.features.append(raw)
    return read


def _json(data: bytes) -> Any:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FaultError("not-utf-8", error.start) from error
    try:
        return json.loads(text, object_pairs_hook=_once, parse_constant=_never, parse_int=_whole)
    except json.JSONDecodeError as error:
        raise FaultError("json", f"{error.lineno}:{error.colno}") from error
    except RecursionError as error:
        raise FaultError("deep") from error


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        keys = [key for key, _value in pairs]
        raise FaultError("twice", next(key for key in keys if keys.count(key) > 1))
    return told


def _never(word: str) -> Any:
    raise FaultError("no-number", word)


def _whole(digits: str) -> int:
    if len(digits) > LONGEST:
        raise FaultError("no-number", f"{digits[:LONGEST]}…")
    return int(digits)


def _crs(told: Any) -> str:
    """Return the system that older GeoJSON names; newer files are always in degrees."""
    if told is None:
        return ""
    try:
        name = str(told["properties"]["name"])
    except (TypeError, KeyError) as error:
        raise FaultError("crs", told) from error
    if name.lower() not in CRS:
        raise FaultError("crs", name)
    return CRS[name.lower()]


def _feature(number: int, told: Any) -> Raw:
    if not isinstance(told, dict) or told.get("type") != "Feature":
        return Raw(number, {}, fault=FaultError("not-feature"))
    raw = Raw(number, plain(told.get("properties")))
    try:
        raw.shape = _shape(told.get("geometry"))
    except FaultError as fault:
        raw.fault = fault
    return raw


def _shape(told: Any) -> Any:
    if told is None:
        raise FaultError("no-shape")
    if not isinstance(told, dict):
        raise FaultError("kind", told)
    kind, places = told.get("type"), told.get("coordinates")
    if kind not in {"Polygon", "MultiPolygon"}:
        raise FaultError("kind", kind)
    parts = [places] if kind == "Polygon" else _list(places)
    polygons = [_polygon(part) for part in parts]
    if not polygons:
        raise FaultError("no-shape")
    return shapely.multipolygons(polygons) if kind == "MultiPolygon" else polygons[0]


def _polygon(part: Any) -> Any:
    rings = [_ring(ring) for ring in _list(part)]
    if not rings:
        raise FaultError("no-shape")
    return shapely.Polygon(rings[0], rings[1:])


def _ring(told: Any) -> list[tuple[float, float]]:
    ring = [_place(place) for place in _list(told)]
    if len(ring) < LEAST or ring[0] != ring[-1]:
        raise FaultError("ring", " ".join(map(str, ring[0])) if ring else "")
    return ring


def _place(told: Any) -> tuple[float, float]:
    if not isinstance(told, list) or len(told) not in AXES:
        raise FaultError("place", told)
    if not all(type(axis) in {int, float} and math.isfinite(axis) for axis in told):
        raise FaultError("place", told)
    return float(told[0]), float(told[1])


def _list(told: Any) -> list[Any]:
    if not isinstance(told, list):
        raise FaultError("place", told)
    return told
