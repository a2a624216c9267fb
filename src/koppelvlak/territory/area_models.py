"""Imported areas: the file as a proposal, and its polygons."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.territory.lifecycle import ACCEPTED, AREA_IMPORT, OPEN
from koppelvlak.thing import Thing, everywhere


class AreaKind(models.TextChoices):
    """What the polygons of a file are."""

    MUNICIPALITY = "municipality", _("boundaries of municipalities")
    REGION = "safety-region", _("boundaries of safety regions")
    SUPPLY = "supply-area", _("supply area of one company")


class AreaImport(Thing):
    """A file of areas that was read and compared: proposed, for a person to take or decline.

    ``found`` says what the file turned out to be; ``findings`` what follows from laying it over the
    ground that we know, worked out from ``checksum``.
    """

    lifecycle = AREA_IMPORT
    see: ClassVar = Can.SEE_AREAS
    unsaid: ClassVar[frozenset[str]] = frozenset({"findings"})

    kind = models.CharField(max_length=20, choices=AreaKind.choices)
    name = models.CharField(max_length=200)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, related_name="+")
    source = models.ForeignKey("territory.Source", models.PROTECT, related_name="+")
    made_on = models.DateField()
    found = models.JSONField()
    findings = models.JSONField()
    checksum = models.CharField(max_length=64)
    reason = models.CharField(max_length=500, blank=True)
    decided_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-made_on", "-pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["checksum"], condition=Q(state=OPEN), name="one_open_import_of_a_file"
            )
        ]

    def __str__(self) -> str:
        about = f": {self.organisation.short_name}" if self.organisation else ""
        return f"{self.kind_in_words}{about}"

    def get_absolute_url(self) -> str:
        """Return the page with what follows from it."""
        return reverse("territory:area_import", args=[self.uuid])

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for a decision."""
        return self.state == OPEN

    @property
    def is_accepted(self) -> bool:
        """Say whether somebody took it over."""
        return self.state == ACCEPTED

    @property
    def is_supply(self) -> bool:
        """Say whether it is the supply area of a company rather than official boundaries."""
        return self.kind == AreaKind.SUPPLY

    @property
    def kind_in_words(self) -> str:
        """Return what the polygons are, in the language of the page."""
        return str(AreaKind(self.kind).label)

    @property
    def state_in_words(self) -> str:
        """Return what became of it, in the language of the page."""
        return str(self.lifecycle.states[self.state])

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """The ground belongs to nobody: only what the actor is counts."""
        return everywhere(actor)

    def said(self) -> dict[str, Any]:
        """Return what the audit tells: the file by its figures, not by its polygons."""
        return {**super().said(), "rows": len((self.findings or {}).get("rows", ()))}


class Boundary(models.Model):
    """One polygon of a file, in RD New, as well-known binary; a supply area carries no code.

    ``path``, ``detail``, ``x`` and ``y`` are how the map draws it, as in ``Shape``.
    """

    imported = models.ForeignKey(AreaImport, models.CASCADE, related_name="boundaries")
    code = models.CharField(max_length=6, blank=True)
    shape = models.BinaryField()
    km2 = models.FloatField()
    path = models.TextField(default="")
    detail = models.TextField(default="")
    x = models.FloatField(default=0)
    y = models.FloatField(default=0)

    class Meta:
        ordering: ClassVar = ["code"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["imported", "code"], name="one_boundary_each")
        ]

    def __str__(self) -> str:
        return f"{self.imported_id} {self.code}"
