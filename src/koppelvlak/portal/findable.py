"""Make the pages of safety regions findable; imported at start."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.search.index import searchable
from koppelvlak.kit.search.item import Item
from koppelvlak.territory.models import Region
from koppelvlak.territory.queries import visible


def items() -> Iterable[Item]:
    """Return every safety region as search keeps it."""
    return [
        Item("region", row.code, row.name, row.get_absolute_url(), hint=row.code, words=row.seat)
        for row in Region.objects.all()
    ]


searchable("region", items, visible=visible, label=_("Safety regions"), position=25)
