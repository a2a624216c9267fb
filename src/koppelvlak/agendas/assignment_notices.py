"""Who leads a network is told that an agenda asks something of it; registered at start."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings
from django.db.models import Count, Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas.lifecycle import OPEN
from koppelvlak.agendas.models import SectorAgenda
from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices.outbox import Notice, told
from koppelvlak.networks.lifecycle import STANDING
from koppelvlak.networks.models import Network
from koppelvlak.networks.models.sharing import LEADING
from koppelvlak.people.lifecycle import ACTIVE
from koppelvlak.people.models import Function, Person
from koppelvlak.people.queries import current
from koppelvlak.rights import Can


def listen() -> None:
    """Register who is told what."""
    told(Can.ADOPT_AGENDA, _given)
    told(Can.GIVE_ASSIGNMENTS, _given)


def _given(agenda: SectorAgenda, by: Actor) -> Iterator[Notice]:
    """Tell who leads each network how much of the agenda waits; of one agenda it is told once."""
    asked = Q(assignments__spearhead__agenda=agenda, assignments__state=OPEN)
    networks = Network.objects.filter(state__in=STANDING, sector=agenda.sector_id)
    rows = networks.annotate(many=Count("assignments", filter=asked)).filter(many__gt=0)
    for network in rows.select_related("sector", "anchor", "lead", "chair", "secretary"):
        for person in _leading(network, by):
            yield _notice(agenda, network, person, network.many)


def _leading(network: Network, by: Actor) -> list[Person]:
    """Return who coordinates a network, but for who acts."""
    held = Function.objects.filter(current(by.on), organisation=network.lead_id, role__in=LEADING)
    leads = Q(pk__in=held.values("person")) | Q(pk__in=(network.chair_id, network.secretary_id))
    return list(Person.objects.filter(leads, state=ACTIVE).exclude(uuid=by.person).order_by("pk"))


def _notice(agenda: SectorAgenda, network: Network, person: Person, many: int) -> Notice:
    page = reverse("agendas:of_network", args=[network.uuid])
    told_of = {
        "agenda": agenda,
        "network": network,
        "number": many,
        "link": f"{settings.BASE_URL}{page}",
    }
    text = _(
        "The steering group adopted: {agenda}. It asks something of the network {network}:"
        " {number} spearheads. Say of each whether you accept it, whether it is in place already,"
        " or why it does not apply.\n\n{link}"
    )
    return Notice(
        to=person.email,
        subject=format_lazy(_("What the agenda asks of the network {network}"), **told_of),
        text=format_lazy(text, **told_of),
        key=f"agendas:given:{agenda.uuid}:{network.uuid}:{person.uuid}",
        person=person.uuid,
        language=person.language,
        tlp="GREEN",
    )
