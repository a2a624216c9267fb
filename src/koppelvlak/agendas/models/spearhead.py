from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse

from koppelvlak.agendas.lifecycle import SPEARHEAD, STANDING
from koppelvlak.agendas.models.agenda import SectorAgenda, decided_for_guests
from koppelvlak.agreements.models import Agreement
from koppelvlak.framework.models import Theme
from koppelvlak.framework.models.description import spoken
from koppelvlak.kit.access import Actor
from koppelvlak.rights import Can
from koppelvlak.thing import Thing


class Spearhead(Thing):
    """What an agenda puts first within a theme, why, and when it should be there.

    ``line`` is the same in every version: by it an answer of a network is found again.
    """

    lifecycle = SPEARHEAD
    see: ClassVar = Can.SEE_SPEARHEAD
    above: ClassVar = "agenda"

    agenda = models.ForeignKey(SectorAgenda, models.CASCADE, related_name="spearheads")
    line = models.UUIDField(default=uuid4, editable=False)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()
    wording_nl = models.TextField()
    wording_en = models.TextField(blank=True)
    why_nl = models.TextField()
    why_en = models.TextField(blank=True)
    horizon = models.DateField()
    agreements: models.ManyToManyField[Agreement, ToMake] = models.ManyToManyField(
        Agreement, through="ToMake", related_name="spearheads"
    )

    class Meta:
        ordering: ClassVar = ["position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agenda", "line"], name="one_spearhead_per_line")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.wording}"

    def get_absolute_url(self) -> str:
        """Return where it stands on the page of its agenda."""
        return f"{reverse('agendas:detail', args=[self.agenda.uuid])}#speerpunt-{self.position}"

    @property
    def wording(self) -> str:
        """Return the spearhead in the language of the page."""
        return spoken(self.wording_nl, self.wording_en)

    @property
    def why(self) -> str:
        """Return the reason in the language of the page."""
        return spoken(self.why_nl, self.why_en)

    @property
    def stands(self) -> bool:
        """Say whether it is part of this version."""
        return self.state == STANDING

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """It belongs to nobody; supervisors see what the steering group adopted."""
        return decided_for_guests(actor, "agenda__state")


class ToMake(models.Model):
    """An agreement that a spearhead asks of each network: a model, which each makes its own."""

    spearhead = models.ForeignKey(Spearhead, models.CASCADE, related_name="to_make")
    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="to_make")

    class Meta:
        ordering: ClassVar = ["agreement__key", "agreement"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["spearhead", "agreement"], name="one_line_per_agreement_to_make"
            )
        ]

    def __str__(self) -> str:
        return f"{self.spearhead_id}: {self.agreement}"
