"""Only what the actor may see counts, and a cell holds as many as the list that it leads to."""

from __future__ import annotations

from typing import Any

import pytest

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.giving import Stated
from koppelvlak.agreements.models import Agreement, Side
from koppelvlak.agreements.queries import COUNTED
from koppelvlak.coverage.overview import Overview, Per, Wanted, overview, regions
from koppelvlak.coverage.queries import counted, counted_in, ground, may_see
from koppelvlak.kit.errors import UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from tests.agreements.conftest import WORKED_OUT, Put, acts, gains, warning
from tests.coverage.conftest import themes
from tests.world import World

SEEING = ["noor", "bram", "lezer", "joost", "roos", "wil", "iris", "anouk"]
BLIND = ["sanne", "petra", "otto"]


def asked(world: World, name: str = "noor", **wanted: Any) -> Overview:
    return overview(ground(world.actor(name)), Wanted(**wanted))


@pytest.fixture
def mixed(world: World, put: Put) -> None:
    """Agreements of every class, with those outside and inside the network."""
    for number, tlp in enumerate((Tlp.CLEAR, Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT), start=1):
        put(tlp=tlp, themes=themes(number, 5), action=f"belt … {number}")
    put(tlp=Tlp.AMBER, themes=themes(5), parties=(acts(world.water), gains(world.stranger)))
    put(tlp=Tlp.AMBER_STRICT, parties=(acts(world.water), gains(world.stranger)))
    put(kind="recommendation", themes=themes(5))


@pytest.mark.usefixtures("mixed")
@pytest.mark.parametrize("name", SEEING)
def test_what_counts_is_what_the_actor_sees(world: World, name: str) -> None:
    actor = world.actor(name)
    rows = Agreement.objects.open_to(actor, Can.SEE_MATURITY)
    found = counted(actor)
    assert found.counts[..., 0].sum() == rows.count()
    assert found.counts[..., 5].sum() == rows.filter(themes__number=5).count()
    classes = [Tlp(tlp) for tlp in rows.values_list("tlp", flat=True)]
    assert found.tlp == max([Tlp.GREEN, *classes], key=lambda tlp: tlp.rank)


@pytest.mark.usefixtures("mixed")
@pytest.mark.parametrize("name", SEEING)
def test_one_network_counts_as_it_does_among_all(world: World, network: Network, name: str) -> None:
    actor = world.actor(name)
    every, alone = counted(actor), counted_in(network, actor)
    assert (every.counts[every.places[network.pk]] == alone.counts[0]).all()


@pytest.mark.usefixtures("mixed")
@pytest.mark.parametrize("name", BLIND)
def test_who_sees_no_coverage_finds_none(world: World, name: str) -> None:
    assert not may_see(world.actor(name))
    with pytest.raises(UnseenError):
        ground(world.actor(name))


def test_a_cell_tells_how_many_are_proven(put: Put, world: World) -> None:
    put(themes=themes(5), **WORKED_OUT)
    put(themes=themes(5), action="mailt …")
    put(themes=themes(6), kind="practice")
    put(themes=themes(6), kind="recommendation")
    (line,) = asked(world).lines
    five, six, eight = line.cells[4], line.cells[5], line.cells[7]
    assert (five.level, five.count) == ("agreed", "0 of 2 proven")
    assert (six.total, six.apart, six.uncounted) == (1, 1, "1 not counted")
    assert (eight.level, eight.word, eight.total) == ("", "", 0)
    assert line.whole.total == 3
    assert five.kinds == (0, 1, 1, 0)


def test_basic_agreements_come_first(put: Put, world: World) -> None:
    put(themes=themes(5), basic=True, sectors=(world.sector,))
    put(themes=themes(5), **WORKED_OUT)
    put(themes=themes(1), **WORKED_OUT)
    (line,) = asked(world).lines
    assert line.cells[4].count == "0 of 1 basic agreement proven"
    assert line.cells[4].beside == "+ 1 other, 0 proven"
    assert (line.cells[0].beside, line.whole.beside) == ("", "+ 2 others, 0 proven")
    assert line.cells[0].count == "0 of 1 proven"
    (line,) = asked(world, basic=True).lines
    assert (line.cells[4].total, line.cells[0].total) == (1, 0)


def test_per_region_and_per_company(put: Put, world: World, network: Network) -> None:
    put(themes=themes(5))
    found = ground(world.actor("noor"))
    assert regions(found) == [world.region]
    (region,) = overview(found, Wanted(per=Per.REGION)).lines
    (company,) = overview(found, Wanted(per=Per.COMPANY)).lines
    assert (region.title, company.title) == ("VR IJsselland", "Vitens")
    assert region.whole.total == company.whole.total == 1


def test_filters_by_sector_and_region(put: Put, world: World) -> None:
    put(themes=themes(5))
    region, other = str(world.region.uuid), str(world.stranger.uuid)
    assert asked(world, sector="drinking-water", region=region).lines
    assert not asked(world, sector="gas").lines
    assert not asked(world, region=other).lines


def test_networks_with_nothing_to_see_are_told_in_number(put: Put, world: World) -> None:
    put(themes=themes(5))
    assert asked(world, "noor").unseen == 1  # Nothing is agreed for the whole country.
    shown = asked(world, "anouk")
    assert (list(shown.lines), shown.unseen, shown.tlp) == ([], 2, Tlp.GREEN)


@pytest.mark.usefixtures("mixed")
@pytest.mark.parametrize("per", Per.values)
def test_all_together_counts_nothing_twice(world: World, per: str) -> None:
    rows = Agreement.objects.open_to(world.actor("noor"), Can.SEE_MATURITY)
    together = asked(world, per=per).together.whole.total
    assert together == rows.filter(maturity__in=COUNTED).count()


def test_lines_are_made_when_they_are_asked_for(put: Put, world: World) -> None:
    put(themes=themes(5))
    lines = asked(world, per=Per.REGION).lines
    titles = [line.title for line in lines]
    assert len(lines) == len(titles) == 1
    assert [line.title for line in lines[:1]] == titles[:1]
    assert lines[-1].title == titles[-1]
    assert lines[5:] == []
    with pytest.raises(IndexError):
        _beyond = lines[1]


def test_a_party_of_what_its_table_shows_is_counted_once(put: Put, world: World) -> None:
    put(parties=(acts(world.water), gains(world.region)), themes=themes(2))
    found = counted(world.actor("noor"))  # Of her own organisation, which is a party as well.
    assert found.counts[..., 0].sum() == 1
    assert found.counts[..., 2].sum() == 1


@pytest.mark.parametrize("name", SEEING)
def test_a_rule_for_the_whole_country_counts_for_whom_it_means(
    world: World, network: Network, name: str
) -> None:
    every = Stated(Side.ACTING, every_kind=world.water.kind)
    for tlp in (Tlp.GREEN, Tlp.AMBER):
        said = warning(world, tlp=tlp, parties=(every,), themes=themes(5))
        add_agreement(None, said, by=world.actor("anouk"))
    actor = world.actor(name)
    rows = Agreement.objects.open_to(actor, Can.SEE_MATURITY)
    assert counted(actor).counts[..., 0].sum() == rows.count()
    meant = name in {"joost", "roos", "wil"}
    assert rows.filter(tlp=Tlp.AMBER).exists() is (meant or name == "anouk")
