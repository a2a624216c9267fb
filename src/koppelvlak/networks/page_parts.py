"""The networks of an organisation, on its page."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.networks.lifecycle import PRESENT
from koppelvlak.networks.models import Member, Network, Seat
from koppelvlak.networks.queries import ENDED
from koppelvlak.organisations.models import Organisation
from koppelvlak.organisations.page_parts import Part, Row, add


def networks_of(organisation: Organisation, actor: Actor) -> list[Row]:
    """Return the networks of an organisation, and in what way it is in each; three queries."""
    rows = Network.objects.visible_to(actor).exclude(state__in=ENDED)
    seats = {
        one.network_id: one
        for one in Seat.objects.visible_to(actor).filter(
            organisation=organisation, state__in=PRESENT
        )
    }
    members = {
        one.network_id: one for one in Member.objects.filter(region__organisation=organisation)
    }
    here = Q(anchor=organisation) | Q(pk__in=[*members, *seats])
    return [
        Row(str(one), one.get_absolute_url(), _words(one, seats.get(one.pk), members.get(one.pk)))
        for one in rows.filter(here).select_related("sector", "anchor")
    ]


def _words(network: Network, seat: Seat | None, member: Member | None) -> str:
    if seat is not None:
        return f"{network.state_words}, {seat.state_words}"
    if member is not None:
        return member.extent_words
    return str(_("the company that supplies the area"))


add(
    Part(
        key="networks",
        title=_("Networks"),
        rows=networks_of,
        empty=_("This organisation is in no network yet."),
    )
)
