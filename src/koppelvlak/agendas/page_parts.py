"""What the agenda asks of a network, on its page; one query."""

from __future__ import annotations

from typing import Any

from koppelvlak.agendas.following import sees_answers, standing
from koppelvlak.agendas.lifecycle import OPEN
from koppelvlak.kit.access import Actor
from koppelvlak.networks.added import add
from koppelvlak.networks.models import Network


def of_network(network: Network, actor: Actor) -> dict[str, Any] | None:
    """Return how many assignments there are and wait; nothing for who does not sit there."""
    if not network.stands or not sees_answers(network, actor):
        return None
    states = list(standing(actor).filter(network=network).values_list("state", flat=True))
    return {"network": network, "all": len(states), "open": states.count(OPEN)}


add("agendas/network_part.html", of_network)
