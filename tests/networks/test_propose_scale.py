"""Proposing that networks merge or split: by whom, when, and what it leaves behind."""

from __future__ import annotations

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import RefusedError, UnseenError, WrongStateError
from koppelvlak.networks.actions import derive
from koppelvlak.networks.advice import ground
from koppelvlak.networks.models import Network, Proposal
from koppelvlak.networks.planning import Part, Plan
from koppelvlak.networks.scaling import propose_scale
from tests.conftest import Guard
from tests.networks.keeping import MERGED, SPLIT, keep_two, planned
from tests.world import TODAY, World


@pytest.fixture
def kept(country: World, guard: Guard, machine: Actor) -> list[Network]:
    """Return two networks that IJsselland leads."""
    return keep_two(country, guard, machine)


def test_it_keeps_what_led_to_it(country: World, kept: list[Network]) -> None:
    noor = country.actor("noor")
    plan = planned(noor, MERGED)
    made = propose_scale(plan, by=noor)
    assert (made.kind, made.state, made.made_on) == ("merge", "open", TODAY)
    assert made.evidence["networks"] == [str(one.uuid) for one in kept]
    assert made.evidence["limits"]["table"] == 12
    assert made.evidence["seats"] == {"before": 6, "after": 4}
    assert made.evidence["figures"]["after"]["tables"] == 1
    assert len(made.evidence["input"]) == 64
    assert made.evidence["by"].startswith("Noor de Wit")


def test_a_split_names_the_groups_of_regions(country: World, kept: list[Network]) -> None:
    noor = country.actor("noor")
    made = propose_scale(planned(noor, SPLIT), by=noor)
    assert made.kind == "split"
    assert [table["regions"] for table in made.evidence["tables"]] == [["VR04"], ["VR07"]]


def test_nothing_changes_yet(country: World, kept: list[Network]) -> None:
    noor = country.actor("noor")
    propose_scale(planned(noor, MERGED), by=noor)
    assert {one.state for one in Network.objects.all()} == {"forming"}


def test_a_national_editor_may(country: World, kept: list[Network]) -> None:
    anouk = country.actor("anouk")
    assert propose_scale(planned(anouk, MERGED), by=anouk).pk


@pytest.mark.parametrize("who", ["joost", "lezer", "iris", "roos"])
def test_who_leads_none_of_them_may_not(country: World, kept: list[Network], who: str) -> None:
    actor = country.actor(who)
    with pytest.raises(RefusedError):
        propose_scale(planned(actor, MERGED), by=actor)
    assert not Proposal.objects.filter(kind="merge").exists()


def test_who_sees_no_networks_does_not_even_know(country: World, kept: list[Network]) -> None:
    with pytest.raises(UnseenError):
        propose_scale(planned(country.actor("noor"), MERGED), by=country.actor("petra"))


def test_equal_facts_are_proposed_once(country: World, kept: list[Network]) -> None:
    noor = country.actor("noor")
    propose_scale(planned(noor, MERGED), by=noor)
    with pytest.raises(WrongStateError):
        propose_scale(planned(noor, MERGED), by=noor)


def test_other_limits_are_other_facts(country: World, kept: list[Network]) -> None:
    noor = country.actor("noor")
    for limits in (MERGED, SPLIT):
        propose_scale(planned(noor, limits), by=noor)
    assert Proposal.objects.filter(kind__in=("merge", "split")).count() == 2


def test_networks_that_nobody_formed_cannot_merge(
    country: World, network: Network, machine: Actor
) -> None:
    derive(on=TODAY, by=machine)
    plan = Plan((network,), (Part((network,), ("VR04",)), Part((network,), ("VR07",))))
    with pytest.raises(WrongStateError, match="Vitens"):
        propose_scale(plan, by=country.actor("anouk"))


def test_the_log_tells_of_it(country: World, kept: list[Network]) -> None:
    noor = country.actor("noor")
    made = propose_scale(planned(noor, MERGED), by=noor)
    event = Event.objects.latest("pk")
    assert event.action == "network.propose-scale"
    assert str(made.uuid) in str(event.payload)


def test_seats_that_were_offered_count_as_staffed(country: World, kept: list[Network]) -> None:
    nets = {net.code.split("/")[1]: net for net in ground(country.actor("noor")).nets}
    assert nets["Vitens"].regions == nets["Oasen"].regions == {"VR04", "VR07"}
    assert nets["Vitens"].companies == {"Vitens"}
