"""Claim a form's token inside the transaction of its effect: both happen, or neither."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import AlreadyDoneError
from koppelvlak.kit.once.models import Submission

KEPT = timedelta(days=30)


def claim(by: Actor) -> None:
    """Take the actor's token; raise AlreadyDoneError when it was taken before.

    On PostgreSQL a second sender waits here until the first has committed.
    """
    token = by.token
    if token is None:
        return
    try:
        with transaction.atomic():
            Submission.objects.create(token=token, person=by.person)
    except IntegrityError:
        earlier = Submission.objects.get(token=token)
        # Someone else's token tells nothing about what they did.
        raise AlreadyDoneError(earlier.url if earlier.person == by.person else "/") from None


def refuse_twice(by: Actor) -> None:
    """Raise AlreadyDoneError for a form that had its effect; changes nothing.

    For a page whose thing is gone because of that effect: "already done", not "does not exist".
    """
    if by.token is None:
        return
    earlier = Submission.objects.filter(token=by.token, person=by.person).first()
    if earlier is not None:
        raise AlreadyDoneError(earlier.url)


def settle(by: Actor, url: str) -> None:
    """Note where the effect can be seen, for whoever sends the form again."""
    if by.token is not None:
        Submission.objects.filter(token=by.token).update(url=url)


def purge(*, now: datetime) -> int:
    """Delete the tokens of forms sent long ago; nobody has that page open any more."""
    return Submission.objects.filter(at__lt=now - KEPT).delete()[0]
