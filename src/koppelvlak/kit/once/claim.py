"""Claim a form's token inside the transaction of its effect: both happen, or neither."""

from __future__ import annotations

from django.db import IntegrityError, transaction

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import AlreadyDoneError
from koppelvlak.kit.once.models import Submission


def claim(by: Actor) -> None:
    """Take the actor's token; raise AlreadyDoneError when it was taken before.

    On PostgreSQL a second sender waits here until the first has committed.
    """
    if by.token is None:
        return
    try:
        with transaction.atomic():
            Submission.objects.create(token=by.token, person=by.person)
    except IntegrityError:
        earlier = Submission.objects.get(token=by.token)
        # Someone else's token tells nothing about what they did.
        raise AlreadyDoneError(earlier.url if earlier.person == by.person else "/") from None


def settle(by: Actor, url: str) -> None:
    """Note where the effect can be seen, for whoever sends the form again."""
    if by.token is not None:
        Submission.objects.filter(token=by.token).update(url=url)
