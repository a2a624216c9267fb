"""Who sits at the table of a network, for how long, and who speaks there."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.networks.lifecycle import DELEGATED, INVITED, LEFT, REFUSED, SEAT, SITTING
from koppelvlak.networks.models.network import Network
from koppelvlak.networks.models.sharing import at_tables
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Person
from koppelvlak.rights import Can
from koppelvlak.thing import Thing, at_owner, everywhere


class SeatKind(models.TextChoices):
    """As what an organisation takes part."""

    MEMBER = "member", _("member")
    NATIONAL = "national", _("national player")
    GUEST = "guest", _("guest")


class Seat(Thing):
    """The place of one organisation in one network; ``until`` is the day on which it was free.

    Who is represented by a lead partner (``delegate``) names a contact person as representative.
    """

    lifecycle = SEAT
    see: ClassVar = Can.SEE_SEAT
    above: ClassVar = "network"

    network = models.ForeignKey(Network, models.CASCADE, related_name="seats")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="seats")
    kind = models.CharField(max_length=8, choices=SeatKind.choices, default=SeatKind.MEMBER)
    working_area = models.CharField(max_length=300, blank=True)
    invited_on = models.DateField()
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    delegate = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="speaks_for")
    representative = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="represents"
    )
    deputy = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="stands_in")
    reason = models.CharField(max_length=500, blank=True)
    # How the area reached the region when it was last invited or left: only other evidence is
    # a reason to propose it anew.
    evidence_checksum = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering: ClassVar = ["kind", "organisation__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "organisation"], name="one_seat_each")
        ]

    def __str__(self) -> str:
        return f"{self.organisation.short_name} ({self.state_words})"

    @property
    def state_words(self) -> str:
        """Return the state in words."""
        return str(self.lifecycle.states[self.state])

    @property
    def empty(self) -> bool:
        """Say whether the chair is empty: not answered yet, or nobody named who sits in it."""
        return self.state == INVITED or (
            self.state in {SITTING, DELEGATED} and self.representative_id is None
        )

    def was(self, on: date) -> str:
        """Return the state on a past day, from the days of this seat; empty before it existed."""
        if on < self.invited_on:
            return ""
        if self.until is not None and self.until <= on:
            return LEFT if self.since else REFUSED
        if self.since is not None and self.since <= on:
            return DELEGATED if self.state == DELEGATED else SITTING
        return INVITED

    def get_absolute_url(self) -> str:
        """Return the page on which the seat is answered and staffed."""
        return reverse("networks:seat", args=[self.uuid])

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Who acts for the organisation, who sits in the network and who leads it."""
        own = at_owner(actor, "organisation__uuid")
        return everywhere(actor) | own | at_tables(actor, "network")
