from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from koppelvlak.framework.lifecycle import MARK
from koppelvlak.framework.models.description import Task
from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.thing import Thing, everywhere


class Answer(models.TextChoices):
    """What a region says of a task; empty is no answer."""

    YES = "yes", _("we do this")
    PARTLY = "partly", _("partly")
    NO = "no", _("we do not do this")


class Mark(Thing):
    """One safety region says whether it does one task, in whatever version that stands.

    ``task`` is the wording it was said of. ``before`` is what it said before the save ``saved``:
    that save can be undone.
    """

    lifecycle = MARK
    see: ClassVar = Can.SEE_MARK
    unsaid: ClassVar = frozenset({"before", "saved", "saved_at"})

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="role_marks")
    line = models.UUIDField()
    task = models.ForeignKey(Task, models.PROTECT, related_name="marks")
    answer = models.CharField(max_length=10, choices=Answer.choices, blank=True)
    remark = models.CharField(max_length=500, blank=True)
    on = models.DateField()
    before = models.JSONField(default=dict, editable=False)
    saved = models.UUIDField(null=True, editable=False)
    saved_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["organisation", "line"], name="one_mark_per_task")
        ]

    def __str__(self) -> str:
        return f"{self.organisation}: {self.get_answer_display()}"

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Every participant sees what regions do; supervisors do not."""
        return everywhere(actor)
