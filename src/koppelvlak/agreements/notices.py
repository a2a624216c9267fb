"""Whom we tell what about agreements; registered at start."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.models import Confirmation, How
from koppelvlak.kit.access import Actor
from koppelvlak.kit.notices.outbox import Notice, told
from koppelvlak.networks.models import Network
from koppelvlak.people.models import Function
from koppelvlak.rights import Can, Role


def listen() -> None:
    """Register who is told what."""
    told(Can.CONFIRM_IN_MEETING, _confirmed)


def _confirmed(network: Network, by: Actor) -> Iterable[Notice]:
    """Tell each organisation for which something was confirmed, but the one that recorded it."""
    said = Confirmation.objects.filter(
        agreement__network=network, how=How.MEETING, on=by.on, by=by.person
    )
    if by.organisation:
        said = said.exclude(organisation__uuid=by.organisation)
    counts: dict[int, int] = {}
    for organisation in said.values_list("organisation", flat=True):
        counts[organisation] = counts.get(organisation, 0) + 1
    for function in _workers(counts, by):
        count = counts[function.organisation_id]
        url = reverse("agreements:confirm", args=[function.organisation.uuid])
        text = format_lazy(
            _(
                "In the meeting of {network} it was recorded for {organisation} that agreements are"
                " still right: {count}. Look at them here, and change what is not right:\n{url}"
            ),
            network=str(network),
            organisation=function.organisation.short_name,
            count=count,
            url=f"{settings.BASE_URL}{url}",
        )
        yield Notice(
            to=function.person.email,
            subject=format_lazy(_("Confirmed in the meeting: {count} agreements"), count=count),
            text=text,
            key=f"confirmed-{network.uuid}-{network.version}-{function.person.uuid}",
            person=function.person.uuid,
            language=function.person.language,
            tlp="AMBER",
        )


def _workers(counts: dict[int, int], by: Actor) -> Iterable[Function]:
    return (
        Function.objects.filter(organisation__in=counts, role=Role.BOUNDARY_WORKER)
        .filter(valid_from__lte=by.on)
        .exclude(valid_to__lt=by.on)
        .select_related("person", "organisation")
    )
