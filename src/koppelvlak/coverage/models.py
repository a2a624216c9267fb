"""The baseline that a network starts with, and how many agreements are how far where."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from koppelvlak.coverage.lifecycle import BASELINE
from koppelvlak.kit.access import Actor
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network, at_tables
from koppelvlak.rights import Can
from koppelvlak.thing import Thing

# The classes that an agreement can have: what only named persons may know cannot be one.
CLASSES = (Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT)


class Answer(models.TextChoices):
    """What those at the first meeting said of a theme: their judgement, not a measurement."""

    NOTHING = "nothing", _("nothing")
    INFORMAL = "informal", _("informal")
    AGREED = "agreed", _("agreed upon")
    WORKED_OUT = "worked-out", _("worked out")
    PROVEN = "proven", _("proven")


class Baseline(Thing):
    """What a network said of itself when it started; only who sits there sees it.

    ``answers``: per number of a theme (as text) its ``level`` and a ``remark``.
    """

    lifecycle = BASELINE
    see: ClassVar = Can.SEE_BASELINE

    network = models.OneToOneField(Network, models.PROTECT, related_name="baseline")
    held_on = models.DateField()
    answers = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.network)

    def get_absolute_url(self) -> str:
        """Return the page on which it stands beside what the agreements measure."""
        return reverse("coverage:baseline", args=[self.network.uuid])

    def __getattr__(self, name: str) -> Any:
        """Return an answer by the name of its field, so that two versions can be compared."""
        kind, _line, number = name.partition("_")
        if kind not in {"level", "remark"} or not number.isdecimal():
            raise AttributeError(name)
        said = self.answers.get(number, {}).get(kind, "")
        return Answer(said).label if kind == "level" and said else said

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Who sits at the table of its network, and who leads that."""
        return at_tables(actor, "network")


class Tally(models.Model):
    """How many agreements of one class are how far in one place; worked out, never typed in.

    ``counts`` is the flattened array of ``matrix.SHAPE``. Without a network it is of the agreements
    for the whole country. The fields are called as those of an agreement: its sight holds here too.
    """

    network = models.ForeignKey(Network, models.CASCADE, null=True, related_name="+")
    tlp = models.CharField(max_length=12, choices=[(one.value, one.label) for one in CLASSES])
    counts = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["network", "tlp"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["network", "tlp"], name="one_tally_per_class"),
            models.UniqueConstraint(
                fields=["tlp"],
                condition=Q(network__isnull=True),
                name="one_national_tally_per_class",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.network_id} {self.tlp}"
