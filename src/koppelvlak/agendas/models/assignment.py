from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from koppelvlak.agendas.lifecycle import ANSWERED, ASSIGNMENT
from koppelvlak.agendas.models.spearhead import Spearhead
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.access import Actor
from koppelvlak.networks.models import Network, at_tables
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can, Rel
from koppelvlak.thing import Thing, everywhere


class Assignment(Thing):
    """What a spearhead asks of one network, and what the network answered.

    ``agreements`` are those of the network that are in place already; ``reason`` is why the
    spearhead is not for it.
    """

    lifecycle = ASSIGNMENT
    see: ClassVar = Can.SEE_ASSIGNMENT

    spearhead = models.ForeignKey(Spearhead, models.PROTECT, related_name="assignments")
    network = models.ForeignKey(Network, models.PROTECT, related_name="assignments")
    given_on = models.DateField()
    reason = models.CharField(max_length=500, blank=True)
    agreements = models.ManyToManyField(Agreement, blank=True, related_name="+")
    answered_on = models.DateField(null=True)
    answered_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["spearhead__position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["spearhead", "network"], name="one_assignment_per_network"
            )
        ]

    def __str__(self) -> str:
        return f"{self.network}: {self.spearhead}"

    def get_absolute_url(self) -> str:
        """Return the page of the network that answers it."""
        return f"{self.network.get_absolute_url()}#speerpunten"

    @property
    def state_in_words(self) -> Any:
        """Return what the network answered, in the language of the page."""
        return self.lifecycle.states[self.state]

    @property
    def is_answered(self) -> bool:
        """Say whether the network said what it does with it."""
        return self.state in ANSWERED

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """The table of the network, and the national editors who wrote the agenda."""
        everyone, tables = everywhere(actor), at_tables(actor, "network")
        return {
            Rel.MEMBER: tables[Rel.MEMBER],
            Rel.COORDINATOR: tables[Rel.COORDINATOR],
            Rel.NATIONAL: everyone[Rel.NATIONAL],
            Rel.SYSTEM: everyone[Rel.SYSTEM],
        }
