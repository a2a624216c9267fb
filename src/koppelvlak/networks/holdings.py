"""What of networks somebody holds who leaves: seats, chair, secretary; imported at start."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.db.models import Q
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.door import mention
from koppelvlak.kit.access import Actor
from koppelvlak.networks.lifecycle import STANDING, TAKEN
from koppelvlak.networks.models import Network, Seat
from koppelvlak.people.holdings import Holding, Leaving, held
from koppelvlak.people.models import Person

SEAT = {
    "representative": (
        _("Sits in {network}"),
        _("The chair stays empty until somebody is named."),
    ),
    "deputy": (
        _("Stands in in {network}"),
        _("There is nobody to stand in until somebody is named."),
    ),
}
OFFICE = {"chair": _("Chairs {network}"), "secretary": _("Secretary of {network}")}


@held
def seats(leaving: Leaving) -> Iterator[Holding]:
    """Yield the seats of the organisation in which this person sits, or stands in."""
    theirs = Q(representative=leaving.person) | Q(deputy=leaving.person)
    rows = Seat.objects.filter(theirs, organisation=leaving.organisation, state__in=TAKEN)
    for row in rows.select_related("network__sector", "network__anchor").order_by("pk"):
        for part, (title, nobody) in SEAT.items():
            if getattr(row, f"{part}_id") == leaving.person.pk:
                yield Holding(
                    key=f"seat-{part}-{row.uuid}",
                    title=format_lazy(title, network=str(row.network)),
                    nobody=nobody,
                    hand=partial(_hand, row, part, leaving.person),
                )


@held
def offices(leaving: Leaving) -> Iterator[Holding]:
    """Yield the networks that this person leads for an organisation that sits in them."""
    theirs = Q(chair=leaving.person) | Q(secretary=leaving.person)
    at_table = Seat.objects.filter(organisation=leaving.organisation, state__in=TAKEN)
    rows = Network.objects.filter(theirs, state__in=STANDING, pk__in=at_table.values("network"))
    for row in rows.select_related("sector", "anchor").order_by("pk"):
        for part, title in OFFICE.items():
            if getattr(row, f"{part}_id") == leaving.person.pk:
                yield Holding(
                    key=f"network-{part}-{row.uuid}",
                    title=format_lazy(title, network=str(row)),
                    nobody=_("The network does without until somebody is named."),
                    hand=partial(_hand, row, part, leaving.person),
                )


def _hand(thing: Seat | Network, part: str, leaving: Person, to: Person | None, _by: Actor) -> None:
    kind: Any = type(thing)
    row = kind.objects.select_for_update(of=("self",), no_key=True).get(pk=thing.pk)
    if getattr(row, f"{part}_id") != leaving.pk:
        return
    setattr(row, part, to)
    row.version += 1
    row.save()
    mention(row, f"{part} gone" if to is None else f"{part} handed over")
