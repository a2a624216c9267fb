"""Calling to account, on the page of an agreement: for its parties alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from koppelvlak.agreements.added import add
from koppelvlak.agreements.assessing import Heard
from koppelvlak.agreements.models import Agreement
from koppelvlak.calls.checking import to_call
from koppelvlak.calls.lifecycle import RUNNING
from koppelvlak.calls.models import Call
from koppelvlak.kit.access import Actor
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from koppelvlak.thing import GUEST_MARK


def of_agreement(
    agreement: Agreement, parties: Sequence[Heard], actor: Actor
) -> dict[str, Any] | None:
    """Return the running calls that the actor sees, and whether one may call; None for neither."""
    if GUEST_MARK in actor.roles:
        return None
    rows = Call.objects.visible_to(actor).filter(agreement=agreement, state__in=RUNNING)
    calls = list(rows.select_related("caller", "called"))
    may = _may(agreement, parties, actor)
    return {"agreement": agreement, "calls": calls, "may": may} if calls or may else None


def _may(agreement: Agreement, parties: Sequence[Heard], actor: Actor) -> bool:
    own = Organisation.objects.open_to(actor, Can.CALL_TO_ACCOUNT)
    if not own.filter(Q(uuid=actor.organisation)).exists():
        return False
    return bool(to_call(agreement, parties, actor.organisation))


add("calls/of_agreement.html", of_agreement)
