from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import NOTHING, Actor
from koppelvlak.kit.search.item import Item
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.derivation import SURE, UNVERIFIED_PARCELS
from koppelvlak.networks.lifecycle import NETWORK
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.rights import CONTENT_ROLES, Can, Rel
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.models import Region
from koppelvlak.territory.succession import PARCELS, PART, UNKNOWN, UNVERIFIED, WHOLE
from koppelvlak.thing import GUEST_MARK, Thing, at_owner, everywhere


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

    @property
    def state_words(self) -> str:
        """Return the state in words."""
        return str(self.lifecycle.states[self.state])

    def search_entry(self) -> Item:
        """Return what this network is found by: its sector, its company and its regions."""
        company = self.anchor.short_name
        regions = [f"{one.region.code} {one.region.name}" for one in self.members.all()]
        return Item(
            kind="network",
            key=str(self.uuid),
            title=f"{self.sector.name_nl} {company}",
            title_en=f"{self.sector.name_en} {company}",
            url=self.get_absolute_url(),
            words=" ".join([self.anchor.name, *regions]),
            uuid=self.uuid,
        )

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Networks are seen by all participants; their company counts as owner."""
        return everywhere(actor) | at_owner(actor, "anchor__uuid")


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


def tables_of(organisation: UUID) -> QuerySet[Network]:
    """Return the networks in which an organisation sits: as company or as a reached region.

    A region that only unverified links or a few parcels lead to does not sit there (yet).
    """
    reached = Member.objects.filter(
        standing=Standing.REACHED, region__organisation__uuid=organisation
    )
    return Network.objects.filter(
        Q(anchor__uuid=organisation) | Q(pk__in=reached.values("network"))
    )


def shared_contact_points(actor: Actor) -> Mapping[str, Q]:
    """Say which contact points are shared with this actor, within their TLP; never with guests."""
    if actor.organisation is None or GUEST_MARK in actor.roles or not actor.roles & CONTENT_ROLES:
        return {Rel.FELLOW: NOTHING}
    tables = tables_of(actor.organisation).values("pk")
    regions = Member.objects.filter(standing=Standing.REACHED, network__in=tables)
    at_one_table = Q(organisation__in=Network.objects.filter(pk__in=tables).values("anchor")) | Q(
        organisation__in=regions.values("region__organisation")
    )
    return {Rel.FELLOW: Q(tlp__in=(Tlp.CLEAR, Tlp.GREEN)) | (Q(tlp=Tlp.AMBER) & at_one_table)}


# Who shares a network is known here and no lower; see docs/decisions/0008.
ContactPoint.also_related(shared_contact_points)
