from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from koppelvlak.agreements.models import Agreement, Side, agreements_of
from koppelvlak.kit.access import NOTHING, Actor
from koppelvlak.networks.models import at_tables
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can, Rel, Role
from koppelvlak.thing import GUEST_MARK, Thing, everywhere
from koppelvlak.variants.lifecycle import ASKED, VARIANT

# The model says something that the network did not answer yet.
UNANSWERED = Q(state=ASKED) | ~Q(wording=F("model__wording"))


class Variant(Thing):
    """A model agreement in one network.

    ``wording`` is the wording of the model that was answered last, ``taken`` what it said then, by
    column. ``told`` is the own sentence when the network deviated: its model's owner reads that.
    """

    lifecycle = VARIANT
    see: ClassVar = Can.SEE_VARIANT
    unsaid: ClassVar = frozenset({"taken"})

    model = models.ForeignKey(Agreement, models.PROTECT, related_name="variants")
    agreement = models.OneToOneField(Agreement, models.PROTECT, related_name="variant")
    wording = models.PositiveIntegerField()
    taken = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    told = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    answered_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["agreement__network__sector__position", "agreement__network", "pk"]

    def __str__(self) -> str:
        return str(self.agreement)

    @property
    def waits(self) -> bool:
        """Say whether the network has not answered what the model says now."""
        return self.state == ASKED or self.wording != self.model.wording

    @property
    def state_words(self) -> str:
        """Return the state in words."""
        return str(self.lifecycle.states[self.state])

    def get_absolute_url(self) -> str:
        """Return the page on which the model is compared and answered."""
        return reverse("variants:detail", args=[self.uuid])

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """The table of the network, who acts in it, and the national editors who keep the model."""
        everyone, tables = everywhere(actor), at_tables(actor, "agreement__network")
        acting = NOTHING
        if actor.organisation and Role.BOUNDARY_WORKER in actor.roles - {GUEST_MARK}:
            acting = Q(agreement__in=agreements_of(actor.organisation, [Side.ACTING]))
        return {
            Rel.MEMBER: tables[Rel.MEMBER],
            Rel.COORDINATOR: tables[Rel.COORDINATOR],
            Rel.ACTING: acting,
            Rel.NATIONAL: everyone[Rel.NATIONAL],
            Rel.SYSTEM: everyone[Rel.SYSTEM],
        }
