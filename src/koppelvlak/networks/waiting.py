"""What of networks waits for somebody: invitations, chairs without a name; imported at start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import Waiting, days_late, waits
from koppelvlak.networks.own import own_networks

# An invitation asks for an answer within four weeks; it does not lapse.
ANSWER_WITHIN = timedelta(weeks=4)


@waits
def invitations(actor: Actor) -> Iterator[Waiting]:
    """Yield the seats that were offered to the own organisation."""
    for own in own_networks(actor):
        if own.invited_on is None:
            continue
        due = own.invited_on + ANSWER_WITHIN
        yield Waiting(
            title=format_lazy(_("Invitation to the network {network}"), network=own.network),
            about=_("Accept, decline, or let a lead partner speak for you."),
            step=_("Answer"),
            url=reverse("networks:seat", args=[own.seat]),
            due=due,
            late=days_late(due, actor.on),
        )


@waits
def empty_chairs(actor: Actor) -> Iterator[Waiting]:
    """Yield the own seats in which nobody was named."""
    for own in own_networks(actor):
        if own.empty:
            yield Waiting(
                title=format_lazy(_("Who speaks in the network {network}?"), network=own.network),
                about=_("Your organisation sits there, but named no representative."),
                step=_("Name someone"),
                url=reverse("networks:seat", args=[own.seat]),
            )


@waits
def networks_to_start(actor: Actor) -> Iterator[Waiting]:
    """Yield the forming networks that the actor leads."""
    for own in own_networks(actor):
        if own.to_start:
            yield Waiting(
                title=format_lazy(_("The network {network} is being formed"), network=own.network),
                about=_("Start it when its members have answered and named who speaks."),
                step=_("See how far it is"),
                url=own.network.get_absolute_url(),
            )
