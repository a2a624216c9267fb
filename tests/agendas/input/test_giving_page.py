"""The form on which an organisation or a network says of eight themes what it thinks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from koppelvlak.agendas.lifecycle import IN_FORCE
from koppelvlak.agendas.models import Input
from koppelvlak.coverage.actions import take_baseline
from koppelvlak.coverage.models import Answer as Said
from tests.agendas.input.conftest import AFTER, EIGHT, UNTIL, Asking, Enter, On, Put, answer
from tests.agreements.conftest import WORKED_OUT
from tests.conftest import Assume
from tests.coverage.conftest import ANSWERS, themes
from tests.reading import errors, links, main, read, table
from tests.world import TODAY


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
def test_after_the_last_day_no_form_is_given(
    enter: Enter, on: On, asked: Asking, day: date
) -> None:
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
