"""What another wording of a model changes, column by column; plain Python."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from koppelvlak.framework.wording import Piece, difference

# What a model gives; the contact point, the way of working and the days are the network's own.
SPREAD = (
    "trigger", "who", "what", "to", "within", "quantity", "kind", "themes", "sector", "situations",
    "phase", "escalation", "basis", "basis_text", "rhythm", "basic",
)  # fmt: skip
# The same of a covenant; parties, signatures and days are the network's own.
COVENANT = ("title", "sectors", "themes", "scope_in", "scope_out", "notice", "review_months")


@dataclass(frozen=True)
class Changed:
    """One column that says something else, with the words that came and went."""

    column: str
    old: str
    new: str
    pieces: tuple[Piece, ...]


def compare(
    old: Mapping[str, str], new: Mapping[str, str], columns: Sequence[str] = SPREAD
) -> list[Changed]:
    """Return the columns that differ, in the order given; what is missing is empty."""
    pairs = ((name, old.get(name, ""), new.get(name, "")) for name in columns)
    return [
        Changed(name, before, after, tuple(difference(before, after)))
        for name, before, after in pairs
        if before != after
    ]
