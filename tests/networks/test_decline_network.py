"""Declining a proposed network: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

import pytest

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError, WrongStateError
from koppelvlak.networks.forming import decline_network
from koppelvlak.networks.lifecycle import DECLINED, PROPOSED
from koppelvlak.networks.models import Network
from koppelvlak.networks.models.sharing import tables_of
from koppelvlak.rights import Can
from tests.networks.proposed import formed
from tests.world import TODAY, World


def test_it_is_left_be_with_the_reason(network: Network, country: World) -> None:
    row = decline_network(network, reason=" Te groot. ", by=country.actor("joost"))
    assert (row.state, row.reason, row.lead) == (DECLINED, "Te groot.", None)
    proposal = network.proposals.get()
    assert (proposal.state, proposal.reason) == ("declined", "Te groot.")
    assert (proposal.decided_on, proposal.decided_by) == (
        TODAY,
        "Joost van Dam, on behalf of Vitens",
    )


def test_nobody_is_invited_and_nobody_shares_a_table(network: Network, country: World) -> None:
    decline_network(network, reason="Te groot.", by=country.actor("anouk"))
    assert not network.seats.exists()
    assert not tables_of(country.region.uuid).exists()


@pytest.mark.parametrize("who", ["noor", "bram", "roos", "sanne", "iris"])
def test_others_may_not(network: Network, country: World, who: str) -> None:
    with pytest.raises(RefusedError):
        decline_network(network, reason="Nee.", by=country.actor(who))
    assert Network.objects.get().state == PROPOSED


@pytest.mark.parametrize("reason", ["", "  ", "\n"])
def test_not_without_a_reason(network: Network, country: World, reason: str) -> None:
    with pytest.raises(BadInputError) as refused:
        decline_network(network, reason=reason, by=country.actor("joost"))
    assert refused.value.errors.keys() == {"reason"}
    assert network.proposals.get().is_open


def test_not_once_it_stands(network: Network, country: World) -> None:
    formed(network, country)
    with pytest.raises(WrongStateError):
        decline_network(network, reason="Nee.", by=country.actor("joost"))


def test_not_on_a_version_that_was_not_read(network: Network, country: World) -> None:
    with pytest.raises(StaleError):
        decline_network(network, reason="Nee.", by=country.actor("joost"), seen=9)


def test_the_audit_keeps_what_changed(network: Network, country: World) -> None:
    decline_network(network, reason="Te groot.", by=country.actor("joost"))
    payload = Event.objects.get(action=Can.DECLINE_NETWORK).payload
    assert payload is not None
    assert payload["after"]["reason"] == "Te groot."
    assert [row["what"] for row in payload["rows"]] == ["declined"]
