"""What may one ask about calls?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from koppelvlak.agreements.models import Agreement, named
from koppelvlak.agreements.queries import agreement, organisation, parties
from koppelvlak.calls.checking import to_call
from koppelvlak.calls.lifecycle import OVER, RUNNING
from koppelvlak.calls.models import SHARED, Call, Invited
from koppelvlak.kit.access import Actor, require
from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import CONTENT_ROLES, Can
from koppelvlak.thing import GUEST_MARK

# Which calls someone wants to see.
RUNNING_ONES, OVER_ONES, ALL_ONES = "lopend", "afgesloten", "alle"
STATES = {RUNNING_ONES: RUNNING, OVER_ONES: OVER, ALL_ONES: (*RUNNING, *OVER)}


@dataclass(frozen=True)
class Start:
    """What somebody stands before who is about to call: on what, for whom, and whom."""

    agreement: Agreement
    own: Organisation
    others: list[Organisation]


@dataclass(frozen=True)
class Turn:
    """One step in the course of a call: when, what, by which organisation, in which words."""

    on: date
    words: Any
    organisation: Organisation
    text: str = ""
    until: date | None = None
    at: str = ""


def calls(actor: Actor, which: str = RUNNING_ONES) -> QuerySet[Call]:
    """Return the calls that the actor may see; raise UnseenError for who can never see one."""
    if GUEST_MARK in actor.roles or not actor.roles & CONTENT_ROLES:
        raise UnseenError
    rows = Call.objects.visible_to(actor).filter(state__in=STATES[which])
    return rows.select_related("caller", "called", "agreement")


def call(uuid: UUID, *, actor: Actor, can: Can = Can.SEE_CALL) -> Call:
    """Return one call to which the actor may do this; raise UnseenError, RefusedError."""
    rows = Call.objects.visible_to(actor).with_relations(actor)
    rows = rows.select_related("caller", "called", "agreement", "escalated_at", "escalated_for")
    row = rows.filter(uuid=uuid).first()
    if row is None:
        raise UnseenError
    require(can, row.related_to(actor), row.rights)
    return row


def start(uuid: UUID, *, actor: Actor) -> Start:
    """Return on what and whom one may call; raise UnseenError, or RefusedError if on nobody."""
    about = agreement(uuid, actor=actor)
    if actor.organisation is None or GUEST_MARK in actor.roles:
        raise RefusedError(_("A guest is no party here, and calls nobody to account."))
    own = organisation(actor.organisation, actor=actor)
    require(Can.CALL_TO_ACCOUNT, own.related_to(actor), own.rights)
    others = to_call(about, parties(about), actor)
    if not others:
        raise RefusedError(_("Your organisation can call nobody to account on this agreement."))
    return Start(about, own, others)


def shown_agreement(row: Call, *, actor: Actor) -> Agreement | None:
    """Return the agreement of a call if the actor may see that as well: who is invited may not."""
    rows = Agreement.objects.visible_to(actor).filter(pk=row.agreement_id)
    return rows.prefetch_related(named()).first()


def invited(row: Call) -> list[Invited]:
    """Return who reads along now."""
    rows = row.invited.filter(ended_on=None)
    return list(rows.select_related("organisation", "invited_for"))


def invited_by(row: Call, *, actor: Actor) -> QuerySet[Organisation]:
    """Return the organisations that the actor's own one invited."""
    rows = row.invited.filter(Q(invited_for__uuid=actor.organisation), ended_on=None)
    return Organisation.objects.filter(pk__in=rows.values("organisation")).order_by("short_name")


def possible(row: Call, reading: Iterable[Invited], *, actor: Actor) -> set[str]:
    """Return by name what this actor may do to a call now; ``reading`` is who reads along."""
    mine = any(one.invited_for.uuid == actor.organisation for one in reading)
    again = {
        "answer": (Can.ANSWER_CALL, row.answered_on is None),
        "agree_repair": (Can.AGREE_REPAIR, row.repair_agreed_on is None),
        "record_repair": (Can.RECORD_REPAIR, bool(row.repair_agreed_on and not row.repaired_on)),
        "escalate": (Can.ESCALATE_CALL, True),
        "close": (Can.CLOSE_CALL, True),
        "withdraw": (Can.WITHDRAW_CALL, True),
        "invite": (Can.INVITE_TO_CALL, row.shown_tlp in SHARED),
        "uninvite": (Can.UNINVITE_FROM_CALL, mine),
    }
    return {name for name, (can, now) in again.items() if now and row.may(actor, can)}


def course(row: Call) -> list[Turn]:
    """Return what was said and done, in time order; on one day in the order it was possible."""
    higher = f"{row.escalated_to}, {row.escalated_at.short_name}" if row.escalated_at else ""
    turns = (
        _turn(row.started_on, _("called to account"), row.caller, row.facts),
        _turn(row.answered_on, _("answered"), row.called, row.answer),
        _turn(
            row.repair_agreed_on, _("agreed to repair"), row.called, row.repair,
            until=row.repair_by,
        ),
        _turn(
            row.escalated_on, _("brought it higher"), row.escalated_for, row.escalation_reason,
            at=higher,
        ),
        _turn(row.repaired_on, _("repaired it"), row.called),
        _turn(row.closed_on, row.lifecycle.states[row.state], row.caller, row.closing),
    )  # fmt: skip
    return sorted((one for one in turns if one), key=lambda one: one.on)


def strictest(rows: Iterable[Call]) -> Tlp:
    """Return the class of a page that shows these calls: at least AMBER."""
    return max((row.shown_tlp for row in rows), key=lambda tlp: tlp.rank, default=Tlp.AMBER)


def _turn(
    on: date | None, words: Any, organisation: Organisation | None, text: str = "", **more: Any
) -> Turn | None:
    return Turn(on, words, organisation, text, **more) if on and organisation else None
