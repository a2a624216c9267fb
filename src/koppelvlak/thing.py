"""What changes in this application: a living thing, bound to our page of rights."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from django.db.models import Q

from koppelvlak.kit.access import EVERY, NOTHING, Actor, Rights
from koppelvlak.kit.living import Living
from koppelvlak.rights import CONTENT_ROLES, PAGE, Rel, Role

# Supervisors act as guests; which organisations are guests is a fact of their kind, and reaches
# the actor as this mark beside the roles.
GUEST_MARK = "guest"


class Thing(Living):
    """A living thing whose rights stand on our page."""

    rights: ClassVar[Rights] = PAGE

    class Meta:
        abstract = True


def everywhere(actor: Actor) -> dict[str, Q]:
    """Return the relations that hold for every row alike: they rest on the actor alone."""
    guest = GUEST_MARK in actor.roles
    return {
        Rel.PARTICIPANT: _if(holds=not guest and bool(actor.roles & CONTENT_ROLES)),
        Rel.GUEST: _if(holds=guest and bool(actor.roles & CONTENT_ROLES)),
        Rel.WORKER: _if(holds=not guest and Role.BOUNDARY_WORKER in actor.roles),
        Rel.NATIONAL: _if(holds=not guest and Role.NATIONAL_EDITOR in actor.roles),
        Rel.PLATFORM: _if(holds=Role.PLATFORM_MANAGER in actor.roles),
        Rel.SYSTEM: _if(holds=Role.SYSTEM in actor.roles),
    }


def at_owner(actor: Actor, path: str) -> dict[str, Q]:
    """Return the relations of those who act for the owner; ``path`` leads to its UUID."""
    own = Q(**{path: actor.organisation}) if actor.organisation else NOTHING

    def holding(roles: Iterable[str]) -> Q:
        return own if actor.roles & frozenset(roles) else NOTHING

    return {
        Rel.COLLEAGUE: holding(CONTENT_ROLES),
        Rel.EDITOR: holding({Role.BOUNDARY_WORKER}),
        Rel.MANAGER: holding({Role.MANAGER}),
        Rel.SIGNATORY: holding({Role.SIGNATORY}),
        Rel.AUDITOR: holding({Role.AUDITOR}),
    }


def _if(*, holds: bool) -> Q:
    return EVERY if holds else NOTHING
