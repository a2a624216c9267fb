"""What may one ask about agreements?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from koppelvlak.agreements import assessing
from koppelvlak.agreements.assessing import Heard
from koppelvlak.agreements.lifecycle import AGREED
from koppelvlak.agreements.models import (
    CONFIRMABLE,
    Agreement,
    AgreementKind,
    Covenant,
    Maturity,
    Side,
    named,
)
from koppelvlak.agreements.models.party import agreements_of
from koppelvlak.kit.access import Actor, require
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.documents.content import strictest as most
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network, tables_of
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.registers.models import Register
from koppelvlak.rights import Can
from koppelvlak.thing import GUEST_MARK

NATIONAL = "landelijk"
# In force, and of a kind that counts.
COUNTED = (Maturity.AGREED, Maturity.WORKED_OUT, Maturity.PROVEN, Maturity.STALE)
SEARCHED = ("action", "trigger", "within", "quantity", "key", "area", "parties__text",
            "parties__organisation__name", "parties__organisation__short_name")  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """Which agreements someone wants to see; empty means all."""

    network: str = ""
    theme: str = ""
    maturity: str = ""
    kind: str = ""
    party: str = ""
    text: str = ""
    sector: str = ""
    tables: tuple[str, ...] = ()
    basic: bool = False
    counted: bool = False
    everything: bool = False


@dataclass(frozen=True)
class Turn:
    """Something that happened to an agreement: when, what, and for whom."""

    at: Any
    words: Any
    organisation: str


def sees_maturity(actor: Actor) -> bool:
    """Say whether pages show this actor how far agreements have come: never to guests."""
    return GUEST_MARK not in actor.roles


def agreements(actor: Actor, wanted: Wanted) -> QuerySet[Agreement]:
    """Return the agreements someone wants to see; what ended only when asked for."""
    rows = Agreement.objects.visible_to(actor).filter(_asked(actor, wanted))
    if wanted.text:
        for word in wanted.text.split()[:8]:
            found = Q()
            for field in SEARCHED:
                found |= Q(**{f"{field}__icontains": word})
            rows = rows.filter(pk__in=Agreement.objects.filter(found).values("pk"))
    return shown(rows)


def shown(rows: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Return the agreements with all that a line of a list tells; a fixed number of queries."""
    return rows.select_related("network__sector", "network__anchor").prefetch_related(
        named(), "themes"
    )


def _asked(actor: Actor, wanted: Wanted) -> Q:
    asked = Q()
    if wanted.network == NATIONAL:
        asked &= Q(network__isnull=True)
    elif wanted.network:
        asked &= Q(network__uuid=wanted.network)
    if wanted.theme:
        asked &= Q(themes__number=wanted.theme)
    if wanted.kind:
        asked &= Q(kind=wanted.kind)
    if wanted.party:
        asked &= Q(pk__in=agreements_of(UUID(wanted.party)))
    asked &= _about_places(wanted)
    if wanted.counted and sees_maturity(actor):
        asked &= Q(maturity__in=COUNTED)
    if wanted.maturity and sees_maturity(actor):
        return asked & Q(maturity=wanted.maturity)
    return asked if wanted.everything else asked & ~Q(maturity=Maturity.ENDED)


def _about_places(wanted: Wanted) -> Q:
    """Return what an address asks that comes from a cell of the coverage."""
    asked = Q()
    if wanted.basic:
        asked &= Q(basic=True)
    if wanted.sector:
        asked &= Q(network__sector__key=wanted.sector)
    for organisation in wanted.tables:
        asked &= Q(network__in=tables_of(UUID(organisation)).values("pk"))
    return asked


def agreement(uuid: UUID, *, actor: Actor) -> Agreement:
    """Return one agreement with all that its page tells; raise UnseenError."""
    desk = ContactPoint.objects.visible_to(actor).filter(pk=OuterRef("contact_point"))
    rows = Agreement.objects.visible_to(actor).with_relations(actor)
    rows = rows.annotate(sees_desk=Exists(desk))
    return _one(
        assessing.with_facts(rows).select_related(
            "contact_point__organisation", "network__sector", "network__anchor", "covenant", "owner"
        ).prefetch_related("themes", "sectors", "situations"),
        uuid,
    )  # fmt: skip


def agreement_to(can: Can, uuid: UUID, *, actor: Actor) -> Agreement:
    """Return one agreement to which the actor may do this; raise UnseenError, RefusedError."""
    row = agreement(uuid, actor=actor)
    require(can, row.related_to(actor), row.rights)
    return row


def parties(row: Agreement) -> list[Heard]:
    """Return the parties with what they confirmed; rules unfolded to who sits there today."""
    return assessing.heard(row, assessing.tables_for([row]))


def history(row: Agreement) -> list[Turn]:
    """Return what happened to an agreement, the last first; who did it stays in the log."""
    events = Event.objects.filter(
        subject=row.uuid, subject_kind=row._meta.label_lower, result="done"
    ).order_by("-number")[:20]
    return [Turn(one.at, _words(one.action), _acted_for(one)) for one in events]


def to_confirm(organisation: Organisation, *, actor: Actor) -> list[Agreement]:
    """Return the agreements in force of which an organisation is a party, per network."""
    rows = Agreement.objects.visible_to(actor).filter(
        CONFIRMABLE, pk__in=agreements_of(organisation.uuid), state=AGREED
    )
    asked = assessing.with_facts(rows.exclude(maturity=Maturity.ENDED))
    return list(asked.order_by("network__sector__position", "network", "-basic", "key", "pk"))


