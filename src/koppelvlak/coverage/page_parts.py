"""What is agreed in a network, and how far that is, on its page."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from koppelvlak.coverage.drawing import drawn
from koppelvlak.coverage.overview import line_of
from koppelvlak.coverage.queries import baseline, counted, may_see
from koppelvlak.framework.queries import themes
from koppelvlak.kit.access import Actor
from koppelvlak.networks.added import add
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can


def of_network(network: Network, actor: Actor) -> dict[str, Any]:
    """Return what this actor sees: to guests only the way to the agreements."""
    told: dict[str, Any] = {"network": network}
    if not may_see(actor):
        return told
    line = line_of(counted(actor, network), network.pk, {"netwerk": [str(network.uuid)]})
    rows: list[tuple[Any, SafeString]] = [
        (one, drawn(cell)) for one, cell in zip(themes(), line.cells, strict=False)
    ]
    return told | {
        "rows": rows if line.whole.total or line.whole.apart else [],
        "whole": line.whole,
        "baseline": baseline(network, actor=actor),
        "may_take": bool(network.may(actor, Can.TAKE_BASELINE)),
        "may_confirm": bool(network.may(actor, Can.CONFIRM_IN_MEETING)),
        "sees": True,
    }


add("coverage/of_network.html", of_network)
