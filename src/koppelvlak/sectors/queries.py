"""The vital sectors, in their order."""

from __future__ import annotations

from koppelvlak.sectors.models import Sector


def sectors() -> list[Sector]:
    """Return all sectors; one query."""
    return list(Sector.objects.all())
