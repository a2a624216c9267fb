"""A list that says something else: who takes it in confirms that, by the rule of the form."""

from __future__ import annotations

import pytest

from koppelvlak.agreements.actions import confirm_agreements
from koppelvlak.agreements.documents import FORMATS, lines_of
from koppelvlak.agreements.models import Agreement, Confirmation, How, Maturity
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, Put, acts, gains
from tests.agreements.lists import SYSTEM, load_facts, take_in
from tests.agreements.test_reworded import earlier, fresh, versions
from tests.world import World


@pytest.fixture(autouse=True)
def facts(world: World) -> None:
    load_facts()


def listed(row: Agreement, **changes: str) -> bytes:
    """Return the agreement as a list has it, with some cells changed."""
    (found,) = lines_of(Agreement.objects.filter(pk=row.pk), actor=SYSTEM)
    return FORMATS["json"][0]([found | changes])


def test_who_rewords_by_a_list_confirms_for_its_own_organisation(
    world: World, put: Put, network: Network
) -> None:
    row = put(**WORKED_OUT)
    confirm_agreements(world.region, versions(row), by=world.actor("noor"))
    take_in(listed(row, within="binnen 4 uur"), network, by=world.actor("noor"))
    said = Confirmation.objects.get()
    assert (said.organisation, said.how, said.wording) == (world.region, How.SELF, 2)
    assert said.by == world.person("noor").uuid
    assert (fresh(row).maturity, earlier(row)) == (Maturity.STALE, {"Vitens"})


def test_who_acts_and_rewords_by_a_list_makes_it_count(
    world: World, put: Put, network: Network
) -> None:
    mine = (acts(world.region), gains(world.water))
    row = put(parties=mine, **WORKED_OUT)
    take_in(listed(row, within="binnen 4 uur"), network, by=world.actor("noor"))
    assert fresh(row).maturity == Maturity.WORKED_OUT


@pytest.mark.parametrize("cells", [{"area": "Zwolle"}, {"kind": "note"}], ids=str)
def test_a_list_that_rewords_nothing_to_confirm_confirms_nothing(
    put: Put, world: World, network: Network, cells: dict[str, str]
) -> None:
    take_in(listed(put(), **cells), network, by=world.actor("noor"), notes=True)
    assert not Confirmation.objects.exists()


def test_who_may_not_confirm_rewords_by_a_list_for_nobody(
    world: World, put: Put, network: Network
) -> None:
    row = put(**WORKED_OUT)
    take_in(listed(row, within="binnen 4 uur"), network, by=world.actor("bram"))
    assert (fresh(row).wording, Confirmation.objects.count()) == (2, 0)
