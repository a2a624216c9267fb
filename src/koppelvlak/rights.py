"""Who may do what, on one page.

There is no single role. A relation is a dated fact between a person who acts and a thing; each
model says once, as ``Q``, which of its rows stand in which relation to an actor. A capability names
the relations that suffice; any one of them will do.
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from koppelvlak.kit.access import Rights


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
    SELF = "self"
    NATIONAL = "national"
    AUDITOR = "auditor"
    PLATFORM = "platform"
    INVITED = "invited"
    SYSTEM = "system"


RELATIONS = {
    Rel.PARTICIPANT: _("someone who acts for a participating organisation"),
    Rel.GUEST: _("someone who acts for a supervisor that is a guest"),
    Rel.COLLEAGUE: _("someone who acts for the organisation it belongs to"),
    Rel.EDITOR: _("boundary worker of the organisation it belongs to"),
    Rel.MANAGER: _("organisation manager of the organisation it belongs to"),
    Rel.FELLOW: _("someone of an organisation that shares a network with it"),
    Rel.SELF: _("the person it is about"),
    Rel.NATIONAL: _("national editor"),
    Rel.AUDITOR: _("auditor of the organisation it belongs to"),
    Rel.PLATFORM: _("platform manager"),
    Rel.INVITED: _("the person who was invited"),
    Rel.SYSTEM: _("Koppelvlak itself"),
}


class Can(StrEnum):
    """Everything that can be done."""

    SEE_REGISTER = "register.see"
    LOAD_FACTS = "register.load-facts"
    PROPOSE_DIVISION = "register.propose-division"
    DERIVE_NETWORKS = "register.derive-networks"
    ADD_PERSON = "register.add-person"
    SEE_OUTBOX = "register.see-outbox"
    PURGE = "register.purge"

    SEE_DIVISION_CHANGE = "division-change.see"
    ACCEPT_DIVISION_CHANGE = "division-change.accept"
    DECLINE_DIVISION_CHANGE = "division-change.decline"

    SEE_ORGANISATION = "organisation.see"
    EDIT_ORGANISATION = "organisation.edit"
    ADD_CONTACT_POINT = "organisation.add-contact-point"
    CONFIRM_CONTACT_POINTS = "organisation.confirm-contact-points"
    INVITE_PERSON = "organisation.invite-person"
    GIVE_FUNCTION = "organisation.give-function"
    GIVE_MANDATE = "organisation.give-mandate"
    SEE_AUDIT = "organisation.see-audit"

    SEE_CONTACT_POINT = "contact-point.see"
    EDIT_CONTACT_POINT = "contact-point.edit"
    CONFIRM_CONTACT_POINT = "contact-point.confirm"
    REMOVE_CONTACT_POINT = "contact-point.remove"

    SEE_PERSON = "person.see"
    EDIT_PERSON = "person.edit"
    SET_PASSWORD = "person.set-password"  # noqa: S105 the name of a capability
    ASK_EMAIL = "person.ask-email"
    CHANGE_EMAIL = "person.change-email"
    RESET_SECOND_FACTOR = "person.reset-second-factor"
    EXPORT_PERSON = "person.export"
    ERASE_PERSON = "person.erase"

    SEE_FUNCTION = "function.see"
    END_FUNCTION = "function.end"
    SET_DEPUTY = "function.set-deputy"

    SEE_MANDATE = "mandate.see"
    END_MANDATE = "mandate.end"

    SEE_INVITATION = "invitation.see"
    WITHDRAW_INVITATION = "invitation.withdraw"
    ACCEPT_INVITATION = "invitation.accept"

    SEE_NETWORK = "network.see"


# fmt: off
RIGHTS = {
    Can.SEE_REGISTER:            {Rel.PARTICIPANT, Rel.GUEST, Rel.PLATFORM, Rel.SYSTEM},
    Can.LOAD_FACTS:              {Rel.SYSTEM},
    Can.PROPOSE_DIVISION:        {Rel.NATIONAL, Rel.SYSTEM},
    Can.DERIVE_NETWORKS:         {Rel.SYSTEM},
    Can.ADD_PERSON:              {Rel.SYSTEM},
    Can.SEE_OUTBOX:              {Rel.PLATFORM},
    Can.PURGE:                   {Rel.SYSTEM},

    Can.SEE_DIVISION_CHANGE:     {Rel.PARTICIPANT, Rel.GUEST, Rel.SYSTEM},
    Can.ACCEPT_DIVISION_CHANGE:  {Rel.NATIONAL},
    Can.DECLINE_DIVISION_CHANGE: {Rel.NATIONAL},

    Can.SEE_ORGANISATION:        {Rel.PARTICIPANT, Rel.GUEST, Rel.PLATFORM, Rel.AUDITOR,
                                  Rel.SYSTEM},
    Can.EDIT_ORGANISATION:       {Rel.MANAGER},
    Can.ADD_CONTACT_POINT:       {Rel.EDITOR, Rel.MANAGER},
    Can.CONFIRM_CONTACT_POINTS:  {Rel.EDITOR, Rel.MANAGER},
    Can.INVITE_PERSON:           {Rel.MANAGER, Rel.PLATFORM},
    Can.GIVE_FUNCTION:           {Rel.MANAGER, Rel.SYSTEM},
    Can.GIVE_MANDATE:            {Rel.MANAGER, Rel.SYSTEM},
    Can.SEE_AUDIT:               {Rel.AUDITOR},

    Can.SEE_CONTACT_POINT:       {Rel.COLLEAGUE, Rel.FELLOW},
    Can.EDIT_CONTACT_POINT:      {Rel.EDITOR, Rel.MANAGER},
    Can.CONFIRM_CONTACT_POINT:   {Rel.EDITOR, Rel.MANAGER},
    Can.REMOVE_CONTACT_POINT:    {Rel.MANAGER},

    Can.SEE_PERSON:              {Rel.SELF, Rel.COLLEAGUE, Rel.PLATFORM, Rel.SYSTEM},
    Can.EDIT_PERSON:             {Rel.SELF},
    Can.SET_PASSWORD:            {Rel.SELF},
    Can.ASK_EMAIL:               {Rel.SELF},
    Can.CHANGE_EMAIL:            {Rel.SELF},
    Can.RESET_SECOND_FACTOR:     {Rel.MANAGER},
    Can.EXPORT_PERSON:           {Rel.SELF, Rel.SYSTEM},
    Can.ERASE_PERSON:            {Rel.SELF, Rel.MANAGER, Rel.PLATFORM, Rel.SYSTEM},

    Can.SEE_FUNCTION:            {Rel.SELF, Rel.COLLEAGUE, Rel.SYSTEM},
    Can.END_FUNCTION:            {Rel.MANAGER},
    Can.SET_DEPUTY:              {Rel.SELF, Rel.MANAGER},

    Can.SEE_MANDATE:             {Rel.SELF, Rel.COLLEAGUE},
    Can.END_MANDATE:             {Rel.MANAGER},

    Can.SEE_INVITATION:          {Rel.MANAGER, Rel.PLATFORM, Rel.INVITED},
    Can.WITHDRAW_INVITATION:     {Rel.MANAGER, Rel.PLATFORM},
    Can.ACCEPT_INVITATION:       {Rel.INVITED},

    Can.SEE_NETWORK:             {Rel.PARTICIPANT, Rel.GUEST, Rel.SYSTEM},
}
# fmt: on

CAPABILITIES = {
    Can.SEE_REGISTER: _("see a national register"),
    Can.LOAD_FACTS: _("load the reference facts"),
    Can.PROPOSE_DIVISION: _("import a newer municipal division as proposals"),
    Can.DERIVE_NETWORKS: _("derive the networks from the supply areas"),
    Can.ADD_PERSON: _("add the first person of an installation"),
    Can.SEE_OUTBOX: _("see which messages could not be delivered"),
    Can.PURGE: _("delete what has been kept long enough"),
    Can.SEE_DIVISION_CHANGE: _("see a proposed municipal merger"),
    Can.ACCEPT_DIVISION_CHANGE: _("accept a municipal merger"),
    Can.DECLINE_DIVISION_CHANGE: _("decline a municipal merger"),
    Can.SEE_ORGANISATION: _("see an organisation"),
    Can.EDIT_ORGANISATION: _("change an organisation"),
    Can.ADD_CONTACT_POINT: _("add a contact point"),
    Can.CONFIRM_CONTACT_POINTS: _("confirm all contact points of an organisation at once"),
    Can.INVITE_PERSON: _("invite a person"),
    Can.GIVE_FUNCTION: _("give a person a function"),
    Can.GIVE_MANDATE: _("give a person a mandate"),
    Can.SEE_AUDIT: _("read the log of an organisation"),
    Can.SEE_CONTACT_POINT: _("see a contact point"),
    Can.EDIT_CONTACT_POINT: _("change a contact point"),
    Can.CONFIRM_CONTACT_POINT: _("confirm a contact point"),
    Can.REMOVE_CONTACT_POINT: _("remove a contact point"),
    Can.SEE_PERSON: _("see a person"),
    Can.EDIT_PERSON: _("change one's own details"),
    Can.SET_PASSWORD: _("choose one's own password"),
    Can.ASK_EMAIL: _("ask for another mail address to sign in with"),
    Can.CHANGE_EMAIL: _("change the mail address one signs in with"),
    Can.RESET_SECOND_FACTOR: _("reset a person's second factor"),
    Can.EXPORT_PERSON: _("export what is kept of a person"),
    Can.ERASE_PERSON: _("erase a person"),
    Can.SEE_FUNCTION: _("see a function"),
    Can.END_FUNCTION: _("end a function"),
    Can.SET_DEPUTY: _("name a deputy"),
    Can.SEE_MANDATE: _("see a mandate"),
    Can.END_MANDATE: _("end a mandate"),
    Can.SEE_INVITATION: _("see an invitation"),
    Can.WITHDRAW_INVITATION: _("withdraw an invitation"),
    Can.ACCEPT_INVITATION: _("accept an invitation"),
    Can.SEE_NETWORK: _("see a network"),
}

PAGE = Rights(RIGHTS, RELATIONS, CAPABILITIES)
