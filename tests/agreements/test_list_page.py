"""The list of agreements: its table, order, pages, filters together, files, and who may what."""

from __future__ import annotations

import io
import json
from typing import Any

import openpyxl
import pytest
from django.urls import reverse

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.columns import known
from koppelvlak.agreements.documents import candour
from koppelvlak.agreements.models import Agreement, Maturity
from koppelvlak.kit.tlp import Tlp
from koppelvlak.networks.models import Network
from tests.agreements.conftest import WORKED_OUT, Enter, Put, acts, gains, warning
from tests.conftest import Assume, Guard
from tests.reading import lines, links, main, read, table
from tests.world import World

LIST = reverse("agreements:list")
BELLS = "Bij een verwachte uitval langer dan 2 uur: Vitens belt VR IJsselland, binnen 30 minuten."
MAILS = BELLS.replace("belt", "mailt")


def sentences(enter: Enter, name: str = "joost", **query: str) -> list[str]:
    """Return which agreements stand on the page, in their order, without their marks."""
    rows = table(main(enter(name), LIST, **query))
    return [row[0].split(": ")[1].split(" ")[1] for row in rows[1:]]


@pytest.fixture
def three(put: Put) -> list[Agreement]:
    return [
        put(action="belt …", key="C"),
        put(action="mailt …", key="A", basic=True, **WORKED_OUT),
        put(action="appt …", key="B"),
    ]


def test_a_row_tells_sentence_network_themes_and_state(enter: Enter, put: Put) -> None:
    put(action="belt …", **WORKED_OUT)
    head, row = table(main(enter("joost"), LIST))
    assert head == ["Agreement", "Network", "Themes", "State"]
    assert row == [BELLS, "Drinking water Oost", "", "worked out"]


def test_in_dutch_it_says_the_same(enter: Enter, put: Put) -> None:
    put(action="belt …", **WORKED_OUT)
    client = enter("joost")
    session = client.session
    session["language"] = "nl"
    session.save()
    head, row = table(main(client, LIST))
    assert head == ["Afspraak", "Netwerk", "Thema’s", "Stand"]
    assert row[1:] == ["Drinkwater Oost", "", "uitgewerkt"]


def test_a_guest_gets_no_column_of_the_state(enter: Enter, put: Put) -> None:
    put(action="belt …", tlp=Tlp.CLEAR)
    assert table(main(enter("sanne"), LIST))[0] == ["Agreement", "Network", "Themes"]
    assert lines(enter("sanne").get(LIST, {"formaat": "csv"}))[0] == [
        "Agreement", "Network", "Themes", "Basic agreement", "Number", "Kind", "Within, in minutes",
    ]  # fmt: skip


def test_what_holds_for_the_whole_country_says_so(enter: Enter, world: World) -> None:
    add_agreement(None, warning(world, tlp=Tlp.GREEN), by=world.actor("anouk"))
    assert table(main(enter("iris"), LIST))[1][1] == "the whole country"


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, ["mailt", "belt", "appt"]),
        ({"sorteer": "zin"}, ["belt", "appt", "mailt"]),
        ({"sorteer": "-zin"}, ["mailt", "belt", "appt"]),
        ({"sorteer": "stand"}, ["belt", "appt", "mailt"]),
        ({"sorteer": "-stand"}, ["mailt", "belt", "appt"]),
        ({"sorteer": "thema"}, ["mailt", "belt", "appt"]),
        ({"sorteer": "'; drop"}, ["mailt", "belt", "appt"]),
    ],
    ids=["usual", "basic-last", "basic-first", "state", "state-down", "no-order", "nonsense"],
)
def test_it_is_sorted(
    enter: Enter, three: list[Agreement], asked: dict[str, str], found: list[str]
) -> None:
    assert sentences(enter, **asked) == found


def test_the_heads_turn_the_order(enter: Enter, three: list[Agreement]) -> None:
    first = enter("joost").get(LIST).context["listing"].columns[0]
    assert (first.sorted, first.url) == ("descending", "?sorteer=zin")
    turned = enter("joost").get(LIST, {"sorteer": "zin"}).context["listing"].columns[0]
    assert (turned.sorted, turned.url) == ("ascending", "?sorteer=-zin")


