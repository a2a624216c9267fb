"""Proposals to merge or split wait for those who decide for the network; imported at start."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import Waiting, waits
from koppelvlak.networks.proposed import SCALE
from koppelvlak.networks.waiting_proposals import to_decide_now


@waits
def scale_decisions(actor: Actor) -> Iterator[Waiting]:
    """Yield the open proposals on networks that the actor decides for."""
    for row in to_decide_now(actor):
        if row.kind not in SCALE:
            continue
        yield Waiting(
            title=format_lazy(_("Proposal: {proposal}"), proposal=row),
            about=_("Networks would merge or be split; you decide."),
            step=_("Decide"),
            url=reverse("networks:scale_proposal", args=[row.uuid]),
        )
