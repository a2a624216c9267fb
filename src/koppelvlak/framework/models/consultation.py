from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from koppelvlak.framework.lifecycle import COMMENT, WITHDRAWN
from koppelvlak.framework.models.description import RoleDescription, Task
from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.thing import Thing, at_owner, everywhere


class Comment(Thing):
    """What one organisation says about one task, and what was done with it.

    It speaks for the organisation: who typed it stands in the log alone.
    """

    lifecycle = COMMENT
    see: ClassVar = Can.SEE_COMMENT
    above: ClassVar = "description"

    description = models.ForeignKey(RoleDescription, models.CASCADE, related_name="comments")
    task = models.ForeignKey(Task, models.PROTECT, related_name="comments")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="role_comments")
    text = models.TextField()
    made_on = models.DateField()
    answer = models.TextField(blank=True)
    answered_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["made_on", "pk"]

    def __str__(self) -> str:
        return self.text

    def get_absolute_url(self) -> str:
        """Return the page of the task that it is about."""
        return f"{self.task.get_absolute_url()}#reacties"

    @property
    def state_in_words(self) -> Any:
        """Return what was done with it, in the language of the page."""
        return self.lifecycle.states[self.state]

    @property
    def is_withdrawn(self) -> bool:
        """Say whether the organisation took it back."""
        return self.state == WITHDRAWN

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Every participant reads it; the organisation's own people may take it back."""
        return everywhere(actor) | at_owner(actor, "organisation__uuid")


class Reaction(models.Model):
    """An organisation says that it is done commenting, with or without comments."""

    description = models.ForeignKey(RoleDescription, models.CASCADE, related_name="reactions")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["description", "organisation"], name="one_reaction_per_organisation"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.on}"
