"""The link in the yearly mail: for whom it is, and what that mail said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from koppelvlak.agreements.models import ConfirmationAsk
from koppelvlak.kit.mail_links import Purpose, UnknownLinkError

PURPOSE = Purpose("koppelvlak.agreements.link")


def token(ask: ConfirmationAsk) -> str:
    """Return what stands in the link to this person, for what the mail says now."""
    return PURPOSE.token(ask.uuid, said(ask))


def said(ask: ConfirmationAsk) -> list[Any]:
    """Return whom and what the mail was about, down to the versions."""
    who = [str(ask.person.uuid), str(ask.organisation.uuid), ask.asked_on.isoformat()]
    return [*who, ask.covers]


def find(uuid: UUID) -> ConfirmationAsk:
    """Return what somebody was asked; raise UnknownLinkError for what is no more."""
    asks = ConfirmationAsk.objects.select_related("person", "organisation__kind")
    ask = asks.filter(uuid=uuid).first()
    if ask is None:
        raise UnknownLinkError
    return ask
