"""The page of the matrix: what one can choose there, its pages and files, and who sees what."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from koppelvlak.coverage.views import LINES
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.lifecycle import ACTIVE
from koppelvlak.networks.models import Basis, Network
from tests.agreements.conftest import WORKED_OUT, Enter, Put, acts, gains, seat
from tests.conftest import Guard
from tests.coverage.conftest import themes
from tests.reading import links, main, plain, read, table
from tests.world import TODAY, World

PAGE = reverse("coverage:matrix")


@pytest.fixture
def many(world: World, put: Put, guard: Guard) -> None:
    """Lay down more networks than a page has lines, with an agreement each."""
    row = put(themes=themes(5), tlp=Tlp.GREEN)
    guard.watching = False
    for number in range(LINES + 2):
        network = Network.objects.create(
            sector=world.sector, basis=Basis.CHOSEN, name=f"Net {number:02}", state=ACTIVE,
            division=f"x:{number}", lead=world.region, derived_for=TODAY, stirred_on=TODAY,
        )  # fmt: skip
        seat(network, world.region)
        row.pk, row.uuid, row.network, row._state.adding = None, network.uuid, network, True
        row.save()
    guard.watching = True


def options(told: str, name: str) -> list[tuple[str, str]]:
    (select,) = re.findall(rf'<select id="{name}".*?</select>', told, re.DOTALL)
    found = re.findall(r'<option value="([^"]*)"[^>]*>(.*?)</option>', select, re.DOTALL)
    return [(value, plain(words)) for value, words in found]


def chosen(told: str, name: str) -> str:
    (select,) = re.findall(rf'<select id="{name}".*?</select>', told, re.DOTALL)
    found = re.findall(r'<option value="([^"]*)" selected', select)
    return found[0] if found else ""


def test_its_lines_are_networks_and_all_together(enter: Enter, put: Put, network: Network) -> None:
    put(themes=themes(5), **WORKED_OUT)
    head, line, together = table(main(enter("noor"), PAGE))
    assert (head[0], head[-1]) == ("Networks", "All themes")
    assert len(head) == len(line) == len(together) == 10
    assert line[0] == str(network)
    assert together[0] == "All together"
    assert line[5] == together[5] == "worked out 0 of 1 proven"
    assert line[1] == "none"


def test_one_chooses_from_what_is_there(enter: Enter, put: Put, world: World) -> None:
    put(themes=themes(5))
    told = main(enter("noor"), PAGE)
    assert [value for value, _words in options(told, "per")] == ["netwerk", "regio", "bedrijf"]
    assert options(told, "sector")[1:] == [("drinking-water", "Drinking water")]
    assert options(told, "regio")[1:] == [(str(world.region.uuid), "VR IJsselland")]
    assert [value for value, _words in options(told, "basis")] == ["", "ja"]


@pytest.mark.parametrize(
    ("asked", "name", "value"),
    [
        ({"per": "bedrijf"}, "per", "bedrijf"),
        ({"sector": "drinking-water"}, "sector", "drinking-water"),
        ({"basis": "ja"}, "basis", "ja"),
        ({"per": "x"}, "per", "netwerk"),
        ({"sector": "x"}, "sector", ""),
        ({"basis": "nee"}, "basis", ""),
    ],
)
def test_what_was_asked_stands_in_the_form(
    enter: Enter, put: Put, asked: dict[str, str], name: str, value: str
) -> None:
    put(themes=themes(5))
    assert chosen(main(enter("noor"), PAGE, **asked), name) == value


def test_lines_lead_to_their_pages(enter: Enter, put: Put, world: World, network: Network) -> None:
    put(themes=themes(5))
    client = enter("noor")
    assert links(main(client, PAGE))[str(network)] == network.get_absolute_url()
    found = links(main(client, PAGE, per="bedrijf"))
    assert found["Vitens"] == world.water.get_absolute_url()


def test_many_lines_come_in_pages_with_all_together_on_each(enter: Enter, many: None) -> None:
    client = enter("noor")
    first, second = (table(main(client, PAGE, pagina=page)) for page in ("1", "2"))
    assert len(first) == LINES + 2
    assert len(second) == 3 + 2
    assert first[-1] == second[-1]
    assert {row[0] for row in first[1:-1]}.isdisjoint(row[0] for row in second[1:-1])


def test_a_page_that_is_not_there_is_the_first(enter: Enter, many: None) -> None:
    client = enter("noor")
    assert table(main(client, PAGE, pagina="99")) == table(main(client, PAGE))


def test_turning_a_page_keeps_what_was_asked(enter: Enter, many: None) -> None:
    told = main(enter("noor"), PAGE, sector="drinking-water")
    (there,) = [url for url in links(told).values() if "pagina=2" in url]
    assert "sector=drinking-water" in there


@pytest.mark.usefixtures("many")
@pytest.mark.parametrize("into", ["pdf", "excel"])
def test_a_file_holds_all_pages(enter: Enter, into: str) -> None:
    answer = enter("noor").get(PAGE, {"formaat": into, "pagina": "2"})
    assert answer.status_code == 200
    assert "dekking.tlp-green" in answer["Content-Disposition"]
    assert answer["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("into", ["csv", "word", "x", ""])
def test_there_is_no_other_kind_of_file(enter: Enter, put: Put, into: str) -> None:
    put(themes=themes(5))
    answer = enter("noor").get(PAGE, {"formaat": into})
    assert answer["Content-Type"].startswith("text/html")


@pytest.mark.parametrize(
    ("name", "total", "tlp"),
    [("noor", 3, "amber-strict"), ("joost", 2, "amber"), ("iris", 1, "green"),
     ("anouk", 1, "green")],
)  # fmt: skip
def test_each_sees_what_counts_for_them_and_its_class(
    enter: Enter, put: Put, name: str, total: int, tlp: str
) -> None:
    for one in (Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT):
        put(themes=themes(5), tlp=one, action=f"belt … {one.rank}")
    told = enter(name).get(PAGE).content.decode()
    assert f'<body class="tlp-{tlp}"' in told
    assert f"0 of {total} proven" in plain(told)


def test_a_party_elsewhere_sees_its_own(enter: Enter, put: Put, world: World) -> None:
    put(themes=themes(5), tlp=Tlp.AMBER, parties=(acts(world.stranger), gains(world.region)))
    put(themes=themes(5), tlp=Tlp.AMBER, action="mailt …")
    assert "0 of 1 proven" in read(enter("iris"), PAGE)


def test_it_says_how_it_was_counted(enter: Enter, put: Put) -> None:
    put(themes=themes(5))
    told = read(enter("noor"), PAGE)
    assert "How this is counted" in told
    assert "Only what you may see counts" in told


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(enter: Enter, put: Put, method: str) -> None:
    client: Any = enter("noor")
    assert getattr(client, method)(PAGE).status_code == 405


def test_it_leads_to_what_the_agendas_still_miss(enter: Enter, put: Put, network: Network) -> None:
    there = "What is still missing against the agenda of each sector"
    assert links(main(enter("joost"), PAGE))[there] == "/agendas/"
