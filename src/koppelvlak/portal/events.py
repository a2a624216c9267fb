"""Which events of the log someone may read, and how the outbox stands."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from koppelvlak.kit.access import Actor, require
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.notices.queue import Standing, standing
from koppelvlak.organisations.models import ContactPoint, Organisation
from koppelvlak.people.models import Function, Invitation, Mandate
from koppelvlak.registers.models import Register
from koppelvlak.registers.queries import register
from koppelvlak.rights import PAGE, Can

# More than these nobody reads; the command lists all.
SHOWN = 50
CHILDREN = (ContactPoint, Function, Mandate, Invitation)


@dataclass(frozen=True)
class Outbox:
    """How the outbox stands, and the messages that were given up: whose they are is not said."""

    standing: Standing
    dead: tuple[Message, ...]


def events_seen(actor: Actor) -> QuerySet[Event]:
    """Return what was done for the auditor's organisation, or by anyone to what is its own.

    Raises UnseenError without an organisation, RefusedError for who is no auditor of it.
    """
    at = [actor.organisation] if actor.organisation else []
    own = Organisation.objects.visible_to(actor).filter(uuid__in=at).first()
    if own is None:
        raise UnseenError
    require(Can.SEE_AUDIT, own.related_to(actor), PAGE)
    rule = Q(organisation=own.uuid) | Q(subject=own.uuid)
    for model in CHILDREN:
        theirs: QuerySet[Any] = model.objects.filter(organisation=own)
        rule |= Q(subject__in=theirs.values("uuid"))
    return Event.objects.filter(rule)


def outbox_seen(actor: Actor, *, now: datetime) -> Outbox | None:
    """Return the outbox for whoever keeps the platform, None for others."""
    book = register(Register.PEOPLE)
    if not Register.objects.open_to(actor, Can.SEE_OUTBOX).filter(pk=book.pk).exists():
        return None
    dead = Message.objects.filter(state=Message.DEAD).order_by("-made_at")[:SHOWN]
    return Outbox(standing(now=now), tuple(dead))
