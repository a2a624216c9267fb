"""How many of the basic agreements of an agenda a network has made, beside its coverage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from koppelvlak.agendas.following import may_follow, still_asked
from koppelvlak.agendas.lifecycle import IN_FORCE, IN_PLACE, NOT_APPLICABLE, STANDING
from koppelvlak.agendas.models import Assignment, SectorAgenda
from koppelvlak.agreements.models import Agreement
from koppelvlak.agreements.models.sight import TABLE
from koppelvlak.agreements.queries import COUNTED
from koppelvlak.coverage.added import Column, Told, add
from koppelvlak.kit.access import Actor
from koppelvlak.networks.models import Network
from koppelvlak.variants.models import Variant

ASKED = ("network", "network__uuid", "state", "spearhead__to_make__agreement")


def made(networks: Sequence[Network], actor: Actor) -> Mapping[int, Told]:
    """Return of each network how much it made of what the agenda in force asks; two queries.

    What the network says is not for it is not asked; what it says is in place already is made.
    """
    if not may_follow(actor):
        return {}
    asked: dict[tuple[int, UUID], dict[int, bool]] = defaultdict(dict)
    for network, uuid, state, model in _asked(networks, actor):
        in_place = asked[network, uuid].get(model, False)
        asked[network, uuid][model] = in_place or state == IN_PLACE
    has = _has(asked)
    return {
        network: _told(
            uuid, sum(known or (model, network) in has for model, known in models.items()), models
        )
        for (network, uuid), models in asked.items()
    }


def in_force(actor: Actor) -> Sequence[Told]:
    """Return the progress of each agenda in force that the actor may follow; one query."""
    if not may_follow(actor):
        return ()
    rows = SectorAgenda.objects.visible_to(actor).filter(state=IN_FORCE).select_related("sector")
    return [Told(one.sector.name, reverse("agendas:progress", args=[one.uuid])) for one in rows]


def _asked(networks: Sequence[Network], actor: Actor) -> Any:
    rows = Assignment.objects.visible_to(actor).filter(
        network__in=[one.pk for one in networks],
        spearhead__state=STANDING,
        spearhead__agenda__state=IN_FORCE,
        spearhead__to_make__in=still_asked().filter(agreement__basic=True),
    )
    return rows.exclude(state=NOT_APPLICABLE).order_by().values_list(*ASKED)


def _has(asked: Mapping[tuple[int, UUID], Mapping[int, bool]]) -> set[tuple[int, int | None]]:
    """Return which models are agreements in force of which networks, that their tables see."""
    rows = Variant.objects.filter(
        model__in={model for models in asked.values() for model in models},
        agreement__network__in=[network for network, _uuid in asked],
        agreement__in=Agreement.objects.filter(TABLE, maturity__in=COUNTED),
    )
    return set(rows.order_by().values_list("model", "agreement__network"))


def _told(uuid: UUID, number: int, models: Mapping[int, bool]) -> Told:
    words = ngettext(
        "%(made)d of %(count)d basic agreement made",
        "%(made)d of %(count)d basic agreements made",
        len(models),
    )
    url = reverse("agendas:of_network", args=[uuid])
    return Told(words % {"made": number, "count": len(models)}, url)


add("agenda", Column(_("Agenda of the sector"), made, in_force))
