from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from koppelvlak.agreements.models import Agreement
from koppelvlak.calls.lifecycle import CALL
from koppelvlak.kit.access import NOTHING, Actor
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import CONTENT_ROLES, Can, Rel, Role
from koppelvlak.thing import GUEST_MARK, Thing

# Who speaks for an organisation in a call.
SPEAKING = frozenset({Role.BOUNDARY_WORKER, Role.SIGNATORY, Role.MANAGER})
# Never wider than the network; with the stricter class the two parties keep it to themselves.
CLASSES = (Tlp.AMBER, Tlp.AMBER_STRICT)
SHARED = (Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER)


class Call(Thing):
    """One party of an agreement calls another, which acts in it, to account.

    Everything is said once and for an organisation; who typed it stands in the log alone, and what
    was said does not stand there. Nothing counts these rows: the agreement does not know of them.
    """

    lifecycle = CALL
    see: ClassVar = Can.SEE_CALL
    unsaid: ClassVar = frozenset(
        {"facts", "asked", "answer", "repair", "escalated_to", "escalation_reason", "closing"}
    )

    agreement = models.ForeignKey(Agreement, models.PROTECT, related_name="+")
    caller = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    called = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    tlp = models.CharField(
        max_length=12, choices=[(one.value, one.label) for one in CLASSES], default=Tlp.AMBER
    )
    started_on = models.DateField()
    happened_on = models.DateField()
    facts = models.TextField()
    asked = models.TextField()
    answer_by = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)
    repair = models.TextField(blank=True)
    repair_by = models.DateField(null=True)
    repair_agreed_on = models.DateField(null=True)
    repaired_on = models.DateField(null=True)
    escalated_to = models.CharField(max_length=120, blank=True)
    escalated_at = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    escalated_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    escalation_reason = models.TextField(blank=True)
    escalated_on = models.DateField(null=True)
    closing = models.TextField(blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-started_on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(caller=F("called")), name="nobody_calls_itself_to_account"
            ),
        ]

    def __str__(self) -> str:
        # The log and refusals say this, to whoever reads them: it names neither party.
        return f"call {str(self.uuid)[:8]}"

    def get_absolute_url(self) -> str:
        """Return the page of the call."""
        return reverse("calls:detail", args=[self.uuid])

    @property
    def state_words(self) -> str:
        """Return the state in words."""
        return str(self.lifecycle.states[self.state])

    @property
    def shown_tlp(self) -> Tlp:
        """Return the stricter class of the call and of its agreement, as that is today."""
        return max(Tlp(self.tlp), Tlp(self.agreement.tlp), key=lambda tlp: tlp.rank)

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """The two parties, and whom they invited; a guest is neither, whatever was invited."""
        own = actor.organisation

        def holding(roles: Iterable[str], rule: Q) -> Q:
            held = actor.roles & frozenset(roles) and GUEST_MARK not in actor.roles
            return rule if own and held else NOTHING

        calling, called = Q(caller__uuid=own), Q(called__uuid=own)
        invited: Any = Invited.objects.filter(Q(organisation__uuid=own), ended_on=None)
        shared = Q(tlp__in=SHARED, agreement__tlp__in=SHARED)
        return {
            Rel.PARTY: holding(CONTENT_ROLES, calling | called),
            Rel.CALLING: holding(SPEAKING, calling),
            Rel.CALLED: holding(SPEAKING, called),
            Rel.INVITED_PARTY: holding(
                CONTENT_ROLES, shared & Q(pk__in=invited.order_by().values("call"))
            ),
        }


class Invited(models.Model):
    """An organisation that one of the two parties lets read along, until that ends."""

    call = models.ForeignKey(Call, models.CASCADE, related_name="invited")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    invited_for = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField()
    ended_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call", "organisation"],
                condition=Q(ended_on__isnull=True),
                name="invited_to_a_call_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call} {self.on}"
