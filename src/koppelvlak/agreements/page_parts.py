"""What an organisation owes and is owed, on its page."""

from __future__ import annotations

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from koppelvlak.agreements.models import Agreement, Maturity, Side
from koppelvlak.agreements.models.party import agreements_of
from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.organisations.page_parts import Part, Row, add


def agreements_with(organisation: Organisation, actor: Actor) -> list[Row]:
    """Return how many agreements the actor may see of it, and what it and the own one owe."""
    seen = Agreement.objects.visible_to(actor).exclude(maturity=Maturity.ENDED)
    acts = Q(pk__in=agreements_of(organisation.uuid, [Side.ACTING]))
    found = seen.filter(pk__in=agreements_of(organisation.uuid))
    count, acting = found.aggregate(all=Count("pk"), acting=Count("pk", filter=acts)).values()
    if not count:
        return []
    words = ngettext("acts in %(acting)d", "acts in %(acting)d", acting) % {"acting": acting}
    title = ngettext("%(count)d agreement", "%(count)d agreements", count) % {"count": count}
    rows = [Row(title, f"{reverse('agreements:list')}?partij={organisation.uuid}", words)]
    if actor.organisation and actor.organisation != organisation.uuid:
        url = reverse("agreements:between", args=[organisation.uuid])
        rows.append(Row(_("What this organisation and yours owe each other"), url))
    return rows


add(
    Part(
        key="agreements",
        title=_("Agreements"),
        rows=agreements_with,
        empty=_("There is no agreement here that you may see."),
    )
)
