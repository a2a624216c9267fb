from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models

from koppelvlak.kit.audit.chain import GENESIS, Link


class Event(models.Model):
    """One thing that someone did or was refused; written once, only its payload can be erased.

    Action, object, result, origin, actor and time are the six fields of BIO2 8.15.01; those that
    can name a person live in the payload. For which organisation something was done names nobody,
    so it stays: its auditors keep seeing that it happened. The database itself refuses any other
    change (``kit.audit.guard``).
    """

    number = models.BigIntegerField(primary_key=True)
    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    at = models.DateTimeField()
    action = models.CharField(max_length=60)
    result = models.CharField(max_length=10)
    subject_kind = models.CharField(max_length=60)
    subject = models.UUIDField(db_index=True)
    organisation = models.UUIDField(null=True, db_index=True)
    digest = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    hash = models.CharField(max_length=64)
    payload = models.JSONField(null=True)
    salt = models.CharField(max_length=64, blank=True)
    # A copy from the payload, to search by; erased with it.
    actor = models.UUIDField(null=True, db_index=True)

    class Meta:
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.number} {self.action} {self.subject_kind} {self.result}"

    def link(self) -> Link:
        """Return the event as the chain sees it."""
        plain = plain_fields(self)
        return Link(
            self.number, plain, self.digest, self.previous, self.hash, self.payload, self.salt
        )


class Head(models.Model):
    """Where the chain ends now; one row, locked last by whoever adds to it."""

    number = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, default=GENESIS)

    def __str__(self) -> str:
        return f"{self.number} {self.hash}"


def plain_fields(event: Event) -> tuple[str, ...]:
    """Return the fields of the link that are never erased, as text, in their fixed order."""
    at = event.at.isoformat(timespec="microseconds")
    what = (event.action, event.result, event.subject_kind, str(event.subject))
    return (str(event.uuid), at, *what, str(event.organisation or ""))
