"""The outbox as a queue: one worker at a time holds a message, and never for ever."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from django.db.models import F, Q

from koppelvlak.kit.notices.models import Beat, Message
from koppelvlak.kit.text import clean

# Longer than one conversation with a mail server can take (every step of it has a time limit).
LEASE = timedelta(minutes=5)
# 1, 2, 4 … minutes, at most six hours: thirteen attempts last a good day.
ATTEMPTS = 13
LONGEST = timedelta(hours=6)
CANDIDATES = 20
WORKER = "worker"
# A message is proof that someone was told for a quarter, one that was given up for a year.
SENT_KEPT, DEAD_KEPT = timedelta(days=90), timedelta(days=365)


@dataclass(frozen=True)
class Standing:
    """How the outbox stands: messages that wait, that are late, that were given up."""

    waiting: int
    late: int
    dead: int
    beat: datetime | None


def claim(*, now: datetime, lease: timedelta = LEASE) -> Message | None:
    """Return a message that is now ours until the lease ends, or None when nothing is due.

    The update names the state in which the message was read, so of two workers one gets it.
    """
    due = Q(state=Message.WAITING, due_at__lte=now)
    lost = Q(state=Message.SENDING, lease_until__lt=now)
    for message in Message.objects.filter(due | lost).order_by("due_at", "pk")[:CANDIDATES]:
        as_read = Message.objects.filter(
            pk=message.pk, state=message.state, attempts=message.attempts
        )
        if message.attempts >= ATTEMPTS:
            # Whatever kills the worker each time must not do so for ever.
            as_read.update(state=Message.DEAD, lease_until=None)
            continue
        holder = uuid4().hex
        if as_read.update(
            state=Message.SENDING,
            attempts=F("attempts") + 1,
            holder=holder,
            lease_until=now + lease,
        ):
            return Message.objects.get(pk=message.pk)
    return None


def delivered(message: Message, *, now: datetime) -> None:
    """Note that the mail server took the message; what it said is not kept.

    A text can hold a link by which one chooses a password or accepts an invitation: whoever reads
    the database or a backup must not find one that still works.
    """
    _ours(message, state=Message.SENT, sent_at=now, last_error="", text="")


def failed(message: Message, error: Exception, *, now: datetime) -> None:
    """Let the message wait, longer each time; after the last attempt it is dead, and visible."""
    dead = message.attempts >= ATTEMPTS
    _ours(
        message,
        state=Message.DEAD if dead else Message.WAITING,
        due_at=now + pause(message.attempts),
        last_error=clean(f"{type(error).__name__}: {error}")[:500],
    )


def pause(attempts: int) -> timedelta:
    """Return how long to wait after so many attempts."""
    return min(timedelta(minutes=2 ** min(attempts - 1, 20)), LONGEST)


def again(*, now: datetime) -> int:
    """Let every dead message wait once more; return how many."""
    dead = Message.objects.filter(state=Message.DEAD)
    return dead.update(state=Message.WAITING, attempts=0, due_at=now)


def beat(*, now: datetime) -> None:
    """Say that the worker lives."""
    Beat.objects.update_or_create(name=WORKER, defaults={"at": now})


def standing(*, now: datetime) -> Standing:
    """Return how the outbox stands, for the log page and ``/-/ready``."""
    waiting = Message.objects.filter(state__in=(Message.WAITING, Message.SENDING))
    last = Beat.objects.filter(name=WORKER).first()
    return Standing(
        waiting=waiting.count(),
        late=waiting.filter(made_at__lt=now - timedelta(hours=1)).count(),
        dead=Message.objects.filter(state=Message.DEAD).count(),
        beat=last.at if last else None,
    )


def purge(*, now: datetime) -> int:
    """Delete messages that were delivered or given up long ago; return how many."""
    sent = Q(state=Message.SENT, sent_at__lt=now - SENT_KEPT)
    dead = Q(state=Message.DEAD, made_at__lt=now - DEAD_KEPT)
    return Message.objects.filter(sent | dead).delete()[0]


def _ours(message: Message, **values: object) -> None:
    # Whose lease ended meanwhile has no say any more.
    held = Message.objects.filter(pk=message.pk, state=Message.SENDING, holder=message.holder)
    held.update(lease_until=None, holder="", **values)
