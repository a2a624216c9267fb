"""Accepting a proposed network: it works, who may not, when not, what it leaves behind."""

from __future__ import annotations

import pytest

from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import BadInputError, RefusedError, StaleError, WrongStateError
from koppelvlak.networks.forming import (
    candidates,
    decline_network,
    form_network,
    national_players,
)
from koppelvlak.networks.leading import LEADS_NEVER
from koppelvlak.networks.lifecycle import FORMING, PROPOSED
from koppelvlak.networks.models import Network, Seat
from koppelvlak.rights import Can
from tests.aftermath import wrong
from tests.conftest import Guard
from tests.networks.proposed import formed, national_player, of_kind
from tests.world import TODAY, World


@pytest.fixture
def tennet(country: World, guard: Guard) -> str:
    """Let the sector have a player whose scale is the whole country; return its key."""
    guard.watching = False
    player = national_player("tennet", "TenneT")
    player.sectors.add(country.sector)
    guard.watching = True
    return player.key


def seats(network: Network) -> dict[str, tuple[str, str]]:
    rows = Seat.objects.filter(network=network)
    return {row.organisation.key: (row.kind, row.state) for row in rows}


def test_company_and_surely_reached_regions_are_invited(network: Network, country: World) -> None:
    row = formed(network, country)
    assert (row.state, row.lead, row.stirred_on) == (FORMING, country.water, TODAY)
    invited = ("member", "invited")
    assert seats(network) == {"vitens": invited, "vr04": invited, "vr07": invited}


def test_a_national_player_has_its_chair(network: Network, country: World, tennet: str) -> None:
    assert [one.key for one in national_players(network)] == [tennet]
    formed(network, country)
    assert seats(network)[tennet] == ("national", "invited")


def test_the_page_and_the_action_invite_the_same(network: Network, country: World) -> None:
    before = {one.key for one in candidates(network)}
    formed(network, country)
    assert seats(network).keys() == before


def test_a_region_can_lead_it(network: Network, country: World) -> None:
    row = form_network(network, country.region, by=country.actor("anouk"))
    assert row.lead == country.region


def test_each_seat_keeps_the_evidence_it_was_offered_on(network: Network, country: World) -> None:
    formed(network, country)
    for member in network.members.filter(standing="reached"):
        seat = Seat.objects.get(network=network, organisation=member.region.organisation)
        assert seat.evidence_checksum == member.checksum


def test_its_proposal_says_who_accepted_it(network: Network, country: World) -> None:
    formed(network, country)
    proposal = network.proposals.get()
    assert (proposal.state, proposal.decided_on) == ("accepted", TODAY)
    assert proposal.decided_by == "Joost van Dam, on behalf of Vitens"


def test_a_chapter_of_its_past_begins(network: Network, country: World) -> None:
    formed(network, country)
    chapter = network.chapters.get()
    assert (chapter.begun, chapter.state, chapter.lead) == (TODAY, FORMING, country.water)


def test_the_audit_names_every_seat(network: Network, country: World) -> None:
    formed(network, country)
    payload = Event.objects.get(action=Can.FORM_NETWORK).payload
    assert payload is not None
    assert [row["what"] for row in payload["rows"]] == ["invited"] * 3 + ["accepted"]


@pytest.mark.parametrize("who", ["noor", "bram", "lezer", "roos", "sanne", "iris"])
def test_others_may_not(network: Network, country: World, who: str) -> None:
    with pytest.raises(RefusedError):
        form_network(network, country.water, by=country.actor(who))
    assert seats(network) == {}


@pytest.mark.parametrize("who", ["joost", "wil", "anouk"])
def test_its_company_and_national_editors_may(network: Network, country: World, who: str) -> None:
    assert form_network(network, country.water, by=country.actor(who)).state == FORMING


def test_who_is_not_invited_cannot_lead(network: Network, country: World) -> None:
    with pytest.raises(BadInputError) as refused:
        form_network(network, country.stranger, by=country.actor("anouk"))
    assert refused.value.errors.keys() == {"lead"}
    assert (seats(network), Network.objects.get().state) == ({}, PROPOSED)


@pytest.mark.parametrize("kind", LEADS_NEVER)
def test_who_never_leads_does_not_lead_for_now_either(
    network: Network, country: World, guard: Guard, kind: str
) -> None:
    of_kind(country.water, kind, guard)
    assert country.water in candidates(network)
    told = wrong(lambda: form_network(network, country.water, by=country.actor("anouk")))
    assert told == {"lead": ["Choose one of the regions and companies that are invited."]}
    assert (seats(network), Network.objects.get().state) == ({}, PROPOSED)


def test_a_national_player_does_not_lead_for_now(
    network: Network, country: World, tennet: str
) -> None:
    player = national_players(network).get(key=tennet)
    assert wrong(lambda: form_network(network, player, by=country.actor("anouk"))).keys() == {
        "lead"
    }


def test_not_twice(network: Network, country: World) -> None:
    formed(network, country)
    with pytest.raises(WrongStateError, match=FORMING):
        formed(network, country)
    assert len(seats(network)) == 3


def test_not_when_it_was_declined(network: Network, country: World) -> None:
    decline_network(network, reason="Nee.", by=country.actor("joost"))
    with pytest.raises(WrongStateError):
        formed(network, country)


def test_not_on_a_version_that_was_not_read(network: Network, country: World) -> None:
    with pytest.raises(StaleError):
        form_network(network, country.water, by=country.actor("joost"), seen=network.version + 1)
    assert seats(network) == {}
