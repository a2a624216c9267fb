from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agendas.lifecycle import (
    AGENDA,
    DECIDED,
    DRAFT,
    IN_FORCE,
    STANDING,
    SUPERSEDED,
    UNFINISHED,
)
from koppelvlak.framework.models import Theme
from koppelvlak.framework.models.description import spoken
from koppelvlak.kit.access import Actor
from koppelvlak.kit.search.item import Item
from koppelvlak.kit.tlp import Tlp
from koppelvlak.rights import Can, Rel
from koppelvlak.sectors.models import Sector
from koppelvlak.thing import Thing, everywhere


class SectorAgenda(Thing):
    """One version of what the networks of a sector work on together.

    ``number`` counts the versions of its sector; ``version``, as of every living thing, counts
    changes of this row. Input is asked from ``input_from`` until ``input_until``, both included;
    ``published_on`` is when median and spread of it became visible to all. ``tlp`` is GREEN:
    it is for all participants, and supervisors read what was adopted.
    """

    lifecycle = AGENDA
    see: ClassVar = Can.SEE_AGENDA
    tlp: ClassVar[Tlp] = Tlp.GREEN

    sector = models.ForeignKey(Sector, models.PROTECT, related_name="agendas")
    number = models.PositiveSmallIntegerField()
    title_nl = models.CharField(max_length=200, blank=True)
    title_en = models.CharField(max_length=200, blank=True)
    # What this version is for, and what it changes.
    note_nl = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    started_on = models.DateField()
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    input_from = models.DateField(null=True)
    input_until = models.DateField(null=True)
    published_on = models.DateField(null=True)
    aligning_on = models.DateField(null=True)
    adopted_on = models.DateField(null=True)
    adopted_meeting = models.CharField(max_length=200, blank=True)
    adopted_document = models.CharField(max_length=300, blank=True)
    superseded_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["sector__position", "-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sector", "number"], name="one_agenda_per_number"),
            models.UniqueConstraint(
                fields=["sector"], condition=Q(state=IN_FORCE), name="one_agenda_in_force"
            ),
            models.UniqueConstraint(
                fields=["sector"],
                condition=Q(state__in=UNFINISHED),
                name="one_unfinished_agenda",
            ),
        ]

    def __str__(self) -> str:
        words = _("Agenda {sector}, version {number}")
        return str(format_lazy(words, sector=self.sector.name, number=self.number))

    def get_absolute_url(self) -> str:
        """Return the page of this version."""
        return reverse("agendas:detail", args=[self.uuid])

    @property
    def title(self) -> str:
        """Return what it is called, in the language of the page."""
        return spoken(self.title_nl, self.title_en) or str(self)

    @property
    def note(self) -> str:
        """Return what it is for, in the language of the page."""
        return spoken(self.note_nl, self.note_en)

    @property
    def state_in_words(self) -> Any:
        """Return the state, in the language of the page."""
        return self.lifecycle.states[self.state]

    @property
    def is_decided(self) -> bool:
        """Say whether the steering group ever adopted it."""
        return self.state in DECIDED

    @property
    def is_written(self) -> bool:
        """Say whether its text can change: not while others read it, nor once it is adopted."""
        return self.state == DRAFT

    def takes_input(self, on: date) -> bool:
        """Say whether importance and present state can be given; the last day counts."""
        begin, end = self.input_from, self.input_until
        asked = begin is not None and end is not None and begin <= on <= end
        return self.state == DRAFT and asked

    def search_entry(self) -> Item | None:
        """Return what it is found by: its title and its spearheads, until the next one stands."""
        if self.state == SUPERSEDED:
            return None
        said = self.spearheads.filter(state=STANDING).values_list("wording_nl", "wording_en")
        sector = f"{self.sector.name_nl} {self.sector.name_en}"
        return Item(
            kind="agenda",
            key=str(self.uuid),
            title=self.title_nl or f"Agenda {self.sector.name_nl}",
            title_en=self.title_en or f"Agenda {self.sector.name_en}",
            url=self.get_absolute_url(),
            hint=str(self.number),
            words=" ".join([sector, self.note_nl, self.note_en, *(" ".join(one) for one in said)]),
            uuid=self.uuid,
        )

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """It belongs to nobody; supervisors see what the steering group adopted."""
        return decided_for_guests(actor, "state")


class Priority(models.Model):
    """How urgent one theme is in one agenda; without a rank it was not chosen."""

    agenda = models.ForeignKey(SectorAgenda, models.CASCADE, related_name="priorities")
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    rank = models.PositiveSmallIntegerField(null=True)
    reason = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar = ["theme__number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agenda", "theme"], name="one_priority_per_theme"),
            models.UniqueConstraint(fields=["agenda", "rank"], name="one_theme_per_rank"),
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.rank}"


class Body(models.TextChoices):
    """With whom an agenda is aligned, in no order."""

    SECTOR = "sector", _("the sector, with the Commissie Vitale Infrastructuur")
    NCTV = "nctv", _("NCTV")
    VEILIGHEIDSBERAAD = "veiligheidsberaad", _("Veiligheidsberaad")


class Alignment(models.Model):
    """One body said that it can live with an agenda, with or without a reservation.

    ``followed`` is what the steering group did with the reservation, said on adoption.
    ``earlier``: it was said of a text that was taken back since, and counts no longer.
    """

    agenda = models.ForeignKey(SectorAgenda, models.CASCADE, related_name="alignments")
    body = models.CharField(max_length=20, choices=Body.choices)
    by_whom = models.CharField(max_length=200)
    on = models.DateField()
    document = models.CharField(max_length=300, blank=True)
    reservation = models.TextField(blank=True)
    followed = models.TextField(blank=True)
    earlier = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar = ["on", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agenda", "body"], name="one_alignment_per_body")
        ]

    def __str__(self) -> str:
        return f"{self.get_body_display()}: {self.on}"


def decided_for_guests(actor: Actor, path: str) -> Mapping[str, Q]:
    """Return what holds for every row alike, but that guests stand nearer what is decided only."""
    rules = everywhere(actor)
    return rules | {Rel.GUEST: rules[Rel.GUEST] & Q(**{f"{path}__in": DECIDED})}
