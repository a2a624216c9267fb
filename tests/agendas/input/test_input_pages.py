"""Pages of input: what is asked, giving it, what came of it, and all of it for an editor."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from koppelvlak.agendas.lifecycle import IN_FORCE
from koppelvlak.agendas.models import Input
from koppelvlak.coverage.actions import take_baseline
from koppelvlak.coverage.models import Answer as Said
from tests.agendas.input.conftest import AFTER, EIGHT, UNTIL, Asking, Enter, On, Put, answer
from tests.agreements.conftest import WORKED_OUT
from tests.conftest import Assume
from tests.coverage.conftest import ANSWERS, themes
from tests.reading import errors, lines, links, main, read, table
from tests.world import TODAY

MOST = 12


def page(asking: Asking, name: str = "input") -> str:
    return reverse(f"agendas:{name}", args=[asking.agenda.uuid])


def of_network(asking: Asking) -> str:
    return reverse("agendas:give_network_input", args=[asking.network.uuid])


def sent(**changes: Any) -> dict[str, Any]:
    """Return a form in which every theme is answered alike, but for these changes."""
    said: dict[str, Any] = {"token": ""}
    for number in EIGHT:
        said |= {f"importance_{number}": 4, f"present_{number}": 2, f"remark_{number}": ""}
        said |= {f"seen_{number}": 0}
    return said | changes


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


def test_a_boundary_worker_fills_in_eight_themes(enter: Enter, on: On, asked: Asking) -> None:
    client = enter("joost")
    there = links(main(client, page(asked)))["Give input : Vitens"]
    assert there == page(asked, "give_input")
    answer = client.post(there, sent(importance_3=5, remark_3="Eerst dit."))
    assert answer["Location"] == page(asked)
    rows = table(main(client, page(asked)))
    assert rows[0] == ["Theme", "How important", "How far now", "Remark", "Day"]
    assert len(rows) == 9
    assert rows[3][1:4] == ["most important", "informal", "Eerst dit."]
    assert "Change : Vitens" in links(main(client, page(asked)))


def test_who_leads_a_network_answers_for_both(enter: Enter, on: On, asked: Asking) -> None:
    client = enter("noor")
    found = links(main(client, page(asked)))
    assert found["Give input : Veiligheidsregio IJsselland"] == page(asked, "give_input")
    assert found["Give input : Drinking water Oost"] == of_network(asked)
    assert client.post(of_network(asked), sent()).status_code == 302
    assert {row.network for row in Input.objects.all()} == {asked.network}


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    enter: Enter, on: On, asked: Asking
) -> None:
    answer = enter("joost").post(page(asked, "give_input"), sent(present_2="", remark_4="Vier."))
    assert errors(answer) == {"present_2": ["Say of this theme how far you are."]}
    assert 'value="Vier."' in answer.content.decode()
    assert not Input.objects.exists()


def test_what_was_not_offered_is_refused(enter: Enter, on: On, asked: Asking) -> None:
    answer = enter("joost").post(page(asked, "give_input"), sent(importance_1=6, present_2="x"))
    assert set(errors(answer)) == {"importance_1", "present_2"}


def test_an_empty_form_is_told_what_is_asked(enter: Enter, on: On, asked: Asking) -> None:
    answer = enter("joost").post(page(asked, "give_input"), {})
    assert errors(answer) == {"": ["Say of one theme at least how important it is."]}


def test_a_colleague_who_was_earlier_is_shown_beside_it(
    enter: Enter, on: On, asked: Asking
) -> None:
    asked.give("joost", t1=answer(5, 1, remark="Eerst ik."))
    late = enter("wil").post(page(asked, "give_input"), sent(importance_1=2))
    assert late.status_code == 409
    told = late.content.decode()
    assert "most important, nothing, Eerst ik." in told
    assert "a little important, informal" in told
    again = sent(importance_1=2, seen_1=1)
    assert enter("wil").post(page(asked, "give_input"), again).status_code == 302
    assert asked.of(asked.world.water).importance == 2


def test_a_form_has_its_effect_once(enter: Enter, on: On, asked: Asking) -> None:
    client = enter("joost")
    said = sent(token="00000000-0000-4000-8000-000000000001")
    client.post(page(asked, "give_input"), said)
    client.post(page(asked, "give_input"), said)
    assert Input.objects.count() == 8
    assert set(Input.objects.values_list("version", flat=True)) == {1}


def test_the_present_state_comes_from_the_baseline(enter: Enter, on: On, asked: Asking) -> None:
    take_baseline(
        asked.network, ANSWERS | {5: (Said.PROVEN, "")}, held_on=TODAY, by=asked.actor("noor")
    )
    for name, there in {"noor": of_network(asked), "joost": page(asked, "give_input")}.items():
        form = enter(name).get(there).context["form"]
        assert [form[f"present_{number}"].value() for number in (1, 5)] == [2, 5], name
        assert form["importance_1"].value() == ""
        told = read(enter(name), there)
        assert told.count("Filled in beforehand from the baseline of 1 network.") == 8


def test_what_agreements_show_goes_before_the_baseline(
    enter: Enter, on: On, asked: Asking, put: Put
) -> None:
    take_baseline(asked.network, ANSWERS, held_on=TODAY, by=asked.actor("noor"))
    put(themes=themes(5), **WORKED_OUT)
    put(themes=themes(5), action="belt …", **WORKED_OUT)
    form = enter("joost").get(page(asked, "give_input")).context["form"]
    assert [form[f"present_{number}"].value() for number in (4, 5)] == [2, 4]
    told = read(enter("joost"), page(asked, "give_input"))
    assert "Filled in beforehand: what most of 2 agreements show now." in told


def test_without_either_nothing_is_filled_in(enter: Enter, on: On, asked: Asking) -> None:
    form = enter("joost").get(page(asked, "give_input")).context["form"]
    assert {form[f"present_{number}"].value() for number in EIGHT} == {""}
    assert "Filled in beforehand" not in read(enter("joost"), page(asked, "give_input"))


def test_what_was_said_goes_before_what_is_measured(enter: Enter, on: On, asked: Asking) -> None:
    take_baseline(asked.network, ANSWERS, held_on=TODAY, by=asked.actor("noor"))
    asked.give("joost", t1=answer(3, 5))
    form = enter("joost").get(page(asked, "give_input")).context["form"]
    assert (form["importance_1"].value(), form["present_1"].value()) == (3, 5)
    assert read(enter("joost"), page(asked, "give_input")).count("Filled in beforehand") == 7


@pytest.mark.parametrize("day", [AFTER, AFTER + timedelta(days=30)])
def test_after_the_last_day_no_form_is_given(enter: Enter, on: On, asked: Asking, day: Any) -> None:
    on(day)
    assert "Give input" not in read(enter("noor"), page(asked))
    assert enter("noor").get(page(asked, "give_input")).status_code == 409
    assert enter("noor").get(of_network(asked)).status_code == 409
    assert enter("noor").post(page(asked, "give_input"), sent()).status_code == 409
    assert not Input.objects.exists()


def test_who_may_not_give_sees_no_form(enter: Enter, on: On, asked: Asking) -> None:
    statuses = {"lezer": 403, "roos": 403, "iris": 404, "anouk": 404, "sanne": 404, "petra": 404}
    for name, status in statuses.items():
        assert enter(name).get(page(asked, "give_input")).status_code == status, name
    for name in ("joost", "lezer", "iris", "anouk"):
        assert enter(name).get(of_network(asked)).status_code == 403, name


def test_a_network_that_is_asked_nothing_has_no_form(
    enter: Enter, on: On, asking: Asking, assume: Assume
) -> None:
    assert enter("noor").get(of_network(asking)).status_code == 404
    assume(asking.agenda, state=IN_FORCE, input_from=TODAY, input_until=UNTIL)
    assert enter("noor").get(of_network(asking)).status_code == 404


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
