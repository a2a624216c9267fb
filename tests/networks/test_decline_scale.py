"""Declining that networks merge or split: the reason stays, and equal facts ask it no more."""

from __future__ import annotations

import pytest

from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import BadInputError, RefusedError, WrongStateError
from koppelvlak.networks.models import Network
from koppelvlak.networks.scaling import decline_scale
from tests.conftest import Guard
from tests.networks.keeping import MERGED, keep_two, proposed
from tests.world import TODAY, World


@pytest.fixture
def kept(country: World, guard: Guard, machine: Actor) -> list[Network]:
    """Return two networks that IJsselland leads."""
    return keep_two(country, guard, machine)


def test_everything_stays_and_the_reason_is_kept(country: World, kept: list[Network]) -> None:
    row = decline_scale(
        proposed(country, MERGED), reason="Te veel ineens.", by=country.actor("noor")
    )
    assert (row.state, row.reason, row.decided_on) == ("declined", "Te veel ineens.", TODAY)
    assert {one.state for one in Network.objects.all()} == {"forming"}


def test_equal_facts_do_not_propose_it_again(country: World, kept: list[Network]) -> None:
    decline_scale(proposed(country, MERGED), reason="Nee.", by=country.actor("noor"))
    with pytest.raises(WrongStateError):
        proposed(country, MERGED)


def test_a_reason_is_needed(country: World, kept: list[Network]) -> None:
    with pytest.raises(BadInputError):
        decline_scale(proposed(country, MERGED), reason=" ", by=country.actor("noor"))


@pytest.mark.parametrize("who", ["joost", "lezer", "iris"])
def test_who_does_not_lead_may_not(country: World, kept: list[Network], who: str) -> None:
    with pytest.raises(RefusedError):
        decline_scale(proposed(country, MERGED), reason="Nee.", by=country.actor(who))
