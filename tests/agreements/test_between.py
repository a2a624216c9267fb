"""Between any two organisations: choosing them, what is owed, what is only proposed, and files."""

from __future__ import annotations

import io
from datetime import timedelta
from uuid import uuid4

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agreements import owing
from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.lifecycle import PROPOSED
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.organisations.models import Organisation
from tests.agreements.conftest import Enter, Put, acts, gains, warning
from tests.reading import links, main, plain, read
from tests.world import TODAY, World

ANY = reverse("agreements:any_two")
APART = "Proposed, not owed yet"
MOST = 12


def propose(
    network: Network | None, world: World, by: str = "noor", **changes: object
) -> Agreement:
    given = warning(world, agreed_on=None, **changes)
    return add_agreement(network, given, by=world.actor(by), state=PROPOSED)


def pair(one: Organisation, other: Organisation, **more: str) -> dict[str, str]:
    return {"een": str(one.uuid), "en": str(other.uuid), **more}


def actions(rows: object) -> list[str]:
    return [row.action for row in rows]  # type: ignore[attr-defined]


def test_the_list_and_the_coverage_lead_to_the_choice(enter: Enter, put: Put) -> None:
    put()
    assert (
        links(main(enter("noor"), reverse("agreements:list")))["Between two organisations"] == ANY
    )
    there = links(main(enter("noor"), reverse("coverage:matrix")))
    assert there["What any two organisations owe each other"] == ANY


def test_ones_own_organisation_is_chosen_to_begin_with(enter: Enter, world: World) -> None:
    html = main(enter("noor"), ANY)
    assert f'<option value="{world.region.uuid}" selected>VR IJsselland</option>' in html
    assert html.count(" selected>") == 1
    assert "Choose two organisations to see who owes what to whom." in html
    assert "Download" not in html


def test_one_chooses_among_all_that_one_sees_by_name(enter: Enter, world: World) -> None:
    offered = enter("joost").get(ANY).context["organisations"]
    names = [one.short_name for one in offered]
    assert names == sorted(names, key=str.casefold)
    assert {world.region, world.water, world.supervisor, world.stranger} <= set(offered)


def test_two_others_than_ones_own_can_be_chosen(enter: Enter, put: Put, world: World) -> None:
    put(action="belt …", tlp=Tlp.GREEN)
    put(action="mailt …", tlp=Tlp.AMBER)
    html = main(enter("iris"), ANY, **pair(world.water, world.region))
    told = plain(html)
    assert "What Vitens and VR IJsselland owe each other" in told
    assert told.index("Vitens for VR IJsselland") < told.index("belt VR IJsselland")
    assert "mailt" not in told
    for one in (world.water, world.region):
        assert f'<option value="{one.uuid}" selected>' in html


def test_the_page_of_one_offers_another_choice_as_well(
    enter: Enter, put: Put, world: World
) -> None:
    put(action="belt …")
    url = reverse("agreements:between", args=[world.water.uuid])
    html = main(enter("noor"), url)
    assert f'action="{ANY}"' in html
    assert html.count(" selected>") == 2
    assert read(enter("noor"), url) == read(enter("noor"), ANY, **pair(world.water, world.region))


@pytest.mark.parametrize("name", ["een", "en"])
def test_who_is_not_seen_is_not_there(enter: Enter, world: World, name: str) -> None:
    asked = pair(world.water, world.region) | {name: str(uuid4())}
    assert enter("noor").get(ANY, asked).status_code == 404


def test_what_makes_no_sense_is_no_choice(enter: Enter, world: World) -> None:
    answer = enter("noor").get(ANY, {"een": "x", "en": "'; drop"})
    assert answer.status_code == 200
    assert answer.context["sides"] == []
    assert answer.context["one"] == world.region


def test_an_organisation_owes_itself_nothing(enter: Enter, put: Put, world: World) -> None:
    put()
    told = read(enter("noor"), ANY, **pair(world.water, world.water))
    assert "These are the same organisation: choose two different ones." in told
    assert "waarschuwt" not in told


def test_what_is_proposed_stands_apart(
    enter: Enter, put: Put, network: Network, world: World
) -> None:
    put(action="belt …")
    assert APART not in read(enter("noor"), ANY, **pair(world.water, world.region))
    propose(network, world, action="mailt …")
    told = read(enter("noor"), ANY, **pair(world.water, world.region))
    assert told.index("belt") < told.index(APART) < told.index("mailt")
    assert told.count(APART) == 1


