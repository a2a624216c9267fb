"""A model for all drinking-water networks, and the network of the region that it comes to."""

from __future__ import annotations

from typing import Any

import pytest

from koppelvlak.agreements.actions import add_agreement, edit_agreement
from koppelvlak.agreements.giving import Given, Stated
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.variants.actions import spread
from koppelvlak.variants.models import Variant
from tests.agreements.conftest import network
from tests.world import World

__all__ = ["network"]


def model_says(world: World, **changes: Any) -> Given:
    regions = Stated(Side.BENEFITING, every_kind=world.region.kind)
    said: dict[str, Any] = {
        "action": "waarschuwt … per telefoon",
        "within": "binnen 30 minuten",
        "parties": (Stated(Side.ACTING, text="het drinkwaterbedrijf"), regions),
        "sectors": (world.sector,),
        "tlp": Tlp.GREEN,
    }
    return Given(**said | changes)


def reword(world: World, model: Agreement, **changes: Any) -> Agreement:
    given = model_says(world, **{"within": "binnen 15 minuten"} | changes)
    return edit_agreement(model, given, by=world.actor("anouk"))


@pytest.fixture
def model(world: World) -> Agreement:
    return add_agreement(None, model_says(world), by=world.actor("anouk"))


@pytest.fixture
def variant(world: World, model: Agreement, network: Network) -> Variant:
    return spread(model, [network], by=world.actor("anouk"))[0]
