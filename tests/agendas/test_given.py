"""What adoption brings to who leads a network: a notice, a line that waits, and for newcomers."""

from __future__ import annotations

from datetime import timedelta

import pytest

from koppelvlak.agendas.lifecycle import DROPPED, OPEN, SUPERSEDED
from koppelvlak.agendas.models import Assignment
from koppelvlak.agendas.nightly import assignments
from koppelvlak.agendas.taking_up import accept, give_to_newcomers
from koppelvlak.door import system
from koppelvlak.kit.audit.models import Event
from koppelvlak.kit.due import run_due
from koppelvlak.kit.errors import RefusedError
from koppelvlak.kit.notices.models import Message
from koppelvlak.kit.waiting import Waiting, waiting
from koppelvlak.networks.lifecycle import CLOSED, PROPOSED
from koppelvlak.networks.models import Network
from tests.agendas.assigned import elsewhere, fresh
from tests.agendas.conftest import Plan
from tests.conftest import Assume, Guard
from tests.world import TODAY, World

__all__ = ["elsewhere"]
SYSTEM = system(on=TODAY, origin="test")
LED_BY = {"noor@voorbeeld.invalid", "bram@voorbeeld.invalid"}


def told() -> list[Message]:
    return list(Message.objects.filter(key__startswith="agendas:given:"))


def waits(world: World, name: str, days: int = 0) -> list[Waiting]:
    actor = world.actor(name, on=TODAY + timedelta(days=days))
    return [one for one in waiting(actor) if "What the agenda asks" in str(one.title)]


def test_who_leads_a_network_is_told_on_adoption(held: Plan, network: Network) -> None:
    assert {one.to for one in told()} == LED_BY
    first = told()[0]
    # Mail is in the language of who reads it.
    assert first.subject.startswith("[TLP:GREEN] ")
    assert f"/agendas/netwerk/{network.uuid}/" in first.text
    assert "aantal speerpunten: 2." in first.text


def test_chair_and_secretary_are_told_and_each_person_once(
    aligned: Plan, network: Network, world: World, assume: Assume
) -> None:
    assume(network, chair=world.person("joost"), secretary=world.person("noor"))
    aligned.adopt(nctv="Dat staat er nu bij.")
    assert sorted(one.to for one in told()) == sorted({*LED_BY, "joost@voorbeeld.invalid"})


def test_who_is_not_active_any_more_is_not_told(
    aligned: Plan, network: Network, world: World, assume: Assume
) -> None:
    assume(world.person("bram"), state="erased")
    aligned.adopt(nctv="Dat staat er nu bij.")
    assert {one.to for one in told()} == {"noor@voorbeeld.invalid"}


def test_without_networks_nobody_is_told(aligned: Plan) -> None:
    aligned.adopt(nctv="Dat staat er nu bij.")
    assert told() == []


def test_before_adoption_nothing_waits_and_nobody_is_told(aligned: Plan, network: Network) -> None:
    assert told() == []
    assert not waits(aligned.world, "noor")


def test_it_waits_for_who_leads_until_all_is_answered(held: Plan, network: Network) -> None:
    world = held.world
    (one,) = waits(world, "noor")
    assert str(one.title) == "What the agenda asks of Drinking water Oost: 2 not answered"
    assert one.url == f"/agendas/netwerk/{network.uuid}/"
    assert (one.due, one.late) == (TODAY + timedelta(days=90), 0)
    for row in held.asked(network):
        accept(row, by=world.actor("noor"))
    assert not waits(world, "noor")


def test_it_is_late_when_the_days_are_over(held: Plan) -> None:
    (one,) = waits(held.world, "bram", days=95)
    assert one.late == 5


@pytest.mark.parametrize("name", ["joost", "lezer", "roos", "iris", "sanne", "anouk", "petra"])
def test_it_waits_for_nobody_else(held: Plan, name: str) -> None:
    assert not waits(held.world, name)


def test_each_network_is_a_line_of_its_own(
    plan: Plan, network: Network, elsewhere: Network, assume: Assume
) -> None:
    assume(elsewhere, lead=plan.world.region)
    plan.carry()
    titles = sorted(str(one.title) for one in waits(plan.world, "noor"))
    assert [one.split(":")[0][-4:] for one in titles] == ["Oost", "Zuid"]


def test_what_is_not_asked_any_more_does_not_wait(held: Plan, assume: Assume) -> None:
    assume(held.spearhead(1), state=DROPPED)
    (one,) = waits(held.world, "noor")
    assert "1 not answered" in str(one.title)
    assume(held.now(), state=SUPERSEDED)
    assert not waits(held.world, "noor")


def test_a_network_that_is_formed_later_gets_them_by_night(
    held: Plan, guard: Guard, elsewhere: Network
) -> None:
    assert not held.asked(elsewhere)
    assert assignments(TODAY) == {"assignments given": 2}
    rows = held.asked(elsewhere)
    assert {(one.state, one.given_on) for one in rows} == {(OPEN, TODAY)}
    assert "iris@voorbeeld.invalid" in {one.to for one in told()}


def test_by_night_nothing_is_given_twice_and_nobody_told_twice(
    held: Plan, network: Network, elsewhere: Network
) -> None:
    accept(held.asked(network)[0], by=held.actor("noor"))
    assignments(TODAY)
    before = (Assignment.objects.count(), len(told()), Event.objects.count())
    assert assignments(TODAY + timedelta(days=1)) == {"assignments given": 0}
    assert (Assignment.objects.count(), len(told()), Event.objects.count()) == before
    assert fresh(held.asked(network)[0]).state == "accepted"


@pytest.mark.parametrize("state", [PROPOSED, CLOSED])
def test_a_network_that_does_not_stand_gets_nothing(
    held: Plan, elsewhere: Network, assume: Assume, state: str
) -> None:
    assume(elsewhere, state=state)
    assert give_to_newcomers(by=SYSTEM) == 0
    assert not held.asked(elsewhere)


def test_an_agenda_in_draft_gives_nothing(plan: Plan, network: Network) -> None:
    assert give_to_newcomers(by=SYSTEM) == 0
    assert not Assignment.objects.exists()


def test_nobody_gives_by_hand(held: Plan, elsewhere: Network) -> None:
    for name in ("anouk", "noor"):
        with pytest.raises(RefusedError):
            give_to_newcomers(by=held.actor(name))
    assert not held.asked(elsewhere)


def test_it_is_part_of_the_night(held: Plan, elsewhere: Network) -> None:
    assert run_due(TODAY)["assignments given"] == 2


def test_the_night_is_in_the_log(held: Plan, elsewhere: Network) -> None:
    give_to_newcomers(by=SYSTEM)
    event = Event.objects.filter(action="agenda.give").get()
    rows = (event.payload or {})["rows"]
    assert [one["kind"] for one in rows] == ["agendas.assignment"] * 2
