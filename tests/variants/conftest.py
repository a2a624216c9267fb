"""A model for all drinking-water networks, and the network of the region that it comes to."""

from __future__ import annotations

from typing import Any

import pytest

from koppelvlak.agreements.actions import add_agreement, edit_agreement
from koppelvlak.agreements.covenants import Paper, Signing, add_covenant, edit_covenant
from koppelvlak.agreements.giving import Given, Stated
from koppelvlak.agreements.models import Agreement, Covenant, CovenantKind, Side
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.variants import covenants
from koppelvlak.variants.actions import spread
from koppelvlak.variants.models import CovenantVariant, Variant
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
        # Everybody reads a model; what a network has of it is for its table.
        "is_model": Tlp(changes.get("tlp", Tlp.GREEN)) is Tlp.GREEN,
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


TEXT: dict[str, Any] = {
    "title": "Convenant drinkwater (model)",
    "kind": CovenantKind.MODEL,
    "scope_in": "Samenwerking bij verstoring van de drinkwatervoorziening.",
    "scope_out": "De dagelijkse levering.",
    "notice": "Drie maanden van tevoren, schriftelijk.",
    "review_months": 24,
    "tlp": Tlp.GREEN,
}


def rewrite(world: World, covenant: Covenant, by: str = "anouk", **changes: Any) -> Covenant:
    """Write a covenant anew that nobody signed yet."""
    said = {name: getattr(covenant, name) for name in TEXT} | changes
    sectors = tuple(covenant.sectors.all())
    parties = tuple(Signing(organisation=one.organisation) for one in covenant.parties.all())
    paper = Paper(sectors=sectors, parties=parties, **said)
    return edit_covenant(Covenant.objects.get(pk=covenant.pk), paper, by=world.actor(by))


@pytest.fixture
def model_covenant(world: World) -> Covenant:
    return add_covenant(None, Paper(sectors=(world.sector,), **TEXT), by=world.actor("anouk"))


@pytest.fixture
def under(world: World, model_covenant: Covenant) -> Agreement:
    """Return the model agreement that hangs under the model covenant."""
    return add_agreement(None, model_says(world, covenant=model_covenant), by=world.actor("anouk"))


@pytest.fixture
def drafted(world: World, model_covenant: Covenant, network: Network) -> CovenantVariant:
    return covenants.spread(model_covenant, [network], by=world.actor("anouk"))[0]
