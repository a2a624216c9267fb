"""GeoPackage with plain SQLite, trusted as little as a stranger's database deserves.

Opened read-only and unchangeable, its schema distrusted; only tables are read, never views; only
reading is authorised, and a query that goes on and on is stopped.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from time import monotonic
from typing import Any

import shapely

from koppelvlak.kit.imports.raw import FaultError, Raw, RawFile, plain, require_moderate

SECONDS, STEPS, LONGEST = 10.0, 10_000, 30_000_000
CRS = {"4326": "EPSG:4326", "4258": "EPSG:4258", "28992": "EPSG:28992"}
# The length of the envelope in the header of a geometry, by its indicator.
ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
HEADER, EMPTY, EXTENDED = 8, 0b1_0000, 0b10_0000
READING = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ}


def read_geopackage(path: Path) -> RawFile:
    """Return the features of the one layer; raises FaultError for a file that has none."""
    try:
        with closing(_open(path)) as database:
            return _layer(database)
    except sqlite3.OperationalError as error:
        what = "endless" if "interrupted" in str(error) else "not-geopackage"
        raise FaultError(what, error) from error
    except UnicodeDecodeError as error:
        raise FaultError("not-utf-8", error.start) from error
    except (sqlite3.Error, OverflowError) as error:
        raise FaultError("not-geopackage", error) from error


def _open(path: Path) -> sqlite3.Connection:
    database = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    database.text_factory = bytes
    for setting in ("trusted_schema=OFF", "query_only=ON", "cell_size_check=ON", "mmap_size=0"):
        database.execute(f"PRAGMA {setting}").fetchall()
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    until = monotonic() + SECONDS
    database.set_progress_handler(lambda: monotonic() > until, STEPS)
    database.set_authorizer(_only_reading)
    return database


def _only_reading(action: int, *_about: str | None) -> int:
    return sqlite3.SQLITE_OK if action in READING else sqlite3.SQLITE_DENY


def _rows(database: sqlite3.Connection, table: str, columns: str, rest: str = "") -> list[Any]:
    _require_table(database, table)
    return database.execute(f"SELECT {columns} FROM {_quoted(table)} {rest}").fetchall()  # noqa: S608


def _require_table(database: sqlite3.Connection, name: str) -> None:
    """Raise FaultError unless this is a table: a view would run a stranger's SQL."""
    found = database.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE", [name]
    ).fetchone()
    if found is None or _text(found[0]).lstrip().upper().startswith("CREATE VIRTUAL"):
        raise FaultError("no-table", name)


def _layer(database: sqlite3.Connection) -> RawFile:
    layers = [
        _text(row[0])
        for row in _rows(database, "gpkg_contents", "table_name, data_type", "LIMIT 1000")
        if _text(row[1]).lower() == "features"
    ]
    if len(layers) != 1:
        raise FaultError("layers" if layers else "no-table", ", ".join(sorted(layers)))
    shapes = {
        _text(table).lower(): (_text(column), srs)
        for table, column, srs in _rows(
            database, "gpkg_geometry_columns", "table_name, column_name, srs_id", "LIMIT 1000"
        )
    }
    if layers[0].lower() not in shapes:
        raise FaultError("no-table", layers[0])
    column, srs = shapes[layers[0].lower()]
    read = RawFile("GeoPackage", _crs(database, srs))
    read.features = _features(database, layers[0], column)
    return read


def _crs(database: sqlite3.Connection, srs: Any) -> str:
    columns = "srs_id, organization, organization_coordsys_id"
    known = {
        row[0]: (_text(row[1]).upper(), str(row[2]))
        for row in _rows(database, "gpkg_spatial_ref_sys", columns, "LIMIT 5000")
    }
    organisation, number = known.get(srs, ("", ""))
    if organisation != "EPSG" or number not in CRS:
        raise FaultError("crs", f"{organisation} {number}".strip() or srs)
    return CRS[number]


def _features(database: sqlite3.Connection, layer: str, column: str) -> list[Raw]:
    _require_table(database, layer)
    cursor = database.execute(f"SELECT * FROM {_quoted(layer)}")  # noqa: S608
    names = [str(told[0]) for told in cursor.description]
    if column.lower() not in [name.lower() for name in names]:
        raise FaultError("no-table", f"{layer}.{column}")
    place = [name.lower() for name in names].index(column.lower())
    found: list[Raw] = []
    corners = 0
    for number, row in enumerate(cursor, start=1):
        raw = _feature(number, names, row, place)
        corners += int(shapely.get_num_coordinates(raw.shape)) if raw.shape is not None else 0
        require_moderate(number, corners)
        found.append(raw)
    return found


def _feature(number: int, names: Sequence[str], row: Sequence[Any], place: int) -> Raw:
    raw = Raw(number, {})
    try:
        told = zip(names, row, strict=True)
        raw.properties = plain(
            {k: _text(v) if isinstance(v, bytes) else v for k, v in told if k != names[place]}
        )
        raw.shape = _shape(row[place])
    except FaultError as fault:
        raw.fault = fault
    return raw


def _shape(blob: Any) -> Any:
    if blob is None:
        raise FaultError("no-shape")
    if not isinstance(blob, bytes) or len(blob) < HEADER or blob[:3] != b"GP\0":
        raise FaultError("blob")
    flags = blob[3]
    envelope = ENVELOPES.get((flags >> 1) & 0b111)
    if envelope is None or flags & EXTENDED:
        raise FaultError("blob")
    if flags & EMPTY:
        raise FaultError("no-shape")
    try:
        return shapely.force_2d(shapely.from_wkb(blob[HEADER + envelope :]))
    except (shapely.errors.ShapelyError, ValueError, struct.error) as error:
        raise FaultError("blob", error) from error


def _text(told: Any) -> str:
    if not isinstance(told, bytes):
        return "" if told is None else str(told)
    try:
        return told.decode("utf-8")
    except UnicodeDecodeError as error:
        raise FaultError("not-utf-8", error.start) from error


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
