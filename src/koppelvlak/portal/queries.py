"""What waits for someone, and the networks they are in: the facts of *My work*."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.networks.models import Member, Network, Standing
from koppelvlak.networks.queries import networks
from koppelvlak.organisations.freshness import ASKED_AFTER, Freshness
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.organisations.queries import freshness_of
from koppelvlak.people.lifecycle import OPEN
from koppelvlak.people.models import Invitation
from koppelvlak.registers.models import Register
from koppelvlak.rights import Can
from koppelvlak.territory import lifecycle as division
from koppelvlak.territory.models import DivisionChange, Region


@dataclass(frozen=True)
class Waiting:
    """One thing that waits for someone: until when (None: as soon as you can), and the one step."""

    title: Any
    about: Any
    step: Any
    url: str
    due: date | None = None
    late: int = 0


def waiting(actor: Actor) -> list[Waiting]:
    """Return everything that waits for this person, the latest first; ``late`` counts days."""
    found = [*_contact_points(actor), *_division_changes(actor), *_invitations(actor)]
    return sorted(found, key=lambda item: (item.due is None, item.due or date.max, str(item.title)))


def my_networks(actor: Actor) -> QuerySet[Network]:
    """Return the networks of the organisation acted for: its own, or that surely reach its region.

    Each carries ``reached``, its number of regions.
    """
    here = Q(region__organisation__uuid=actor.organisation, standing=Standing.REACHED)
    reaching = Member.objects.filter(here).values("network")
    return networks(actor).filter(Q(anchor__uuid=actor.organisation) | Q(pk__in=reaching))


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


def _contact_points(actor: Actor) -> Iterator[Waiting]:
    rows = ContactPoint.objects.open_to(actor, Can.CONFIRM_CONTACT_POINT)
    for row in rows.select_related("organisation"):
        fresh = freshness_of(row, today=actor.on)
        if fresh == Freshness.FRESH:
            continue
        asked = fresh in {Freshness.DUE, Freshness.STALE} and row.last_confirmed
        due = asked + ASKED_AFTER if asked else None
        yield Waiting(
            title=format_lazy(_("Is this contact point still right: {name}?"), name=row.function),
            about=_why(row, fresh),
            step=_("Confirm"),
            url=row.get_absolute_url(),
            due=due,
            late=_late(due, actor),
        )


def _why(row: ContactPoint, fresh: Freshness) -> Any:
    if row.last_confirmed is None:
        return _("Nobody has confirmed it yet.")
    if fresh == Freshness.CHANGED:
        return _("It was changed after it was last confirmed.")
    day = date_format(row.last_confirmed)
    return format_lazy(_("Last confirmed on {day}. We ask every half-year."), day=day)


def _late(due: date | None, actor: Actor) -> int:
    return max((actor.on - due).days, 0) if due else 0


def _division_changes(actor: Actor) -> Iterator[Waiting]:
    rows = DivisionChange.objects.open_to(actor, Can.ACCEPT_DIVISION_CHANGE)
    for row in rows.filter(state=division.OPEN):
        yield Waiting(
            title=format_lazy(_("Decide on a municipal merger: {name}"), name=row.title),
            about=_("A newer municipal division differs from the one we know."),
            step=_("Decide"),
            url=row.get_absolute_url(),
            due=row.on,
            late=_late(row.on, actor),
        )


def _invitations(actor: Actor) -> Iterator[Waiting]:
    here = Q(organisation__uuid=actor.organisation, state=OPEN, expires_at__gt=timezone.now())
    rows = Invitation.objects.open_to(actor, Can.WITHDRAW_INVITATION).filter(here)
    for row in rows.select_related("organisation"):
        yield Waiting(
            title=format_lazy(_("{name} has not accepted the invitation yet"), name=row.name),
            about=_("The link in the mail works until this day."),
            step=_("See invitation"),
            url=reverse("people:of_organisation", args=[row.organisation.uuid]),
            due=timezone.localdate(row.expires_at),
        )
