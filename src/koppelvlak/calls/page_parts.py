"""Calling to account, on the page of an agreement: for its parties alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from koppelvlak.agreements.added import add
from koppelvlak.agreements.assessing import Heard
from koppelvlak.agreements.models import Agreement
from koppelvlak.calls.checking import to_call
from koppelvlak.calls.lifecycle import RUNNING
from koppelvlak.calls.models import Call
from koppelvlak.kit.access import Actor
from koppelvlak.thing import GUEST_MARK


def of_agreement(
    agreement: Agreement, parties: Sequence[Heard], actor: Actor
) -> dict[str, Any] | None:
    """Return the running calls that the actor sees, and whether one may call; None for neither."""
    if GUEST_MARK in actor.roles:
        return None
    rows = Call.objects.visible_to(actor).filter(agreement=agreement, state__in=RUNNING)
    calls = list(rows.select_related("caller", "called"))
    may = bool(to_call(agreement, parties, actor))
    return {"agreement": agreement, "calls": calls, "may": may} if calls or may else None


add("calls/of_agreement.html", of_agreement)
