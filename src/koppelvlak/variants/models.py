from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from koppelvlak.agreements.models import Agreement, Covenant, Side, agreements_of
from koppelvlak.kit.access import NOTHING, Actor
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network, at_tables
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can, Rel, Role
from koppelvlak.thing import GUEST_MARK, Thing, everywhere
from koppelvlak.variants.lifecycle import ASKED, VARIANT

# A model is for every participant to read.
OPEN = frozenset({Tlp.CLEAR, Tlp.GREEN})
# The model says something that the network did not answer yet.
UNANSWERED = Q(state=ASKED) | ~Q(wording=F("model__wording"))


class OfModel(Thing):
    """What a network says of a model.

    ``wording`` is the wording of the model that was answered last, ``taken`` what it said then, by
    column. A class says the ``model``, and which field leads to what the network has of it.
    """

    lifecycle = VARIANT
    see: ClassVar = Can.SEE_VARIANT
    own_field: ClassVar[str]

    model: Any
    wording = models.PositiveIntegerField()
    taken = models.JSONField(default=dict)
    reason = models.CharField(max_length=500, blank=True)
    answered_on = models.DateField(null=True)
    answered_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.own)

    @property
    def own(self) -> Any:
        """Return what the network has of the model."""
        return getattr(self, self.own_field)

    @property
    def network(self) -> Network:
        """Return the network that answers."""
        network: Network = self.own.network
        return network

    @property
    def waits(self) -> bool:
        """Say whether the network has not answered what the model says now."""
        return self.state == ASKED or self.wording != self.model.wording

    @property
    def state_words(self) -> str:
        """Return the state in words."""
        return str(self.lifecycle.states[self.state])

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """The table of the network, and the national editors who keep the model."""
        everyone, tables = everywhere(actor), at_tables(actor, f"{cls.own_field}__network")
        return {
            Rel.MEMBER: tables[Rel.MEMBER],
            Rel.COORDINATOR: tables[Rel.COORDINATOR],
            Rel.NATIONAL: everyone[Rel.NATIONAL],
            Rel.SYSTEM: everyone[Rel.SYSTEM],
        }


class Variant(OfModel):
    """A model agreement in one network.

    ``told`` is the own sentence when the network deviated: its model's owner reads that.
    """

    unsaid: ClassVar = frozenset({"taken"})
    own_field: ClassVar = "agreement"

    model = models.ForeignKey(Agreement, models.PROTECT, related_name="variants")
    agreement = models.OneToOneField(Agreement, models.PROTECT, related_name="variant")
    told = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["agreement__network__sector__position", "agreement__network", "pk"]

    def get_absolute_url(self) -> str:
        """Return the page on which the model is compared and answered."""
        return reverse("variants:detail", args=[self.uuid])

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """As of every model, and who acts in it."""
        acting = NOTHING
        if actor.organisation and Role.BOUNDARY_WORKER in actor.roles - {GUEST_MARK}:
            acting = Q(agreement__in=agreements_of(actor.organisation, [Side.ACTING]))
        return {**super().relations(actor), Rel.ACTING: acting}


class CovenantVariant(OfModel):
    """A model covenant in one network, as its regional covenant.

    ``told`` is what the own covenant said, by column, when the network deviated.
    """

    unsaid: ClassVar = frozenset({"taken", "told"})
    own_field: ClassVar = "covenant"

    model = models.ForeignKey(Covenant, models.PROTECT, related_name="variants")
    covenant = models.OneToOneField(Covenant, models.PROTECT, related_name="variant")
    told = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["covenant__network__sector__position", "covenant__network", "pk"]

    def get_absolute_url(self) -> str:
        """Return the page on which the model is compared and answered."""
        return reverse("variants:covenant", args=[self.uuid])
