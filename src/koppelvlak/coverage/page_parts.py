"""What is agreed in a network and how far it has come, on its page; one query."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from koppelvlak.coverage.bars import Table, breakable, drawn
from koppelvlak.coverage.overview import line_of
from koppelvlak.coverage.queries import Counted, counted_in, may_see
from koppelvlak.framework.queries import theme_names
from koppelvlak.kit.access import Actor
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.added import add
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can, Rel


def of_network(network: Network, actor: Actor) -> dict[str, Any]:
    """Return how far it is, and where this actor can go: guests only to the agreements."""
    sees = may_see(actor)
    # Nothing is agreed in what is a proposal yet.
    found = counted_in(network, actor) if sees and network.stands else None
    return {
        "network": network,
        "sees": sees,
        "sits": sees and bool({Rel.MEMBER, Rel.COORDINATOR} & network.related_to(actor)),
        "may_confirm": bool(network.may(actor, Can.CONFIRM_IN_MEETING)),
        "table": _table(network, found) if found else None,
        "tlp": found.tlp if found else Tlp.GREEN,
    }


def _table(network: Network, found: Counted) -> Table:
    line = line_of(found, network.pk, {"netwerk": [str(network.uuid)]})
    pairs = zip(theme_names(), line.cells, strict=True)
    rows = [(breakable(name), "", [drawn(cell)]) for name, cell in pairs]
    return Table([_("Theme"), _("The agreements now")], rows)


add("coverage/of_network.html", of_network)
