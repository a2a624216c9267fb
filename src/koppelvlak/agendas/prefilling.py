"""What a form about the present state shows first, and where that comes from. Plain Python.

What agreements measure today goes before what a network said of itself at its start; without either
nothing is filled in, as a guess would become the answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import median_low

# As the baseline names them, the weakest first: the first is 1, the last is 5.
LEVELS = ("nothing", "informal", "agreed", "worked-out", "proven")
# An agreement that was not confirmed for a year holds no more than what was never written down.
_MEASURED = {"stale": "informal"}


class Source(StrEnum):
    """Where a first value comes from; pages say it in words."""

    NOTHING = "nothing"
    BASELINE = "baseline"
    AGREEMENTS = "agreements"


@dataclass(frozen=True)
class First:
    """The value shown first, from 1 to 5 or none; its source, and how many that rests on."""

    level: int | None = None
    source: Source = Source.NOTHING
    many: int = 0


def first(measured: str, many: int, baselines: Sequence[str]) -> First:
    """Return what to show first for one theme.

    ``measured``: what most of the ``many`` agreements are, empty for none. ``baselines``: what the
    networks said of themselves; the middle counts, of two the weaker. What is no level is passed
    over.
    """
    measured = _MEASURED.get(measured, measured)
    if many and measured in LEVELS:
        return First(LEVELS.index(measured) + 1, Source.AGREEMENTS, many)
    said = [LEVELS.index(one) + 1 for one in baselines if one in LEVELS]
    if said:
        return First(median_low(said), Source.BASELINE, len(said))
    return First()
