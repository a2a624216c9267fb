"""What the facts, or people, propose for a network; a person decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.networks.lifecycle import OPEN, PROPOSAL, TURNED_DOWN
from koppelvlak.networks.models.network import Network
from koppelvlak.networks.models.sharing import at_tables
from koppelvlak.rights import Can
from koppelvlak.territory.models import Region
from koppelvlak.thing import Thing, at_owner, everywhere


class ProposalKind(models.TextChoices):
    """What would change."""

    NEW = "new", _("new network")
    JOIN = "join", _("region joins")
    LEAVE = "leave", _("region leaves")
    MERGE = "merge", _("networks merge")
    SPLIT = "split", _("network is split")


class Proposal(Thing):
    """One change of one network, with its evidence as plain data and the checksum of its input.

    ``evidence`` holds what led to it (for a region: extent by class; for merge and split: limits,
    figures, and the networks or groups of regions). What is open or was declined is not proposed
    again on equal input.
    """

    lifecycle = PROPOSAL
    see: ClassVar = Can.SEE_PROPOSAL
    above: ClassVar = "network"

    network = models.ForeignKey(Network, models.CASCADE, related_name="proposals")
    kind = models.CharField(max_length=5, choices=ProposalKind.choices)
    region = models.ForeignKey(Region, models.PROTECT, null=True, related_name="+")
    evidence = models.JSONField(default=dict)
    checksum = models.CharField(max_length=64)
    made_on = models.DateField()
    decided_on = models.DateField(null=True)
    decided_by = models.CharField(max_length=240, blank=True)
    reason = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering: ClassVar = ["-made_on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "kind", "region", "checksum"],
                condition=Q(state__in=(OPEN, TURNED_DOWN)),
                name="proposed_once",
            )
        ]

    def __str__(self) -> str:
        about = f": {self.region.name}" if self.region else ""
        return f"{self.kind_words}{about} ({self.network})"

    @property
    def kind_words(self) -> str:
        """Return what would change, in words."""
        return str(ProposalKind(self.kind).label)

    @property
    def state_words(self) -> str:
        """Return what became of it, in words."""
        return str(self.lifecycle.states[self.state])

    @property
    def is_open(self) -> bool:
        """Say whether it still waits for a decision."""
        return self.state == OPEN

    def get_absolute_url(self) -> str:
        """Return the page on which it is decided."""
        scale = self.kind in {ProposalKind.MERGE, ProposalKind.SPLIT}
        return reverse(f"networks:{'scale_' if scale else ''}proposal", args=[self.uuid])

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """The company of the network, who sits in it and who leads it."""
        own = at_owner(actor, "network__anchor__uuid")
        return everywhere(actor) | own | at_tables(actor, "network")
