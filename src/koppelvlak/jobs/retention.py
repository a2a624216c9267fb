"""How long what is kept; every night, and safe to repeat."""

from __future__ import annotations

from datetime import datetime

from django.contrib.sessions.models import Session
from django.utils import timezone

from koppelvlak.door import system
from koppelvlak.kit.notices import queue
from koppelvlak.kit.once import claim
from koppelvlak.kit.scrub import scrub
from koppelvlak.people.erasure import erased_sweep, forget_invitations
from koppelvlak.people.lifecycle import ERASED
from koppelvlak.people.models import Person


def purge(*, now: datetime) -> dict[str, int]:
    """Delete what has been kept long enough; return how much of each."""
    by = system(on=timezone.localdate(now), origin="command purge")
    done = {
        "forms": claim.purge(now=now),
        "messages": queue.purge(now=now),
        "sessions": Session.objects.filter(expire_date__lt=now).delete()[0],
        "invitations": forget_invitations(now=now, by=by),
        "events": erased_sweep(Person.objects.filter(state=ERASED)),
    }
    return done | {"rewritten": int(scrub())}
