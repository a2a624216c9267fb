from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import NETWORK
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.models import Region
from koppelvlak.thing import Thing, at_owner, everywhere


class Network(Thing):
    """A company and the safety regions that its supply area reaches.

    The figures are those of the last derivation, with the checksum of its input; population in
    people. ``tlp`` is GREEN: it is derived from public sources, for all participants.
    """

    lifecycle = NETWORK
    see: ClassVar = Can.SEE_NETWORK
    tlp: ClassVar[Tlp] = Tlp.GREEN

    sector = models.ForeignKey(Sector, models.PROTECT, related_name="networks")
    anchor = models.ForeignKey(Organisation, models.PROTECT, related_name="anchored")
    derived_for = models.DateField(help_text="The day for which it was derived.")
    derived_at = models.DateTimeField()
    input_checksum = models.CharField(max_length=64)
    municipalities = models.PositiveIntegerField(default=0)
    population_whole = models.PositiveIntegerField(default=0)
    population_touched = models.PositiveIntegerField(default=0)
    municipalities_unverified = models.PositiveIntegerField(default=0)
    population_unverified = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["sector__position", "anchor__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sector", "anchor"], name="one_network_per_company")
        ]

    def __str__(self) -> str:
        return _("%(sector)s %(company)s") % {
            "sector": self.sector.name,
            "company": self.anchor.short_name,
        }

    def get_absolute_url(self) -> str:
        """Return the page of the network."""
        return reverse("networks:detail", args=[self.uuid])

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Networks are seen by all participants; their company counts as owner."""
        return everywhere(actor) | at_owner(actor, "anchor__uuid")


class Standing(models.TextChoices):
    """On what grounds a region belongs to a network."""

    REACHED = "reached", "reached"
    UNVERIFIED = "unverified", "unverified"
    PARCELS = "parcels", "parcels only"


class Member(models.Model):
    """One region in one network: how the supply area reaches it.

    Numbers of municipalities per class; ``share`` of the region's municipalities (0 to 1) reached
    by verified whole, part or unknown links; areas in km²; populations in people. Part, unknown and
    parcels count the whole municipality: an upper bound.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="members")
    region = models.ForeignKey(Region, models.PROTECT, related_name="memberships")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    share = models.FloatField()
    of_municipalities = models.PositiveIntegerField()
    # class → {"municipalities": n, "area_km2": km², "population": people}; classes are whole, part,
    # unknown, parcels, unverified and unverified-parcels.
    classes = models.JSONField()

    class Meta:
        ordering: ClassVar = ["region__code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "region"], name="one_member_per_region")
        ]

    def __str__(self) -> str:
        return f"{self.network_id} {self.region_id}"
