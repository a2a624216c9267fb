"""What one may ask about the themes."""

from __future__ import annotations

from koppelvlak.framework.models import Theme


def themes() -> list[Theme]:
    """Return the eight themes in their order; one query."""
    return list(Theme.objects.all())
