from __future__ import annotations

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils import timezone


class Message(models.Model):
    """One mail to one address, waiting, under way, sent, or dead.

    The outbox is the queue: a worker claims a row by a conditional update and holds it for the
    length of a lease; whoever dies loses the lease and the message is sent again, under the same
    Message-ID, so that it is seen once.
    """

    WAITING, SENDING, SENT, DEAD = "waiting", "sending", "sent", "dead"

    uuid = models.UUIDField(default=uuid4, unique=True, editable=False)
    key = models.CharField(max_length=200, unique=True)
    to = models.EmailField()
    person = models.UUIDField(null=True, db_index=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    capability = models.CharField(max_length=60)
    made_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, default=WAITING)
    attempts = models.PositiveIntegerField(default=0)
    due_at = models.DateTimeField(default=timezone.now)
    lease_until = models.DateTimeField(null=True)
    holder = models.CharField(max_length=64, blank=True)
    sent_at = models.DateTimeField(null=True)
    last_error = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["state", "due_at"], name="message_due")]

    def __str__(self) -> str:
        return f"{self.uuid} {self.state}"

    @property
    def error_kind(self) -> str:
        """Return what went wrong last, without the words of the server: those name the address."""
        return self.last_error.partition(":")[0]


class Beat(models.Model):
    """When a process last said that it lives; ``/-/ready`` asks."""

    name = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name} {self.at:%Y-%m-%d %H:%M}"
