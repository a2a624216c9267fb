"""A gap shows: a network at whose table one sits is a line, also when nothing is agreed there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.utils import translation

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.coverage.bars import drawn
from koppelvlak.coverage.documents import coverage
from koppelvlak.coverage.overview import Per
from koppelvlak.coverage.queries import ground
from koppelvlak.framework.queries import themes as every_theme
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import CLOSED, DORMANT, PROPOSED
from koppelvlak.networks.models import Network
from tests.agreements.conftest import Enter, Put, warning
from tests.conftest import Assume
from tests.coverage.conftest import themes
from tests.coverage.test_lines import asked, gas, query
from tests.coverage.test_matrix_page import PAGE
from tests.reading import main
from tests.world import TODAY, World

__all__ = ["gas"]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Say words as they stand in the code."""
    with translation.override("en"):
        yield


def told(world: World, name: str = "noor", **wanted: object) -> dict[str, str]:
    return {line.title: line.whole.nothing for line in asked(world, name, **wanted).lines}


def test_a_table_of_ones_own_is_a_line(world: World, put: Put, network: Network) -> None:
    assert told(world) == {str(network): "nothing agreed"}
    (line,) = asked(world).lines
    assert (line.url, line.whole.total) == (network.get_absolute_url(), 0)
    assert query(line.whole.url)["netwerk"] == [str(network.uuid)]
    # Only the whole of the line says so: under each theme there is just none.
    assert {cell.nothing for cell in line.cells} == {""}
    assert drawn(line.whole) == '<span class="quiet-text">nothing agreed</span>'
    assert drawn(line.cells[0]) == '<span class="quiet-text">none</span>'


def test_beside_one_where_something_is(
    world: World, put: Put, network: Network, gas: Network
) -> None:
    put(themes=themes(5))
    found = {line.title: line.whole for line in asked(world).lines}
    assert set(found) == {str(network), str(gas)}
    assert "nothing agreed" not in drawn(found[str(network)])
    assert "nothing agreed" in drawn(found[str(gas)])
    assert asked(world).together.whole.total == 1


@pytest.mark.parametrize(
    ("name", "own"),
    [
        ("noor", {"Oost", "West"}),
        ("lezer", {"Oost", "West"}),
        ("joost", {"Oost"}),
        ("iris", {"West"}),
        ("anouk", set()),
    ],
)
def test_of_other_tables_only_the_number_is_told(
    world: World, network: Network, gas: Network, name: str, own: set[str]
) -> None:
    shown = asked(world, name)
    assert all(line.whole.nothing == "nothing agreed" for line in shown.lines)
    names = {one.pk: one.name for one in (network, gas)}
    assert {names[pk] for pk in ground(world.actor(name)).own} == own
    # The whole country, for which nothing is agreed, is one of them.
    assert shown.unseen == 3 - len(own)


@pytest.mark.parametrize(("state", "shown"), [(PROPOSED, 0), (CLOSED, 0), (DORMANT, 1)])
def test_only_what_stands_can_lack_anything(
    world: World, network: Network, assume: Assume, state: str, shown: int
) -> None:
    assume(network, state=state)
    assert len(asked(world).lines) == shown


@pytest.mark.parametrize("per", [Per.REGION, Per.COMPANY])
def test_other_lines_are_as_they_were(world: World, network: Network, per: str) -> None:
    assert list(asked(world, per=per).lines) == []
    assert asked(world, per=per).unseen == 0


def test_the_filters_hold_for_it_as_well(world: World, network: Network, gas: Network) -> None:
    assert told(world, sector="gas-x") == {str(gas): "nothing agreed"}
    other = str(world.stranger.uuid)
    assert told(world, region=other) == {str(gas): "nothing agreed"}


def test_asked_for_basic_agreements_it_speaks_of_those(
    world: World, put: Put, network: Network
) -> None:
    put(themes=themes(5))
    assert told(world, basic=True) == {str(network): "no basic agreement"}
    (line,) = asked(world, basic=True).lines
    assert drawn(line.whole) == '<span class="quiet-text">no basic agreement</span>'
    # What is agreed and not basic is not nothing.
    assert "nothing agreed" not in drawn(asked(world).lines[0].whole)


def test_with_only_what_does_not_count_that_is_said(
    world: World, put: Put, network: Network
) -> None:
    put(themes=themes(5), kind="recommendation")
    (line,) = asked(world).lines
    assert "1 not counted" in drawn(line.whole)
    assert "nothing agreed" not in drawn(line.whole)


def test_what_ended_leaves_nothing(world: World, put: Put, network: Network) -> None:
    put(valid_from=TODAY.replace(year=2025), valid_to=TODAY.replace(month=1))
    assert told(world) == {str(network): "nothing agreed"}


def test_the_page_and_the_file_say_it(
    enter: Enter, world: World, network: Network, gas: Network
) -> None:
    page = main(enter("noor"), PAGE)
    assert page.count("nothing agreed") == 2
    assert str(gas) in page
    assert "There is no agreement here that you may see" not in page
    shown = asked(world)
    (table,) = coverage(shown, Per.NETWORK, every_theme(), on=TODAY).tables()
    assert {str(row[-1]) for row in table.rows[:-1]} == {"nothing agreed"}
    assert str(table.rows[-1][-1]) == "none"


def test_in_dutch(world: World, network: Network) -> None:
    with translation.override("nl"):
        assert told(world) == {str(network): "niets afgesproken"}
        assert told(world, basic=True) == {str(network): "geen basisafspraak"}


def test_who_sits_nowhere_sees_an_empty_page(enter: Enter, network: Network) -> None:
    assert "There is no agreement here that you may see" in main(enter("anouk"), PAGE)


def test_an_agreement_that_one_may_see_takes_its_place(
    world: World, network: Network, gas: Network
) -> None:
    said = warning(world, tlp=Tlp.AMBER, themes=themes(5))
    add_agreement(gas, said, by=world.actor("noor"))
    found = {line.title: drawn(line.whole) for line in asked(world, "iris").lines}
    assert list(found) == [str(gas)]
    assert "0 of 1 proven" in found[str(gas)]
