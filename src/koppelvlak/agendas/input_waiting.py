"""What of input waits for somebody, on *My work*; imported at start."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, NullIf
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas.lifecycle import DRAFT
from koppelvlak.agendas.models import Input, SectorAgenda
from koppelvlak.kit.access import Actor
from koppelvlak.kit.lines import Line, Rows, told
from koppelvlak.kit.waiting import Waiting, waits_as
from koppelvlak.networks.lifecycle import STANDING
from koppelvlak.networks.models import Network, tables_of
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can

WHY = _("Say of each theme how important it is, and how far you are now.")
STEP = _("Give input")


def _open(actor: Actor) -> Any:
    asked = Q(input_from__lte=actor.on, input_until__gte=actor.on, published_on=None)
    return SectorAgenda.objects.visible_to(actor).filter(asked, state=DRAFT)


def _say_own(line: Line, _actor: Actor) -> Iterator[Waiting]:
    sector = line.name if get_language() == "nl" else line.about
    yield Waiting(
        title=format_lazy(_("Your input for the agenda {sector}"), sector=sector),
        about=WHY,
        step=STEP,
        url=reverse("agendas:give_input", args=[line.uuid]),
        due=line.day,
    )


@waits_as(_say_own)
def own_input(actor: Actor) -> Rows:
    """Return the agendas to which the own organisation gave no input yet."""
    if actor.organisation is None:
        return told(SectorAgenda.objects.none())
    own = Organisation.objects.open_to(actor, Can.GIVE_INPUT).filter(
        uuid=actor.organisation, joined=True, kind__guest=False
    )
    given = Input.objects.filter(agenda=OuterRef("pk"), organisation__in=own.values("pk"))
    tables = tables_of(actor.organisation).values("sector")
    asked = Q(sector__in=own.values("sectors")) | Q(sector__in=tables)
    rows = _open(actor).filter(asked, Exists(own)).exclude(Exists(given))
    return told(
        rows, uuid="uuid", name="sector__name_nl", about="sector__name_en", day="input_until"
    )


def _say_network(line: Line, _actor: Actor) -> Iterator[Waiting]:
    yield Waiting(
        title=format_lazy(_("Input of the network {network} for the agenda"), network=line.name),
        about=WHY,
        step=STEP,
        url=reverse("agendas:give_network_input", args=[line.uuid]),
        due=line.day,
    )


@waits_as(_say_network)
def network_input(actor: Actor) -> Rows:
    """Return the networks that the actor leads and that gave no input yet."""
    asked = _open(actor).filter(sector=OuterRef("sector"))
    given = Input.objects.filter(network=OuterRef("pk"), agenda__in=_open(actor).values("pk"))
    rows = Network.objects.open_to(actor, Can.GIVE_NETWORK_INPUT).filter(state__in=STANDING)
    rows = rows.filter(Exists(asked)).exclude(Exists(given))
    called = Coalesce(NullIf("name", Value("")), "anchor__short_name", F("division"))
    return told(
        rows, uuid="uuid", name=called, day=Subquery(asked.order_by().values("input_until")[:1])
    )


def _say_publish(line: Line, _actor: Actor) -> Iterator[Waiting]:
    sector = line.name if get_language() == "nl" else line.about
    yield Waiting(
        title=format_lazy(_("Input for the agenda {sector} can be published"), sector=sector),
        about=_("The last day has passed. Everybody waits for median and spread."),
        step=_("Look and publish"),
        url=reverse("agendas:input", args=[line.uuid]),
    )


@waits_as(_say_publish)
def to_publish(actor: Actor) -> Rows:
    """Return the agendas whose input is complete and not published."""
    rows = SectorAgenda.objects.open_to(actor, Can.PUBLISH_INPUT)
    rows = rows.filter(state=DRAFT, input_until__lt=actor.on, published_on=None)
    return told(rows, uuid="uuid", name="sector__name_nl", about="sector__name_en")
