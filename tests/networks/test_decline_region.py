"""Leaving a network as it is: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

import pytest

from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError, WrongStateError
from koppelvlak.networks.deciding import accept_region, decline_region
from koppelvlak.networks.models import Network, Proposal, Seat
from tests.conftest import Guard
from tests.networks.proposed import alter, formed, restore, the
from tests.world import TODAY, World


@pytest.fixture
def leave(network: Network, country: World, guard: Guard) -> Proposal:
    """Return the proposal that Gelderland-Midden leaves."""
    formed(network, country)
    alter(guard, "GM0202")
    return the(network, "leave")


def test_the_region_stays(leave: Proposal, country: World) -> None:
    row = decline_region(leave, reason=" Blijft buur. ", by=country.actor("joost"))
    assert (row.state, row.reason) == ("declined", "Blijft buur.")
    assert (row.decided_on, row.decided_by) == (TODAY, "Joost van Dam, on behalf of Vitens")
    assert Seat.objects.get(organisation__key="vr07").state == "invited"


@pytest.mark.parametrize("who", ["noor", "roos", "sanne", "iris"])
def test_who_does_not_lead_may_not(leave: Proposal, country: World, who: str) -> None:
    with pytest.raises(RefusedError):
        decline_region(leave, reason="Nee.", by=country.actor(who))
    assert Proposal.objects.get(pk=leave.pk).is_open


def test_not_without_a_reason(leave: Proposal, country: World) -> None:
    with pytest.raises(BadInputError) as refused:
        decline_region(leave, reason=" ", by=country.actor("joost"))
    assert refused.value.errors.keys() == {"reason"}
    assert Proposal.objects.get(pk=leave.pk).is_open


def test_not_after_accepting(leave: Proposal, country: World) -> None:
    accept_region(leave, by=country.actor("joost"))
    with pytest.raises(WrongStateError, match="accepted"):
        decline_region(leave, reason="Nee.", by=country.actor("joost"))


def test_not_on_a_version_of_the_network_that_was_not_read(leave: Proposal, country: World) -> None:
    with pytest.raises(StaleError):
        decline_region(leave, reason="Nee.", by=country.actor("joost"), seen=1)


def test_other_evidence_asks_again(leave: Proposal, country: World, guard: Guard) -> None:
    decline_region(leave, reason="Nee.", by=country.actor("joost"))
    restore(guard, country, "GM0202", certainty="unverified")
    assert the(leave.network, "leave").evidence["standing"] == "unverified"
