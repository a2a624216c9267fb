"""From what a file says to sound polygons in RD New; the child process runs this.

Which coordinate system it is, is seen from the numbers themselves: degrees and metres cannot be
confused in the Netherlands. What the file says about it must agree.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pyproj
import shapely

from koppelvlak.kit.imports.contained import FILE, limit_this_process
from koppelvlak.kit.imports.geojson import read_geojson
from koppelvlak.kit.imports.geopackage import read_geopackage
from koppelvlak.kit.imports.raw import MAX_FAULTS, FaultError, Raw, RawFile

RD, WGS84, ETRS89 = "EPSG:28992", "EPSG:4326", "EPSG:4258"
# The European Netherlands with its coastal waters: west, south, east, north.
BOUNDS = {WGS84: (2.5, 50.5, 7.6, 54.5), RD: (-50_000, 290_000, 300_000, 700_000)}
SQLITE, ZIP = b"SQLite format 3\0", b"PK\x03\x04"
LEAST_M2 = 1.0


def read(data: bytes, path: Path) -> RawFile:
    """Return what a file says, by its content and not by its name."""
    if data.startswith(SQLITE):
        return read_geopackage(path)
    if data.startswith(ZIP):
        raise FaultError("zip")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in {b"{", b"["}:
        raise FaultError("unknown")
    return read_geojson(data)


def ground(given: RawFile) -> tuple[str, list[tuple[Raw, Any]], list[FaultError]]:
    """Return the coordinate system found, the sound polygons in RD New, and what is wrong."""
    if not given.features:
        raise FaultError("nothing")
    found = Counter(_system(raw) for raw in given.features if raw.shape is not None)
    likely = [system for system, _times in found.most_common() if system in BOUNDS]
    system = likely[0] if likely else WGS84
    faults = [fault for raw in given.features if (fault := _fault(raw, system, given.crs))]
    if faults:
        return system, [], faults[:MAX_FAULTS]
    shapes = [raw.shape for raw in given.features]
    in_metres = shapes if system == RD else list(_to_rd(np.array(shapes, dtype=object)))
    for raw, shape in zip(given.features, in_metres, strict=True):
        if not shape.is_valid or shape.area < LEAST_M2:
            faults.append(FaultError("small", number=raw.number))
    named = given.crs or system
    return named, list(zip(given.features, in_metres, strict=True)), faults[:MAX_FAULTS]


def _to_rd(shapes: Any) -> Any:
    move = pyproj.Transformer.from_crs(WGS84, RD, always_xy=True)
    return shapely.transform(shapes, lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1])))


def _system(raw: Raw) -> str:
    box = shapely.bounds(raw.shape)
    for system, (west, south, east, north) in BOUNDS.items():
        if box[0] >= west and box[1] >= south and box[2] <= east and box[3] <= north:
            return system
    west, south, east, north = BOUNDS[WGS84]
    swapped = box[1] >= west and box[0] >= south and box[3] <= east and box[2] <= north
    return "swapped" if swapped else "outside"


def _fault(raw: Raw, system: str, named: str) -> FaultError | None:
    """Return what is wrong with one feature, with its number."""
    fault = raw.fault or _kind(raw.shape)
    if fault is None:
        own = _system(raw)
        if own not in BOUNDS:
            fault = FaultError(own, _middle(raw.shape))
        elif own != system or (named and (named == RD) != (own == RD)):
            fault = FaultError("mixed", f"{named or system} / {own}")
        elif not raw.shape.is_valid:
            fault = FaultError("crossing", shapely.is_valid_reason(raw.shape))
    if fault is not None:
        fault.number = raw.number
    return fault


def _kind(shape: Any) -> FaultError | None:
    if shape.geom_type not in {"Polygon", "MultiPolygon"}:
        return FaultError("kind", shape.geom_type)
    if shape.is_empty:
        return FaultError("no-shape")
    if not np.isfinite(shapely.get_coordinates(shape)).all():
        return FaultError("place", "NaN")
    return None


def _middle(shape: Any) -> str:
    west, south, east, north = shapely.bounds(shape)
    return f"{(west + east) / 2:.6g} {(south + north) / 2:.6g}"


def answer(data: bytes, path: Path) -> dict[str, Any]:
    """Return everything that the parent needs, as plain data."""
    try:
        given = read(data, path)
        system, shapes, faults = ground(given)
    except FaultError as fault:
        return {"faults": [[fault.number, fault.what, fault.about]]}
    except MemoryError:
        return {"faults": [[None, "memory", ""]]}
    return {
        "faults": [[one.number, one.what, one.about] for one in faults],
        "format": given.form,
        "system": system,
        "named": bool(given.crs),
        "features": [
            {"properties": raw.properties, "wkb": shapely.to_wkb(shape, hex=True)}
            for raw, shape in (shapes if not faults else [])
        ],
    }


def main() -> None:
    """Read the file in this folder and say what was found."""
    limit_this_process()
    path = Path(FILE)
    json.dump(answer(path.read_bytes(), path), sys.stdout)


if __name__ == "__main__":
    main()
