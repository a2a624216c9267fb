"""The catalogue of situations: what can go wrong, by sector, with the sign by which it begins."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language

from koppelvlak.sectors.models import Sector


class Situation(models.Model):
    """One situation, such as W3 (emergency water); without a sector it crosses sectors."""

    key = models.SlugField(max_length=8, unique=True)
    sector = models.ForeignKey(Sector, models.PROTECT, null=True, related_name="situations")
    name_nl = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    sign_nl = models.CharField(max_length=300, blank=True)
    sign_en = models.CharField(max_length=300, blank=True)
    certainty = models.CharField(max_length=60, blank=True)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.key} {self.name}"

    @property
    def name(self) -> str:
        """Return the name in the language of the page."""
        return self.name_nl if get_language() == "nl" else self.name_en

    @property
    def sign(self) -> str:
        """Return by which sign it begins, in the language of the page."""
        return self.sign_nl if get_language() == "nl" else self.sign_en
