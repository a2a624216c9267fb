"""Make organisations findable; imported at start."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.search.index import searchable
from koppelvlak.organisations.queries import items, visible

searchable("organisation", items, visible=visible, label=_("Organisations"), position=10)
