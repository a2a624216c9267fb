"""What of models waits for somebody; imported at start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.lifecycle import ENDED, OVER
from koppelvlak.agreements.models import Agreement, Covenant
from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import Waiting, waits
from koppelvlak.networks.own import own_networks
from koppelvlak.rights import Can
from koppelvlak.variants.lifecycle import ASKED
from koppelvlak.variants.models import UNANSWERED, CovenantVariant, OfModel, Variant


@waits
def models(actor: Actor) -> Iterator[Waiting]:
    """Yield the models that a network which the actor coordinates did not answer yet."""
    if not any(one.sits for one in own_networks(actor)):
        return
    yield from _agreements(actor)
    yield from _covenants(actor)


def _agreements(actor: Actor) -> Iterator[Waiting]:
    rows = Variant.objects.open_to(actor, Can.ADOPT_MODEL).filter(UNANSWERED)
    rows = rows.filter(agreement__in=Agreement.objects.visible_to(actor))
    rows = rows.exclude(agreement__state=ENDED).select_related("agreement__network__anchor")
    for row in rows.select_related("agreement__network__sector", "model"):
        yield _one(row, CAME if row.state == ASKED else CHANGED)


def _covenants(actor: Actor) -> Iterator[Waiting]:
    rows = CovenantVariant.objects.open_to(actor, Can.ADOPT_MODEL).filter(UNANSWERED)
    rows = rows.filter(covenant__in=Covenant.objects.visible_to(actor))
    rows = rows.exclude(covenant__state__in=OVER).select_related("covenant__network__anchor")
    for row in rows.select_related("covenant__network__sector", "model"):
        yield _one(row, COVENANT_CAME if row.state == ASKED else COVENANT_CHANGED)


def _one(row: OfModel, words: Any) -> Waiting:
    return Waiting(
        title=format_lazy(words, name=str(row)),
        about=str(row.network),
        step=_("Adopt or deviate"),
        url=row.get_absolute_url(),
    )


CAME = _("A model agreement came: {name}")
CHANGED = _("A model agreement changed: {name}")
COVENANT_CAME = _("A model covenant came: {name}")
COVENANT_CHANGED = _("A model covenant changed: {name}")
