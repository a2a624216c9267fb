"""Made-up ground for the browser: municipalities as squares, and what a company supplies."""

from __future__ import annotations

import csv
from functools import cache
from typing import Any

from shapely import unary_union

from koppelvlak.territory import facts
from tests.kit.areas import feature, geojson
from tests.territory.squares import SIDE, file_of, square

PER_ROW, SOUTH = 16, 350_000


@cache
def squares() -> dict[str, Any]:
    """Return a square in RD New for every municipality of the facts, by code."""
    with facts.FILES[2].open(encoding="utf-8") as file:
        codes = sorted(row["code"] for row in csv.DictReader(file))
    return {
        code: square(n % PER_ROW, south=SOUTH + n // PER_ROW * SIDE) for n, code in enumerate(codes)
    }


def boundaries() -> bytes:
    """Return the squares as a file of municipalities."""
    return file_of(squares())


def supplied(sector: str, organisation: str, *more: str) -> bytes:
    """Return what a company supplies of a sector, and more municipalities, as one area."""
    with facts.FILES[3].open(encoding="utf-8") as file:
        codes = {
            row["municipality"]
            for row in csv.DictReader(file)
            if (row["sector"], row["organisation"]) == (sector, organisation)
            and row["coverage"] != "parcels"
        }
    known = squares()
    return geojson(feature(unary_union([known[code] for code in sorted(codes | set(more))])))
