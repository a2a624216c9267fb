"""How long does laying areas over municipalities take, beside ``geopandas.overlay``?

Needs the dependency group ``bench``. Run: PYTHONPATH=src python -m benchmarks.overlay

The made-up country: 342 municipalities and 60 supply areas of five sectors, each sector a full
cover; every border is a crooked line that both neighbours share exactly. Each contender runs in a
process of its own, so that its peak of memory is its own.
"""

from __future__ import annotations

import resource
import statistics
import subprocess
import sys
from dataclasses import dataclass
from time import perf_counter
from typing import Any, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

from koppelvlak.territory.overlay import overlaps

Array: TypeAlias = NDArray[Any]
SIDE, ROUGHNESS, DEPTH, ROUNDS = 200_000.0, 0.06, 6, 5
SECTORS = ((10, 100), (7, 101), (8, 102), (5, 103), (30, 104))
TOWNS, CELLS = 342, 300


@dataclass(frozen=True)
class Country:
    """Municipalities and supply areas, as polygons in metres."""

    towns: Array
    supply: Array


def country() -> Country:
    """Make the country; equal seeds give the equal country."""
    towns, _middles = cells(TOWNS, seed=11)
    supply = [merged(*cells(CELLS, seed=seed), into=number) for number, seed in SECTORS]
    return Country(towns, np.concatenate(supply))


def cells(number: int, *, seed: int) -> tuple[Array, Array]:
    """Return polygons that fill the square, with crooked shared borders, and their middles."""
    random = np.random.default_rng(seed)
    points = random.uniform(0, SIDE, (number, 2))
    square = shapely.box(0, 0, SIDE, SIDE)
    for _relaxed in range(3):
        voronoi = shapely.voronoi_polygons(
            shapely.multipoints(points), extend_to=square, ordered=True
        )
        plain = shapely.intersection(shapely.get_parts(voronoi), square)
        points = shapely.get_coordinates(shapely.centroid(plain))
    borders = shapely.get_parts(shapely.node(shapely.multilinestrings(shapely.boundary(plain))))
    crooked = shapely.node(shapely.multilinestrings([crook(line, random) for line in borders]))
    pieces = shapely.get_parts(shapely.polygonize(shapely.get_parts(crooked)))
    inner, cell = shapely.STRtree(plain).query(
        shapely.point_on_surface(pieces), predicate="intersects"
    )
    # Where crooked borders cross near a corner, a crumb belongs to the cell that it lies in.
    joined = np.array([shapely.union_all(pieces[inner[cell == n]]) for n in range(number)])
    return joined, points


def crook(line: Any, random: np.random.Generator) -> Any:
    """Return a border with its middles moved aside, again and again; the edge stays straight."""
    points = shapely.get_coordinates(line)
    middles = (points[1:] + points[:-1]) / 2
    edge = np.isclose(middles, 0, atol=1e-6) | np.isclose(middles, SIDE)
    if edge.any(axis=1).all():
        return line
    for _step in range(DEPTH):
        along = points[1:] - points[:-1]
        aside = np.stack([-along[:, 1], along[:, 0]], axis=1)
        off = random.uniform(-ROUGHNESS, ROUGHNESS, (len(along), 1))
        finer = np.empty((2 * len(points) - 1, 2))
        finer[::2], finer[1::2] = points, (points[1:] + points[:-1]) / 2 + aside * off
        points = finer
    return shapely.linestrings(points)


def merged(pieces: Array, middles: Array, *, into: int) -> Array:
    """Return the pieces joined to their nearest of a few among them."""
    heads = middles[np.random.default_rng(into).choice(len(middles), into, replace=False)]
    nearest = np.linalg.norm(middles[:, None] - heads[None], axis=2).argmin(axis=1)
    return np.array([shapely.union_all(pieces[nearest == head]) for head in range(into)])


def ours(given: Country) -> tuple[int, float]:
    """Return how many pairs share area, and how much in all."""
    found = overlaps(given.towns, given.supply)
    return len(found.area), float(found.area.sum())


def theirs(given: Country) -> tuple[int, float]:
    """Return the same by ``geopandas.overlay``."""
    geopandas = __import__("geopandas")
    one = geopandas.GeoDataFrame({"town": range(len(given.towns))}, geometry=given.towns)
    other = geopandas.GeoDataFrame({"area": range(len(given.supply))}, geometry=given.supply)
    found = geopandas.overlay(one, other, how="intersection", keep_geom_type=True)
    sizes = found.geometry.area
    return int((sizes > 0).sum()), float(sizes.sum())


def measure(who: str) -> None:
    """Print the median time and how far memory rose above the inputs."""
    given, run = country(), {"ours": ours, "geopandas": theirs}[who]
    shapely.area(given.towns)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found, times = run(given), []
    for _round in range(ROUNDS):
        start = perf_counter()
        found = run(Country(shapely.from_wkb(shapely.to_wkb(given.towns)), given.supply))
        times.append(perf_counter() - start)
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    corners = shapely.get_num_coordinates(np.concatenate([given.towns, given.supply])).sum()
    print(f"{who}: {corners} corners, {found[0]} overlaps, {found[1]:.3f} m2,", end=" ")
    print(f"median {statistics.median(times):.3f} s, best {min(times):.3f} s, +{grown:.0f} MiB")


def main() -> None:
    """Measure one contender, or each in a process of its own."""
    if len(sys.argv) > 1:
        measure(sys.argv[1])
        return
    for who in ("ours", "geopandas"):
        subprocess.run([sys.executable, "-m", "benchmarks.overlay", who], check=True)  # noqa: S603


if __name__ == "__main__":
    main()
