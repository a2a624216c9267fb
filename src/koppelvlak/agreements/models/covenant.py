"""Covenants: the paper under which agreements hang, its parties, signatures and annexes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.lifecycle import COVENANT, OVER, RUNNING
from koppelvlak.agreements.models.sight import shared_relations
from koppelvlak.framework.models import Theme
from koppelvlak.kit.access import Actor
from koppelvlak.kit.search.item import Item
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from koppelvlak.thing import Thing

# So many parties tell covenants of one title apart where these are found.
NAMED = 3
# As much as the index keeps of it.
HINT_LENGTH = 250


class CovenantKind(models.TextChoices):
    """For whom a covenant is written."""

    MODEL = "model", _("model covenant")
    NATIONAL = "national", _("national covenant")
    REGIONAL = "regional", _("regional covenant")


class Covenant(Thing):
    """What parties signed; it stays stable while the agreements under it change.

    ``owner`` keeps it here; a regional one hangs under a network. No ``valid_to``: for an
    indefinite time. ``reviewed_on`` starts the next ``review_months``. ``wording`` counts how
    often its text changed.
    """

    lifecycle = COVENANT
    see: ClassVar = Can.SEE_COVENANT
    unsaid: ClassVar = frozenset({"wording"})

    kind = models.CharField(max_length=10, choices=CovenantKind.choices)
    network = models.ForeignKey(Network, models.PROTECT, null=True, related_name="covenants")
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    title = models.CharField(max_length=200)
    sectors = models.ManyToManyField(Sector, blank=True, related_name="covenants")
    themes = models.ManyToManyField(Theme, blank=True, related_name="covenants")
    scope_in = models.TextField(blank=True)
    scope_out = models.TextField(blank=True)
    signed_on = models.DateField(null=True)
    signed_at = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    notice = models.CharField(max_length=300, blank=True)
    review_months = models.PositiveSmallIntegerField(null=True)
    reviewed_on = models.DateField(null=True)
    review_outcome = models.CharField(max_length=500, blank=True)
    predecessor = models.ForeignKey("self", models.PROTECT, null=True, related_name="successors")
    ended_on = models.DateField(null=True)
    ended_reason = models.CharField(max_length=500, blank=True)
    ended_by = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    tlp = models.CharField(max_length=12, choices=Tlp.choices, default=Tlp.AMBER)
    source = models.CharField(max_length=500, blank=True)
    certainty = models.CharField(max_length=60, blank=True)
    wording = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        ordering: ClassVar = ["title", "pk"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the page of the covenant."""
        return reverse("agreements:covenant", args=[self.uuid])

    @property
    def state_words(self) -> str:
        """Return the state in words."""
        return str(self.lifecycle.states[self.state])

    @property
    def runs(self) -> bool:
        """Say whether it is in force."""
        return self.state in RUNNING

    @property
    def is_over(self) -> bool:
        """Say whether it was in force, or never will be: do not rely on what hangs under it."""
        return self.state in OVER

    def search_entry(self) -> Item:
        """Return what this covenant is found by: its title, scope and parties."""
        parties = [one.name for one in self.parties.select_related("organisation")]
        return Item(
            kind="covenant",
            key=str(self.uuid),
            title=self.title,
            url=self.get_absolute_url(),
            hint=_first(parties),
            words=f"{' '.join(parties)} {self.scope_in} {self.scope_out}",
            uuid=self.uuid,
        )

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """The network it hangs under, who is a party, and who keeps it."""
        if actor.organisation is None:
            return shared_relations(actor, None, None)
        parties = Signatory.objects.filter(organisation__uuid=actor.organisation)
        return shared_relations(actor, parties.values_list("covenant", flat=True), None)


class Signatory(models.Model):
    """One party of a covenant: who represents it, in what function, and when that was signed."""

    covenant = models.ForeignKey(Covenant, models.CASCADE, related_name="parties")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="covenant_parties"
    )
    text = models.CharField(max_length=160, blank=True)
    representative = models.CharField(max_length=120, blank=True)
    function = models.CharField(max_length=120, blank=True)
    signed_on = models.DateField(null=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["covenant", "position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Return the name of the party."""
        return self.organisation.name if self.organisation else self.text


class Annex(models.Model):
    """A file under a covenant, kept under its own identity; ``sha256`` tells what it must be."""

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    covenant = models.ForeignKey(Covenant, models.CASCADE, related_name="annexes")
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=120)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_on = models.DateField()

    class Meta:
        ordering: ClassVar = ["added_on", "name"]

    def __str__(self) -> str:
        return self.name


def _first(parties: list[str]) -> str:
    more = ["…"] if len(parties) > NAMED else []
    return ", ".join([*parties[:NAMED], *more])[:HINT_LENGTH]
