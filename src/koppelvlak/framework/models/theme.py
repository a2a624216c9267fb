from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language


class Theme(models.Model):
    """One of the eight themes on which regions, companies and the state work together."""

    number = models.PositiveSmallIntegerField(unique=True)
    name_nl = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    # The theme as a question that everybody understands.
    question_nl = models.CharField(max_length=120)
    question_en = models.CharField(max_length=120)
    # What belongs to it.
    scope_nl = models.TextField()
    scope_en = models.TextField()

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number}. {self.name}"

    @property
    def name(self) -> str:
        """Return the name in the language of the page."""
        return self.name_nl if get_language() == "nl" else self.name_en

    @property
    def question(self) -> str:
        """Return the plain question in the language of the page."""
        return self.question_nl if get_language() == "nl" else self.question_en

    @property
    def scope(self) -> str:
        """Return what belongs to it, in the language of the page."""
        return self.scope_nl if get_language() == "nl" else self.scope_en
