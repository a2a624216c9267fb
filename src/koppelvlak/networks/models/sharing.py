"""Who shares a network with whom: said here, once (docs/decisions/0008 and 0013)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from uuid import UUID

from django.apps import apps
from django.db.models import Q, QuerySet

from koppelvlak.kit.access import NOTHING, Actor
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import FORMING, PRESENT, PROPOSED, STANDING, TAKEN
from koppelvlak.networks.models.network import Basis, Network
from koppelvlak.organisations.models import ContactPoint
from koppelvlak.rights import CONTENT_ROLES, Rel, Role
from koppelvlak.rounds.models import Round
from koppelvlak.thing import GUEST_MARK

REACHED = "reached"
LEADING = frozenset({Role.BOUNDARY_WORKER, Role.MANAGER})


def tables_of(organisation: UUID) -> QuerySet[Network]:
    """Return the networks in which an organisation sits: it took a seat and has not left.

    While a network that follows from a supply area is not formed yet, its company and the regions
    that it surely reaches count too, unless they declined.
    """
    return Network.objects.filter(_sits(organisation))


# What is kept of a rule is the question, never its answer: each use asks the tables anew.
@lru_cache(maxsize=512)
def _sits(organisation: UUID) -> Q:
    seats = apps.get_model("networks", "Seat").objects.filter(organisation__uuid=organisation)
    members = apps.get_model("networks", "Member").objects.filter(
        standing=REACHED, region__organisation__uuid=organisation
    )
    taken = Q(state__in=STANDING, pk__in=seats.filter(state__in=TAKEN).values("network"))
    gone = seats.exclude(state__in=PRESENT).values("network")
    reached = Q(anchor__uuid=organisation) | Q(pk__in=members.values("network"))
    waiting = Q(state__in=(PROPOSED, FORMING), basis=Basis.DERIVED) & reached & ~Q(pk__in=gone)
    return taken | waiting


def coordinated_by(actor: Actor) -> QuerySet[Network]:
    """Return the standing networks that this actor leads: as chair, secretary, or for the lead."""
    return Network.objects.filter(
        _leads(actor.organisation, actor.person, actor.roles), state__in=STANDING
    )


@lru_cache(maxsize=512)
def _leads(organisation: UUID | None, person: UUID | None, roles: frozenset[str]) -> Q:
    rule = NOTHING
    if organisation is not None and GUEST_MARK not in roles:
        if roles & LEADING:
            rule = Q(lead__uuid=organisation)
        if person is not None and roles & CONTENT_ROLES:
            office = Q(chair__uuid=person) | Q(secretary__uuid=person)
            rule = rule | (office & _sits(organisation))
    return rule


def at_tables(actor: Actor, path: str = "") -> dict[str, Q]:
    """Return the relations *member* and *coordinator* for what hangs under a network by ``path``.

    Without a path for networks themselves. Guests are never members.
    """
    if actor.organisation is None or GUEST_MARK in actor.roles or not actor.roles & CONTENT_ROLES:
        return {Rel.MEMBER: NOTHING, Rel.COORDINATOR: NOTHING}
    within = f"{path}__in" if path else "pk__in"
    return dict(_at_tables(actor.organisation, actor.person, actor.roles, within))


@lru_cache(maxsize=512)
def _at_tables(
    organisation: UUID, person: UUID | None, roles: frozenset[str], within: str
) -> dict[str, Q]:
    leading = Network.objects.filter(_leads(organisation, person, roles), state__in=STANDING)
    return {
        Rel.MEMBER: Q(**{within: tables_of(organisation).values("pk")}),
        Rel.COORDINATOR: Q(**{within: leading.values("pk")}),
    }


@lru_cache(maxsize=512)
def fellows_of(organisation: UUID) -> Q:
    """Return which organisations (by their key) sit at a table with this one."""
    tables = tables_of(organisation)
    seats = apps.get_model("networks", "Seat").objects.filter(
        state__in=TAKEN, network__in=tables.values("pk")
    )
    waiting = tables.filter(state__in=(PROPOSED, FORMING), basis=Basis.DERIVED).values("pk")
    members = apps.get_model("networks", "Member").objects.filter(
        standing=REACHED, network__in=waiting
    )
    return (
        Q(organisation__in=seats.values("organisation"))
        | Q(organisation__in=Network.objects.filter(pk__in=waiting).values("anchor"))
        | Q(organisation__in=members.values("region__organisation"))
    )


def shared_contact_points(actor: Actor) -> Mapping[str, Q]:
    """Say which contact points are shared with this actor, within their TLP; never with guests."""
    if actor.organisation is None or GUEST_MARK in actor.roles or not actor.roles & CONTENT_ROLES:
        return {Rel.FELLOW: NOTHING}
    at_one_table = fellows_of(actor.organisation)
    return {Rel.FELLOW: Q(tlp__in=(Tlp.CLEAR, Tlp.GREEN)) | (Q(tlp=Tlp.AMBER) & at_one_table)}


def shared_rounds(actor: Actor) -> Mapping[str, Q]:
    """Say whose verification round is shared: that of fellows, never with guests."""
    if actor.organisation is None or GUEST_MARK in actor.roles or not actor.roles & CONTENT_ROLES:
        return {Rel.FELLOW: NOTHING}
    return {Rel.FELLOW: fellows_of(actor.organisation)}


# Who shares a network is known here and no lower; see docs/decisions/0008.
Round.also_related(shared_rounds)
ContactPoint.also_related(shared_contact_points)
Network.also_related(at_tables)
