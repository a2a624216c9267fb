"""Who sees and does what with what hangs under a network and has parties, within its TLP class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q, QuerySet

from koppelvlak.kit.access import NOTHING, Actor
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import at_tables
from koppelvlak.rights import CONTENT_ROLES, Rel, Role
from koppelvlak.thing import GUEST_MARK, at_owner, everywhere

# Up to AMBER the network and the parties see it; GREEN and CLEAR are for every participant.
TABLE = Q(tlp__in=(Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER))
WIDE = Q(tlp__in=(Tlp.CLEAR, Tlp.GREEN))
PUBLIC = Q(tlp=Tlp.CLEAR)
NATIONAL = Q(network__isnull=True)
CONFIRMING = frozenset({Role.BOUNDARY_WORKER, Role.SIGNATORY})


def shared_relations(
    actor: Actor, parties: QuerySet[Any, int] | None, acting: QuerySet[Any, int] | None
) -> Mapping[str, Q]:
    """Return the relations; the querysets give the keys of what the actor's organisation is in."""
    everyone = everywhere(actor)
    tables = at_tables(actor, "network")
    party = _in(parties, actor, CONTENT_ROLES) & TABLE
    return at_owner(actor, "owner__uuid") | {
        Rel.MEMBER: tables[Rel.MEMBER] & TABLE,
        Rel.COORDINATOR: tables[Rel.COORDINATOR] & TABLE,
        Rel.PARTY: party,
        Rel.ACTING: _in(acting, actor, {Role.BOUNDARY_WORKER}) & TABLE,
        Rel.CONFIRMER: _in(parties, actor, CONFIRMING) & TABLE,
        Rel.PARTICIPANT: everyone[Rel.PARTICIPANT] & WIDE,
        Rel.GUEST: everyone[Rel.GUEST] & PUBLIC,
        Rel.NATIONAL: everyone[Rel.NATIONAL] & NATIONAL,
        Rel.SYSTEM: everyone[Rel.SYSTEM],
    }


def _in(keys: QuerySet[Any, int] | None, actor: Actor, roles: Iterable[str]) -> Q:
    if keys is None or GUEST_MARK in actor.roles or not actor.roles & frozenset(roles):
        return NOTHING
    return Q(pk__in=keys)
