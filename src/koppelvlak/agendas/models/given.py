from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas.lifecycle import INPUT
from koppelvlak.agendas.models.agenda import SectorAgenda
from koppelvlak.framework.models import Theme
from koppelvlak.kit.access import NOTHING, Actor
from koppelvlak.networks.models import Network, at_tables
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can, Rel
from koppelvlak.thing import GUEST_MARK, Thing, at_owner, everywhere


class Importance(models.IntegerChoices):
    """How much a theme matters to who is asked."""

    LEAST = 1, _("hardly important")
    LITTLE = 2, _("a little important")
    RATHER = 3, _("important")
    VERY = 4, _("very important")
    MOST = 5, _("most important")


class Present(models.IntegerChoices):
    """How far a theme is, in the words of the baseline; their judgement, not a measurement."""

    NOTHING = 1, _("nothing")
    INFORMAL = 2, _("informal")
    AGREED = 3, _("agreed upon")
    WORKED_OUT = 4, _("worked out")
    PROVEN = 5, _("proven")


class Input(Thing):
    """What an organisation or a network says of one theme when an agenda is written.

    Only its giver and the national editors ever see it; others see median and spread of all.
    """

    lifecycle = INPUT
    see: ClassVar = Can.SEE_INPUT
    # The log of a giver tells that input was given, never what it said.
    unsaid: ClassVar = frozenset({"importance", "present", "remark"})

    agenda = models.ForeignKey(SectorAgenda, models.CASCADE, related_name="inputs")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="agenda_inputs"
    )
    network = models.ForeignKey(Network, models.PROTECT, null=True, related_name="agenda_inputs")
    importance = models.PositiveSmallIntegerField(choices=Importance.choices)
    present = models.PositiveSmallIntegerField(choices=Present.choices)
    remark = models.CharField(max_length=500, blank=True)
    on = models.DateField()

    class Meta:
        ordering: ClassVar = ["theme__number", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=True) ^ Q(network__isnull=True),
                name="input_has_one_giver",
            ),
            models.UniqueConstraint(
                fields=["agenda", "theme", "organisation"], name="one_input_per_organisation"
            ),
            models.UniqueConstraint(
                fields=["agenda", "theme", "network"], name="one_input_per_network"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.giver}: {self.theme}"

    def get_absolute_url(self) -> str:
        """Return the page of the agenda that it was given to."""
        return self.agenda.get_absolute_url()

    @property
    def giver(self) -> Organisation | Network | None:
        """Return who gave it."""
        return self.organisation or self.network

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """The own people of the organisation, who leads the network, and the national editors."""
        everyone = everywhere(actor)
        guest = GUEST_MARK in actor.roles
        own = {} if guest else at_owner(actor, "organisation__uuid")
        return {
            Rel.COLLEAGUE: own.get(Rel.COLLEAGUE, NOTHING),
            Rel.COORDINATOR: at_tables(actor, "network")[Rel.COORDINATOR],
            Rel.NATIONAL: everyone[Rel.NATIONAL],
        }
