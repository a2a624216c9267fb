"""Which lines a matrix has, which places stand in each, and what their addresses ask."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.queries import NATIONAL
from koppelvlak.coverage.overview import Line, Overview, Per, Wanted, line_of, overview, regions
from koppelvlak.coverage.queries import counted_in, ground
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import ACTIVE, CLOSED
from koppelvlak.networks.models import Basis, Network
from koppelvlak.sectors.models import Sector
from tests.agreements.conftest import Put, seat, warning
from tests.conftest import Assume, Guard
from tests.coverage.conftest import themes
from tests.world import TODAY, World


@pytest.fixture
def gas(world: World, guard: Guard) -> Network:
    """Return a second network, of another sector, at whose table the region sits alone."""
    guard.watching = False
    sector = Sector.objects.create(
        key="gas-x", name_nl="Gas", name_en="Gas", tone="gas", position=2
    )
    made = Network.objects.create(
        sector=sector, basis=Basis.CHOSEN, name="West", division="province:Utrecht",
        state=ACTIVE, lead=world.region, derived_for=TODAY, stirred_on=TODAY,
    )  # fmt: skip
    seat(made, world.region)
    seat(made, world.stranger)
    guard.watching = True
    return made


def asked(world: World, name: str = "noor", **wanted: Any) -> Overview:
    return overview(ground(world.actor(name)), Wanted(**wanted))


def query(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


def national(world: World, **changes: Any) -> None:
    add_agreement(
        None, warning(world, tlp=Tlp.GREEN, **changes), by=world.actor("anouk")
    )  # fmt: skip


def in_both(world: World, put: Put, gas: Network) -> None:
    put(themes=themes(5))
    for number in (1, 2):
        said = warning(world, action=f"belt … {number}", themes=themes(number))
        add_agreement(gas, said, by=world.actor("noor"))


def test_a_network_has_a_line_each(world: World, put: Put, network: Network, gas: Network) -> None:
    in_both(world, put, gas)
    found = {line.title: line.whole.total for line in asked(world).lines}
    assert found == {str(network): 1, str(gas): 2}
    assert asked(world).together.whole.total == 3


def test_a_region_counts_all_tables_at_which_it_sits(world: World, put: Put, gas: Network) -> None:
    in_both(world, put, gas)
    (line,) = asked(world, per=Per.REGION).lines
    assert (line.title, line.whole.total) == ("VR IJsselland", 3)
    assert line.url == world.region.get_absolute_url()


def test_companies_come_by_name_with_what_each_sits_at(
    world: World, put: Put, gas: Network
) -> None:
    in_both(world, put, gas)
    lines = asked(world, per=Per.COMPANY).lines
    assert [(line.title, line.whole.total) for line in lines] == [("Vitens", 1), ("WML", 2)]


@pytest.mark.parametrize(
    ("per", "titles"), [(Per.REGION, ["VR IJsselland"]), (Per.COMPANY, ["WML"])]
)
def test_a_sector_leaves_the_other_networks_out(
    world: World, put: Put, gas: Network, per: str, titles: list[str]
) -> None:
    in_both(world, put, gas)
    shown = asked(world, per=per, sector="gas-x")
    assert [line.title for line in shown.lines] == titles
    assert shown.together.whole.total == 2
    assert query(shown.lines[0].whole.url)["sector"] == ["gas-x"]


def test_the_address_of_a_network_names_that_network_alone(
    world: World, put: Put, network: Network
) -> None:
    put(themes=themes(5))
    (line,) = asked(world, sector="drinking-water", region=str(world.region.uuid)).lines
    assert query(line.whole.url) == {"netwerk": [str(network.uuid)], "telt": ["ja"]}
    assert query(line.cells[4].url) == {
        "netwerk": [str(network.uuid)], "thema": ["5"], "telt": ["ja"],
    }  # fmt: skip


def test_the_address_of_an_empty_cell_asks_nothing_of_what_counts(world: World, put: Put) -> None:
    put(themes=themes(5))
    (line,) = asked(world).lines
    assert "telt" not in query(line.cells[0].url)


def test_the_address_of_a_company_at_the_table_of_a_region_names_both(
    world: World, put: Put
) -> None:
    put(themes=themes(5), basic=True, sectors=(world.sector,))
    (line,) = asked(world, per=Per.COMPANY, region=str(world.region.uuid)).lines
    found = query(line.cells[4].url)
    assert found["tafel"] == [str(world.region.uuid), str(world.water.uuid)]
    assert found["basis"] == ["ja"]


def test_the_whole_country_has_a_line_without_a_page(world: World, put: Put) -> None:
    put(themes=themes(5))
    national(world, themes=themes(3))
    lines = asked(world).lines
    (country,) = [line for line in lines if not line.url]
    assert (country.url, country.whole.total) == ("", 1)
    assert query(country.whole.url)["netwerk"] == [NATIONAL]


@pytest.mark.parametrize(
    "wanted", [{"per": Per.REGION}, {"per": Per.COMPANY}, {"sector": "drinking-water"}]
)
def test_what_holds_for_the_whole_country_is_at_no_table(
    world: World, put: Put, wanted: dict[str, Any]
) -> None:
    put(themes=themes(5))
    national(world, themes=themes(3))
    assert asked(world, **wanted).together.whole.total == 1


def test_a_network_that_closed_has_no_line(
    world: World, put: Put, network: Network, assume: Assume
) -> None:
    put(themes=themes(5))
    assume(network, state=CLOSED)
    assert list(asked(world).lines) == []
    assert asked(world).together.whole.total == 0


def test_regions_to_choose_from_are_those_at_tables_once_each(
    world: World, put: Put, gas: Network
) -> None:
    in_both(world, put, gas)
    assert regions(ground(world.actor("noor"))) == [world.region]


def test_one_place_reads_as_its_line_among_all(world: World, put: Put, network: Network) -> None:
    put(themes=themes(5, 8))
    put(themes=themes(5), action="mailt …", kind="recommendation")
    (among,) = asked(world).lines
    asks = {"netwerk": [str(network.uuid)]}
    alone = line_of(counted_in(network, world.actor("noor")), network.pk, asks)
    assert numbers(alone) == numbers(among)
    assert [cell.url for cell in alone.cells] == [cell.url for cell in among.cells]


def numbers(line: Line) -> list[tuple[object, ...]]:
    return [(cell.kinds, cell.basics, cell.apart) for cell in (*line.cells, line.whole)]


def test_a_line_with_only_what_does_not_count_is_shown(world: World, put: Put) -> None:
    put(themes=themes(5), kind="recommendation")
    (line,) = asked(world).lines
    assert (line.whole.total, line.whole.apart) == (0, 1)


def test_asked_for_basic_agreements_a_line_without_any_keeps_what_does_not_count(
    world: World, put: Put
) -> None:
    put(themes=themes(5), tlp=Tlp.GREEN)
    assert list(asked(world, "iris", basic=True).lines) == []
    put(themes=themes(5), action="mailt …", kind="recommendation", tlp=Tlp.GREEN)
    for name in ("iris", "noor"):
        (line,) = asked(world, name, basic=True).lines
        assert (line.whole.total, line.whole.apart) == (0, 1)


def test_somebody_elsewhere_counts_what_is_open_to_all(
    world: World, put: Put, network: Network
) -> None:
    put(themes=themes(5), tlp=Tlp.AMBER)
    put(themes=themes(5), tlp=Tlp.GREEN, action="mailt …")
    (line,) = asked(world, "iris").lines
    assert (line.title, line.whole.total) == (str(network), 1)
    (line,) = asked(world, "joost").lines
    assert line.whole.total == 2
