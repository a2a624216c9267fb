"""Make municipalities findable, and sources known to packages below; imported at start."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.search.index import searchable
from koppelvlak.kit.search.item import Item
from koppelvlak.organisations.page_parts import explain_sources
from koppelvlak.territory.models import Municipality
from koppelvlak.territory.queries import sources_by_key, visible


def items() -> list[Item]:
    """Return every municipality, with all names it had, as search keeps it."""
    known: dict[str, list[Municipality]] = {}
    for row in Municipality.objects.select_related("region").order_by("valid_from"):
        known.setdefault(row.code, []).append(row)
    return [_item(code, rows) for code, rows in known.items()]


def _item(code: str, rows: Sequence[Municipality]) -> Item:
    return Item(
        kind="municipality",
        key=code,
        title=rows[-1].name,
        url=rows[-1].get_absolute_url(),
        hint=rows[-1].region.name,
        words=" ".join([code, rows[-1].province, *{row.name for row in rows}]),
    )


searchable("municipality", items, visible=visible, label=_("Municipalities"), position=30)
explain_sources(sources_by_key)
