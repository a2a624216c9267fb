"""How long does the scale advice for the Netherlands take? Run: python benchmarks/scale.py"""

from __future__ import annotations

import statistics
from time import perf_counter

from benchmarks.derivation import COVERAGE, rows
from koppelvlak.networks.derivation import REACHED, derive_networks
from koppelvlak.networks.scale import advise
from koppelvlak.networks.staffing import Limits, Net
from koppelvlak.territory.adjacency import adjacent
from koppelvlak.territory.schematic import Spot, draw
from koppelvlak.territory.succession import Link, Place

ENERGY = frozenset({"electricity", "gas"})
ALL = ENERGY | {"drinking-water"}
NORTH = frozenset({"VR10", "VR11", "VR12"})
CASES = {
    "electricity with gas, 12 at a table": Limits(together=(ENERGY,)),
    "electricity with gas, 8 at a table": Limits(table=8, region=4, together=(ENERGY,)),
    "every sector by itself": Limits(),
    "all sectors, 12 at a table": Limits(together=(ALL,)),
    "all sectors, 8 at a table": Limits(table=8, region=3, together=(ALL,)),
    "all sectors, 40 at a table": Limits(table=40, together=(ALL,)),
    "the north of Noord-Holland, all sectors": Limits(together=(ALL,), asked=NORTH),
}
ROUNDS = 5


def country() -> tuple[list[Net], dict[str, frozenset[str]]]:
    """Return the networks of the Netherlands and which of its regions are neighbours."""
    towns = rows("municipalities.csv")
    places = [
        Place(r["code"], r["safety_region"], float(r["area_km2"]), int(r["population"]))
        for r in towns
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
    nets = [
        Net(
            f"{one.sector} {one.organisation}",
            one.sector,
            frozenset({one.organisation}),
            frozenset(one.region_codes(REACHED)),
        )
        for one in derive_networks(places, links)
    ]
    spots = [
        Spot(r["code"], r["safety_region"], float(r["lon"]), float(r["lat"]), float(r["area_km2"]))
        for r in towns
    ]
    return nets, adjacent({one.code: one.path for one in draw(spots).regions})


def main() -> None:
    """Print per case the median and the worst time in milliseconds, and what was found."""
    nets, borders = country()
    print(f"{len(nets)} networks, {len(borders)} regions")
    for name, limits in CASES.items():
        times = []
        for _round in range(ROUNDS):
            start = perf_counter()
            advice = advise(nets, borders, limits)
            times.append((perf_counter() - start) * 1000)
        proven = "proven" if advice.proven else "not proven"
        print(
            f"{name}: median {statistics.median(times):.0f} ms, worst {max(times):.0f} ms, "
            f"{proven}; tables {advice.before.tables} → {advice.after.tables}, "
            f"seats {advice.before.seats} → {advice.after.seats}, "
            f"above the limits {advice.before.above} → {advice.after.above}"
        )


if __name__ == "__main__":
    main()
