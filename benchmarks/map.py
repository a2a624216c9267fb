"""How long does drawing the schematic map take? Run: python benchmarks/map.py"""

from __future__ import annotations

import csv
import statistics
from pathlib import Path
from time import perf_counter

from koppelvlak.territory.schematic import Spot, draw

FACTS = Path(__file__).resolve().parent.parent / "src/koppelvlak/territory/data"
ROUNDS = 5


def main() -> None:
    """Print the median and the worst time in milliseconds, and the size in characters."""
    with (FACTS / "municipalities.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    spots = [
        Spot(r["code"], r["safety_region"], float(r["lon"]), float(r["lat"]), float(r["area_km2"]))
        for r in rows
    ]
    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        drawing = draw(spots)
        times.append((perf_counter() - start) * 1000)
    print(f"{len(spots)} municipalities, {sum(len(r.path) for r in drawing.regions)} characters")
    print(f"median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms")


if __name__ == "__main__":
    main()
