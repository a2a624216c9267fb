"""How an actor can be related to a thing, and the roles that a function gives."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import StrEnum

from django.utils.translation import gettext_lazy as _


class Role(StrEnum):
    """What a function lets a person do for the organisation it is held at."""

    READER = "reader"
    BOUNDARY_WORKER = "boundary-worker"
    SIGNATORY = "signatory"
    MANAGER = "manager"
    NATIONAL_EDITOR = "national-editor"
    AUDITOR = "auditor"
    PLATFORM_MANAGER = "platform-manager"
    SYSTEM = "system"


# A platform manager keeps accounts and settings and sees no content; an auditor reads the log.
CONTENT_ROLES = frozenset(
    {Role.READER, Role.BOUNDARY_WORKER, Role.SIGNATORY, Role.MANAGER, Role.NATIONAL_EDITOR}
)

# What reaches beyond one organisation is never given by that organisation's own manager.
NATIONAL_ROLES = frozenset({Role.NATIONAL_EDITOR, Role.PLATFORM_MANAGER})
GIVEN_ROLES = tuple(role for role in Role if role is not Role.SYSTEM)


def givable(roles: AbstractSet[str]) -> tuple[Role, ...]:
    """Return the roles that someone who holds these may give to others, in their fixed order."""
    if roles & {Role.PLATFORM_MANAGER, Role.SYSTEM}:
        return GIVEN_ROLES
    return tuple(role for role in GIVEN_ROLES if role not in NATIONAL_ROLES)


class Rel(StrEnum):
    """How an actor can be related to a thing."""

    PARTICIPANT = "participant"
    GUEST = "guest"
    COLLEAGUE = "colleague"
    EDITOR = "editor"
    MANAGER = "manager"
    FELLOW = "fellow"
    MEMBER = "member"
    COORDINATOR = "coordinator"
    WORKER = "worker"
    SEAT_WORKER = "seat-worker"
    PARTY = "party"
    ACTING = "acting"
    CONFIRMER = "confirmer"
    SIGNATORY = "signatory"
    SELF = "self"
    NATIONAL = "national"
    AUDITOR = "auditor"
    PLATFORM = "platform"
    INVITED = "invited"
    CALLING = "calling"
    CALLED = "called"
    INVITED_PARTY = "invited-party"
    SYSTEM = "system"


RELATIONS = {
    Rel.PARTICIPANT: _("someone who acts for a participating organisation"),
    Rel.GUEST: _("someone who acts for a supervisor that is a guest"),
    Rel.COLLEAGUE: _("someone who acts for the organisation it belongs to"),
    Rel.EDITOR: _("boundary worker of the organisation it belongs to"),
    Rel.MANAGER: _("organisation manager of the organisation it belongs to"),
    Rel.FELLOW: _("someone of an organisation that shares a network with it"),
    Rel.MEMBER: _("someone who acts for an organisation that sits in the network"),
    Rel.COORDINATOR: _("who leads the network: its chair, its secretary, or the lead organisation"),
    Rel.WORKER: _("boundary worker of a participating organisation"),
    Rel.SEAT_WORKER: _("boundary worker of an organisation that sits in the network"),
    Rel.PARTY: _("someone who acts for one of its parties"),
    Rel.ACTING: _("boundary worker of a party that acts"),
    Rel.CONFIRMER: _("boundary worker or signatory of one of its parties"),
    Rel.SIGNATORY: _("signatory of the organisation it belongs to"),
    Rel.SELF: _("the person it is about"),
    Rel.NATIONAL: _("national editor"),
    Rel.AUDITOR: _("auditor of the organisation it belongs to"),
    Rel.PLATFORM: _("platform manager"),
    Rel.INVITED: _("the person who was invited"),
    Rel.CALLING: _("who speaks for the organisation that calls another to account"),
    Rel.CALLED: _("who speaks for the organisation that is called to account"),
    Rel.INVITED_PARTY: _("someone who acts for an organisation that a party invited"),
    Rel.SYSTEM: _("Koppelvlak itself"),
}
