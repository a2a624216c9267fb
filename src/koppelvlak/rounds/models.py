from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse

from koppelvlak.kit.access import Actor
from koppelvlak.kit.half_years import HalfYear
from koppelvlak.organisations.models import Organisation
from koppelvlak.people.models import Person
from koppelvlak.rights import Can, Rel
from koppelvlak.rounds.lifecycle import ROUND
from koppelvlak.thing import Thing, at_owner, everywhere


class Round(Thing):
    """The question of one half-year to one organisation: is everything still right?"""

    lifecycle = ROUND
    see: ClassVar = Can.SEE_ROUND
    above: ClassVar = "organisation"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="rounds")
    begin = models.DateField(help_text="First day of the half-year.")
    asked_on = models.DateField()
    answered_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-begin", "organisation__name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["organisation", "begin"], name="one_round_each_half_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.begin:%Y-%m})"

    @property
    def half_year(self) -> HalfYear:
        """Return the half-year that it is about."""
        return HalfYear(self.begin)

    def get_absolute_url(self) -> str:
        """Return the page on which the round is seen and answered."""
        return reverse("rounds:detail", args=[self.uuid])

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Own people; fellows in a network follow from ``networks``, as for contact points."""
        return everywhere(actor) | at_owner(actor, "organisation__uuid") | {Rel.FELLOW: NO_FELLOWS}


# Who shares a network is known higher up; ``networks`` adds it at start (``also_related``).
NO_FELLOWS = Q(pk__isnull=True)


class Ask(models.Model):
    """The question to one person; ``covers`` holds what the mail said, by version.

    ``{"points": {uuid: {"version": 1, "said": {…}}}, "functions": {uuid: {"version": 1, …}}}``: of
    contact points what they said, of people nothing that names them.
    """

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    round = models.ForeignKey(Round, models.CASCADE, related_name="asks")
    person = models.ForeignKey(Person, models.CASCADE, related_name="asked")
    covers = models.JSONField()
    sent = models.PositiveSmallIntegerField(default=1)
    sent_on = models.DateField()
    answered_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["round", "person"], name="asked_once_a_round")
        ]

    def __str__(self) -> str:
        return f"{self.round} {self.sent}"

    @property
    def organisation(self) -> Organisation:
        """Return the organisation that this person answers for."""
        return self.round.organisation
