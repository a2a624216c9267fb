"""Letting a region join or leave: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

import pytest

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError, WrongStateError
from koppelvlak.networks.deciding import accept_region, decline_region
from koppelvlak.networks.forming import form_network
from koppelvlak.networks.models import Network, Proposal, Seat
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from tests.conftest import Guard
from tests.networks.proposed import alter, formed, opened, restore, the
from tests.world import TODAY, World


@pytest.fixture
def join(network: Network, country: World, guard: Guard) -> Proposal:
    """Return the proposal that Twente joins."""
    formed(network, country)
    alter(guard, "GM0141", certainty="legal-2015")
    return the(network, "join")


@pytest.fixture
def leave(network: Network, country: World, guard: Guard) -> Proposal:
    """Return the proposal that Gelderland-Midden leaves."""
    formed(network, country)
    alter(guard, "GM0202")
    return the(network, "leave")


def seat(proposal: Proposal, key: str) -> Seat:
    return Seat.objects.get(network=proposal.network, organisation__key=key)


def test_a_region_that_joins_is_invited(join: Proposal, country: World) -> None:
    row = accept_region(join, by=country.actor("joost"))
    assert (row.state, row.decided_on) == ("accepted", TODAY)
    made = seat(join, "vr05")
    assert (made.state, made.kind, made.invited_on) == ("invited", "member", TODAY)
    assert (made.version, made.evidence_checksum) == (1, join.checksum)


def test_a_region_that_leaves_rises_today(leave: Proposal, country: World) -> None:
    accept_region(leave, by=country.actor("joost"))
    gone = seat(leave, "vr07")
    assert (gone.state, gone.until, gone.evidence_checksum) == ("left", TODAY, leave.checksum)


def test_a_region_that_comes_back_takes_an_empty_chair(
    leave: Proposal, country: World, guard: Guard
) -> None:
    guard.watching = False
    Seat.objects.filter(organisation__key="vr07").update(
        state="sitting", since=TODAY, representative=country.person("noor")
    )
    guard.watching = True
    accept_region(leave, by=country.actor("joost"))
    restore(guard, country, "GM0202")
    accept_region(the(leave.network, "join"), by=country.actor("joost"))
    again = seat(leave, "vr07")
    assert (again.state, again.since, again.until) == ("invited", None, None)
    assert (again.representative, again.delegate) == (None, None)


def test_for_whom_it_spoke_is_invited_again(leave: Proposal, country: World, guard: Guard) -> None:
    guard.watching = False
    gone = Organisation.objects.get(key="vr07")
    Seat.objects.filter(organisation=gone).update(state="sitting", since=TODAY)
    Seat.objects.filter(organisation=country.region).update(
        state="delegated", since=TODAY, delegate=gone
    )
    guard.watching = True
    accept_region(leave, by=country.actor("joost"))
    other = seat(leave, country.region.key)
    assert (other.state, other.delegate) == ("invited", None)


def test_the_network_stirs_and_is_newer(join: Proposal, country: World) -> None:
    before = Network.objects.get().version
    accept_region(join, by=country.actor("anouk"))
    after = Network.objects.get()
    assert (after.version, after.stirred_on) == (before + 1, TODAY)


def test_the_audit_names_seat_and_proposal(join: Proposal, country: World) -> None:
    accept_region(join, by=country.actor("joost"))
    payload = Event.objects.get(action=Can.DECIDE_MEMBERS).payload
    assert payload is not None
    assert [(row["kind"], row["what"]) for row in payload["rows"]] == [
        ("networks.seat", "invited"),
        ("networks.proposal", "accepted"),
    ]


@pytest.mark.parametrize("who", ["noor", "lezer", "roos", "sanne", "iris"])
def test_who_does_not_lead_may_not(join: Proposal, country: World, who: str) -> None:
    with pytest.raises(RefusedError):
        accept_region(join, by=country.actor(who))
    assert not Seat.objects.filter(organisation__key="vr05").exists()


def test_not_twice(join: Proposal, country: World) -> None:
    accept_region(join, by=country.actor("joost"))
    with pytest.raises(WrongStateError, match="accepted"):
        accept_region(join, by=country.actor("joost"))
    assert Seat.objects.filter(organisation__key="vr05").count() == 1


def test_not_after_declining(join: Proposal, country: World) -> None:
    decline_region(join, reason="Nee.", by=country.actor("joost"))
    with pytest.raises(WrongStateError, match="declined"):
        accept_region(join, by=country.actor("joost"))


def test_not_once_the_facts_overtook_it(join: Proposal, country: World, guard: Guard) -> None:
    alter(guard, "GM0141", certainty="unverified")
    with pytest.raises(WrongStateError, match="overtaken"):
        accept_region(join, by=country.actor("joost"))
    assert opened(join.network) == []


def test_not_on_a_version_of_the_network_that_was_not_read(join: Proposal, country: World) -> None:
    with pytest.raises(StaleError):
        accept_region(join, by=country.actor("joost"), seen=1)


def test_the_region_that_leads_does_not_leave(
    network: Network, country: World, guard: Guard
) -> None:
    form_network(network, Organisation.objects.get(key="vr07"), by=country.actor("joost"))
    alter(guard, "GM0202")
    with pytest.raises(BadInputError, match="leads"):
        accept_region(the(network, "leave"), by=country.actor("anouk"))
    assert the(network, "leave").is_open


def test_not_for_a_proposal_about_no_region(network: Network, country: World, guard: Guard) -> None:
    formed(network, country)
    guard.watching = False
    merge = Proposal.objects.create(network=network, kind="merge", checksum="5" * 64, made_on=TODAY)
    guard.watching = True
    with pytest.raises(WrongStateError, match="region"):
        accept_region(merge, by=country.actor("joost"))
