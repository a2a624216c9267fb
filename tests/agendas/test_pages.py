"""The pages of an agenda in each of its states: what they show to whom, offer and ask."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agendas.actions import (
    Introduction,
    Ranked,
    drop_spearhead,
    introduce,
    prioritise,
    start_version,
)
from koppelvlak.agendas.deciding import rewrite
from koppelvlak.agreements.models import Agreement
from koppelvlak.kit.search.index import reindex
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from koppelvlak.sectors.models import Sector
from tests.agendas.conftest import LATER, Enter, On, Plan, make_model
from tests.conftest import Guard
from tests.reading import links, main, plain, read, table
from tests.world import World

MOST_QUERIES = 12
ABOUT, RANK, ADD = "About this version", "Rank the themes", "Add a spearhead"
SEND, RECORD, ADOPT = "Send it to be aligned", "Record an alignment", "Record the adoption"
BACK, START = "Take it back", "Start a next agenda"
STEPS = {ABOUT, RANK, ADD, SEND, RECORD, ADOPT, BACK, START}
LIST = "/agendas/"


def url(name: str, *args: Any) -> str:
    return reverse(f"agendas:{name}", args=args)


def there(plan: Plan) -> str:
    return plan.agenda.get_absolute_url()


def offered(enter: Enter, plan: Plan, name: str) -> set[str]:
    return set(links(main(enter(name), there(plan)))) & STEPS


def test_a_draft_is_written_by_the_editor_alone(enter: Enter, on: On, plan: Plan) -> None:
    assert offered(enter, plan, "anouk") == {ABOUT, RANK, ADD, SEND}
    for name in ("noor", "bram", "joost"):
        assert offered(enter, plan, name) == set()


def test_what_asks_for_nothing_is_not_sent(enter: Enter, on: On, plan: Plan) -> None:
    for place in (1, 2):
        drop_spearhead(plan.spearhead(place), by=plan.editor())
    assert offered(enter, plan, "anouk") == {ABOUT, RANK, ADD}
    assert "No spearhead in this version yet." in read(enter("noor"), there(plan))


def test_while_it_is_aligned_the_editor_records_and_takes_back(
    enter: Enter, on: On, sent: Plan
) -> None:
    assert offered(enter, sent, "anouk") == {RECORD, BACK}
    assert offered(enter, sent, "noor") == set()
    told = read(enter("noor"), there(sent))
    assert "Sent on 23 November 2026 to be aligned." in told
    assert told.count("not yet") == 3


def test_when_all_three_aligned_the_adoption_is_recorded(
    enter: Enter, on: On, aligned: Plan
) -> None:
    assert offered(enter, aligned, "anouk") == {RECORD, BACK, ADOPT}
    told = read(enter("noor"), there(aligned))
    assert "bestuur nctv, 23 November 2026 · brief 3 Reservation: Niet voor eilanden." in told


def test_in_force_it_tells_its_decision_and_a_next_one_starts(
    enter: Enter, on: On, aligned: Plan
) -> None:
    aligned.adopt(nctv="Eilanden volgen later.")
    assert offered(enter, aligned, "anouk") == {START}
    assert offered(enter, aligned, "sanne") == set()
    told = read(enter("noor"), there(aligned))
    for words in (
        "Adopted by the steering group on 23 November 2026 (stuurgroep). Document: besluit 7.",
        "The steering group: Eilanden volgen later.",
        "Version 1 in force adopted on 23 November 2026",
    ):
        assert words in told, words


def test_while_a_next_version_is_written_none_is_started(enter: Enter, on: On, held: Plan) -> None:
    new = held.next()
    on(LATER)
    assert offered(enter, held, "anouk") == set()
    told = read(enter("noor"), there(new))
    assert "Version 2 draft started on 3 December 2026 Version 1 in force adopted on" in told
    new.carry(LATER)
    told = read(enter("noor"), there(held))
    assert "Superseded on 3 December 2026 by a later version." in told


def test_what_was_said_of_an_earlier_text_says_so(enter: Enter, on: On, aligned: Plan) -> None:
    rewrite(aligned.now(), by=aligned.editor())
    told = read(enter("noor"), there(aligned))
    assert told.count("of an earlier text") == 3
    assert "Niet voor eilanden." in told


def test_a_spearhead_shows_why_when_theme_and_what_it_asks_for(
    enter: Enter, on: On, plan: Plan
) -> None:
    html = main(enter("noor"), there(plan))
    told = plain(html)
    assert (
        "1. Everybody knows each other. Because. 1. Theme 1 · to be reached on 1 June 2028" in told
    )
    assert "1 basic agreement" in told
    model = plan.models["M-1"]
    assert model.get_absolute_url() in links(html).values()
    assert 'id="speerpunt-2"' in html
    assert "Change spearhead 1" not in told
    assert {"Change spearhead 1", "Drop spearhead 2"} <= set(
        links(main(enter("anouk"), there(plan)))
    )


def test_what_was_dropped_stands_apart_for_the_editor(enter: Enter, on: On, plan: Plan) -> None:
    drop_spearhead(plan.spearhead(1), by=plan.editor())
    told = read(enter("anouk"), there(plan))
    assert "Dropped from this version 1. Everybody knows each other." in told
    assert "Everybody knows each other." not in read(enter("noor"), there(plan))


def test_priorities_stand_in_their_order(enter: Enter, on: On, plan: Plan) -> None:
    assert "The themes have not been ranked yet." in read(enter("noor"), there(plan))
    said = {5: Ranked(1, "Eerst."), 2: Ranked(2), 7: Ranked(None, "Wacht.")}
    prioritise(plan.now(), said, by=plan.editor())
    assert table(main(enter("noor"), there(plan))) == [
        ["Rank", "Theme", "Why"],
        ["1", "5. Theme 5", "Eerst."],
        ["2", "2. Theme 2", ""],
        ["–", "7. Theme 7", "Wacht."],
    ]


def test_its_name_and_note_stand_above_it_in_the_language_of_the_page(
    enter: Enter, on: On, plan: Plan
) -> None:
    said = Introduction("Agenda water", "Water agenda", "Eerst drinkwater.", "Water first.")
    introduce(plan.now(), said, by=plan.editor())
    told = read(enter("noor"), there(plan))
    assert ("Water agenda" in told, "Water first." in told) == (True, True)
    assert "Eerst drinkwater." not in told


def test_a_supervisor_reads_what_was_adopted_and_only_open_agreements(
    enter: Enter, on: On, plan: Plan, guard: Guard
) -> None:
    assert enter("sanne").get(there(plan)).status_code == 404
    plan.carry()
    guard.watching = False
    Agreement.objects.filter(key="M-1").update(tlp=Tlp.CLEAR)
    guard.watching = True
    html = main(enter("sanne"), there(plan))
    told = plain(html)
    assert "Everybody knows each other." in told
    assert "1 agreement is for participants to read." in told
    found = links(html).values()
    assert plan.models["M-1"].get_absolute_url() in found
    assert plan.models["M-2"].get_absolute_url() not in found


def test_a_supervisor_does_not_see_that_a_next_one_is_written(
    enter: Enter, on: On, held: Plan
) -> None:
    new = held.next()
    on(LATER)
    assert enter("sanne").get(there(new)).status_code == 404
    assert "Version 2" not in read(enter("sanne"), there(held))
    assert table(main(enter("sanne"), LIST))[1][3] == ""


def test_an_auditor_has_nothing_to_look_for(enter: Enter, on: On, held: Plan) -> None:
    assert enter("otto").get(LIST).status_code == 404
    assert enter("otto").get(there(held)).status_code == 404


def test_the_list_names_every_sector(enter: Enter, on: On, plan: Plan, guard: Guard) -> None:
    guard.watching = False
    other = Sector.objects.create(
        key="power", name_nl="Stroom", name_en="Power", tone="power", position=9
    )
    guard.watching = True
    assert table(main(enter("noor"), LIST)) == [
        ["Sector", "Agenda in force", "Adopted on", "Being written"],
        ["Drinking water", "none yet", "", "Version 1 draft"],
        ["Power", "none yet", "", ""],
    ]
    plan.carry()
    plan.next()
    start_version(other, by=plan.editor())
    assert table(main(enter("noor"), LIST))[1:] == [
        [
            "Drinking water",
            "Agenda Drinking water, version 1 Progress of the agenda",
            "23 November 2026",
            "Version 2 draft",
        ],
        ["Power", "none yet", "", "Version 1 draft"],
    ]
    assert START not in links(main(enter("anouk"), LIST))


def test_the_list_of_an_installation_without_sectors(
    enter: Enter, on: On, world: World, guard: Guard
) -> None:
    guard.watching = False
    world.water.sectors.clear()
    Sector.objects.all().delete()
    guard.watching = True
    assert "The sectors have not been loaded yet." in read(enter("noor"), LIST)


def test_one_starts_from_the_list_and_the_foot_leads_there(
    enter: Enter, on: On, plan: Plan, world: World
) -> None:
    assert START not in links(main(enter("noor"), LIST))
    assert START not in links(main(enter("anouk"), LIST))
    plan.carry()
    assert links(main(enter("anouk"), LIST))[START] == "/agendas/nieuw/"
    page = enter("noor").get(LIST).content.decode()
    assert links(page)["Agendas of sectors"] == LIST


def test_pages_ask_few_questions(
    enter: Enter, on: On, held: Plan, network: Network, guard: Guard
) -> None:
    guard.watching = False
    for number in range(8):
        row = make_model(held.world, f"Q-{number}", basic=True)
        held.spearhead(1).agreements.add(row)
    guard.watching = True
    new = held.next()
    prioritise(new.now(), {1: Ranked(1)}, by=new.editor())
    on(LATER)
    for name, addresses in {
        "noor": [LIST, there(held), there(new)],
        "anouk": [
            LIST, there(held), there(new), url("start"), url("add_spearhead", new.agenda.uuid),
            url("edit_spearhead", new.spearhead(1).uuid), url("prioritise", new.agenda.uuid),
        ],
        "sanne": [LIST, there(held)],
    }.items():  # fmt: skip
        client = enter(name)
        for address in addresses:
            with CaptureQueriesContext(connection) as asked:
                assert client.get(address).status_code == 200
            told = [query["sql"][:90] for query in asked.captured_queries]
            assert len(told) <= MOST_QUERIES, (name, address, told)


@pytest.mark.parametrize(("who", "finds"), [("joost", True), ("sanne", False)])
def test_a_draft_is_found_by_those_who_may_read_it(
    enter: Enter, on: On, plan: Plan, who: str, *, finds: bool
) -> None:
    reindex("agenda")
    for word in ("gewaarschuwd", "warned"):
        found = enter(who).get(reverse("portal:search"), {"q": word}).content.decode()
        assert (there(plan) in found) is finds


def test_what_was_dropped_is_not_found(enter: Enter, on: On, plan: Plan) -> None:
    drop_spearhead(plan.spearhead(2), by=plan.editor())
    found = enter("joost").get(reverse("portal:search"), {"q": "gewaarschuwd"}).content.decode()
    assert there(plan) not in found


@pytest.mark.parametrize(("name", "led"), [("joost", 1), ("anouk", 1), ("sanne", 0)])
def test_the_list_leads_participants_to_progress(
    enter: Enter, on: On, held: Plan, name: str, led: int
) -> None:
    found = links(main(enter(name), LIST)).values()
    assert list(found).count(url("progress", held.agenda.uuid)) == led


def test_a_draft_has_no_progress_in_the_list(enter: Enter, on: On, plan: Plan) -> None:
    assert url("progress", plan.agenda.uuid) not in links(main(enter("joost"), LIST)).values()
