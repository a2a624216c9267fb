"""What came from a model goes out in a list, and comes in again as the same."""

from __future__ import annotations

import pytest

from koppelvlak.agreements.documents import FORMATS, lines_of
from koppelvlak.agreements.models import Agreement
from koppelvlak.networks.models import Network
from koppelvlak.variants.models import Variant
from tests.agreements.lists import SYSTEM, load_facts, take_in
from tests.world import World


@pytest.mark.parametrize("ending", FORMATS)
def test_taking_in_ones_own_list_doubles_no_variant(
    world: World, network: Network, variant: Variant, ending: str
) -> None:
    load_facts()
    rows = Agreement.objects.filter(network=network)
    data = FORMATS[ending][0](lines_of(rows, actor=SYSTEM))
    plan = take_in(data, network, by=world.actor("noor"))
    assert (len(plan.made), len(plan.changed), plan.same) == (0, 0, 1)
    assert rows.get().pk == variant.agreement_id
