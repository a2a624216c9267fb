"""What of models waits for somebody; imported at start."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.lifecycle import ENDED
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import Waiting, waits
from koppelvlak.networks.own import own_networks
from koppelvlak.rights import Can
from koppelvlak.variants.lifecycle import ASKED
from koppelvlak.variants.models import UNANSWERED, Variant


@waits
def models(actor: Actor) -> Iterator[Waiting]:
    """Yield the models that a network which the actor coordinates did not answer yet."""
    if not any(one.sits for one in own_networks(actor)):
        return
    rows = Variant.objects.open_to(actor, Can.ADOPT_MODEL).filter(UNANSWERED)
    rows = rows.filter(agreement__in=Agreement.objects.visible_to(actor))
    rows = rows.exclude(agreement__state=ENDED).select_related("agreement__network__anchor")
    for row in rows.select_related("agreement__network__sector", "model"):
        words = _("A model agreement came: {name}") if row.state == ASKED else CHANGED
        yield Waiting(
            title=format_lazy(words, name=str(row.agreement)),
            about=str(row.agreement.network),
            step=_("Adopt or deviate"),
            url=row.get_absolute_url(),
        )


CHANGED = _("A model agreement changed: {name}")
