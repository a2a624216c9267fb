"""The link in the mail of the round: for whom it is, and what that mail said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from koppelvlak.kit.mail_links import Purpose, UnknownLinkError
from koppelvlak.rounds.models import Ask

PURPOSE = Purpose("koppelvlak.rounds.link")


def token(ask: Ask) -> str:
    """Return what stands in the link to this person, for what the mail says now."""
    return PURPOSE.token(ask.uuid, said(ask))


def said(ask: Ask) -> list[Any]:
    """Return whom and what the mail was about, down to the versions."""
    who = [str(ask.person.uuid), str(ask.organisation.uuid), ask.round.begin.isoformat()]
    return [*who, ask.covers]


def find(uuid: UUID) -> Ask:
    """Return what somebody was asked; raise UnknownLinkError for what is no more."""
    asks = Ask.objects.select_related("person", "round__organisation__kind")
    ask = asks.filter(uuid=uuid).first()
    if ask is None:
        raise UnknownLinkError
    return ask
