"""The vital sectors as the data file tells them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "data" / "sectors.csv"


@dataclass(frozen=True)
class SectorFact:
    """One sector; ``area`` is what a supply area is called in it, ``tone`` its colour token."""

    key: str
    name_nl: str
    name_en: str
    area_nl: str
    area_en: str
    has_areas: bool
    tone: str
