"""What people give of an agreement, and what must hold of it before it is kept."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Count, QuerySet
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements import timing
from koppelvlak.agreements.models import (
    Agreement,
    AgreementKind,
    AgreementManner,
    Covenant,
    Party,
    Side,
    Situation,
)
from koppelvlak.framework.models import Theme
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, RefusedError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import ContactPoint, Kind, Organisation
from koppelvlak.rights import Rel
from koppelvlak.sectors.models import Sector

MOST_BASIC = 12
SETS = ("themes", "sectors", "situations")
SUBSTANCE = ("kind", "language", "manner", "trigger", "action", "within", "quantity")


@dataclass(frozen=True)
class Stated:
    """One party as given: an organisation, a kind of them, everybody, or a text."""

    side: str
    organisation: Organisation | None = None
    every_kind: Kind | None = None
    everybody: bool = False
    text: str = ""


@dataclass(frozen=True)
class Given:
    """The parts of an agreement; clean text. Maturity is none of them: it is worked out."""

    action: str
    parties: tuple[Stated, ...] = ()
    kind: str = AgreementKind.AGREED
    is_model: bool = False
    key: str = ""
    covenant: Covenant | None = None
    language: str = "nl"
    manner: str = AgreementManner.EACH
    themes: tuple[Theme, ...] = ()
    sectors: tuple[Sector, ...] = ()
    situations: tuple[Situation, ...] = ()
    phase: str = ""
    trigger: str = ""
    within: str = ""
    quantity: str = ""
    contact_point: ContactPoint | None = None
    contact_text: str = ""
    channel: str = ""
    fallback: str = ""
    escalation: str = ""
    basis: str = ""
    basis_text: str = ""
    basic: bool = False
    rhythm_months: int | None = None
    area: str = ""
    way_of_working: str = ""
    way_link: str = ""
    tlp: str = Tlp.AMBER
    agreed_on: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    status: str = ""
    source: str = ""
    source_text: str = ""
    certainty: str = ""

    def plain(self) -> dict[str, Any]:
        """Return the fields of the row itself, with what is understood of the time limit."""
        skipped = {"parties", *SETS}
        said = {f.name: getattr(self, f.name) for f in fields(self) if f.name not in skipped}
        return said | {"within_minutes": timing.limit(self.within)}


def given_of(row: Agreement) -> Given:
    """Return an agreement as it could be given again."""
    parties = tuple(
        Stated(one.side, one.organisation, one.every_kind, one.everybody, one.text)
        for one in row.parties.all()
    )
    said: dict[str, Any] = {name: tuple(getattr(row, name).all()) for name in SETS}
    plain = (f.name for f in fields(Given) if f.name not in {"parties", *SETS})
    return Given(parties=parties, **said | {name: getattr(row, name) for name in plain})


def may_put(network: Network | None, given: Given, by: Actor) -> None:
    """Refuse who neither coordinates the network nor acts for an acting party."""
    if network is None or Rel.COORDINATOR in network.related_to(by):
        return
    acting = {one.organisation.uuid for one in given.parties if _acts(one) and one.organisation}
    if by.organisation not in acting:
        words = _(
            "You may put down what your own organisation does; the coordinator does the rest."
        )
        raise RefusedError(words)


def check(given: Given, network: Network | None, *, known: Agreement | None = None) -> None:
    """Raise BadInputError with all that is wrong, per field."""
    errors: dict[str, list[Any]] = {}
    if not any(_acts(one) for one in given.parties):
        errors["acting"] = [_("Say who acts.")]
    if given.valid_from and given.valid_to and given.valid_to < given.valid_from:
        errors["valid_to"] = [_("This day is before the first day.")]
    wrong_class = class_refused(Tlp(given.tlp))
    if wrong_class:
        errors["tlp"] = [wrong_class]
    errors |= model_refused(given, network, known)
    if given.covenant and given.covenant.network_id not in {None, network.pk if network else None}:
        errors["covenant"] = [_("This covenant belongs to another network.")]
    if given.basic:
        errors |= _too_many_basic(given, network, known)
    if given.key and _taken(given.key, network, known):
        errors["key"] = [_("There is an agreement with this number already.")]
    if errors:
        raise BadInputError(errors=errors)


def reworded(row: Agreement, given: Given) -> bool:
    """Say whether this is another sentence than the one that was confirmed."""
    if any(getattr(row, name) != getattr(given, name) for name in SUBSTANCE):
        return True
    now = [identity(one) for one in row.parties.all()]
    return sorted(now) != sorted(identity(one) for one in given.parties)


def keep_parties(row: Agreement, given: Given) -> None:
    """Let the agreement have these parties and no others; inside a door."""
    row.parties.all().delete()
    Party.objects.bulk_create(parties_for(row, given))


def parties_for(row: Agreement, given: Given) -> list[Party]:
    """Return the parties as rows, each once on a side, not saved yet."""
    once = {identity(one): one for one in given.parties}
    return [
        Party(
            agreement=row, side=one.side, organisation=one.organisation, position=number,
            every_kind=one.every_kind, everybody=one.everybody, text=one.text,
        )
        for number, one in enumerate(once.values())
    ]  # fmt: skip


def keep_sets(row: Agreement, given: Given) -> None:
    """Let the agreement have these themes, sectors and situations; inside a door."""
    for name in SETS:
        getattr(row, name).set(getattr(given, name))


def _acts(one: Stated) -> bool:
    return one.side == Side.ACTING


def identity(one: Stated | Party) -> tuple[str, str, str, bool, str]:
    """Return what tells one party from another."""
    organisation = one.organisation.key if one.organisation else ""
    kind = one.every_kind.key if one.every_kind else ""
    return (str(one.side), organisation, kind, one.everybody, one.text)


def class_refused(tlp: Tlp) -> Any:
    """Return why this class cannot be kept here, or None."""
    if tlp is Tlp.RED:
        return _("What only named persons may know cannot be an agreement between organisations.")
    if not tlp.within(Tlp(settings.TLP_CEILING)):
        words = _('This installation may not keep what is "{tlp}". Choose a lower class.')
        return format_lazy(words, tlp=tlp.label)
    return None


def model_refused(
    given: Given, network: Network | None, known: Agreement | Given | None
) -> dict[str, list[Any]]:
    """Return why this cannot be a model, or cannot stop being one; nothing when all is well."""
    if given.is_model and network is not None:
        words = _("A model is for the whole country: networks make their own agreement of it.")
        return {"is_model": [words]}
    if known is not None and known.is_model and not given.is_model:
        words = _("A model stays a model: networks may have made their own agreement of it.")
        return {"is_model": [words]}
    return {}


def _too_many_basic(
    given: Given, network: Network | None, known: Agreement | None
) -> dict[str, list[Any]]:
    # Models take no place of those: they come beside what holds for the whole country.
    rows = _others(known).filter(network=network, basic=True, is_model=given.is_model)
    counted = rows.filter(sectors__in=given.sectors).values("sectors__name_nl")
    full = [one for one in counted.annotate(n=Count("pk")) if one["n"] >= MOST_BASIC]
    if not full:
        return {}
    words = _("There are {most} basic agreements for this sector already; that is the most.")
    return {"basic": [format_lazy(words, most=MOST_BASIC)]}


def _taken(key: str, network: Network | None, known: Agreement | None) -> bool:
    return _others(known).filter(network=network, key=key).exists()


def _others(known: Agreement | None) -> QuerySet[Agreement]:
    rows = Agreement.objects.all()
    return rows.exclude(pk=known.pk) if known else rows


__all__ = [
    "MOST_BASIC", "Given", "Stated", "check", "class_refused", "given_of", "identity",
    "keep_parties", "keep_sets", "may_put", "model_refused", "parties_for", "reworded",
]  # fmt: skip
