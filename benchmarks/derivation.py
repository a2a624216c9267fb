"""How long does the derivation of all networks take? Run: python benchmarks/derivation.py"""

from __future__ import annotations

import csv
import statistics
from pathlib import Path
from time import perf_counter

from koppelvlak.networks.derivation import derive_networks, overlaps
from koppelvlak.territory.succession import Link, Place

FACTS = Path(__file__).resolve().parent.parent / "src/koppelvlak/territory/data"
COVERAGE = {"full": "whole", "partial": "part"}
ROUNDS = 20


def rows(name: str) -> list[dict[str, str]]:
    """Return the lines of one file of facts."""
    with (FACTS / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def main() -> None:
    """Print the median and the worst time in milliseconds."""
    places = [
        Place(r["code"], r["safety_region"], float(r["area_km2"]), int(r["population"]))
        for r in rows("municipalities.csv")
    ]
    links = [
        Link(
            r["sector"],
            r["organisation"],
            r["municipality"],
            COVERAGE.get(r["coverage"], r["coverage"]),
            r["certainty"],
        )
        for r in rows("supply_areas.csv")
    ]
    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        networks, meeting = derive_networks(places, links), overlaps(places, links)
        times.append((perf_counter() - start) * 1000)
    print(f"{len(places)} municipalities, {len(links)} links")
    print(f"{len(networks)} networks, {len(meeting)} overlaps")
    print(f"median {statistics.median(times):.1f} ms, worst {max(times):.1f} ms")


if __name__ == "__main__":
    main()
