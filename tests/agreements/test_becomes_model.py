"""Who is told that an agreement became a model, and binds nobody by itself any more."""

from __future__ import annotations

from typing import Any

import pytest

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.lifecycle import PROPOSED
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.variants.actions import spread
from tests.aftermath import mails
from tests.agreements.conftest import acts, warning
from tests.agreements.test_models import change, national
from tests.world import World

BOTH = [
    ("joost@voorbeeld.invalid", "[TLP:GREEN] Nu een model: een afspraak van Vitens"),
    ("noor@voorbeeld.invalid", "[TLP:GREEN] Nu een model: een afspraak van VR IJsselland"),
]


@pytest.mark.parametrize("more", [{}, {"quantity": "3 liter"}])
def test_whom_it_bound_hears_so_once(world: World, more: dict[str, Any]) -> None:
    row = national(world, is_model=False)
    change(world, row, is_model=True, **more)
    assert mails() == BOTH
    change(world, row, quantity="4 liter")
    assert mails() == BOTH


def test_whom_a_rule_bound_at_any_table_hears_so_too(world: World, network: Network) -> None:
    every = (acts(world.region), Stated(Side.BENEFITING, every_kind=world.water.kind))
    change(world, national(world, is_model=False, parties=every), is_model=True)
    assert mails() == BOTH


def test_who_spreads_it_as_a_model_tells_as_well(world: World, network: Network) -> None:
    row = national(world, is_model=False)
    spread(row, [network], by=world.actor("anouk"))
    assert mails() == BOTH


@pytest.mark.parametrize("more", [{"tlp": Tlp.AMBER_STRICT}, {"quantity": "3 liter"}])
def test_what_it_says_from_now_on_is_not_told(world: World, more: dict[str, Any]) -> None:
    """New words may be for fewer eyes: who was bound reads what it was, in the class of then."""
    row = national(world, is_model=False)
    was = Agreement.objects.get(pk=row.pk).sentence
    change(world, row, is_model=True, **more)
    assert mails() == BOTH
    for mail in Message.objects.all():
        assert was in mail.text
        assert "3 liter" not in mail.text


@pytest.mark.parametrize("said", [{"is_model": True}, {"state": PROPOSED}])
def test_of_what_bound_nobody_there_is_nothing_to_hear(
    world: World, network: Network, said: dict[str, Any]
) -> None:
    state = {"state": said.pop("state")} if "state" in said else {}
    given = warning(world, tlp=Tlp.GREEN, agreed_on=None, **said)
    row = add_agreement(None, given, by=world.actor("anouk"), **state)
    change(world, row, is_model=True)
    spread(row, [network], by=world.actor("anouk"))
    assert mails() == []
