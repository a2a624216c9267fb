"""How far agreements have come per theme and place, from counts alone.

Counts are whole numbers in an array (places, 7 levels, 2, 9 slots): the third axis says whether it
is a basic agreement, slot 0 counts each agreement once and slots 1 to 8 count it under each of its
themes. numpy, without Django; nothing here knows who asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

Ints: TypeAlias = npt.NDArray[np.int64]

# As ``agreements.maturity.Level`` names them; the order is that of the second axis.
LEVELS = ("uncounted", "proposed", "agreed", "worked-out", "proven", "stale", "ended")
# What counts, the weakest first; what counts for nothing is told apart.
COUNTED = ("stale", "agreed", "worked-out", "proven")
THEMES = 8
SLOTS = THEMES + 1
SHAPE = (len(LEVELS), 2, SLOTS)
_WEAKEST_FIRST = [LEVELS.index(level) for level in COUNTED]
_APART = [LEVELS.index("uncounted"), LEVELS.index("proposed")]
_PROVEN = COUNTED.index("proven")


@dataclass(frozen=True)
class Reading:
    """What the cells say; each array has one row per place and one column per slot.

    ``kinds`` has a last axis of four: how many of the cell are stale, agreed, worked out, proven.
    ``word`` is the index in ``COUNTED`` of what most of them are, -1 for nothing. ``basics``: the
    cell is about basic agreements only. ``others`` is what counts and is not basic beside those,
    ``others_proven`` how many of them are. ``apart`` is what is shown but never counted.
    """

    kinds: Ints
    total: Ints
    proven: Ints
    word: Ints
    basics: npt.NDArray[np.bool_]
    others: Ints
    others_proven: Ints
    apart: Ints


def tally(places: Ints, masks: Ints, levels: Ints, basic: Ints, *, size: int) -> Ints:
    """Count agreements, given as four arrays of one length, into (size, 7, 2, 9).

    Bit n of a mask says that an agreement is about theme n + 1.
    """
    about = (masks[:, None] >> np.arange(THEMES)) & 1
    slots = np.concatenate([np.ones((len(masks), 1), dtype=np.int64), about], axis=1)
    cell = (places * len(LEVELS) + levels) * 2 + basic
    at = (cell[:, None] * SLOTS + np.arange(SLOTS))[slots.astype(bool)]
    return np.bincount(at, minlength=size * np.prod(SHAPE)).reshape(size, *SHAPE).astype(np.int64)


def gathered(counts: Ints, groups: Ints) -> Ints:
    """Add the counts of places up per group; ``groups`` is (groups, places) of 0 and 1."""
    return np.tensordot(groups, counts, axes=1).astype(np.int64)


def read(counts: Ints, *, basic_only: bool = False) -> Reading:
    """Say what every cell says.

    Where there are basic agreements a cell is about those, else about all that count; so that one
    proven basic agreement does not hide the others, they are told beside it. Its word is the level
    that most of them have; when as many have another, the weaker of the two.
    """
    counted = counts[:, _WEAKEST_FIRST]
    basics = counted[:, :, 1].sum(axis=1) > 0
    of_all = np.zeros_like(counted[:, :, 1]) if basic_only else counted.sum(axis=2)
    kinds = np.moveaxis(np.where(basics[:, None], counted[:, :, 1], of_all), 1, -1)
    total = kinds.sum(axis=-1)
    beside = np.where(basics[:, None] & (not basic_only), counted[:, :, 0], 0)
    return Reading(
        kinds=kinds,
        total=total,
        proven=kinds[..., _PROVEN],
        word=np.where(total > 0, kinds.argmax(axis=-1), -1),
        basics=basics,
        others=beside.sum(axis=1),
        others_proven=beside[:, _PROVEN],
        apart=counts[:, _APART].sum(axis=(1, 2)),
    )
