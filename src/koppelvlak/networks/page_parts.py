"""The networks of an organisation, on its page."""

from __future__ import annotations

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.networks.models import Member, Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.organisations.page_parts import Part, Row, add


def networks_of(organisation: Organisation, actor: Actor) -> list[Row]:
    """Return the networks of a company or region, and in what way it is in each; two queries."""
    rows = Network.objects.visible_to(actor).select_related("sector", "anchor")
    member = {
        one.network_id: one for one in Member.objects.filter(region__organisation=organisation)
    }
    return [
        Row(str(one), one.get_absolute_url(), _words(member.get(one.pk)))
        for one in rows.filter(Q(anchor=organisation) | Q(pk__in=list(member)))
    ]


def _words(member: Member | None) -> str:
    return member.extent_words if member else str(_("the company that supplies the area"))


add(
    Part(
        key="networks",
        title=_("Networks"),
        rows=networks_of,
        empty=_("This organisation is in no network yet."),
    )
)
