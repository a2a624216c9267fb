"""A merger is proposed, a national editor accepts it, and from that day the networks follow."""

from __future__ import annotations

from datetime import date

import pytest

from koppelvlak.door import system
from koppelvlak.networks.actions import derive
from koppelvlak.territory.actions import propose_division
from koppelvlak.territory.facts import FOLDER
from koppelvlak.territory.models import DivisionChange
from tests.journeys.conftest import Arrive
from tests.journeys.visitor import Visitor
from tests.world import TODAY

FILE = FOLDER / "example_division.csv"
AFTER = date(2027, 1, 4)


@pytest.fixture
def proposal(cast: None, today: None) -> DivisionChange:
    """Return the proposal that Wijdemeren goes up in Hilversum per 2027."""
    by = system(on=TODAY, origin="test")
    (made,) = propose_division(FILE.read_bytes(), name=FILE.name, by=by)
    return made


def municipalities(visitor: Visitor, company: str) -> int:
    visitor.open(f"/zoeken/?q={company}")
    return int(visitor.open(visitor.link('/netwerken/[^"]+')).figure(1))


def test_accepted(arrive: Arrive, proposal: DivisionChange) -> None:
    editor, region = arrive("A. de Groot"), arrive("N. de Wit")
    assert editor.has_link(proposal.get_absolute_url())
    before = municipalities(region, "vitens")
    editor.open(proposal.get_absolute_url())
    editor.fill_in(editor.link(".*/aannemen/"))
    assert municipalities(region, "vitens") == before
    derive(on=AFTER, by=system(on=AFTER, origin="test"))
    assert municipalities(region, "vitens") == before - 1
    assert region.open("/gebied/gemeenten/?q=wijdemeren").has_link("/gebied/gemeenten/GM1696/.*")
    gone = region.open(f"/gebied/gemeenten/?q=wijdemeren&op={AFTER}")
    assert not gone.has_link("/gebied/gemeenten/GM1696/.*")


def test_declined_nothing_changes(arrive: Arrive, proposal: DivisionChange) -> None:
    editor, region = arrive("A. de Groot"), arrive("N. de Wit")
    before = municipalities(region, "vitens")
    editor.fill_in(f"{proposal.get_absolute_url()}afwijzen/", reason="De raad wil niet.")
    derive(on=AFTER, by=system(on=AFTER, origin="test"))
    assert municipalities(region, "vitens") == before
    assert region.open(proposal.get_absolute_url()).reads("De raad wil niet.")


def test_a_region_sees_the_proposal_and_decides_nothing(
    arrive: Arrive, proposal: DivisionChange
) -> None:
    region = arrive("N. de Wit").open(proposal.get_absolute_url())
    assert not region.has_link(".*/aannemen/")
    region.send(f"{proposal.get_absolute_url()}aannemen/", status=403)
