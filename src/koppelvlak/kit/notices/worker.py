"""The worker: takes messages from the outbox and gives them to the mail server."""

from __future__ import annotations

import logging
from datetime import timedelta
from email.utils import parseaddr
from smtplib import SMTPException
from threading import Event

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import DatabaseError, close_old_connections
from django.utils import timezone

from koppelvlak.kit.due import run_due
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.notices.queue import LEASE, beat, claim, delivered, failed

logger = logging.getLogger(__name__)
BEAT_EVERY = timedelta(seconds=15)
# What falls due falls due by the day; an hour late is early enough.
DUE_EVERY = timedelta(hours=1)
BATCH = 100


def work(*, stopping: Event, lease: timedelta = LEASE, seconds: float = 2.0) -> None:
    """Deliver until told to stop, and do what falls due; the message under way is finished first.

    A database that is away is waited for; ``seconds`` is the pause when nothing is due.
    """
    told, ran = timezone.now() - BEAT_EVERY, timezone.now() - DUE_EVERY
    while not stopping.is_set():
        try:
            if timezone.now() - told >= BEAT_EVERY:
                told = timezone.now()
                beat(now=told)
            if timezone.now() - ran >= DUE_EVERY:
                ran = timezone.now()
                run_due(timezone.localdate())
            busy = deliver_one(lease=lease)
        except DatabaseError:
            logger.exception("the database is away; trying again")
            close_old_connections()
            busy = False
        if not busy:
            stopping.wait(seconds)


def deliver_batch(*, lease: timedelta = LEASE) -> int:
    """Deliver what is due now, at most a hundred messages; return how many were tried."""
    beat(now=timezone.now())
    tried = 0
    while tried < BATCH and deliver_one(lease=lease):
        tried += 1
    return tried


def deliver_one(*, lease: timedelta = LEASE) -> bool:
    """Deliver the message that is due first; return False when there is none."""
    message = claim(now=timezone.now(), lease=lease)
    if message is None:
        return False
    try:
        as_mail(message).send()
    except (SMTPException, OSError, ValueError) as error:
        logger.warning("message %s was not delivered: %s", message.uuid, type(error).__name__)
        failed(message, error, now=timezone.now())
    else:
        delivered(message, now=timezone.now())
    return True


def as_mail(message: Message) -> EmailMessage:
    """Return the mail; its Message-ID stays the same however often it is sent."""
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    return EmailMessage(
        " ".join(message.subject.split()),
        message.text,
        to=[message.to],
        headers={
            "Message-ID": f"<{message.uuid}@{domain}>",
            "Auto-Submitted": "auto-generated",
        },
    )
