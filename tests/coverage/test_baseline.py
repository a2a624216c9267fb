"""The baseline: who records and corrects it, when not, and what it leaves behind."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from koppelvlak.coverage.actions import correct_baseline, take_baseline
from koppelvlak.coverage.models import Answer, Baseline
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.errors import (
    BadInputError,
    RefusedError,
    StaleError,
    UnseenError,
    WrongStateError,
)
from koppelvlak.networks.lifecycle import CLOSED, PROPOSED
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from tests.conftest import Assume
from tests.coverage.conftest import ANSWERS
from tests.world import TODAY, World

EARLIER = TODAY - timedelta(days=30)


def take(world: World, network: Network, name: str = "noor", **changes: Any) -> Baseline:
    said: dict[str, Any] = {"answers": ANSWERS, "held_on": EARLIER} | changes
    return take_baseline(network, by=world.actor(name), **said)


def test_who_leads_the_network_records_it(world: World, network: Network) -> None:
    made = take(world, network, answers=ANSWERS | {5: (Answer.PROVEN, "Vorig jaar geoefend.")})
    kept = Baseline.objects.get()
    assert (kept, kept.network, kept.held_on) == (made, network, EARLIER)
    assert kept.answers["5"] == {"level": "proven", "remark": "Vorig jaar geoefend."}
    assert kept.answers["1"] == {"level": "informal", "remark": ""}
    assert Event.objects.latest("number").action == Can.TAKE_BASELINE


@pytest.mark.parametrize("name", ["joost", "roos", "iris", "sanne", "anouk"])
def test_who_may_not_record_it(world: World, network: Network, name: str) -> None:
    with pytest.raises(RefusedError):
        take(world, network, name)
    assert not Baseline.objects.exists()


def test_who_sees_no_networks_finds_none(world: World, network: Network) -> None:
    with pytest.raises(UnseenError):
        take(world, network, "petra")


def test_it_is_taken_once(world: World, network: Network) -> None:
    made = take(world, network)
    with pytest.raises(StaleError) as late:
        take(world, network)
    assert late.value.current == made


@pytest.mark.parametrize("state", [PROPOSED, CLOSED])
def test_only_a_network_that_stands_has_one(
    world: World, network: Network, guard: Any, state: str
) -> None:
    guard.watching = False
    Network.objects.update(state=state)
    guard.watching = True
    with pytest.raises((WrongStateError, RefusedError)):
        take(world, network)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"answers": {}}, "level_1"),
    ({"answers": ANSWERS | {3: ("splendid", "")}}, "level_3"),
    ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
]


@pytest.mark.parametrize(("changes", "field"), WRONG)
def test_what_is_wrong_is_said_at_its_field(
    world: World, network: Network, changes: dict[str, Any], field: str
) -> None:
    with pytest.raises(BadInputError) as refusal:
        take(world, network, **changes)
    assert field in refusal.value.errors


def test_it_can_be_corrected(world: World, network: Network) -> None:
    made = take(world, network)
    answers = ANSWERS | {8: (Answer.NOTHING, "Te rooskleurig.")}
    row = correct_baseline(made, answers, held_on=TODAY, by=world.actor("noor"), seen=made.version)
    assert (row.held_on, row.version) == (TODAY, 2)
    said = Event.objects.latest("number")
    assert said.action == Can.CORRECT_BASELINE
    assert "Te rooskleurig." in str((said.payload or {})["after"])


@pytest.mark.parametrize("seen", [None, 7])
def test_who_did_not_read_this_version_corrects_nothing(
    world: World, network: Network, seen: int | None
) -> None:
    made = take(world, network)
    with pytest.raises(StaleError):
        correct_baseline(made, ANSWERS, held_on=TODAY, by=world.actor("noor"), seen=seen)
    assert Baseline.objects.get().version == 1


@pytest.mark.parametrize(
    ("name", "refusal"),
    [("joost", RefusedError), ("anouk", UnseenError), ("sanne", UnseenError)],
)
def test_who_may_not_correct_it(
    world: World, network: Network, name: str, refusal: type[Exception]
) -> None:
    made = take(world, network)
    with pytest.raises(refusal):
        correct_baseline(made, ANSWERS, held_on=TODAY, by=world.actor(name), seen=1)


def test_a_correction_refuses_what_is_wrong_too(world: World, network: Network) -> None:
    made = take(world, network)
    with pytest.raises(BadInputError):
        correct_baseline(made, {}, held_on=TODAY, by=world.actor("noor"), seen=1)


def test_two_versions_can_be_compared_by_field(world: World, network: Network) -> None:
    made = take(world, network, answers=ANSWERS | {2: (Answer.AGREED, "Sinds mei.")})
    assert str(made.level_2) == "agreed upon"
    assert made.remark_2 == "Sinds mei."
    assert made.remark_9 == ""
    assert not hasattr(made, "level_x")


def test_only_who_sits_there_sees_it(world: World, network: Network) -> None:
    take(world, network)
    seen = {n for n in world.people if Baseline.objects.visible_to(world.actor(n)).exists()}
    assert seen == {"noor", "bram", "lezer", "joost", "roos", "wil"}


def test_a_baseline_is_something_that_happened_in_the_network(
    world: World, network: Network, assume: Assume
) -> None:
    assume(network, stirred_on=EARLIER)
    take(world, network)
    assert Network.objects.get(pk=network.pk).stirred_on == TODAY
