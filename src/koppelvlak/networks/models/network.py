"""Networks, where they came from, and how they were in the past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.search.item import Item
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import NETWORK, PROPOSED, STANDING
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Person
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.thing import Thing, at_owner, everywhere


class Basis(models.TextChoices):
    """Why a network has the area it has."""

    DERIVED = "derived", _("follows from a supply area")
    CHOSEN = "chosen", _("chosen by people")
    MERGED = "merged", _("made of several networks")
    SPLIT = "split", _("part of an earlier network")


class Network(Thing):
    """The organisations that keep one vital service going in one area, and the area itself.

    A derived network has an ``anchor``, the company whose supply area it follows, and the figures
    of the last derivation with the checksum of its input; population in people. ``division`` says
    of a chosen one which unit it covers. ``tlp`` is GREEN: that it exists, and who sits in it, is
    for all participants.
    """

    lifecycle = NETWORK
    see: ClassVar = Can.SEE_NETWORK
    tlp: ClassVar[Tlp] = Tlp.GREEN

    sector = models.ForeignKey(Sector, models.PROTECT, related_name="networks")
    basis = models.CharField(max_length=8, choices=Basis.choices, default=Basis.DERIVED)
    anchor = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="anchored")
    name = models.CharField(max_length=80, blank=True)
    division = models.CharField(max_length=80, blank=True)

    lead = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="leads")
    chair = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="chairs")
    secretary = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="keeps")
    working_area = models.CharField(max_length=300, blank=True)
    need_to_know = models.BooleanField(default=False)
    reason = models.CharField(max_length=500, blank=True)
    # The last day on which somebody did something here; nothing for a year makes it dormant.
    stirred_on = models.DateField(null=True)

    derived_for = models.DateField(null=True, help_text="The day for which it was derived.")
    derived_at = models.DateTimeField(null=True)
    input_checksum = models.CharField(max_length=64, blank=True)
    municipalities = models.PositiveIntegerField(default=0)
    population_whole = models.PositiveIntegerField(default=0)
    population_touched = models.PositiveIntegerField(default=0)
    municipalities_unverified = models.PositiveIntegerField(default=0)
    population_unverified = models.PositiveIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["sector__position", "name", "anchor__name", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sector", "anchor"], name="one_network_per_company")
        ]

    def __str__(self) -> str:
        return _("%(sector)s %(company)s") % {"sector": self.sector.name, "company": self.called}

    @property
    def called(self) -> str:
        """Return what people call it within its sector: its name, or that of its company."""
        return self.name or (self.anchor.short_name if self.anchor else self.division)

    @property
    def key(self) -> str:
        """Return what names it in the name of a file."""
        return self.anchor.key if self.anchor else str(self.uuid)[:8]

    @property
    def is_by_choice(self) -> bool:
        """Say whether people chose whole regions, so that no supply area tells how much of them.

        What came of a supply area keeps the checksum of its input; equal figures alone may be an
        area that covers every municipality wholly.
        """
        by_area = self.anchor_id is not None or bool(self.input_checksum)
        return not by_area and self.population_whole == self.population_touched

    @property
    def is_proposed(self) -> bool:
        """Say whether nobody has confirmed it yet."""
        return self.state == PROPOSED

    @property
    def stands(self) -> bool:
        """Say whether people keep it: forming, active or dormant."""
        return self.state in STANDING

    @property
    def state_words(self) -> str:
        """Return the state in words."""
        return str(self.lifecycle.states[self.state])

    def get_absolute_url(self) -> str:
        """Return the page of the network."""
        return reverse("networks:detail", args=[self.uuid])

    @property
    def area_url(self) -> str:
        """Return the page with its area and the evidence for it."""
        return reverse("networks:area", args=[self.uuid])

    def search_entry(self) -> Item:
        """Return what this network is found by: its sector, its company and its regions."""
        members = self.members.all()
        if "members" not in getattr(self, "_prefetched_objects_cache", {}):
            members = members.select_related("region")
        regions = [f"{one.region.code} {one.region.name}" for one in members]
        return Item(
            kind="network",
            key=str(self.uuid),
            title=f"{self.sector.name_nl} {self.called}",
            title_en=f"{self.sector.name_en} {self.called}",
            url=self.get_absolute_url(),
            words=" ".join([self.anchor.name if self.anchor else self.division, *regions]),
            uuid=self.uuid,
        )

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Networks are seen by all participants; their company counts as owner.

        Who sits in it and who leads it is said in ``sharing``, which knows the seats.
        """
        return everywhere(actor) | at_owner(actor, "anchor__uuid")


class LineageKind(models.TextChoices):
    """How one network came from another."""

    MERGE = "merge", _("merged")
    SPLIT = "split", _("split")


class Lineage(models.Model):
    """One network went up in another, or was split off from it, on a day; both are kept."""

    predecessor = models.ForeignKey(Network, models.CASCADE, related_name="successors")
    successor = models.ForeignKey(Network, models.CASCADE, related_name="predecessors")
    kind = models.CharField(max_length=5, choices=LineageKind.choices)
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_lineage")
        ]

    def __str__(self) -> str:
        return f"{self.predecessor_id} → {self.successor_id} ({self.on})"


class Chapter(models.Model):
    """How a network was from a day on: its state and its lead, until the next chapter begins."""

    network = models.ForeignKey(Network, models.CASCADE, related_name="chapters")
    begun = models.DateField()
    state = models.CharField(max_length=20)
    lead = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["begun", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "begun"], name="one_chapter_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.network_id} {self.state} {self.begun}"

    @property
    def state_words(self) -> str:
        """Return the state in words."""
        return str(NETWORK.states[self.state])

    @property
    def day_before(self) -> date:
        """Return the last day on which the network was otherwise."""
        return self.begun - timedelta(days=1)


def chapter_on(network: Network, on: date) -> Chapter | None:
    """Return how the network was on a day, or None before anybody formed it."""
    return network.chapters.select_related("lead").filter(begun__lte=on).last()
