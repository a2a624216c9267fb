"""Make agendas findable; imported at start."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas.queries import agenda_items, visible_agendas
from koppelvlak.kit.search.index import searchable

searchable("agenda", agenda_items, visible=visible_agendas, label=_("Agendas"), position=45)
