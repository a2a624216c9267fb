"""How the area of a network reaches each safety region: the evidence under a network."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from koppelvlak.networks.derivation import SURE, UNVERIFIED_PARCELS
from koppelvlak.networks.models.network import Network
from koppelvlak.territory.models import Region
from koppelvlak.territory.succession import PARCELS, PART, UNKNOWN, UNVERIFIED, WHOLE


class Standing(models.TextChoices):
    """On what grounds a region belongs to a network."""

    REACHED = "reached", _("reached")
    UNVERIFIED = "unverified", _("not verified")
    PARCELS = "parcels", _("a few parcels only")


EXTENTS = {
    WHOLE: _("whole"),
    PART: _("part"),
    UNKNOWN: _("extent unknown"),
    UNVERIFIED: _("not verified"),
    PARCELS: _("a few parcels only"),
}
CLASS_WORDS = {
    WHOLE: _("whole"),
    PART: _("part"),
    UNKNOWN: _("extent unknown"),
    UNVERIFIED: _("not verified"),
    PARCELS: _("a few parcels"),
    UNVERIFIED_PARCELS: _("a few parcels, not verified"),
}


class Member(models.Model):
    """One region in one network: how the supply area reaches it.

    Numbers of municipalities per class; ``share`` of the region's municipalities (0 to 1) reached
    by verified whole, part or unknown links; areas in km²; populations in people. Part, unknown and
    parcels count the whole municipality: an upper bound. The ``of_`` fields are the whole region.
    """

    network = models.ForeignKey(Network, models.CASCADE, related_name="members")
    region = models.ForeignKey(Region, models.PROTECT, related_name="memberships")
    standing = models.CharField(max_length=10, choices=Standing.choices)
    share = models.FloatField()
    of_municipalities = models.PositiveIntegerField()
    of_area_km2 = models.FloatField()
    of_population = models.PositiveIntegerField()
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

    @property
    def checksum(self) -> str:
        """Return the SHA-256 of how the area reaches the region, in one order and spelling."""
        said = [self.region.code, self.standing, self.classes, self.of_municipalities]
        canonical = json.dumps(said, sort_keys=True, separators=(",", ":"))
        return sha256(canonical.encode()).hexdigest()

    @property
    def extent(self) -> str:
        """Return in one word how the supply area lies over the region, as the maps mark it.

        Whole, part or unknown (only links of unknown coverage) when it is surely reached;
        otherwise the standing: unverified or parcels.
        """
        if self.standing != Standing.REACHED:
            return str(self.standing)
        if self.classes.get(WHOLE, {}).get("municipalities") == self.of_municipalities:
            return WHOLE
        return PART if {WHOLE, PART} & self.classes.keys() else UNKNOWN

    @property
    def extent_words(self) -> str:
        """Return the same in words."""
        return str(EXTENTS[self.extent])

    @property
    def whole(self) -> int:
        """Return the people of the municipalities that are supplied wholly."""
        return int(self.classes.get(WHOLE, {}).get("population", 0))

    @property
    def municipalities(self) -> int:
        """Return the number of municipalities reached by verified links of more than parcels."""
        return self._sum("municipalities")

    @property
    def doubtful(self) -> int:
        """Return the number of municipalities that only unverified links lead to."""
        return int(self.classes.get(UNVERIFIED, {}).get("municipalities", 0))

    @property
    def touched(self) -> int:
        """Return the people of those municipalities: an upper bound."""
        return self._sum("population")

    def _sum(self, what: str) -> int:
        return sum(extent[what] for name, extent in self.classes.items() if name in SURE)
