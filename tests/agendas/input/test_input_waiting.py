"""What of input waits on My work: for whom, until when, and when no longer."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from koppelvlak.agendas.lifecycle import ALIGNING
from koppelvlak.kit.waiting import Waiting, waiting
from koppelvlak.networks.lifecycle import CLOSED
from tests.agendas.input.conftest import AFTER, UNTIL, Asking, answer
from tests.conftest import Assume, Guard
from tests.world import TODAY

OWN = "Your input for the agenda Drinking water"
NETWORK = "Input of the network Oost for the agenda"
PUBLISH = "Input for the agenda Drinking water can be published"


def found(asking: Asking, name: str, on: date = TODAY) -> list[Waiting]:
    with override("en"):
        return [one for one in waiting(asking.actor(name, on)) if "/agendas/" in one.url]


def titles(asking: Asking, name: str, on: date = TODAY) -> list[str]:
    with override("en"):
        return [str(one.title) for one in found(asking, name, on)]


def test_nothing_waits_before_anybody_asks(asking: Asking) -> None:
    assert [titles(asking, name) for name in asking.world.people] == [[]] * 11


def test_it_waits_for_who_may_give_it(asked: Asking) -> None:
    told = {name: set(titles(asked, name)) for name in asked.world.people}
    assert {name: said for name, said in told.items() if said} == {
        "noor": {OWN, NETWORK}, "bram": {OWN, NETWORK}, "joost": {OWN}, "wil": {OWN},
    }  # fmt: skip


def test_each_line_leads_to_its_form_and_says_until_when(asked: Asking) -> None:
    lines = {one.url: one for one in found(asked, "noor")}
    assert set(lines) == {
        f"/agendas/{asked.agenda.uuid}/inbreng/geven/",
        f"/agendas/netwerken/{asked.network.uuid}/inbreng/",
    }
    assert {(one.due, one.late, str(one.step)) for one in lines.values()} == {
        (UNTIL, 0, "Give input")
    }


def test_in_dutch_the_sector_has_its_dutch_name(asked: Asking) -> None:
    with override("nl"):
        told = [str(one.title) for one in waiting(asked.actor("joost")) if "/agendas/" in one.url]
    assert len(told) == 1
    assert told[0].endswith("Drinkwater")


def test_a_chair_of_the_network_is_asked_for_it(asked: Asking, assume: Assume) -> None:
    assume(asked.network, chair=asked.world.person("roos"))
    assert titles(asked, "roos") == [NETWORK]


def test_an_organisation_of_the_sector_without_a_table_is_asked(
    asked: Asking, guard: Guard
) -> None:
    assert titles(asked, "iris") == []
    guard.watching = False
    asked.world.stranger.sectors.add(asked.world.sector)
    guard.watching = True
    assert titles(asked, "iris") == [OWN]


def test_once_given_it_waits_no_longer_for_any_colleague(asked: Asking) -> None:
    asked.give("joost", t1=answer())
    assert titles(asked, "joost") == titles(asked, "wil") == []
    assert set(titles(asked, "noor")) == {OWN, NETWORK}


def test_organisation_and_network_are_asked_apart(asked: Asking) -> None:
    asked.give("noor", t1=answer())
    assert titles(asked, "noor") == [NETWORK]
    asked.give_network("noor", t1=answer())
    assert titles(asked, "noor") == []


def test_the_last_day_counts_and_then_it_is_over(asked: Asking) -> None:
    assert set(titles(asked, "noor", UNTIL)) == {OWN, NETWORK}
    assert titles(asked, "noor", AFTER) == []


def test_a_network_that_ended_is_not_asked(asked: Asking, assume: Assume) -> None:
    assume(asked.network, state=CLOSED)
    assert titles(asked, "noor") == []
    assert titles(asked, "joost") == [OWN]


def test_who_does_not_take_part_is_not_asked(asked: Asking, assume: Assume) -> None:
    assume(asked.world.water, joined=False)
    assert titles(asked, "joost") == []


def test_while_others_read_the_agenda_nothing_is_asked(asked: Asking, assume: Assume) -> None:
    assume(asked.agenda, state=ALIGNING)
    assert [titles(asked, name) for name in ("noor", "joost", "anouk")] == [[]] * 3


def test_after_the_last_day_publishing_waits_for_the_editor(asked: Asking) -> None:
    assert titles(asked, "anouk", UNTIL) == []
    assert titles(asked, "anouk", AFTER) == [PUBLISH]
    assert found(asked, "anouk", AFTER)[0].url == f"/agendas/{asked.agenda.uuid}/inbreng/"
    asked.publish()
    assert titles(asked, "anouk", AFTER) == []


def test_a_later_day_lets_it_wait_again(asked: Asking) -> None:
    asked.ask(AFTER + timedelta(days=7), on=AFTER)
    assert set(titles(asked, "noor", AFTER)) == {OWN, NETWORK}
    assert titles(asked, "anouk", AFTER) == []


def test_it_asks_no_question_of_its_own(asking: Asking) -> None:
    with CaptureQueriesContext(connection) as before:
        waiting(asking.actor("noor"))
    asking.ask()
    with CaptureQueriesContext(connection) as after:
        assert len(found(asking, "noor")) == 2
    assert len(after) == len(before)
