"""The way from the page of a network to what is agreed there; it asks no query of its own."""

from __future__ import annotations

from typing import Any

from koppelvlak.coverage.queries import may_see
from koppelvlak.kit.access import Actor
from koppelvlak.networks.added import add
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can, Rel


def of_network(network: Network, actor: Actor) -> dict[str, Any]:
    """Return where this actor can go: guests only to the agreements."""
    sees = may_see(actor)
    return {
        "network": network,
        "sees": sees,
        "sits": sees and bool({Rel.MEMBER, Rel.COORDINATOR} & network.related_to(actor)),
        "may_confirm": bool(network.may(actor, Can.CONFIRM_IN_MEETING)),
    }


add("coverage/of_network.html", of_network)