def of_network(network: Network, *, actor: Actor) -> list[Agreement]:
    """Return the agreements of a network that can be confirmed in its meeting."""
    rows = Agreement.objects.visible_to(actor).filter(CONFIRMABLE, network=network, state=AGREED)
    asked = assessing.with_facts(rows.exclude(maturity=Maturity.ENDED))
    return list(asked.order_by("-basic", "key", "pk"))


def between(one: Organisation, other: Organisation, *, actor: Actor) -> list[list[Agreement]]:
    """Return what one owes the other, what the other owes the one; as far as the actor may see.

    What several do for one another is owed both ways. By a note or a model nobody owes anything.
    """
    rows = Agreement.objects.visible_to(actor).exclude(maturity=Maturity.ENDED)
    rows = rows.exclude(Q(kind=AgreementKind.NOTE) | Q(is_model=True))
    return [list(shown(_owed(rows, *pair))) for pair in ((one, other), (other, one))]


def _owed(rows: QuerySet[Agreement], by: Organisation, to: Organisation) -> QuerySet[Agreement]:
    acting = Q(pk__in=agreements_of(by.uuid, [Side.ACTING]))
    towards = Q(pk__in=agreements_of(to.uuid, [Side.BENEFITING]))
    mutual = Q(manner="mutual", pk__in=agreements_of(to.uuid, [Side.ACTING]))
    return rows.filter(acting & (towards | mutual))


def networks_for(actor: Actor, can: Can) -> QuerySet[Network]:
    """Return the networks to which the actor may do this, as far as their state allows it."""
    rows = Network.objects.open_to(actor, can).select_related("sector", "anchor")
    states = [state for state in Network.lifecycle.states if Network.lifecycle.allows(state, can)]
    return rows.filter(state__in=states)


def meetings(actor: Actor, wanted: Wanted) -> QuerySet[Network]:
    """Return the networks in whose meeting the actor confirms: of one network, that alone."""
    rows = networks_for(actor, Can.CONFIRM_IN_MEETING)
    if wanted.network == NATIONAL:
        return rows.none()
    return rows.filter(uuid=wanted.network) if wanted.network else rows


def may_add(actor: Actor) -> bool:
    """Say whether there is a network, or the country, for which the actor may put one down."""
    books = Register.objects.open_to(actor, Can.ADD_NATIONAL_AGREEMENT)
    book = books.filter(key=Register.AGREEMENTS)
    return networks_for(actor, Can.ADD_AGREEMENT).exists() or book.exists()


def networks_with_any(actor: Actor) -> QuerySet[Network]:
    """Return the networks that the actor sees under which an agreement hangs that they see."""
    # Asked of each network: a join would bring along every agreement there is.
    under = Exists(Agreement.objects.visible_to(actor).filter(network=OuterRef("pk")))
    return Network.objects.visible_to(actor).filter(under).select_related("sector", "anchor")


def network_to(can: Can, uuid: UUID, *, actor: Actor) -> Network:
    """Return one network to which the actor may do this; raise UnseenError, RefusedError."""
    rows = Network.objects.visible_to(actor).with_relations(actor)
    row = rows.select_related("sector", "anchor").filter(uuid=uuid).first()
    if row is None:
        raise UnseenError
    require(can, row.related_to(actor), row.rights)
    return row


def organisation(uuid: UUID, *, actor: Actor) -> Organisation:
    """Return one organisation; raise UnseenError."""
    row = Organisation.objects.visible_to(actor).with_relations(actor).filter(uuid=uuid).first()
    if row is None:
        raise UnseenError
    return row


def organisations(actor: Actor) -> list[Organisation]:
    """Return the organisations between which the actor may choose, by name."""
    return sorted(Organisation.objects.visible_to(actor), key=lambda row: row.short_name.casefold())


def covenants(actor: Actor) -> QuerySet[Covenant]:
    """Return the covenants that the actor may see."""
    return _told(Covenant.objects.visible_to(actor))


def _told(rows: QuerySet[Covenant]) -> QuerySet[Covenant]:
    return rows.select_related("network__sector", "network__anchor").prefetch_related(
        "parties__organisation", "sectors"
    )


def covenant(uuid: UUID, *, actor: Actor, can: Can = Can.SEE_COVENANT) -> Covenant:
    """Return one covenant to which the actor may do this; raise UnseenError, RefusedError."""
    rows = _told(Covenant.objects.visible_to(actor).with_relations(actor))
    row = rows.select_related("predecessor", "ended_by").filter(uuid=uuid).first()
    if row is None:
        raise UnseenError
    require(can, row.related_to(actor), row.rights)
    return row


def strictest(rows: list[Agreement] | QuerySet[Agreement]) -> Tlp:
    """Return the class of a page that shows these agreements: at least GREEN."""
    return most([Tlp(row.tlp) for row in rows])


def _one(rows: QuerySet[Agreement], uuid: UUID) -> Agreement:
    row = rows.filter(uuid=uuid).first()
    if row is None:
        raise UnseenError
    return row


def _words(action: str) -> Any:
    return next((can.label for can in Can if can == action), action)


def _acted_for(event: Event) -> str:
    actor = (event.payload or {}).get("actor", {})
    return str(actor.get("organisation_name", ""))