FILTERS: list[tuple[dict[str, str], list[str]]] = [
    ({"stand": "worked-out"}, ["mailt"]),
    ({"stand": "agreed"}, ["belt", "appt"]),
    ({"stand": "proven"}, []),
    ({"tekst": "mailt"}, ["mailt"]), ({"tekst": "mailt uitval"}, ["mailt"]),
    ({"tekst": "mailt belt"}, []),
    ({"tekst": "vitens"}, ["mailt", "belt", "appt"]),
    ({"tekst": "inspectie"}, []),
    ({"soort": "agreed"}, ["mailt", "belt", "appt"]),
    ({"soort": "practice"}, []),
    ({"netwerk": "landelijk"}, []), ({"thema": "5"}, []),
    ({"stand": "worked-out", "tekst": "belt"}, []),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "found"), FILTERS, ids=lambda value: str(value)[:40])
def test_filters_narrow_it_down(
    enter: Enter, three: list[Agreement], asked: dict[str, str], found: list[str]
) -> None:
    assert sentences(enter, **asked) == found


def test_an_empty_answer_leads_back(enter: Enter, three: list[Agreement]) -> None:
    html = main(enter("joost"), LIST, tekst="bestaatniet")
    assert table(html) == []
    assert links(html)["Show all agreements"] == LIST


def test_what_was_asked_stands_in_the_form(enter: Enter, three: list[Agreement]) -> None:
    told = main(enter("joost"), LIST, tekst="mailt", stand="worked-out")
    assert 'value="mailt"' in told
    assert '<option value="worked-out" selected>' in told.replace(' selected=""', " selected")


def test_of_one_organisation_its_name_stands_above(
    enter: Enter, world: World, three: list[Agreement]
) -> None:
    told = read(enter("joost"), LIST, partij=str(world.water.uuid))
    assert told.startswith("Agreements of Vitens")


@pytest.fixture
def many(network: Network, guard: Guard) -> None:
    guard.watching = False
    Agreement.objects.bulk_create(
        Agreement(network=network, action="belt", kind="agreed", state="agreed", key=f"{n:02d}")
        for n in range(52)
    )
    guard.watching = True


def test_fifty_stand_on_a_page(enter: Enter, many: None) -> None:
    joost = enter("joost")
    assert not joost.get(LIST).context["listing"].page.has_previous()
    first, second = (joost.get(LIST, {"pagina": page}).context["listing"] for page in ("1", "2"))
    assert (len(first.page), len(second.page)) == (50, 2)
    assert (first.next_url, second.previous_url) == ("?pagina=2", "?pagina=1")
    shown = [row.key for row in [*first.page, *second.page]]
    assert sorted(shown) == [f"{number:02d}" for number in range(52)]
    whole = lines(joost.get(LIST, {"formaat": "csv", "pagina": "2"}))
    assert len(whole) == 1 + 52 + 1


def test_the_file_says_more_than_the_page(enter: Enter, three: list[Agreement]) -> None:
    answer = enter("joost").get(LIST, {"formaat": "csv"})
    head, first, *_rest, last = lines(answer)
    assert head == [
        "Agreement", "Network", "Themes", "State", "Basic agreement", "Number", "Kind",
        "Within, in minutes", "Proviso to the state",
    ]  # fmt: skip
    said = [MAILS, "Drinking water Oost", "", "worked out", "yes", "A", "agreed", "30", candour()]
    assert first == said
    assert last == ["This network only (TLP:AMBER)"]
    assert answer["Content-Disposition"] == 'attachment; filename="afspraken-TLP-AMBER.csv"'


def test_nothing_in_the_file_runs(enter: Enter, put: Put) -> None:
    put(key="=1+1")
    assert lines(enter("joost").get(LIST, {"formaat": "csv"}))[1][5] == "'=1+1"


def export(enter: Enter, ending: str, name: str = "joost", **query: str) -> Any:
    answer = enter(name).get(reverse("agreements:export", args=[ending]), query)
    assert answer.status_code == 200
    return answer


def workbook(answer: Any) -> list[dict[str, str]]:
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content))["afspraken"]
    head, *rows = [[str(one or "") for one in row] for row in sheet.iter_rows(values_only=True)]
    return [dict(zip(known(head), row, strict=True)) for row in rows]


def test_the_workbook_holds_what_can_be_taken_in_again(
    enter: Enter, three: list[Agreement]
) -> None:
    rows = {one["id"]: one for one in workbook(export(enter, "xlsx"))}
    assert set(rows) == {"A", "B", "C"}
    told = {key: rows["A"][key] for key in ("who", "to", "what", "within", "basic", "kind", "way")}
    assert told == {
        "who": "Vitens", "to": "VR IJsselland", "what": "mailt …", "within": "binnen 30 minuten",
        "basic": "yes", "kind": "agreed", "way": "Draaiboek drinkwater, 3",
    }  # fmt: skip


