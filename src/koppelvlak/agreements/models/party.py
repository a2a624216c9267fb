"""Who acts and who benefits: an organisation, a text, or a rule that follows the network."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any, ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Exists, Prefetch, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.networks.models import tables_of
from koppelvlak.organisations.models import Kind, Organisation

EVERYBODY = {"nl": "de deelnemers van het netwerk", "en": "the participants of the network"}
ALL_OF_A_KIND = {"nl": "de {kinds} van het netwerk", "en": "the {kinds} of the network"}
# The same in an agreement for the whole country.
EVERYBODY_THERE = {
    "nl": "de deelnemers van alle netwerken",
    "en": "the participants of all networks",
}
ALL_THERE = {"nl": "de {kinds}", "en": "the {kinds}"}


class Side(models.TextChoices):
    """On which side of the agreement a party stands."""

    ACTING = "acting", _("acting party")
    BENEFITING = "benefiting", _("benefiting party")


class Party(models.Model):
    """One party of an agreement: an organisation, a text, or a rule that follows the network.

    ``every_kind``: every organisation of this kind at its table; ``everybody``: all of them. For
    the whole country every table counts (docs/decisions/0058).
    """

    agreement = models.ForeignKey("agreements.Agreement", models.CASCADE, related_name="parties")
    side = models.CharField(max_length=10, choices=Side.choices)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="agreement_parties"
    )
    every_kind = models.ForeignKey(Kind, models.PROTECT, null=True, related_name="+")
    everybody = models.BooleanField(default=False)
    text = models.CharField(max_length=160, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering: ClassVar = ["agreement", "side", "position", "pk"]
        indexes: ClassVar = [
            models.Index(fields=["agreement"], condition=Q(everybody=True), name="everybodys_party")
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["agreement", "side", "organisation"],
                condition=Q(organisation__isnull=False),
                name="a_party_stands_once_on_a_side",
            ),
        ]

    def __str__(self) -> str:
        return self.called("nl")

    def called(self, language: str, *, national: bool = False) -> str:
        """Return what the party is called in a sentence in this language."""
        if self.organisation is not None:
            return self.organisation.short_name
        if self.everybody:
            return (EVERYBODY_THERE if national else EVERYBODY)[language]
        if self.every_kind is not None:
            words = (ALL_THERE if national else ALL_OF_A_KIND)[language]
            return words.format(kinds=plural(self.every_kind, language))
        return self.text

    @property
    def many(self) -> bool:
        """Say whether it stands for several organisations."""
        return self.everybody or self.every_kind_id is not None


def named(path: str = "parties") -> Prefetch[str, QuerySet[Party], str]:
    """Return how the parties come along with what they are called, in one query."""
    return Prefetch(path, Party.objects.select_related("organisation", "every_kind"))


def agreements_of(organisation: UUID, sides: Iterable[str] = Side.values) -> QuerySet[Any, int]:
    """Return the keys of the agreements in which an organisation is a party on one of these sides.

    Named, or by a rule: as one of its kind at the table of the network, or for the whole country
    at any table.
    """
    rows = Party.objects.filter(_is(organisation), side__in=list(sides))
    return rows.values_list("agreement", flat=True).order_by()


def agreements_naming(organisation: UUID, sides: Iterable[str]) -> QuerySet[Any, int]:
    """Return the keys of the agreements that name an organisation, by no rule, on these sides."""
    own = Organisation.objects.filter(uuid=organisation)
    rows = Party.objects.filter(organisation__in=own.values("pk"), side__in=list(sides))
    return rows.values_list("agreement", flat=True).order_by()


# Only the question is kept, as in ``networks.models.sharing``. SQLite follows an index for every
# part of it; with a join to the organisation it would read every party there is.
@lru_cache(maxsize=512)
def _is(organisation: UUID) -> Q:
    own = Organisation.objects.filter(uuid=organisation)
    everybody = Party.objects.filter(everybody=True).order_by().values("pk")
    ruled = Party.objects.filter(Q(pk__in=everybody) | Q(every_kind__in=own.values("kind")))
    tables = tables_of(organisation)
    at_table = Q(agreement__network__in=tables.values("pk"))
    at_any = Q(agreement__network__isnull=True, agreement__is_model=False) & Q(Exists(tables))
    return Q(organisation__in=own.values("pk")) | (
        Q(pk__in=ruled.order_by().values("pk")) & (at_table | at_any)
    )


def plural(kind: Kind, language: str) -> str:
    """Return what many of a kind are called in this language."""
    return kind.plural_nl if language == "nl" else kind.plural_en
