"""The pages of calls: begun from an agreement, read by two, brought to an end."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from koppelvlak.agreements.models import Agreement
from koppelvlak.calls import actions
from koppelvlak.calls.lifecycle import (
    ANSWERED,
    CLOSED,
    ESCALATED,
    OPEN,
    REPAIR,
    WITHDRAWN,
)
from koppelvlak.calls.models import Call
from koppelvlak.kit.tlp import Tlp
from tests.calls.conftest import (
    ANSWER,
    ASKED,
    FACTS,
    FUNCTION,
    MEND,
    REASON,
    SOON,
    WORD,
    Enter,
    Start,
    fresh,
)
from tests.world import TODAY, World

LIST = "/aanspreken/"
SAID: dict[str, str] = {
    "happened_on": "2026-11-12", "facts": FACTS, "asked": ASKED, "answer_by": str(SOON),
    "tlp": "AMBER",
}  # fmt: skip


def told(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status
    return " ".join(answer.content.decode().split())


def page(enter: Enter, name: str, url: str, status: int = 200) -> str:
    return told(enter(name).get(url), status)


def offered(text: str, call: Call) -> set[str]:
    """Return which of the steps the page of a call leads to."""
    steps = {
        "antwoorden", "herstellen", "hersteld", "voorleggen", "afsluiten", "intrekken",
        "uitnodigen", "niet-meer-meelezen",
    }  # fmt: skip
    return {step for step in steps if f'href="{call.get_absolute_url()}{step}/"' in text}


def test_it_begins_on_the_page_of_the_agreement(
    enter: Enter, world: World, agreement: Agreement
) -> None:
    start = f"/aanspreken/nieuw/{agreement.uuid}/"
    assert start in page(enter, "noor", agreement.get_absolute_url())
    client = enter("noor")
    form = told(client.get(start))
    assert agreement.sentence in form
    assert "no notice of default" in form
    assert "TLP:AMBER" in form
    answer = client.post(start, SAID | {"called": str(world.water.uuid)})
    call = Call.objects.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, call.get_absolute_url())
    assert (call.facts, call.answer_by, call.called) == (FACTS, SOON, world.water)
    shown = told(client.get(call.get_absolute_url()))
    assert "VR IJsselland calls Vitens to account" in shown
    assert FACTS in shown
    assert call.get_absolute_url() in told(client.get(agreement.get_absolute_url()))


@pytest.mark.parametrize("name", ["lezer", "joost", "anouk"])
def test_who_can_call_nobody_is_not_led_there(
    enter: Enter, agreement: Agreement, name: str
) -> None:
    answer = enter(name).get(agreement.get_absolute_url())
    assert "aanspreken/nieuw" not in answer.content.decode()
    assert enter(name).get(f"/aanspreken/nieuw/{agreement.uuid}/").status_code in {403, 404}


def test_what_is_wrong_is_said_in_place(enter: Enter, agreement: Agreement, world: World) -> None:
    client, start = enter("noor"), f"/aanspreken/nieuw/{agreement.uuid}/"
    late = {"called": str(world.water.uuid), "happened_on": str(TODAY + timedelta(days=900))}
    shown = told(client.post(start, SAID | late), 422)
    assert "This day is still to come." in shown
    assert FACTS in shown
    told(client.post(start, {}), 422)
    told(client.post(start, SAID | {"called": str(world.stranger.uuid)}), 422)
    told(client.post(start, SAID | {"called": str(world.water.uuid), "tlp": "GREEN"}), 422)
    assert not Call.objects.exists()


def test_an_installation_with_a_lower_ceiling_offers_no_stricter_class(
    enter: Enter, agreement: Agreement, settings: Any
) -> None:
    start = f"/aanspreken/nieuw/{agreement.uuid}/"
    assert 'value="AMBER+STRICT"' in page(enter, "noor", start)
    settings.TLP_CEILING = "AMBER"
    assert 'value="AMBER+STRICT"' not in page(enter, "noor", start)


OFFERED: list[tuple[str, set[str], set[str]]] = [
    (OPEN, {"voorleggen", "intrekken"}, {"antwoorden", "herstellen", "voorleggen"}),
    (ANSWERED, {"voorleggen", "afsluiten"}, {"herstellen", "voorleggen"}),
    (REPAIR, {"voorleggen", "afsluiten"}, {"hersteld", "voorleggen"}),
    (ESCALATED, {"afsluiten"}, {"antwoorden", "herstellen"}),
    (CLOSED, set(), set()),
    (WITHDRAWN, set(), set()),
]


@pytest.mark.parametrize(("state", "caller", "called"), OFFERED)
def test_each_page_offers_what_may_be_done_now(
    enter: Enter, start: Start, state: str, caller: set[str], called: set[str]
) -> None:
    call = start(state)
    running = {"uitnodigen"} if state not in {CLOSED, WITHDRAWN} else set()
    for name, steps in (("noor", caller | running), ("joost", called | running), ("roos", set())):
        assert offered(page(enter, name, call.get_absolute_url()), call) == steps


def test_from_answer_to_end_on_pages(enter: Enter, start: Start) -> None:
    call, caller, called = start(), enter("noor"), enter("joost")
    here = call.get_absolute_url()

    def send(who: Any, step: str, **said: str) -> None:
        form = who.get(f"{here}{step}/")
        assert "no notice of default" in form.content.decode()
        version = str(fresh(call).version)
        answer = who.post(f"{here}{step}/", {"version": version, **said})
        assert (answer.status_code, answer.headers["Location"]) == (302, here)

    send(called, "antwoorden", answer=ANSWER)
    send(called, "herstellen", repair=MEND, repair_by=str(SOON))
    send(called, "hersteld", repaired_on="2026-11-20")
    water = str(call.called.uuid)
    send(caller, "voorleggen", escalated_to=FUNCTION, escalated_at=water, escalation_reason=REASON)
    send(caller, "afsluiten", closing=WORD)
    shown = told(caller.get(here))
    places = [shown.index(one) for one in (FACTS, ANSWER, MEND, REASON, WORD)]
    assert places == sorted(places)
    assert f"To: {FUNCTION}, Vitens" in shown
    assert fresh(call).state == CLOSED


def test_the_course_is_told_in_time_order(enter: Enter, start: Start, assume: Any) -> None:
    call = start(REPAIR)
    days = {"repair_agreed_on": TODAY + timedelta(days=3), "repaired_on": TODAY}
    escalated = {"escalated_on": TODAY + timedelta(days=1), "escalation_reason": REASON}
    assume(call, **days, **escalated, escalated_for=call.caller, escalated_at=call.called)
    shown = page(enter, "noor", call.get_absolute_url())
    places = [shown.index(one) for one in ("repaired it", REASON, MEND)]
    assert places == sorted(places)
    assert "To be repaired by" in shown


def test_withdrawing_on_a_page(enter: Enter, start: Start) -> None:
    call, client = start(), enter("noor")
    url = f"{call.get_absolute_url()}intrekken/"
    told(client.post(url, {"closing": ""}), 422)
    assert client.post(url, {"closing": WORD}).status_code == 302
    assert fresh(call).state == WITHDRAWN
    told(client.post(url, {"closing": WORD}), 409)


def test_a_stale_page_shows_both(enter: Enter, start: Start) -> None:
    call, client = start(ANSWERED), enter("noor")
    url = f"{call.get_absolute_url()}afsluiten/"
    shown = told(client.post(url, {"closing": WORD, "version": "1"}), 409)
    assert WORD in shown
    assert fresh(call).state == ANSWERED


def test_inviting_and_no_longer_on_pages(enter: Enter, start: Start, world: World) -> None:
    call, client = start(), enter("noor")
    here, stranger = call.get_absolute_url(), str(world.stranger.uuid)
    choose = told(client.get(f"{here}uitnodigen/"))
    assert stranger in choose
    assert str(world.supervisor.uuid) not in choose
    told(client.post(f"{here}uitnodigen/", {"organisation": str(world.supervisor.uuid)}), 422)
    assert client.post(f"{here}uitnodigen/", {"organisation": stranger}).status_code == 302
    shown = page(enter, "iris", here)
    assert FACTS in shown
    assert "reads along, invited by VR IJsselland" in shown
    assert offered(shown, call) == set()
    # The agreement hangs in a network where this one does not sit: that stays so.
    assert "On an agreement that is not shared with your organisation." in shown
    assert call.agreement.action not in shown
    assert "niet-meer-meelezen" in page(enter, "noor", here)
    assert "niet-meer-meelezen" not in page(enter, "joost", here)
    end = f"{here}niet-meer-meelezen/"
    assert client.post(end, {"organisation": stranger}).status_code == 302
    page(enter, "iris", here, 404)


def test_a_page_for_the_two_alone_says_so(enter: Enter, start: Start) -> None:
    call = start(tlp=Tlp.AMBER_STRICT)
    shown = page(enter, "joost", call.get_absolute_url())
    assert "TLP:AMBER+STRICT" in shown
    assert offered(shown, call) == {"antwoorden", "herstellen", "voorleggen"}
    assert "TLP:AMBER+STRICT" in page(enter, "joost", LIST)


@pytest.mark.parametrize("step", ["antwoorden", "herstellen", "hersteld"])
def test_the_form_of_the_other_party_is_refused(enter: Enter, start: Start, step: str) -> None:
    url = f"{start().get_absolute_url()}{step}/"
    page(enter, "noor", url, 403)
    page(enter, "iris", url, 404)


def test_the_list_shows_running_calls_until_asked(enter: Enter, start: Start) -> None:
    running, over = start(), start(CLOSED)
    for asked, shown in (
        ("", {running}), ("?stand=lopend", {running}), ("?stand=afgesloten", {over}),
        ("?stand=alle", {running, over}), ("?stand=onzin", {running}),
    ):  # fmt: skip
        text = page(enter, "roos", LIST + asked)
        assert {one for one in (running, over) if one.get_absolute_url() in text} == shown


def test_a_list_without_calls_says_where_one_begins(enter: Enter, world: World) -> None:
    text = page(enter, "anouk", LIST)
    assert "There is no call here that you may see." in text
    assert "<table" not in text


@pytest.mark.parametrize("name", ["sanne", "petra", "otto"])
def test_for_who_never_sees_one_there_is_no_list(enter: Enter, name: str) -> None:
    page(enter, name, LIST, 404)


def test_the_list_sorts_turns_pages_and_leaves_in_no_file(enter: Enter, start: Start) -> None:
    calls = [start(answer_by=SOON + timedelta(days=number)) for number in range(27)]
    first = page(enter, "joost", f"{LIST}?sorteer=antwoord")
    places = [first.index(one.get_absolute_url()) for one in calls[:25]]
    assert places == sorted(places)
    assert calls[25].get_absolute_url() not in first
    second = page(enter, "joost", f"{LIST}?sorteer=antwoord&pagina=2")
    assert calls[26].get_absolute_url() in second
    assert "formaat=csv" not in first
    answer = enter("joost").get(f"{LIST}?formaat=csv")
    assert answer.headers["Content-Type"].startswith("text/html")


def test_no_page_asks_more_than_twelve_questions(
    enter: Enter, start: Start, world: World, agreement: Agreement
) -> None:
    call = start(ESCALATED)
    for one in (world.stranger, world.ministry):
        actions.invite(call, one, by=world.actor("noor"))
    here = call.get_absolute_url()
    urls = [LIST, here, agreement.get_absolute_url(), f"/aanspreken/nieuw/{agreement.uuid}/"]
    urls += [f"{here}{step}/" for step in ("uitnodigen", "niet-meer-meelezen", "afsluiten")]
    client = enter("noor")
    for url in urls:
        client.get(url)
        with CaptureQueriesContext(connection) as asked:
            assert client.get(url).status_code == 200
        assert len(asked) <= 12, (url, len(asked))
