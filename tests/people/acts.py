"""Every action on people as a row: who does it to what, what the log says, who gets a mail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from koppelvlak.kit.access import Actor
from koppelvlak.kit.living import Living
from koppelvlak.people import actions, invitations
from koppelvlak.people.models import Function, Invitation, Mandate, Person
from koppelvlak.rights import Role
from tests.people.conftest import function_of
from tests.world import TODAY, World

NOOR, NINA = "noor@voorbeeld.invalid", "nieuw@voorbeeld.invalid"


@dataclass(frozen=True)
class Set:
    """The stage of one test: the cast, with a mandate of Noor and an open invitation."""

    world: World
    mandate: Mandate
    invitation: Invitation

    @property
    def noor(self) -> Person:
        return self.world.person("noor")

    @property
    def function(self) -> Function:
        return function_of(self.world, "noor")


@dataclass(frozen=True)
class Act:
    """One action: who does it to what, what it says in the log, and who gets a mail."""

    by: str
    thing: Callable[[Set], Living]
    do: Callable[..., Any]
    action: str
    changed: frozenset[str]
    rows: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def noor(s: Set) -> Person:
    return s.noor


def region(s: Set) -> Living:
    return s.world.region


def signing(s: Set, by: Actor) -> Any:
    terms: Any = {"role": Role.SIGNATORY, "title": "tekenbevoegd", "valid_from": TODAY}
    return actions.give_function(s.world.region, by=by, person=s.noor, **terms)


def binding(s: Set, by: Actor) -> Any:
    terms: Any = {"what": "oefeningen", "valid_from": TODAY}
    return actions.give_mandate(s.world.region, by=by, person=s.noor, **terms)


def inviting(s: Set, by: Actor) -> Any:
    terms: Any = {"email": "ander@voorbeeld.invalid", "name": "Anna", "title": "adviseur"}
    return invitations.invite(s.world.region, by=by, role=Role.READER, **terms)


ACTS: dict[str, Act] = {
    "edit": Act(
        "noor",
        noor,
        lambda s, by, **v: actions.edit_person(s.noor, name="N", language="en", by=by, **v),
        "person.edit",
        frozenset({"name", "language"}),
    ),
    "ask email": Act(
        "noor",
        noor,
        lambda s, by, **v: actions.ask_email(s.noor, email="N2@voorbeeld.invalid", by=by, **v),
        "person.ask-email",
        frozenset(),
        told=("n2@voorbeeld.invalid",),
    ),
    "change email": Act(
        "noor",
        noor,
        lambda s, by: actions.change_email(s.noor, email="N2@voorbeeld.invalid", by=by),
        "person.change-email",
        frozenset({"email"}),
        told=(NOOR,),
    ),
    "set password": Act(
        "noor",
        noor,
        lambda s, by: actions.set_password(s.noor, password="een lang geheim", by=by),
        "person.set-password",
        frozenset(),
    ),
    "reset": Act(
        "bram",
        noor,
        lambda s, by, **v: actions.reset_second_factor(s.noor, by=by, **v),
        "person.reset-second-factor",
        frozenset(),
        told=(NOOR,),
    ),
    "give function": Act(
        "bram",
        region,
        signing,
        "organisation.give-function",
        frozenset(),
        rows=("people.function created",),
        told=(NOOR,),
    ),
    "end function": Act(
        "bram",
        lambda s: s.function,
        lambda s, by, **v: actions.end_function(s.function, by=by, **v),
        "function.end",
        frozenset({"state", "valid_to"}),
        rows=("people.mandate ended",),
        told=(NOOR,),
    ),
    "set deputy": Act(
        "noor",
        lambda s: s.function,
        lambda s, by, **v: actions.set_deputy(
            s.function, deputy=s.world.person("lezer"), by=by, **v
        ),
        "function.set-deputy",
        frozenset({"deputy"}),
    ),
    "give mandate": Act(
        "bram",
        region,
        binding,
        "organisation.give-mandate",
        frozenset(),
        rows=("people.mandate created",),
        told=(NOOR,),
    ),
    "end mandate": Act(
        "bram",
        lambda s: s.mandate,
        lambda s, by, **v: actions.end_mandate(s.mandate, by=by, **v),
        "mandate.end",
        frozenset({"state", "valid_to"}),
    ),
    "invite": Act(
        "bram",
        region,
        inviting,
        "organisation.invite-person",
        frozenset(),
        rows=("people.invitation created",),
        told=("ander@voorbeeld.invalid",),
    ),
    "withdraw": Act(
        "bram",
        lambda s: s.invitation,
        lambda s, by, **v: invitations.withdraw_invitation(s.invitation, by=by, **v),
        "invitation.withdraw",
        frozenset({"state"}),
    ),
}
