"""Which proposals wait for somebody's decision; imported at start."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import Waiting, shared, waits
from koppelvlak.networks.lifecycle import OPEN
from koppelvlak.networks.models import Basis, Proposal
from koppelvlak.networks.proposals import to_decide
from koppelvlak.networks.proposed import SCALE, waiting_for

# Whoever decides for the whole country would find nothing else on the page.
MOST = 5
FOLLOWS = {True: _("It follows from the supply areas."), False: _("Somebody chose this network.")}


@shared
def to_decide_now(actor: Actor) -> list[Proposal]:
    """Return every open proposal that this actor decides on, of whatever kind; one query."""
    return list(to_decide(actor) | waiting_for(actor))


@waits
def proposals(actor: Actor) -> Iterator[Waiting]:
    """Yield the proposals to decide on; when there are many, one line that leads to them."""
    rows = [row for row in to_decide_now(actor) if row.kind not in SCALE]
    if len(rows) > MOST:
        yield Waiting(
            title=format_lazy(_("Decide on {number} proposals for networks"), number=len(rows)),
            about=_("They follow from the supply areas, or people chose them."),
            step=_("See proposals"),
            url=f"{reverse('networks:proposals')}?stand={OPEN}",
        )
        return
    for row in rows:
        yield Waiting(
            title=format_lazy(_("Decide on a proposal: {name}"), name=str(row)),
            about=FOLLOWS[row.network.basis != Basis.CHOSEN],
            step=_("Decide"),
            url=row.get_absolute_url(),
        )
