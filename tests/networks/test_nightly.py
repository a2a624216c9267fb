"""By night networks follow their areas, and rest when nothing happened in them for a year."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.door import system
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.due import run_due
from koppelvlak.networks.actions import derive
from koppelvlak.networks.forming import wake_network
from koppelvlak.networks.lifecycle import ACTIVE, CLOSED, DORMANT, FORMING, OPEN, PROPOSED
from koppelvlak.networks.models import Member, Network, Proposal
from koppelvlak.networks.nightly import derived, resting
from koppelvlak.rights import Can
from koppelvlak.territory.models import SupplyLink
from tests.aftermath import left
from tests.conftest import Assume, Guard
from tests.world import TODAY, World

YEAR = timedelta(days=365)
LATER = TODAY + YEAR + timedelta(days=1)


def state_of(network: Network) -> str:
    return Network.objects.get(pk=network.pk).state


def test_after_a_quiet_year_the_night_lets_a_network_rest(table: Network) -> None:
    assert resting(LATER) == {"networks at rest": 1}
    assert state_of(table) == DORMANT
    done = left()
    assert (done.action, done.result, done.who) == (Can.REST_NETWORK, "done", "Koppelvlak")
    chapter = table.chapters.last()
    assert chapter is not None
    assert (chapter.begun, chapter.state) == (LATER, DORMANT)


def test_within_the_year_nothing_is_written(table: Network) -> None:
    before = Event.objects.count()
    assert resting(TODAY + YEAR) == {"networks at rest": 0}
    assert (state_of(table), Event.objects.count()) == (ACTIVE, before)


@pytest.mark.parametrize("state", [PROPOSED, FORMING, CLOSED])
def test_only_an_active_network_can_rest(table: Network, assume: Assume, state: str) -> None:
    assume(table, state=state)
    assert resting(LATER) == {"networks at rest": 0}
    assert state_of(table) == state


def test_what_was_taken_up_again_counts_anew(world: World, table: Network) -> None:
    resting(LATER)
    wake_network(table, by=world.actor("noor", on=LATER))
    assert resting(LATER + YEAR) == {"networks at rest": 0}
    assert state_of(table) == ACTIVE
    assert resting(LATER + YEAR + timedelta(days=1)) == {"networks at rest": 1}


def test_who_comes_twice_in_a_night_does_it_once(table: Network) -> None:
    assert [resting(LATER)["networks at rest"] for _ in range(2)] == [1, 0]


def test_an_area_that_changed_by_day_is_followed_by_night(
    country: World, formed: Network, guard: Guard
) -> None:
    guard.watching = False
    SupplyLink.objects.filter(municipality="GM0141").update(certainty="legal-2015")
    guard.watching = True
    assert not Proposal.objects.filter(network=formed, kind="join", state=OPEN).exists()
    assert derived(TODAY) == {"networks derived": 1}
    (proposal,) = Proposal.objects.filter(network=formed, kind="join", state=OPEN)
    assert proposal.region is not None
    assert (proposal.region.code, proposal.made_on) == ("VR05", TODAY)
    assert Member.objects.get(network=formed, region__code="VR05").standing == "reached"
    assert derived(TODAY) == {"networks derived": 0}


def test_equal_areas_write_nothing_by_night(network: Network) -> None:
    before = Event.objects.count()
    assert derived(TODAY) == {"networks derived": 0}
    assert derive(on=TODAY, by=system(on=TODAY, origin="test")) == []
    assert Event.objects.count() == before


def test_the_night_does_both(table: Network, country: World) -> None:
    done = run_due(LATER)
    # The area of the water company was never derived before.
    assert (done["networks derived"], done["networks at rest"]) == (1, 1)
