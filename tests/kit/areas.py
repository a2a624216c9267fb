"""Files of areas for tests: GeoJSON as text, GeoPackages as small databases."""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

import shapely
from shapely import box

from koppelvlak.kit.imports.areas import sentence
from koppelvlak.kit.imports.ground import answer

# A square kilometre near Amersfoort: in RD New, and roughly the same place in degrees.
IN_RD = box(155_000, 463_000, 156_000, 464_000)
IN_DEGREES = box(5.38, 52.15, 5.39, 52.16)
SCHEMA = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT,
  organization_coordsys_id INTEGER, definition TEXT, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT,
  srs_id INTEGER);
CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT,
  srs_id INTEGER, z INTEGER, m INTEGER);
CREATE TABLE areas (fid INTEGER PRIMARY KEY, geom BLOB, code TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES ('RD New', 28992, 'EPSG', 28992, '', ''),
  ('WGS 84', 4326, 'EPSG', 4326, '', ''), ('Lambert', 31370, 'EPSG', 31370, '', '');
INSERT INTO gpkg_contents VALUES ('areas', 'features', 'areas', 28992);
INSERT INTO gpkg_geometry_columns VALUES ('areas', 'geom', 'POLYGON', 28992, 0, 0);
"""


def feature(shape: Any, **properties: Any) -> dict[str, Any]:
    """Return one feature of GeoJSON."""
    return {
        "type": "Feature",
        "properties": properties,
        "geometry": json.loads(shapely.to_geojson(shape)),
    }


def geojson(*features: Any, **more: Any) -> bytes:
    """Return a collection of features as a file."""
    return json.dumps({"type": "FeatureCollection", "features": list(features), **more}).encode()


def crs(name: str) -> dict[str, Any]:
    """Return how older GeoJSON names its coordinate system."""
    return {"type": "name", "properties": {"name": name}}


def blob(shape: Any, *, flags: int = 1, envelope: bytes = b"", srs: int = 28992) -> bytes:
    """Return a geometry as a GeoPackage keeps it."""
    told: bytes = shapely.to_wkb(shape)
    return struct.pack("<2sBBi", b"GP", 0, flags, srs) + envelope + told


def sentences(data: bytes, folder: Path) -> list[str]:
    """Return what the reader says of a file, in words, without the child process around it."""
    path = folder / "given"
    path.write_bytes(data)
    return [sentence(*fault) for fault in answer(data, path)["faults"]]


def geopackage(folder: Path, rows: Sequence[tuple[Any, Any]], *more: str) -> bytes:
    """Return a GeoPackage with these geometries and codes; ``more`` is run on it afterwards."""
    path = folder / "areas.gpkg"
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA synchronous=OFF")
        database.executescript(SCHEMA)
        database.executemany("INSERT INTO areas (geom, code) VALUES (?, ?)", rows)
        for statement in more:
            database.execute(statement)
        database.commit()
    return path.read_bytes()
