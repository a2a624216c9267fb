"""The yearly question to an organisation: are your agreements still right?"""

from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Person


class ConfirmationAsk(models.Model):
    """The question of one year to one person; ``covers`` holds what the mail said, by version.

    ``{uuid: {"version": 1, "wording": 1, "sentence": "…", "details": {name: digest}}}``. Whoever
    answers answers for the organisation: the questions to the others end with it. What was
    confirmed in another way, in a meeting, was ``answered_by`` nobody.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="confirmation_asks")
    person = models.ForeignKey(Person, models.CASCADE, related_name="asked_agreements")
    covers = models.JSONField()
    asked_on = models.DateField()
    sent = models.PositiveSmallIntegerField(default=1)
    sent_on = models.DateField()
    answered_on = models.DateField(null=True)
    answered_by = models.ForeignKey(
        Person, models.SET_NULL, null=True, related_name="answered_agreements"
    )

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(answered_on__isnull=True),
                name="one_open_question_about_agreements",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.asked_on:%Y})"
