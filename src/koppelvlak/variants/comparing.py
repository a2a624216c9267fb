"""What another wording of a model changes, column by column; plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from koppelvlak.framework.wording import Piece, difference

# What a model gives; the contact point, the way of working and the days are the network's own.
SPREAD = (
    "trigger", "who", "what", "to", "within", "quantity", "kind", "themes", "sector", "situations",
    "phase", "escalation", "basis", "basis_text", "rhythm", "basic",
)  # fmt: skip


@dataclass(frozen=True)
class Changed:
    """One column that says something else, with the words that came and went."""

    column: str
    old: str
    new: str
    pieces: tuple[Piece, ...]


def compare(old: Mapping[str, str], new: Mapping[str, str]) -> list[Changed]:
    """Return the columns that differ, in the order of a sentence; what is missing is empty."""
    pairs = ((name, old.get(name, ""), new.get(name, "")) for name in SPREAD)
    return [
        Changed(name, before, after, tuple(difference(before, after)))
        for name, before, after in pairs
        if before != after
    ]
