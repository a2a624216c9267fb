"""Which areas of a map are neighbours? Those whose outlines have a stretch of border in common."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from itertools import combinations

CORNER = re.compile(r"-?\d+,-?\d+")
# One corner in common is a point where areas meet; two make a stretch of border.
CORNERS = 2


def adjacent(outlines: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return the neighbours of every area, from its outline as an SVG path.

    Outlines of one map share their corners, so that equal corners are one place.
    """
    at: dict[str, list[str]] = defaultdict(list)
    for code, path in sorted(outlines.items()):
        for corner in set(CORNER.findall(path)):
            at[corner].append(code)
    shared = Counter(pair for codes in at.values() for pair in combinations(codes, 2))
    found: dict[str, set[str]] = {code: set() for code in outlines}
    for (one, other), corners in shared.items():
        if corners >= CORNERS:
            found[one].add(other)
            found[other].add(one)
    return {code: frozenset(others) for code, others in sorted(found.items())}
