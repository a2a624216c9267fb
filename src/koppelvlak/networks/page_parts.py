"""The networks of an organisation, on its page."""

from __future__ import annotations

from typing import Any

from django.db.models import OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.networks.lifecycle import PRESENT
from koppelvlak.networks.models import Member, Network, Seat
from koppelvlak.networks.queries import ENDED
from koppelvlak.organisations.models import Organisation
from koppelvlak.organisations.page_parts import Part, Row, add

# What of a member says how the area reaches the region.
REACH = ("standing", "classes", "of_municipalities")


def networks_of(organisation: Organisation, actor: Actor) -> list[Row]:
    """Return the networks of an organisation, and in what way it is in each; one query."""
    seats = Seat.objects.visible_to(actor).filter(
        network=OuterRef("pk"), organisation=organisation, state__in=PRESENT
    )
    members = Member.objects.filter(network=OuterRef("pk"), region__organisation=organisation)
    rows = Network.objects.visible_to(actor).exclude(state__in=ENDED)
    rows = rows.annotate(
        seat=Subquery(seats.values("state")[:1]),
        **{name: Subquery(members.values(name)[:1]) for name in REACH},
    )
    here = Q(anchor=organisation) | Q(seat__isnull=False) | Q(standing__isnull=False)
    return [
        Row(str(one), one.get_absolute_url(), _words(one))
        for one in rows.filter(here).select_related("sector", "anchor")
    ]


def _words(network: Any) -> str:
    if network.seat is not None:
        return f"{network.state_words}, {Seat(state=network.seat).state_words}"
    if network.standing is not None:
        return Member(**{name: getattr(network, name) for name in REACH}).extent_words
    return str(_("the company that supplies the area"))


add(
    Part(
        key="networks",
        title=_("Networks"),
        rows=networks_of,
        empty=_("This organisation is in no network yet."),
    )
)
