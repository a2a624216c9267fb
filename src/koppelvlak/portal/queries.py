"""What waits for someone, and the networks they are in: the facts of *My work*."""

from __future__ import annotations

from django.db.models import Count, Exists, Q, QuerySet

from koppelvlak.kit.access import Actor
from koppelvlak.networks.models import Standing
from koppelvlak.organisations.models import Organisation
from koppelvlak.registers.models import Register
from koppelvlak.territory.models import Region


def my_region(actor: Actor) -> Region | None:
    """Return the safety region that the organisation acted for is, or None."""
    return regions(actor).filter(Q(organisation__uuid=actor.organisation)).first()


def regions(actor: Actor) -> QuerySet[Region]:
    """Return the safety regions that this actor may see, with their number of networks."""
    seen = Organisation.objects.visible_to(actor)
    # An auditor sees the own organisation, but not the territory that it lies in.
    territory = Register.objects.visible_to(actor).filter(key=Register.TERRITORY)
    rows = Region.objects.filter(Exists(territory), organisation__in=seen)
    return rows.select_related("organisation").annotate(
        networks=Count("memberships", filter=Q(memberships__standing=Standing.REACHED))
    )
