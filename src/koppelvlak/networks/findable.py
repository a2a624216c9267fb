"""Make networks findable; imported at start."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.search.index import searchable
from koppelvlak.kit.search.item import Item
from koppelvlak.networks.models import Network


def items() -> Iterable[Item]:
    """Return every network as search keeps it."""
    rows = Network.objects.select_related("sector", "anchor").prefetch_related("members__region")
    return [row.search_entry() for row in rows]


def visible(actor: Actor) -> QuerySet[Network, UUID]:
    """Return the UUIDs of the networks that the actor may find."""
    return Network.objects.visible_to(actor).values_list("uuid", flat=True)


searchable("network", items, visible=visible, label=_("Networks"), position=20)
