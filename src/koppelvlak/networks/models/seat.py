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
from koppelvlak.networks.lifecycle import DELEGATED, INVITED, SEAT, SITTING
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

    # Who spoke here until the seat ended in this very act: they are told, and then forgotten.
    rose: Person | None = None

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

    def stay_on(self, on: date) -> Stay | None:
        """Return how the seat was on a day, or None before it was offered."""
        return next((one for one in reversed(list(self.stays.all())) if one.begun <= on), None)

    def was(self, on: date) -> str:
        """Return the state on a past day, as it was kept then; empty before it was offered."""
        stay = self.stay_on(on)
        return stay.state if stay else ""

    def get_absolute_url(self) -> str:
        """Return the page on which the seat is answered and staffed."""
        return reverse("networks:seat", args=[self.uuid])

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Who acts for the organisation, who sits in the network and who leads it."""
        own = at_owner(actor, "organisation__uuid")
        return everywhere(actor) | own | at_tables(actor, "network")


class Stay(models.Model):
    """How a seat was from a day on: its state and who spoke for it, until the next stay begins.

    Written once a day at most, and never changed by what happens later.
    """

    seat = models.ForeignKey(Seat, models.CASCADE, related_name="stays")
    begun = models.DateField()
    state = models.CharField(max_length=20)
    partner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["begun", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["seat", "begun"], name="one_stay_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.seat_id} {self.state} {self.begun}"

    @property
    def state_words(self) -> str:
        """Return the state in words, with the name of the lead partner."""
        if self.partner is not None:
            return _("represented by %(partner)s") % {"partner": self.partner.short_name}
        return str(SEAT.states[self.state])


def keep_stay(seat: Seat, on: date) -> None:
    """Keep how the seat is from this day on, so that the past stays readable."""
    partner = seat.delegate_id if seat.state == DELEGATED else None
    last = seat.stays.last()
    if last is None or (last.state, last.partner_id) != (seat.state, partner):
        Stay.objects.update_or_create(
            seat=seat, begun=on, defaults={"state": seat.state, "partner_id": partner}
        )