def test_the_three_files_say_the_same(enter: Enter, three: list[Agreement]) -> None:
    filled = [{k: v for k, v in one.items() if v} for one in workbook(export(enter, "xlsx"))]
    assert json.loads(export(enter, "json").content) == filled
    head, *rows = lines(export(enter, "csv"))
    said = [{k: v for k, v in zip(known(head), row, strict=True) if v} for row in rows]
    assert said == filled


def test_a_file_follows_the_filters(enter: Enter, three: list[Agreement]) -> None:
    assert [one["id"] for one in json.loads(export(enter, "json", tekst="belt").content)] == ["C"]
    assert json.loads(export(enter, "json", tekst="bestaatniet").content) == []


@pytest.mark.parametrize(
    ("tlp", "name"),
    [(Tlp.CLEAR, "GREEN"), (Tlp.GREEN, "GREEN"), (Tlp.AMBER, "AMBER")],
    ids=["clear", "green", "amber"],
)
def test_its_name_tells_how_far_it_may_go(enter: Enter, put: Put, tlp: Tlp, name: str) -> None:
    put(tlp=tlp)
    assert export(enter, "xlsx")["Content-Disposition"] == (
        f'attachment; filename="afspraken-TLP-{name}.xlsx"'
    )


def test_nobody_takes_home_what_they_do_not_see(enter: Enter, three: list[Agreement]) -> None:
    assert json.loads(export(enter, "json", "iris").content) == []


BUTTONS = {
    "noor": {"Add an agreement", "Confirm what your organisation agreed"},
    "bram": {"Add an agreement"},
    "joost": {"Add an agreement", "Confirm what your organisation agreed"},
    "roos": set(),
    "sanne": set(),
    # For the whole country.
    "anouk": {"Add an agreement"},
}
ACTS = {"Add an agreement", "Confirm what your organisation agreed"}


@pytest.mark.parametrize("name", BUTTONS)
def test_who_is_offered_what(enter: Enter, put: Put, name: str) -> None:
    put(tlp=Tlp.CLEAR)
    offered = set(links(main(enter(name), LIST)))
    assert offered & ACTS == BUTTONS[name]
    assert ("Confirmed in the meeting of Drinking water Oost" in offered) is (
        name in {"noor", "bram"}
    )


@pytest.mark.parametrize("name", ["petra", "otto"])
def test_who_sees_no_content_sees_an_empty_list(enter: Enter, put: Put, name: str) -> None:
    put(tlp=Tlp.CLEAR)
    answer = enter(name).get(LIST)
    assert len(answer.context["listing"].page) == 0


def test_what_is_over_stands_there_when_asked_with_its_mark(
    enter: Enter, three: list[Agreement], assume: Assume
) -> None:
    assume(three[0], maturity=Maturity.ENDED)
    assert sentences(enter) == ["mailt", "appt"]
    told = read(enter("joost"), LIST, ook="beeindigd")
    assert "Niet van kracht, vertrouw hier niet op" in told
    assert read(enter("joost"), LIST, stand="ended").count("Niet van kracht") == 1


def test_between_two_nothing_ended_counts(
    enter: Enter, put: Put, world: World, assume: Assume
) -> None:
    row = put(action="belt …")
    note = put(action="meldt …", kind="note")
    url = reverse("agreements:between", args=[world.water.uuid])
    assert "belt" in read(enter("noor"), url)
    assert note.action.split()[0] not in read(enter("noor"), url)
    assume(row, maturity=Maturity.ENDED)
    assert "belt" not in read(enter("noor"), url)


def test_what_is_done_for_one_another_is_owed_both_ways(
    enter: Enter, put: Put, world: World
) -> None:
    put(action="helpen …", manner="mutual", parties=(acts(world.water), acts(world.region)))
    told = read(enter("noor"), reverse("agreements:between", args=[world.water.uuid]))
    assert told.count("Vitens en VR IJsselland helpen elkaar") == 2


def test_of_two_strangers_one_sees_what_one_may(enter: Enter, put: Put, world: World) -> None:
    put(action="belt …", tlp=Tlp.GREEN, parties=(acts(world.water), gains(world.region)))
    url = reverse("agreements:between", args=[world.water.uuid])
    assert "belt" in read(enter("iris"), url, en=str(world.region.uuid))
    assert enter("iris").get(url, {"en": "geen-uuid"}).status_code == 200
    unknown = "00000000-0000-4000-8000-000000000009"
    assert enter("iris").get(url, {"en": unknown}).status_code == 404
