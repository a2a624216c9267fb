from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.area_models import AreaImport, AreaKind, Boundary
from koppelvlak.territory.division import FIGURES, GONE, MERGED, MOVED, NEW, RENAMED
from koppelvlak.territory.lifecycle import DIVISION_CHANGE, OPEN
from koppelvlak.thing import Thing, everywhere

__all__ = [
    "CHANGE_KINDS", "AreaImport", "AreaKind", "Boundary", "Coverage", "DivisionChange",
    "MunicipalSuccession", "Municipality", "Region", "Shape", "Source", "SupplyLink",
]  # fmt: skip


class Source(models.Model):
    """Where facts come from; ``dated`` is the day for which the source speaks, where known."""

    key = models.SlugField(unique=True)
    text = models.TextField()
    dated = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["key"]

    def __str__(self) -> str:
        return self.key


class Region(models.Model):
    """The area of a safety region; the organisation itself stands in ``organisations``."""

    code = models.CharField(max_length=4, unique=True)
    organisation = models.OneToOneField(Organisation, models.PROTECT, related_name="region")
    name = models.CharField(max_length=60)
    province = models.CharField(max_length=40)
    seat = models.CharField(max_length=40)
    control_room = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="control_room_of"
    )
    control_room_location = models.CharField(max_length=40, blank=True)
    control_room_certainty = models.CharField(max_length=60, blank=True)
    police_unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="police_unit_of"
    )
    police_unit_certainty = models.CharField(max_length=60, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")
    control_room_source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["code"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page "all networks of my region"."""
        return reverse("portal:region", args=[self.code])


class Municipality(models.Model):
    """A municipality as it was in a period: a change makes a new row, history stays.

    ``lon``, ``lat`` in degrees (WGS84), ``area_km2`` in square kilometres, ``population`` people.
    """

    code = models.CharField(max_length=6)
    name = models.CharField(max_length=60)
    region = models.ForeignKey(Region, models.PROTECT, related_name="municipalities")
    province = models.CharField(max_length=40)
    lon = models.FloatField()
    lat = models.FloatField()
    area_km2 = models.FloatField()
    population = models.PositiveIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)
    certainty = models.CharField(max_length=120)
    source = models.ForeignKey(Source, models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["code", "valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["code", "valid_from"], name="one_row_per_beginning"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gt=F("valid_from")),
                name="municipality_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def holds(self, on: date) -> bool:
        """Say whether this row holds on a day."""
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)

    def get_absolute_url(self) -> str:
        """Return the page of the municipality, whenever it was one."""
        return reverse("territory:municipality", args=[self.code])


class Coverage(models.TextChoices):
    """How much of a municipality a supply area takes in."""

    WHOLE = "whole", _("whole")
    PART = "part", _("part")
    PARCELS = "parcels", _("a few parcels")
    UNKNOWN = "unknown", _("unknown")


class SupplyLink(models.Model):
    """One company supplies one municipality, as one source says; ``valid_to`` is the day after.

    Without ``valid_from`` it counts from the day of its source, without ``valid_to`` until further
    notice. It names the municipality by its code, which outlives a change of the row.
    """

    sector = models.ForeignKey(Sector, models.PROTECT, related_name="links")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="links")
    municipality = models.CharField(max_length=6, db_index=True)
    coverage = models.CharField(max_length=8, choices=Coverage.choices)
    certainty = models.CharField(max_length=60)
    note = models.CharField(max_length=300, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, related_name="links")
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sector", "organisation", "municipality", "valid_from"],
                name="one_link_per_beginning",
            ),
            # Two unknown beginnings do not count as equal, hence a rule of their own.
            models.UniqueConstraint(
                fields=["sector", "organisation", "municipality"],
                condition=Q(valid_from__isnull=True),
                name="one_link_without_beginning",
            ),
            models.CheckConstraint(
                condition=Q(valid_from__isnull=True)
                | Q(valid_to__isnull=True)
                | Q(valid_to__gt=F("valid_from")),
                name="link_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.municipality} {self.coverage}"


class MunicipalSuccession(models.Model):
    """A municipality went up in another on a day; supply links follow it to its successor."""

    predecessor = models.CharField(max_length=6)
    successor = models.CharField(max_length=6)
    on = models.DateField()
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["predecessor", "successor"], name="one_succession")
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor} ({self.on})"


CHANGE_KINDS = {
    MERGED: _("municipal merger"),
    NEW: _("new municipality"),
    RENAMED: _("new name"),
    MOVED: _("other safety region or province"),
    FIGURES: _("new figures"),
    GONE: _("municipality that disappeared"),
}


class DivisionChange(Thing):
    """A difference between the division we know and a newer one: proposed, for a person to decide.

    ``change`` holds what would happen, as plain data made by ``territory.division``.
    """

    lifecycle = DIVISION_CHANGE
    see: ClassVar = Can.SEE_DIVISION_CHANGE

    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    on = models.DateField()
    change = models.JSONField()
    checksum = models.CharField(max_length=64, unique=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["on", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page on which the change is decided."""
        return reverse("territory:change", args=[self.uuid])

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for a decision."""
        return self.state == OPEN

    @property
    def state_in_words(self) -> str:
        """Return what became of it, in the language of the page."""
        return str(self.lifecycle.states[self.state])

    @property
    def kind_in_words(self) -> str:
        """Return what kind of change it is, in the language of the page."""
        return str(CHANGE_KINDS.get(self.kind, self.kind))

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """The division belongs to nobody: only what the actor is counts."""
        return everywhere(actor)


class Shape(models.Model):
    """The drawn outline of a municipality or region, as an SVG path on the map's grid.

    ``basis`` says whether it is schematic (from points and areas) or official; ``checksum`` is that
    of the facts it was drawn from. ``detail`` is finer, for a map of one region; official shapes
    name their source.
    """

    MUNICIPALITY, REGION = "municipality", "region"
    SCHEMATIC, OFFICIAL = "schematic", "official"

    kind = models.CharField(max_length=12)
    code = models.CharField(max_length=6)
    path = models.TextField()
    x = models.FloatField(help_text="Where a label fits, in units of the grid.")
    y = models.FloatField()
    basis = models.CharField(max_length=12, default="schematic")
    checksum = models.CharField(max_length=64)
    detail = models.TextField(default="")
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "code"], name="one_shape_each")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
