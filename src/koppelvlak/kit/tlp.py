"""The Traffic Light Protocol (FIRST, version 2.0), always shown in words as well."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tlp(models.TextChoices):
    """How far a thing may be shared, from everybody to named persons."""

    CLEAR = "CLEAR", _("Everybody (TLP:CLEAR)")
    GREEN = "GREEN", _("All participants (TLP:GREEN)")
    AMBER = "AMBER", _("This network only (TLP:AMBER)")
    AMBER_STRICT = "AMBER+STRICT", _("Own organisation only (TLP:AMBER+STRICT)")
    RED = "RED", _("Named persons only (TLP:RED)")

    @property
    def rank(self) -> int:
        """Return 0 for CLEAR up to 4 for RED."""
        return list(Tlp).index(self)

    def within(self, ceiling: Tlp) -> bool:
        """Say whether an installation with this ceiling may keep a thing of this class."""
        return self.rank <= ceiling.rank
