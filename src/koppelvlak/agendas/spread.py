"""What many answers from 1 to 5 say together: the middle, how far they lie apart, what presses.

Plain Python. An answer belongs to its giver and the editors: what is told to others is worked out
here, and from fewer than three answers nothing is, as two who know their own then know the other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from statistics import median, quantiles

FEWEST = 3
LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True)
class Spread:
    """How many answered, and the five numbers: half of the answers lie from lower to upper."""

    n: int
    lowest: int
    lower: float
    median: float
    upper: float
    highest: int

    @property
    def apart(self) -> float:
        """Return how far the middle half lies apart; 0 where they are of one mind."""
        return self.upper - self.lower


@dataclass(frozen=True)
class Said:
    """What was answered about one theme: how important it is, and how far one is now."""

    importance: Spread | None
    present: Spread | None

    @property
    def weight(self) -> float | None:
        """Return how much it presses: how important it is times how far there is to go, 0 to 20.

        None when too few answered one of the two.
        """
        if self.importance is None or self.present is None:
            return None
        return self.importance.median * (HIGHEST - self.present.median)


def spread(answers: Iterable[int]) -> Spread | None:
    """Return what these answers say together; None when they are fewer than three.

    Raises ValueError for an answer that is not from 1 to 5.
    """
    rows = sorted(answers)
    if any(one not in range(LOWEST, HIGHEST + 1) for one in rows):
        raise ValueError(rows)
    if len(rows) < FEWEST:
        return None
    lower, _middle, upper = quantiles(rows, n=4, method="inclusive")
    return Spread(len(rows), rows[0], lower, float(median(rows)), upper, rows[-1])


def together(answers: Iterable[tuple[int, int]]) -> Said:
    """Return what pairs of importance and present state say together."""
    rows = list(answers)
    return Said(spread(one for one, _now in rows), spread(now for _one, now in rows))


def pressing(themes: Mapping[int, Said]) -> list[int]:
    """Return the numbers of themes, what presses most first; what cannot be said comes last.

    Of themes that press alike the one comes first on which the answers lie closest together.
    """

    def place(number: int) -> tuple[bool, float, float, int]:
        said = themes[number]
        if said.weight is None or said.importance is None:
            return (True, 0.0, 0.0, number)
        return (False, -said.weight, said.importance.apart, number)

    return sorted(themes, key=place)
