"""What one may do with a call: begin, answer, repair, bring higher, close, and invite to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.queries import agreement, parties
from koppelvlak.calls.checking import FUTURE, PAST, Given, check, said, to_call, to_invite
from koppelvlak.calls.models import SHARED, Call, Invited
from koppelvlak.door import change, mention
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, RefusedError, WrongStateError
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.thing import GUEST_MARK

__all__ = [
    "Given", "Higher", "agree_repair", "answer", "call_to_account", "close", "escalate", "invite",
    "record_repair", "uninvite", "withdraw",
]  # fmt: skip


@dataclass(frozen=True)
class Higher:
    """To which function a call is brought, at which of the two organisations, and why."""

    function: str
    at: Organisation
    reason: str


def call_to_account(caller: Organisation, on: UUID, given: Given, *, by: Actor) -> Call:
    """Let an organisation call another to account on the agreement with the UUID ``on``.

    The door is that of the caller, not of the agreement: others read what happened to that.
    """
    with change(caller, Can.CALL_TO_ACCOUNT, by=by) as row:
        if GUEST_MARK in by.roles:
            raise RefusedError(_("A guest is no party here, and calls nobody to account."))
        about = agreement(on, actor=by)
        callable_ = to_call(about, parties(about), by)
        if not callable_:
            raise RefusedError(_("Your organisation can call nobody to account on this agreement."))
        check(given, callable_, by.on)
        call = Call(
            agreement=about, caller=row, called=given.called, tlp=given.tlp, started_on=by.on,
            happened_on=given.happened_on, facts=given.facts, asked=given.asked,
            answer_by=given.answer_by,
        )  # fmt: skip
        call.save()
        mention(call, show=True)
    return call


def answer(call: Call, text: str, *, by: Actor, seen: int | None = None) -> Call:
    """Answer who called; once."""
    with change(call, Can.ANSWER_CALL, by=by, seen=seen) as row:
        _once(row.answered_on)
        row.answer, row.answered_on = said(text, "answer"), by.on
    return row


def agree_repair(call: Call, what: str, until: date, *, by: Actor, seen: int | None = None) -> Call:
    """Let the called party say what it repairs, and by when; that is no admission of liability."""
    with change(call, Can.AGREE_REPAIR, by=by, seen=seen) as row:
        _once(row.repair_agreed_on)
        row.repair, row.repair_by = said(what, "repair"), until
        if until < by.on:
            raise BadInputError(errors={"repair_by": [FUTURE]})
        row.repair_agreed_on = by.on
    return row


def record_repair(call: Call, on: date, *, by: Actor, seen: int | None = None) -> Call:
    """Record on which day the repair that was agreed was done."""
    with change(call, Can.RECORD_REPAIR, by=by, seen=seen) as row:
        if row.repair_agreed_on is None:
            raise WrongStateError(_("No repair was agreed."))
        _once(row.repaired_on)
        if on > by.on:
            raise BadInputError(errors={"repaired_on": [PAST]})
        row.repaired_on = on
    return row


def escalate(call: Call, higher: Higher, *, by: Actor, seen: int | None = None) -> Call:
    """Let either party bring it to a named function at one of the two."""
    with change(call, Can.ESCALATE_CALL, by=by, seen=seen) as row:
        if higher.at not in (row.caller, row.called):
            words = _("Choose one of the two parties.")
            raise BadInputError(errors={"escalated_at": [words]})
        row.escalated_to = said(higher.function, "escalated_to")
        row.escalation_reason = said(higher.reason, "escalation_reason")
        row.escalated_at, row.escalated_for, row.escalated_on = higher.at, _own(row, by), by.on
    return row


def close(call: Call, word: str, *, by: Actor, seen: int | None = None) -> Call:
    """Let the caller close it, with a word; it does not open again."""
    with change(call, Can.CLOSE_CALL, by=by, seen=seen) as row:
        row.closing, row.closed_on = said(word, "closing"), by.on
    return row


def withdraw(call: Call, word: str, *, by: Actor, seen: int | None = None) -> Call:
    """Let the caller withdraw what was not answered yet, with a word."""
    with change(call, Can.WITHDRAW_CALL, by=by, seen=seen) as row:
        row.closing, row.closed_on = said(word, "closing"), by.on
    return row


def invite(
    call: Call, organisation: Organisation, *, by: Actor, seen: int | None = None
) -> Invited:
    """Let an organisation that takes part read along, for one of the parties; never a guest."""
    with change(call, Can.INVITE_TO_CALL, by=by, seen=seen) as row:
        if row.shown_tlp not in SHARED:
            raise RefusedError(_("This call is for its two parties alone: nobody can be invited."))
        if not to_invite(row).filter(pk=organisation.pk).exists():
            words = _("This organisation cannot be invited.")
            raise BadInputError(errors={"organisation": [words]})
        made = Invited.objects.create(
            call=row, organisation=organisation, invited_for=_own(row, by), on=by.on
        )
        mention(made, "invited")
    return made


def uninvite(
    call: Call, organisation: Organisation, *, by: Actor, seen: int | None = None
) -> Invited:
    """Let an organisation no longer read along; by the party that invited it."""
    with change(call, Can.UNINVITE_FROM_CALL, by=by, seen=seen) as row:
        invited = row.invited.filter(organisation=organisation, ended_on=None)
        found = invited.filter(invited_for=_own(row, by)).first()
        if found is None:
            words = _("Your organisation did not invite this one.")
            raise BadInputError(errors={"organisation": [words]})
        found.ended_on = by.on
        found.save()
        mention(found, "ended")
    return found


def _own(call: Call, by: Actor) -> Organisation:
    return call.caller if call.caller.uuid == by.organisation else call.called


def _once(day: Any) -> None:
    if day is not None:
        raise WrongStateError(_("This was said before, and is not said again."))
