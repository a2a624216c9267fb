"""What follows when boundaries are laid over each other: who lies where, who is supplied how far.

Thresholds are those of ``overlay``: the largest share decides a municipality's region; from 95 % a
municipality is supplied whole, from 1 % in part; less is a sliver, named and never counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from koppelvlak.territory.overlay import SLIVER, WHOLE, Share, largest, overlaps, shares

SQUARE_METRES = 1_000_000.0
ALL_OF_IT, IN_PART, A_SLIVER = "whole", "part", "sliver"
# What becomes of a supply link.
NEW, CHANGED, SAME, GONE, KEPT = "new", "changed", "same", "gone", "kept"


@dataclass(frozen=True)
class Placed:
    """In which region a municipality lies by its ground, beside what the table says.

    ``share`` is its part in ``lies``, ``said_share`` that in ``said``; ``slivers`` are regions with
    the share that only an inaccurate border explains. ``rest`` lies in no region.
    """

    code: str
    said: str
    lies: str
    share: float
    said_share: float
    rest: float
    km2: float
    slivers: tuple[tuple[str, float], ...] = ()

    @property
    def agrees(self) -> bool:
        """Say whether the ground and the table name the same region."""
        return self.said == self.lies


@dataclass(frozen=True)
class Covered:
    """How much of a municipality a supply area takes in, and what that makes of its link."""

    code: str
    share: float
    km2: float
    coverage: str
    now: str
    outcome: str


def place(
    towns: Mapping[str, Any], regions: Mapping[str, Any], said: Mapping[str, str]
) -> list[Placed]:
    """Return of each municipality its region by the largest share of its ground."""
    codes, names = sorted(towns), sorted(regions)
    parts = shares([towns[code] for code in codes], [regions[name] for name in names])
    return [
        _placed(code, said.get(code, ""), names, mine)
        for code, mine in zip(codes, parts, strict=True)
    ]


def _placed(code: str, said: str, names: Sequence[str], parts: Sequence[Share]) -> Placed:
    most = largest(parts)
    by_name = {names[part.other]: part for part in parts if part.other is not None}
    return Placed(
        code=code,
        said=said,
        lies=names[most.other] if most and most.other is not None else "",
        share=most.share if most else 0.0,
        said_share=by_name[said].share if said in by_name else 0.0,
        rest=sum(part.share for part in parts if part.other is None),
        km2=sum(part.area for part in parts) / SQUARE_METRES,
        slivers=tuple((name, part.share) for name, part in by_name.items() if part.sliver),
    )


def cover(area: Any, towns: Mapping[str, Any], now: Mapping[str, str]) -> list[Covered]:
    """Return how far one supply area takes in each municipality, and what becomes of its links.

    ``now`` says of each municipality how far the company supplies it today. A link where the area
    does not come at all goes; where a sliver comes, what is known stays.
    """
    codes = sorted(towns)
    found = overlaps([towns[code] for code in codes], [area])
    taken = {codes[n]: float(a) for n, a in zip(found.left, found.area, strict=True)}
    rows = [_covered(code, taken.get(code, 0.0), towns[code].area, now) for code in codes]
    absent = [Covered(code, 0.0, 0.0, "", now[code], KEPT) for code in sorted(now.keys() - towns)]
    return [row for row in rows if row.km2 or row.now] + absent


def _covered(code: str, taken: float, whole: float, now: Mapping[str, str]) -> Covered:
    share, known = taken / whole, now.get(code, "")
    coverage = _coverage(share)
    return Covered(code, share, taken / SQUARE_METRES, coverage, known, _outcome(coverage, known))


def _coverage(share: float) -> str:
    if share >= WHOLE:
        return ALL_OF_IT
    if share >= SLIVER:
        return IN_PART
    return A_SLIVER if share > 0 else ""


def _outcome(coverage: str, known: str) -> str:
    if coverage == A_SLIVER:
        return KEPT
    if coverage == known:
        return SAME
    if not coverage:
        return GONE
    return CHANGED if known else NEW


def lying_over(polygons: Sequence[Any]) -> list[tuple[int, int, float]]:
    """Return pairs of polygons that lie over each other, with the km², more than a sliver."""
    found = overlaps(polygons, polygons)
    return [
        (int(one), int(other), float(area) / SQUARE_METRES)
        for one, other, area in zip(found.left, found.right, found.area, strict=True)
        if one < other and area > SLIVER * min(polygons[one].area, polygons[other].area)
    ]


def total_km2(polygons: Iterable[Any]) -> float:
    """Return the area of all polygons together."""
    return sum(float(polygon.area) for polygon in polygons) / SQUARE_METRES
