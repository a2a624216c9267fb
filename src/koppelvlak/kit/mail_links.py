"""Links in mails: signed, for one purpose, for one question to one person, and for what it said."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from uuid import UUID

from django.core import signing

VALID_FOR = timedelta(days=30)


class ExpiredLinkError(Exception):
    """The link was ours, and has had its time."""


class UnknownLinkError(Exception):
    """The link is not ours, or is about something that is no more."""


@dataclass(frozen=True)
class Purpose:
    """What links are for; ``name`` keeps those of one purpose from working for another."""

    name: str

    def token(self, question: UUID, said: object) -> str:
        """Return what stands in the link about this question, for what its mail says."""
        return signing.dumps([question.hex, seal(said)], salt=self.name)

    def read(self, token: str) -> tuple[UUID, str]:
        """Return the question that a link is about, and the seal of what its mail said.

        Raises ExpiredLinkError, UnknownLinkError.
        """
        try:
            question, sealed = signing.loads(token, salt=self.name, max_age=VALID_FOR)
        except signing.SignatureExpired as error:
            raise ExpiredLinkError from error
        except signing.BadSignature as error:
            raise UnknownLinkError from error
        return UUID(question), sealed


def seal(said: object) -> str:
    """Return the digest of whom and what a mail was about, down to the versions; plain values."""
    text = json.dumps(said, sort_keys=True, ensure_ascii=False)
    return sha256(text.encode()).hexdigest()[:32]
