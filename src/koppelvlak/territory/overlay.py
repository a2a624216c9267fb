"""Polygons laid over polygons: which area they share, and what follows from the largest share.

Everything is in RD New, so areas are square metres. Most pairs need no geometry of their own: what
lies wholly inside a prepared polygon shares its whole area, and what it does not touch shares none.
Only pairs whose borders cross are cut. Work is split by polygon over threads: the geometry library
lets go of the interpreter's lock, and a prepared polygon belongs to one thread.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import shapely
from numpy.typing import NDArray

Shapes: TypeAlias = NDArray[Any]
Numbers: TypeAlias = NDArray[np.float64]
Places: TypeAlias = NDArray[np.intp]

# Part of every checksum: raise it when the same polygons should be judged differently.
METHOD = "overlay-1"
# A share below this is a sliver: two sources drew the same border a little apart.
SLIVER = 0.01
# From this share on an area takes in the whole municipality; below it, a part.
WHOLE = 0.95
MOST_THREADS = 4
# Metres around a polygon, so that no border of it falls on the edge of a cut.
MARGIN = 1.0


@dataclass(frozen=True)
class Overlaps:
    """Pairs that share area, in order: polygon ``left[n]`` and ``right[n]`` share ``area[n]``."""

    left: Places
    right: Places
    area: Numbers


@dataclass(frozen=True)
class Share:
    """A part of one polygon: in which other it lies (None: in none), m², and of its whole."""

    other: int | None
    area: float
    share: float

    @property
    def sliver(self) -> bool:
        """Say whether it is too small to mean anything but an inaccurate border."""
        return self.share < SLIVER


def overlaps(left: Sequence[Any] | Shapes, right: Sequence[Any] | Shapes) -> Overlaps:
    """Return every pair with a shared area. Polygons are valid and in metres."""
    one, other = np.asarray(left, dtype=object), np.asarray(right, dtype=object)
    swapped = shapely.get_num_coordinates(one).sum() < shapely.get_num_coordinates(other).sum()
    # Few polygons with many corners are worth preparing; the tree holds the others.
    if len(one) == 0 or len(other) == 0:
        return Overlaps(*_empty())
    few, many = (one, other) if (len(one), swapped) <= (len(other), not swapped) else (other, one)
    found = _all(few, many)
    mine, theirs = (found.left, found.right) if few is one else (found.right, found.left)
    order = np.lexsort((theirs, mine))
    return Overlaps(mine[order], theirs[order], found.area[order])


def shares(polygons: Sequence[Any] | Shapes, others: Sequence[Any] | Shapes) -> list[list[Share]]:
    """Return of each polygon its parts, the largest first; what lies in no other is one as well.

    Where the others do not overlap each other, the parts add up to the whole.
    """
    own = np.asarray(polygons, dtype=object)
    found, whole = overlaps(own, others), shapely.area(own)
    parts: list[list[Share]] = [[] for _polygon in own]
    for n, other, area in zip(found.left, found.right, found.area, strict=True):
        parts[n].append(Share(int(other), float(area), float(area / whole[n])))
    for n, mine in enumerate(parts):
        mine.sort(key=lambda part: (-part.area, part.other))
        rest = float(whole[n]) - sum(part.area for part in mine)
        if rest > _noise(float(whole[n])):
            mine.append(Share(None, rest, rest / float(whole[n])))
    return parts


def largest(parts: Sequence[Share]) -> Share | None:
    """Return the part that decides where a polygon belongs: the largest in any other polygon."""
    inside = [part for part in parts if part.other is not None]
    return max(inside, key=lambda part: part.area) if inside else None


def _noise(whole: float) -> float:
    """Return the area that rounding alone explains."""
    return whole * 1e-9


def _empty() -> tuple[Places, Places, Numbers]:
    return np.empty(0, np.intp), np.empty(0, np.intp), np.empty(0, np.float64)


def _all(few: Shapes, many: Shapes) -> Overlaps:
    tree = shapely.STRtree(many)
    pairs_few, pairs_many = tree.query(few)
    chunks = [
        (pairs_few[mine], pairs_many[mine])
        for group in _groups(pairs_few, shapely.get_num_coordinates(few))
        if (mine := np.isin(pairs_few, group)).any()
    ]
    shapely.prepare(few)
    size = shapely.area(many)

    def work(pairs: tuple[Places, Places]) -> tuple[Places, Places, Numbers]:
        return _some(few, many, size, pairs)

    with ThreadPoolExecutor(threads()) as pool:
        done = list(pool.map(work, chunks)) or [_empty()]
    first, second, area = (np.concatenate(column) for column in zip(*done, strict=True))
    return Overlaps(first, second, area)


def threads() -> int:
    """Return over how many threads an overlay is spread."""
    return max(1, min(MOST_THREADS, len(os.sched_getaffinity(0))))


def _groups(pairs: Places, corners: NDArray[Any]) -> list[Places]:
    """Return groups of polygons with about equal work, the heaviest dealt out first."""
    work = np.bincount(pairs, minlength=len(corners)) * 1.0 * corners
    order = np.argsort(-work, kind="stable")
    number = min(len(order), 4 * threads())
    return [order[n::number] for n in range(number)]


def _some(
    few: Shapes, many: Shapes, size: Numbers, pairs: tuple[Places, Places]
) -> tuple[Places, Places, Numbers]:
    one, other = pairs
    inside = shapely.contains_properly(few[one], many[other])
    cut = np.flatnonzero(~inside)
    cut = cut[shapely.intersects(few[one[cut]], many[other[cut]])]
    area = np.where(inside, size[other], 0.0)
    area[cut] = shapely.area(_cut(few[one[cut]], many[other[cut]]))
    kept = area > 0
    return one[kept], other[kept], area[kept]


def _cut(large: Shapes, small: Shapes) -> Shapes:
    """Return what pairs share; of the large one only what lies around the small one is looked at.

    Cutting with a rectangle may leave a polygon that is not valid: then the whole one is taken.
    """
    around = shapely.bounds(small) + np.array([-MARGIN, -MARGIN, MARGIN, MARGIN])
    near = np.array(
        [shapely.clip_by_rect(one, *box) for one, box in zip(large, around, strict=True)],
        dtype=object,
    )
    sound = shapely.is_valid(near)
    return np.asarray(shapely.intersection(np.where(sound, near, large), small))
