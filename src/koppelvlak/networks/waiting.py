"""What of networks waits for somebody: invitations, chairs without a name; imported at start."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.waiting import Waiting, days_late, waits
from koppelvlak.networks.lifecycle import FORMING, INVITED, STANDING, TAKEN
from koppelvlak.networks.models import Seat, coordinated_by
from koppelvlak.rights import Can

# An invitation asks for an answer within four weeks; it does not lapse.
ANSWER_WITHIN = timedelta(weeks=4)
WITH = ("organisation", "network__sector", "network__anchor")


@waits
def invitations(actor: Actor) -> Iterator[Waiting]:
    """Yield the seats that were offered to the own organisation."""
    rows = Seat.objects.open_to(actor, Can.ACCEPT_SEAT).filter(
        state=INVITED, network__state__in=STANDING
    )
    for row in rows.select_related(*WITH):
        due = row.invited_on + ANSWER_WITHIN
        yield Waiting(
            title=format_lazy(_("Invitation to the network {network}"), network=row.network),
            about=_("Accept, decline, or let a lead partner speak for you."),
            step=_("Answer"),
            url=row.get_absolute_url(),
            due=due,
            late=days_late(due, actor.on),
        )


@waits
def empty_chairs(actor: Actor) -> Iterator[Waiting]:
    """Yield the own seats in which nobody was named."""
    rows = Seat.objects.open_to(actor, Can.STAFF_SEAT).filter(
        state__in=TAKEN, representative=None, network__state__in=STANDING
    )
    for row in rows.select_related(*WITH):
        yield Waiting(
            title=format_lazy(_("Who speaks in the network {network}?"), network=row.network),
            about=_("Your organisation sits there, but named no representative."),
            step=_("Name someone"),
            url=row.get_absolute_url(),
        )


@waits
def networks_to_start(actor: Actor) -> Iterator[Waiting]:
    """Yield the forming networks that the actor leads."""
    rows = coordinated_by(actor).filter(state=FORMING)
    for row in rows.select_related("sector", "anchor"):
        yield Waiting(
            title=format_lazy(_("The network {network} is being formed"), network=row),
            about=_("Start it when its members have answered and named who speaks."),
            step=_("See how far it is"),
            url=row.get_absolute_url(),
        )
