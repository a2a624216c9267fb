"""Agreements: sentences that parties hold each other to, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from textwrap import shorten
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.lifecycle import AGREEMENT
from koppelvlak.agreements.maturity import Level
from koppelvlak.agreements.models.covenant import Covenant
from koppelvlak.agreements.models.party import Party, Side, agreements_naming, agreements_of
from koppelvlak.agreements.models.sight import shared_relations
from koppelvlak.agreements.models.situation import Situation
from koppelvlak.agreements.sentence import CONFIRMED, COUNTED, Kind, Manner, Parts, sentence
from koppelvlak.framework.models import Theme
from koppelvlak.kit.access import Actor
from koppelvlak.kit.search.item import Item
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.rights import Can, Rel
from koppelvlak.sectors.models import Sector
from koppelvlak.thing import Thing

TITLE_LENGTH = 180
NAME_LENGTH = 60
# What parties are asked to confirm, as a question to the database: see ``can_be_confirmed``.
CONFIRMABLE = Q(kind__in=CONFIRMED, is_model=False)


class AgreementKind(models.TextChoices):
    """What kind of sentence it is."""

    AGREED = Kind.AGREED.value, _("agreed")
    PRACTICE = Kind.PRACTICE.value, _("practice")
    RECOMMENDATION = Kind.RECOMMENDATION.value, _("recommendation")
    NOT_EXPECTED = Kind.NOT_EXPECTED.value, _("not to be expected")
    FRAMEWORK = Kind.FRAMEWORK.value, _("legal framework")
    NOTE = Kind.NOTE.value, _("note, no agreement")


class AgreementManner(models.TextChoices):
    """How several acting parties act."""

    EACH = Manner.EACH.value, _("each of them")
    TOGETHER = Manner.TOGETHER.value, _("together")
    MUTUAL = Manner.MUTUAL.value, _("for one another")


class Basis(models.TextChoices):
    """On what it rests."""

    COVENANT = "covenant", _("covenant")
    PLAN = "plan", _("plan")
    LAW = "law", _("law")
    PRACTICE = "practice", _("practice")


class Phase(models.TextChoices):
    """In which phase it is carried out."""

    COLD = "cold", _("before: cold phase")
    LUKEWARM = "lukewarm", _("threat: lukewarm phase")
    WARM = "warm", _("during: warm phase")
    AFTER = "after", _("afterwards")


class Maturity(models.TextChoices):
    """How far it has come, in the words of the field."""

    UNCOUNTED = Level.UNCOUNTED.value, _("does not count")
    PROPOSED = Level.PROPOSED.value, _("proposed")
    AGREED = Level.AGREED.value, _("agreed upon")
    WORKED_OUT = Level.WORKED_OUT.value, _("worked out")
    PROVEN = Level.PROVEN.value, _("proven")
    STALE = Level.STALE.value, _("not confirmed")
    ENDED = Level.ENDED.value, _("ended")


@dataclass(frozen=True)
class Before:
    """What an agreement said until it was reworded, and whom it does not bind any more.

    ``tlp`` is how far that sentence went, ``asked`` whether its parties were asked to confirm it.
    Who ``left`` is no party any more; it was ``freed`` when it became a model.
    """

    sentence: str
    tlp: str
    asked: bool
    left: frozenset[int] = frozenset()
    freed: frozenset[int] = frozenset()


class Agreement(Thing):
    """One sentence in parts, in the language in which it was typed.

    ``key`` is its number in the list it came from. Without a network it holds for the whole
    country. ``within_minutes`` is what could be understood of ``within``. ``wording`` counts how
    often the sentence changed, ``agreed_wording`` which one was agreed upon. The ``maturity``
    fields are worked out and never typed in. ``is_model``: networks make their own agreement of
    it, and it binds nobody by itself.
    """

    lifecycle = AGREEMENT
    see: ClassVar = Can.SEE_AGREEMENT
    unsaid: ClassVar = frozenset(
        {"maturity", "maturity_reasons", "maturity_checksum", "maturity_until"}
    )

    # Not kept: what the door that rewords it tells the parties.
    before: Before | None = None

    key = models.CharField(max_length=40, blank=True)
    network = models.ForeignKey(Network, models.PROTECT, null=True, related_name="agreements")
    covenant = models.ForeignKey(Covenant, models.PROTECT, null=True, related_name="agreements")
    owner = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=16, choices=AgreementKind.choices)
    is_model = models.BooleanField(default=False)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES, default="nl")
    manner = models.CharField(
        max_length=10, choices=AgreementManner.choices, default=AgreementManner.EACH
    )
    themes = models.ManyToManyField(Theme, blank=True, related_name="agreements")
    sectors = models.ManyToManyField(Sector, blank=True, related_name="agreements")
    situations = models.ManyToManyField(Situation, blank=True, related_name="agreements")
    phase = models.CharField(max_length=10, choices=Phase.choices, blank=True)

    trigger = models.CharField(max_length=300, blank=True)
    action = models.CharField(max_length=500)
    within = models.CharField(max_length=200, blank=True)
    within_minutes = models.PositiveIntegerField(null=True, editable=False)
    quantity = models.CharField(max_length=200, blank=True)
    contact_point = models.ForeignKey(
        ContactPoint, models.SET_NULL, null=True, related_name="agreements"
    )
    contact_text = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=120, blank=True)
    fallback = models.CharField(max_length=200, blank=True)
    escalation = models.CharField(max_length=300, blank=True)
    basis = models.CharField(max_length=10, choices=Basis.choices, blank=True)
    basis_text = models.CharField(max_length=200, blank=True)
    basic = models.BooleanField(default=False)
    rhythm_months = models.PositiveSmallIntegerField(null=True)
    area = models.CharField(max_length=200, blank=True)
    way_of_working = models.TextField(blank=True)
    way_link = models.URLField(max_length=300, blank=True)
    tlp = models.CharField(max_length=12, choices=Tlp.choices, default=Tlp.AMBER)
    agreed_on = models.DateField(null=True)
    valid_from = models.DateField(null=True)
    valid_to = models.DateField(null=True)
    status = models.CharField(max_length=160, blank=True)
    source = models.CharField(max_length=60, blank=True)
    source_text = models.CharField(max_length=500, blank=True)
    certainty = models.CharField(max_length=60, blank=True)
    extra = models.JSONField(default=dict, blank=True, editable=False)

    wording = models.PositiveIntegerField(default=1, editable=False)
    reworded_on = models.DateField(null=True, editable=False)
    agreed_wording = models.PositiveIntegerField(default=1, editable=False)
    ended_on = models.DateField(null=True, editable=False)
    ended_reason = models.CharField(max_length=500, blank=True, editable=False)

    maturity = models.CharField(
        max_length=10, choices=Maturity.choices, default=Maturity.PROPOSED, editable=False
    )
    maturity_reasons = models.JSONField(default=list, editable=False)
    maturity_checksum = models.CharField(max_length=64, blank=True, editable=False)
    maturity_until = models.DateField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-basic", "key", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["network", "maturity"], name="agreement_by_network"),
            models.Index(fields=["maturity_until"], name="agreement_until"),
            # Who sees any agreement of a network is answered from here, without reading them.
            models.Index(fields=["network", "tlp", "owner"], name="agreement_sight"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["network", "key"],
                condition=~Q(key="") & Q(network__isnull=False),
                name="one_agreement_per_key",
            ),
            models.UniqueConstraint(
                fields=["key"],
                condition=~Q(key="") & Q(network__isnull=True),
                name="one_national_agreement_per_key",
            ),
        ]

    def __str__(self) -> str:
        text = self.key or self.action
        brief = shorten(text, NAME_LENGTH, placeholder=" …")
        # One word that is too long leaves no place to break at.
        return brief if len(brief) > 1 else Truncator(text).chars(NAME_LENGTH)

    def get_absolute_url(self) -> str:
        """Return the page of the agreement."""
        return reverse("agreements:detail", args=[self.uuid])

    @property
    def counts(self) -> bool:
        """Say whether it counts: a duty to a supervisor, an advice, a note or a model does not."""
        return self.kind in COUNTED and not self.is_model

    @property
    def can_be_confirmed(self) -> bool:
        """Say whether parties confirm it."""
        return self.kind in CONFIRMED and not self.is_model

    @property
    def in_force(self) -> bool:
        """Say whether one may rely on it: not ended, nor its covenant, nor its term."""
        return self.maturity != Maturity.ENDED

    @property
    def sentence(self) -> str:
        """Return the agreement as one sentence, in the language in which it was typed."""
        return self.worded(self.parties.all())

    @property
    def bare_sentence(self) -> str:
        """Return the same without the word that it is a model, to compare networks with it."""
        return self._said(self.parties.all(), model=False)

    def worded(self, parties: Iterable[Party]) -> str:
        """Return the sentence with these parties, for what is not kept yet."""
        return self._said(parties, model=self.is_model)

    def _said(self, parties: Iterable[Party], *, model: bool) -> str:
        # A model is read as the agreement that a network makes of it.
        national = self.network_id is None and not self.is_model
        sides = {side: [one for one in parties if one.side == side] for side in Side}
        acting, benefiting = sides[Side.ACTING], sides[Side.BENEFITING]
        return sentence(
            Parts(
                language=self.language,
                kind=self.kind,
                acting=[one.called(self.language, national=national) for one in acting],
                many=any(one.many for one in acting),
                benefiting=[one.called(self.language, national=national) for one in benefiting],
                manner=self.manner,
                trigger=self.trigger,
                action=self.action,
                within=self.within,
                quantity=self.quantity,
                in_force=self.in_force,
                model=model,
            )
        )

    def search_entry(self) -> Item:
        """Return what this agreement is found by: its sentence and everything typed about it."""
        themes = " ".join(f"{t.name_nl} {t.name_en}" for t in self.themes.all())
        return Item(
            kind="agreement",
            key=str(self.uuid),
            title=Truncator(self.sentence).chars(TITLE_LENGTH),
            url=self.get_absolute_url(),
            hint=self.key,
            words=f"{self.sentence} {self.way_of_working} {self.area} {self.status} {themes}",
            uuid=self.uuid,
        )

    @classmethod
    def relations(cls, actor: Actor) -> Mapping[str, Q]:
        """The network it hangs under, who is a party or acts, and who keeps it to itself."""
        own = actor.organisation
        rules = shared_relations(
            actor,
            agreements_of(own) if own else None,
            agreements_of(own, [Side.ACTING]) if own else None,
        )
        # Who put it down changes it later only when nobody else sees it.
        alone = Q(tlp=Tlp.AMBER_STRICT)
        # For the whole country a rule means many that nobody asked to speak for each other: who
        # is meant by it confirms, and only who is named changes or ends it.
        named_so = Q(network__isnull=False)
        if own:
            named_so |= Q(pk__in=agreements_naming(own, [Side.ACTING]))
        return {
            **rules,
            Rel.ACTING: rules[Rel.ACTING] & named_so,
            Rel.EDITOR: rules[Rel.EDITOR] & alone,
        }
