"""Write one event at the end of the chain."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from django.db import connection
from django.utils.translation import override

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.chain import digest, link_hash
from koppelvlak.kit.audit.models import Event, Head, plain_fields
from koppelvlak.kit.living import Living

DONE, REFUSED = "done", "refused"


@dataclass(frozen=True)
class Entry:
    """What is to be recorded of one action on one thing."""

    thing: Living
    can: str
    by: Actor
    result: str
    reason: Any = ""
    before: dict[str, Any] = field(default_factory=dict)
    after: dict[str, Any] = field(default_factory=dict)
    rows: list[dict[str, Any]] = field(default_factory=list)

    def payload(self) -> dict[str, Any]:
        """Return what can name a person: actor, origin, and what changed."""
        who = {
            "name": self.by.name,
            "person": str(self.by.person or ""),
            "organisation": str(self.by.organisation or ""),
            "organisation_name": self.by.organisation_name,
        }
        said = {"before": self.before, "after": self.after, "rows": self.rows}
        told = {
            "object": str(self.thing),
            "reason": str(self.reason),
            "origin": self.by.origin,
        }
        return {"actor": who, **told, **{key: value for key, value in said.items() if value}}


def record(entry: Entry) -> Event:
    """Add an event to the chain; call it inside a transaction, as its last write.

    The row lock on the head makes the chain linear when many write at once (PostgreSQL; on SQLite
    an IMMEDIATE transaction is alone anyway).
    """
    if connection.vendor == "postgresql":
        # Django leaves references to be checked at the commit, which takes locks on the rows
        # referred to. With the head already held that could be for ever: so they come before it.
        connection.check_constraints()
    head = Head.objects.select_for_update().get(pk=1)
    # The log is written in the words of the code, whatever language the person reads.
    with override(None):
        payload, salt = entry.payload(), secrets.token_hex(16)
    event = Event(
        number=head.number + 1,
        at=datetime.now(UTC),
        action=str(entry.can),
        result=entry.result,
        subject_kind=entry.thing._meta.label_lower,
        subject=entry.thing.uuid,
        previous=head.hash,
        organisation=entry.by.organisation,
        digest=digest(payload, salt),
        payload=payload,
        salt=salt,
        actor=entry.by.person,
    )
    event.hash = link_hash(event.number, plain_fields(event), event.digest, event.previous)
    event.save(force_insert=True)
    head.number, head.hash = event.number, event.hash
    head.save(update_fields=["number", "hash"])
    return event
