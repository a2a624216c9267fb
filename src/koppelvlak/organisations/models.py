from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Actor
from koppelvlak.kit.search.item import Item
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.lifecycle import CONTACT_POINT, ORGANISATION
from koppelvlak.rights import Can, Rel
from koppelvlak.sectors.models import Sector
from koppelvlak.thing import Thing, at_owner, everywhere


class Kind(models.Model):
    """A kind of organisation. ``guest`` kinds (supervisors) never become members."""

    key = models.SlugField(unique=True)
    name_nl = models.CharField(max_length=80)
    name_en = models.CharField(max_length=80)
    plural_nl = models.CharField(max_length=80)
    plural_en = models.CharField(max_length=80)
    guest = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return self.name_nl if get_language() == "nl" else self.name_en

    @property
    def plural(self) -> str:
        """Return the name of many, in the language of the page."""
        return self.plural_nl if get_language() == "nl" else self.plural_en


class Organisation(Thing):
    """An organisation that can sit at a table; its names and successors carry dates."""

    lifecycle = ORGANISATION
    see: ClassVar = Can.SEE_ORGANISATION
    unsaid: ClassVar = frozenset({"loaded"})

    key = models.SlugField(unique=True, help_text="Stable key of the facts, such as vr04.")
    kind = models.ForeignKey(Kind, models.PROTECT, related_name="organisations")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="organisations")
    # The current name stands here too: lists and search need it without a join.
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    website = models.URLField(blank=True)
    # What it does, how far it reaches, and what else should be known, in both languages.
    role_nl = models.TextField(blank=True)
    role_en = models.TextField(blank=True)
    reach_nl = models.TextField(blank=True)
    reach_en = models.TextField(blank=True)
    note_nl = models.TextField(blank=True)
    note_en = models.TextField(blank=True)
    certainty = models.CharField(max_length=60, blank=True)
    # The key of a source of ``territory``: sources live higher up.
    source = models.CharField(max_length=60, blank=True)
    # What the facts said when they were last loaded: a value that differs was edited by people.
    loaded = models.JSONField(default=dict, editable=False)
    # Municipalities and water boards can join; until they do they are not listed as participants.
    joined = models.BooleanField(default=True)

    class Meta:
        ordering: ClassVar = ["kind__position", "key"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Return the page of the organisation."""
        return reverse("organisations:detail", args=[self.uuid])

    @property
    def ended(self) -> bool:
        """Say whether another took over from it: it can no longer take part."""
        today = timezone.localdate()
        return any(one.on is not None and one.on <= today for one in self.successions.all())

    @property
    def role(self) -> str:
        """Return what it does, in the language of the page."""
        return _spoken(self.role_nl, self.role_en)

    @property
    def reach(self) -> str:
        """Return how far it reaches, in the language of the page."""
        return _spoken(self.reach_nl, self.reach_en)

    @property
    def note(self) -> str:
        """Return what else should be known, in the language of the page."""
        return _spoken(self.note_nl, self.note_en)

    def search_entry(self) -> Item:
        """Return what this organisation is found by: every name it had, its kind, its sectors."""
        names = [name.name for name in self.names.all()]
        sectors = [f"{s.name_nl} {s.name_en}" for s in self.sectors.all()]
        kind = f"{self.kind.name_nl} {self.kind.name_en}"
        return Item(
            kind="organisation",
            key=str(self.uuid),
            title=self.name,
            url=self.get_absolute_url(),
            hint=self.short_name if self.short_name != self.name else "",
            words=" ".join([self.key, kind, *sectors, *names]),
            uuid=self.uuid,
        )

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Everybody sees organisations; their own people do more."""
        return everywhere(actor) | at_owner(actor, "uuid")


class Name(models.Model):
    """What an organisation was called in a period; no end means until now."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    certainty = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering: ClassVar = ["valid_from"]

    def __str__(self) -> str:
        return self.name


class Succession(models.Model):
    """One organisation took over from another on a day."""

    predecessor = models.ForeignKey(Organisation, models.CASCADE, related_name="successions")
    successor = models.ForeignKey(Organisation, models.CASCADE, related_name="precedents")
    on = models.DateField(null=True)
    note_nl = models.CharField(max_length=300, blank=True)
    note_en = models.CharField(max_length=300, blank=True)
    certainty = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=60, blank=True)

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"

    @property
    def note(self) -> str:
        """Return how it went, in the language of the page."""
        return _spoken(self.note_nl, self.note_en)


class Channel(models.TextChoices):
    """How a contact point is reached."""

    PHONE = "phone", _("telephone")
    MAIL = "mail", _("mail")
    NCV = "ncv", _("NCV device (emergency communication facility)")
    RADIO = "radio", _("C2000 talk group")
    OTHER = "other", _("other")


class ContactPoint(Thing):
    """A function that can be reached day and night, before any person."""

    lifecycle = CONTACT_POINT
    see: ClassVar = Can.SEE_CONTACT_POINT

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="contact_points")
    function = models.CharField(max_length=120)
    channel = models.CharField(max_length=10, choices=Channel.choices, default=Channel.PHONE)
    address = models.CharField(max_length=120)
    hours = models.CharField(max_length=60)
    fallback = models.CharField(max_length=200, blank=True)
    tlp = models.CharField(max_length=12, choices=Tlp.choices, default=Tlp.AMBER)
    sharing_reason = models.CharField(
        max_length=300, blank=True, help_text="Why it is shared more widely than it was."
    )
    last_confirmed = models.DateField(null=True)
    confirmed_by = models.UUIDField(null=True, editable=False)
    fictional = models.BooleanField(default=False, editable=False)

    class Meta:
        ordering: ClassVar = ["organisation", "function"]

    def __str__(self) -> str:
        return self.function

    def get_absolute_url(self) -> str:
        """Return the page of its organisation, where contact points are shown."""
        return self.organisation.get_absolute_url()

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """Own people; fellows in a network follow from ``networks``, within the TLP."""
        return everywhere(actor) | at_owner(actor, "organisation__uuid") | {Rel.FELLOW: NO_FELLOWS}


# Who shares a network is known higher up; ``networks`` adds it at start (``also_related``).
NO_FELLOWS = Q(pk__isnull=True)


def _spoken(dutch: str, english: str) -> str:
    """Return the text in the language of the page, or the other one rather than nothing."""
    return (dutch or english) if get_language() == "nl" else (english or dutch)
