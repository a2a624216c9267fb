"""The link in the mail: signed, for one purpose, for one person, and for what that mail said."""

from __future__ import annotations

import json
from datetime import timedelta
from hashlib import sha256

from django.core import signing

from koppelvlak.rounds.models import Ask

SALT = "koppelvlak.rounds.link"
VALID_FOR = timedelta(days=30)


class ExpiredLinkError(Exception):
    """The link was ours, and has had its time."""


class UnknownLinkError(Exception):
    """The link is not ours, or is about something that is no more."""


def token(ask: Ask) -> str:
    """Return what stands in the link to this person, for what the mail says now."""
    return signing.dumps([ask.uuid.hex, _seal(ask)], salt=SALT)


def asked_by(token: str) -> tuple[Ask, bool]:
    """Return to whom a link was sent, and whether it is their newest.

    Raises ExpiredLinkError, UnknownLinkError.
    """
    try:
        uuid, seal = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.SignatureExpired as error:
        raise ExpiredLinkError from error
    except signing.BadSignature as error:
        raise UnknownLinkError from error
    asks = Ask.objects.select_related("person", "round__organisation__kind")
    ask = asks.filter(uuid=uuid).first()
    if ask is None:
        raise UnknownLinkError
    return ask, seal == _seal(ask)


def _seal(ask: Ask) -> str:
    """Return the digest of whom and what the mail was about, down to the versions."""
    row = ask.round
    who = [str(ask.person.uuid), str(row.organisation.uuid), row.begin.isoformat()]
    said = json.dumps([*who, ask.covers], sort_keys=True, ensure_ascii=False)
    return sha256(said.encode()).hexdigest()[:32]
