from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language


class Sector(models.Model):
    """A vital sector. ``has_areas`` says whether its distribution areas are known."""

    key = models.SlugField(unique=True)
    name_nl = models.CharField(max_length=60)
    name_en = models.CharField(max_length=60)
    # What a supply area is called in this sector (distributiegebied, verzorgingsgebied).
    area_nl = models.CharField(max_length=60, blank=True)
    area_en = models.CharField(max_length=60, blank=True)
    has_areas = models.BooleanField(default=False)
    tone = models.SlugField(help_text="Name of the colour token in the stylesheet.")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name in the language of the page."""
        return self.name_nl if get_language() == "nl" else self.name_en

    @property
    def area(self) -> str:
        """Return what a supply area is called in this sector, in the language of the page."""
        return self.area_nl if get_language() == "nl" else self.area_en
