"""Make agreements and covenants findable; imported at start."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.models import Agreement, Covenant, named
from koppelvlak.kit.access import Actor
from koppelvlak.kit.search.index import searchable
from koppelvlak.kit.search.item import Item


def agreements() -> Iterable[Item]:
    """Return every agreement as search keeps it."""
    rows = Agreement.objects.prefetch_related(named(), "themes")
    return [row.search_entry() for row in rows]


def visible_agreements(actor: Actor) -> QuerySet[Agreement, UUID]:
    """Return the UUIDs of the agreements that the actor may find."""
    return Agreement.objects.visible_to(actor).values_list("uuid", flat=True)


def covenants() -> Iterable[Item]:
    """Return every covenant as search keeps it."""
    return [row.search_entry() for row in Covenant.objects.prefetch_related("parties")]


def visible_covenants(actor: Actor) -> QuerySet[Covenant, UUID]:
    """Return the UUIDs of the covenants that the actor may find."""
    return Covenant.objects.visible_to(actor).values_list("uuid", flat=True)


searchable("agreement", agreements, visible=visible_agreements, label=_("Agreements"), position=10)
searchable("covenant", covenants, visible=visible_covenants, label=_("Covenants"), position=15)
