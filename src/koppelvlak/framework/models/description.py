from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import format_lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from koppelvlak.framework.lifecycle import (
    ADOPTED,
    CONSULTATION,
    DECIDED,
    DRAFT,
    ROLE_DESCRIPTION,
    STANDING,
    TASK,
)
from koppelvlak.framework.models.theme import Theme
from koppelvlak.kit.access import Actor
from koppelvlak.kit.search.item import Item
from koppelvlak.rights import Can, Rel
from koppelvlak.thing import Thing, everywhere


class RoleDescription(Thing):
    """One version of who does what: tasks per theme of the region, the companies and the state.

    ``number`` counts versions; ``version``, as of every living thing, counts changes of this row.
    """

    lifecycle = ROLE_DESCRIPTION
    see: ClassVar = Can.SEE_ROLE

    number = models.PositiveSmallIntegerField(unique=True)
    # What this version is, and what it changes.
    note_nl = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    # The makers of Koppelvlak wrote it: an example until the steering group adopts one.
    shipped = models.BooleanField(default=False, editable=False)
    started_on = models.DateField()
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    consulted_on = models.DateField(null=True)
    consulted_until = models.DateField(null=True)
    adopted_on = models.DateField(null=True)
    adopted_meeting = models.CharField(max_length=200, blank=True)
    adopted_document = models.CharField(max_length=300, blank=True)
    superseded_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["state"], condition=Q(state=ADOPTED), name="one_adopted_role_description"
            )
        ]

    def __str__(self) -> str:
        return str(format_lazy(_("Role description, version {number}"), number=self.number))

    def get_absolute_url(self) -> str:
        """Return the page of this version."""
        return reverse("framework:description", args=[self.uuid])

    @property
    def note(self) -> str:
        """Return what it is, in the language of the page."""
        return spoken(self.note_nl, self.note_en)

    @property
    def state_in_words(self) -> Any:
        """Return the state, in the language of the page."""
        return self.lifecycle.states[self.state]

    @property
    def is_decided(self) -> bool:
        """Say whether the steering group ever adopted it."""
        return self.state in DECIDED

    def takes_comments(self, on: date) -> bool:
        """Say whether organisations can still comment; the last day counts."""
        until = self.consulted_until
        return self.state == CONSULTATION and until is not None and on <= until

    def can_be_written(self, on: date) -> bool:
        """Say whether the text can change: not while others read it, nor once it is adopted."""
        return self.state == DRAFT or (self.state == CONSULTATION and not self.takes_comments(on))

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """It belongs to nobody; supervisors see what the steering group adopted."""
        return decided_for_guests(actor, "state")


class Party(models.TextChoices):
    """Whose task it is."""

    REGION = "region", _("safety region")
    COMPANY = "company", _("companies")
    STATE = "state", _("the state")


class Certainty(models.TextChoices):
    """How sure it is that this is a task; ``kit.ui.tags`` says the codes of all facts in words."""

    LEGAL = "legal", _("laid down in law")
    SOURCED = "sourced", _("from a source")
    NEWS = "news", _("reported in the news")
    UNVERIFIED = "unverified", _("not verified")


class Task(Thing):
    """One concrete task of one party, within a theme, in one version.

    ``line`` is the same in every version: by it the next wording is compared with this one, and
    by it regions say what they do.
    """

    lifecycle = TASK
    see: ClassVar = Can.SEE_TASK
    above: ClassVar = "description"
    unsaid: ClassVar = frozenset({"offered_nl", "offered_en"})

    description = models.ForeignKey(RoleDescription, models.CASCADE, related_name="tasks")
    line = models.UUIDField(default=uuid4, editable=False)
    theme = models.ForeignKey(Theme, models.PROTECT, related_name="tasks")
    party = models.CharField(max_length=10, choices=Party.choices)
    position = models.PositiveSmallIntegerField()
    text_nl = models.TextField()
    text_en = models.TextField(blank=True)
    basis = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=300, blank=True)
    certainty = models.CharField(
        max_length=20, choices=Certainty.choices, default=Certainty.UNVERIFIED
    )
    # The wording that organisations were asked about; comments are about this.
    offered_nl = models.TextField(blank=True, editable=False)
    offered_en = models.TextField(blank=True, editable=False)

    class Meta:
        ordering: ClassVar = ["theme__number", "position", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["description", "line"], name="one_wording_of_a_task_per_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.label} {self.text}"

    def get_absolute_url(self) -> str:
        """Return the page of the task."""
        return reverse("framework:task", args=[self.uuid])

    @property
    def label(self) -> str:
        """Return how people refer to it in this version: theme and place, such as 5.2."""
        return f"{self.theme.number}.{self.position}"

    @property
    def text(self) -> str:
        """Return the task in the language of the page."""
        return spoken(self.text_nl, self.text_en)

    @property
    def offered(self) -> str:
        """Return the wording of the consultation in the language of the page."""
        return spoken(self.offered_nl, self.offered_en)

    @property
    def place(self) -> tuple[int, str]:
        """Return where it stands: its theme, and whose it is."""
        return (self.theme.number, self.party)

    @property
    def stands(self) -> bool:
        """Say whether it is a task in this version."""
        return self.state == STANDING

    def search_entry(self) -> Item | None:
        """Return what it is found by: only in the version that people go by."""
        if not self.stands or current() != self.description:
            return None
        theme, cut = self.theme, 120
        return Item(
            kind="task",
            key=str(self.line),
            title=_short(self.text_nl, cut),
            title_en=_short(self.text_en, cut),
            url=self.get_absolute_url(),
            hint=self.label,
            words=f"{theme.name_nl} {theme.name_en} {self.text_nl} {self.text_en} {self.basis}",
            uuid=self.uuid,
        )

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """It belongs to nobody; supervisors see what the steering group adopted."""
        return decided_for_guests(actor, "description__state")


def current() -> RoleDescription | None:
    """Return the version that people go by: the adopted one, or else the newest."""
    adopted = RoleDescription.objects.filter(state=ADOPTED).first()
    return adopted or RoleDescription.objects.first()


def decided_for_guests(actor: Actor, path: str) -> Mapping[str, Q]:
    """Return what holds for every row alike, but that guests stand nearer what is decided only."""
    rules = everywhere(actor)
    return rules | {Rel.GUEST: rules[Rel.GUEST] & Q(**{f"{path}__in": DECIDED})}


def spoken(dutch: str, english: str) -> str:
    """Return the text in the language of the page, or the other one rather than nothing."""
    return (dutch or english) if get_language() == "nl" else (english or dutch)


def _short(text: str, limit: int) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1].rstrip()}…"
