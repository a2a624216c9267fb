"""Pages of input: what is asked, giving it, what came of it, and all of it for an editor."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agendas.lifecycle import IN_FORCE
from tests.agendas.input.conftest import AFTER, EIGHT, UNTIL, Asking, Enter, On, answer
from tests.conftest import Assume
from tests.reading import errors, lines, links, main, read, table
from tests.world import TODAY

MOST = 12


def page(asking: Asking, name: str = "input") -> str:
    return reverse(f"agendas:{name}", args=[asking.agenda.uuid])


def of_network(asking: Asking) -> str:
    return reverse("agendas:give_network_input", args=[asking.network.uuid])


def test_before_anybody_asks_the_page_says_so(enter: Enter, on: On, asking: Asking) -> None:
    told = main(enter("noor"), page(asking))
    assert "No input was asked for this agenda yet." in told
    assert "Give input" not in told
    assert "Ask for input" not in told


def test_an_editor_asks_until_a_day(enter: Enter, on: On, asking: Asking) -> None:
    client = enter("anouk")
    there = links(main(client, page(asking)))["Ask for input"]
    assert errors(client.post(there, {"until": ""})) == {"until": ["This field is required."]}
    late = client.post(there, {"until": str(TODAY)})
    assert errors(late) == {"until": ["Choose a day after today."]}
    answer = client.post(there, {"until": str(UNTIL), "version": asking.now().version})
    assert answer["Location"] == page(asking)
    assert "Input can be given until 14 December 2026." in read(client, page(asking))
    assert links(main(client, page(asking)))["Choose another last day"] == there


def test_a_stale_page_asks_nothing(enter: Enter, on: On, asking: Asking) -> None:
    answer = enter("anouk").post(page(asking, "open_input"), {"until": str(UNTIL), "version": 7})
    assert answer.status_code == 409
    assert asking.now().input_until is None


@pytest.mark.parametrize("name", ["open_input", "publish_input"])
def test_others_ask_and_publish_nothing(enter: Enter, on: On, asked: Asking, name: str) -> None:
    for who, status in {"noor": 403, "iris": 403, "sanne": 404, "petra": 404}.items():
        assert enter(who).get(page(asked, name)).status_code == status, who
        assert enter(who).post(page(asked, name), {"until": str(AFTER)}).status_code == status


def test_who_is_not_asked_reads_why(enter: Enter, on: On, asked: Asking) -> None:
    assert "sits in none of its networks: you are not asked." in read(enter("iris"), page(asked))


def test_readers_see_what_their_own_people_said(enter: Enter, on: On, asked: Asking) -> None:
    asked.give("joost", t1=answer(5, 1, remark="Van Vitens."))
    told = read(enter("roos"), page(asked))
    assert "Van Vitens." in told
    assert (
        "Own organisation only (TLP:AMBER+STRICT)"
        in enter("roos").get(page(asked)).content.decode()
    )


@pytest.mark.parametrize("name", ["sanne", "petra", "otto"])
def test_guests_and_others_find_nothing(
    enter: Enter, on: On, asked: Asking, assume: Assume, name: str
) -> None:
    asked.all_give((5, 1), (4, 2), (1, 3))
    asked.publish()
    assume(asked.agenda, state=IN_FORCE)
    client = enter(name)
    for one in ("input", "all_input", "give_input"):
        assert client.get(page(asked, one)).status_code == 404, one


def test_median_and_spread_show_once_published(enter: Enter, on: On, asked: Asking) -> None:
    asked.all_give((5, 1), (4, 2), (1, 3))
    on(AFTER)
    assert "What all said together" not in read(enter("iris"), page(asked))
    client = enter("anouk")
    there = links(main(client, page(asked)))["Publish median and spread"]
    assert "never who said what" in read(client, there)
    answer = client.post(there, {"version": asked.now().version})
    assert answer["Location"] == page(asked)
    rows = table(main(enter("iris"), page(asked)))
    assert rows[0] == ["Theme", "How important", "How far now", "Answers", "Presses"]
    assert rows[1][1:] == ["4 half from 2.5 to 4.5 (1–5)", "2 half from 1.5 to 2.5 (1–3)", "3", "1"]
    assert [row[4] for row in rows[1:]] == [str(number) for number in EIGHT]
    assert "Publish median and spread" not in links(main(client, page(asked)))
    assert "Choose another last day" not in links(main(client, page(asked)))


def test_too_few_answers_are_said_to_be_too_few(enter: Enter, on: On, asked: Asking) -> None:
    asked.give("noor", t1=answer(5, 1))
    asked.give("joost", t1=answer(5, 1))
    asked.publish()
    on(AFTER)
    told = read(enter("joost"), page(asked))
    assert told.count("fewer than three answers") == 8


def test_an_editor_sees_who_said_what(enter: Enter, on: On, asked: Asking) -> None:
    asked.give("joost", t1=answer(5, 1, remark="Van Vitens."))
    client = enter("anouk")
    there = links(main(client, page(asked)))["All input"]
    told = read(client, there)
    assert "Vitens 1 theme, last on" in told
    assert "2 have not answered" in told
    assert "Van Vitens." in told
    told = enter("anouk").get(there).content.decode()
    assert "Own organisation only (TLP:AMBER+STRICT)" in told


def test_an_editor_has_it_as_a_file(enter: Enter, on: On, asked: Asking) -> None:
    asked.give("joost", t1=answer(5, 1, remark="=Van Vitens."))
    asked.give_network("noor", t1=answer(3, 4))
    answered = enter("anouk").get(page(asked, "all_input"), {"formaat": "csv"})
    assert "TLP-AMBER-STRICT" in answered["Content-Disposition"]
    head, *rows, last = lines(answered)
    assert head == ["Theme", "From", "How important", "How far now", "Remark", "Day"]
    assert [row[1:4] for row in rows] == [["Vitens", "5", "1"], ["Drinking water Oost", "3", "4"]]
    assert rows[0][4] == "'=Van Vitens."
    assert last == ["Own organisation only (TLP:AMBER+STRICT)"]


def test_from_whom_it_came_is_no_day_in_dutch(enter: Enter, on: On, asked: Asking) -> None:
    asked.give("joost", t1=answer())
    client = enter("anouk")
    session = client.session
    session["language"] = "nl"
    session.save()
    told = read(client, page(asked, "all_input"))
    assert "Thema Van " in told
    assert "Vanaf" not in told


def test_without_input_the_page_of_the_editor_says_so(enter: Enter, on: On, asked: Asking) -> None:
    told = read(enter("anouk"), page(asked, "all_input"))
    assert told.count("Nobody gave input yet.") == 2
    assert "3 have not answered" in told


def test_only_editors_see_that_page(enter: Enter, on: On, asked: Asking) -> None:
    for name in ("noor", "joost", "roos", "bram", "iris"):
        assert enter(name).get(page(asked, "all_input")).status_code == 404, name


def test_pages_take_few_queries_however_much_was_said(enter: Enter, on: On, asked: Asking) -> None:
    asked.give("noor", t1=answer())
    where = {
        page(asked): "noor", page(asked, "give_input"): "noor", of_network(asked): "noor",
        page(asked, "all_input"): "anouk",
    }  # fmt: skip
    clients = {name: enter(name) for name in ("noor", "anouk")}
    for more in (False, True):
        if more:
            asked.give("joost", **{f"t{number}": answer() for number in EIGHT})
            asked.give_network("noor", **{f"t{number}": answer() for number in EIGHT})
        for url, name in where.items():
            with CaptureQueriesContext(connection) as asked_of:
                assert clients[name].get(url).status_code == 200
            assert len(asked_of) <= MOST, (url, [one["sql"][:200] for one in asked_of])
