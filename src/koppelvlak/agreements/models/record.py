"""What happened to an agreement: it was tried or carried out, and a party said that it is right."""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.maturity import Result
from koppelvlak.organisations.models import Organisation


class Occasion(models.TextChoices):
    """When it was tried; what returns is carried out instead."""

    EXERCISE = "exercise", _("exercise")
    INCIDENT = "incident", _("incident")
    DONE = "done", _("carried out")


class Outcome(models.TextChoices):
    """How it went, in the words that keep candour safe."""

    KEPT = Result.KEPT.value, _("it worked")
    PARTLY = Result.PARTLY.value, _("it worked in part")
    NOT_KEPT = Result.NOT_KEPT.value, _("it did not work")
    NOT_TESTED = Result.NOT_TESTED.value, _("not tested")


class Proof(models.Model):
    """One trial of an agreement, with what was found."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    agreement = models.ForeignKey("agreements.Agreement", models.CASCADE, related_name="proofs")
    on = models.DateField()
    occasion = models.CharField(max_length=10, choices=Occasion.choices)
    name = models.CharField(max_length=160)
    outcome = models.CharField(max_length=10, choices=Outcome.choices)
    finding = models.TextField(blank=True)
    recorded_on = models.DateField()
    recorded_for = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]

    def __str__(self) -> str:
        return f"{self.name} ({self.on})"


class How(models.TextChoices):
    """In what way a party confirmed."""

    SELF = "self", _("confirmed by the organisation itself")
    MEETING = "meeting", _("confirmed in the meeting")
    MAIL = "mail", _("confirmed from the mail")


class Confirmation(models.Model):
    """The last time a party said of an agreement, in this wording, that it is right."""

    agreement = models.ForeignKey(
        "agreements.Agreement", models.CASCADE, related_name="confirmations"
    )
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="confirmations")
    on = models.DateField()
    how = models.CharField(max_length=8, choices=How.choices)
    wording = models.PositiveIntegerField()
    by = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "organisation"], name="one_confirmation_per_party"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} {self.on}"