def test_what_is_not_yet_valid_is_not_owed_yet(put: Put, world: World) -> None:
    put(action="belt …", valid_from=TODAY + timedelta(days=30))
    there, back = owing.ways(world.water, world.region, actor=world.actor("noor"))
    assert (actions(there.owed), actions(there.proposed)) == ([], ["belt …"])
    assert (back.owed, back.proposed) == ([], [])


def test_who_sees_no_states_sees_no_difference(put: Put, network: Network, world: World) -> None:
    put(action="belt …", tlp=Tlp.CLEAR)
    propose(network, world, action="mailt …", tlp=Tlp.CLEAR)
    there = owing.ways(world.water, world.region, actor=world.actor("sanne"))[0]
    assert sorted(actions(there.owed)) == ["belt …", "mailt …"]
    assert there.proposed == []


def test_every_agreement_of_both_ways_counts_for_the_class(
    enter: Enter, put: Put, network: Network, world: World
) -> None:
    put(action="belt …", tlp=Tlp.GREEN)
    propose(network, world, action="mailt …", tlp=Tlp.AMBER)
    answer = enter("noor").get(ANY, pair(world.region, world.water))
    assert answer.context["page_tlp"] is Tlp.AMBER
    assert len(owing.every(answer.context["sides"])) == 2


def test_a_workbook_has_a_sheet_for_each_way_and_for_proposals(
    enter: Enter, put: Put, network: Network, world: World
) -> None:
    put(action="belt …")
    propose(network, world, action="mailt …")
    answer = enter("noor").get(ANY, pair(world.water, world.region, formaat="excel"))
    assert "tussen-vitens-en-vr04" in answer["Content-Disposition"]
    assert "tlp-amber" in answer["Content-Disposition"]
    book = openpyxl.load_workbook(io.BytesIO(answer.content))
    cells = [str(cell) for sheet in book for row in sheet.values for cell in row if cell]
    for words in ("Vitens for VR IJsselland", "VR IJsselland for Vitens", "Agreement", "State"):
        assert any(words in cell for cell in cells), words
    assert sum("belt VR IJsselland" in cell for cell in cells) == 1
    assert any("proposed, not owed yet" in cell for cell in cells)


def test_a_guest_gets_no_states_in_the_file_either(enter: Enter, put: Put, world: World) -> None:
    put(action="belt …", tlp=Tlp.CLEAR)
    ways = owing.ways(world.water, world.region, actor=world.actor("sanne"))
    made = owing.document(ways, actor=world.actor("sanne"))
    heads = {str(column.label) for table in made.tables() for column in table.columns}
    assert heads == {"Agreement", "Kind", "Network"}
    assert made.tlp is Tlp.GREEN


def test_it_is_a_pdf_too(enter: Enter, put: Put, world: World) -> None:
    put()
    answer = enter("noor").get(ANY, pair(world.water, world.region, formaat="pdf"))
    assert answer.content.startswith(b"%PDF")


def test_what_holds_everywhere_says_so_in_the_file(world: World) -> None:
    add_agreement(None, warning(world, tlp=Tlp.GREEN), by=world.actor("anouk"))
    actor = world.actor("noor")
    made = owing.document(owing.ways(world.water, world.region, actor=actor), actor=actor)
    there, back = made.tables()
    assert [row[2] for row in there.rows] == ["the whole country"]
    assert (back.rows, back.empty) == ([], "Nothing that you may see.")


def test_without_two_there_is_no_file(enter: Enter, world: World) -> None:
    answer = enter("noor").get(ANY, {"formaat": "pdf"})
    assert answer["Content-Type"].startswith("text/html")


def test_who_sees_no_agreements_reads_none(enter: Enter, put: Put, world: World) -> None:
    put(tlp=Tlp.CLEAR)
    assert "waarschuwt" not in read(enter("petra"), ANY, **pair(world.water, world.region))


def test_who_sees_one_organisation_chooses_no_other(enter: Enter, put: Put, world: World) -> None:
    put(tlp=Tlp.CLEAR)
    assert enter("otto").get(ANY).context["organisations"] == [world.region]
    assert enter("otto").get(ANY, pair(world.water, world.region)).status_code == 404


def test_the_cost_does_not_grow(enter: Enter, put: Put, network: Network, world: World) -> None:
    client, costs = enter("noor"), []
    for number in range(2):
        put(action=f"belt … {number}")
        propose(network, world, action=f"mailt … {number}")
        put(action=f"faxt … {number}", parties=(acts(world.region), gains(world.water)))
        with CaptureQueriesContext(connection) as asked:
            client.get(ANY, pair(world.water, world.region))
        costs.append(len(asked))
    assert costs[1] <= costs[0] <= MOST
