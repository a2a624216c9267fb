"""Keep the index in step with what changes through the door."""

from __future__ import annotations

from koppelvlak.kit.living import Living


def follow(row: Living, *, gone: bool = False) -> None:
    """Bring the index up to date with one row (placeholder until kit.search is complete)."""
