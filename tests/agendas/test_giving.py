"""Every standing network of the sector gets each spearhead once, and keeps its answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from koppelvlak.agendas.actions import add_spearhead, drop_spearhead, edit_spearhead
from koppelvlak.agendas.giving import give_assignments, lacking
from koppelvlak.agendas.lifecycle import ACCEPTED, IN_PLACE, NOT_APPLICABLE, OPEN
from koppelvlak.agendas.models import Assignment
from koppelvlak.agreements.models import Agreement
from koppelvlak.door import change, system
from koppelvlak.kit.errors import RefusedError, WrongStateError
from koppelvlak.networks.lifecycle import ACTIVE, CLOSED, DECLINED, DORMANT, FORMING, PROPOSED
from koppelvlak.networks.models import Basis, Network
from koppelvlak.rights import Can
from koppelvlak.sectors.models import Sector
from tests.aftermath import left, refusal
from tests.agendas.conftest import HORIZON, LATER, Plan
from tests.conftest import Assume, Guard
from tests.world import TODAY

ROBOT = system(on=LATER, origin="test")


def formed(plan: Plan, guard: Guard, name: str = "West", **told: Any) -> Network:
    said = {"sector": plan.world.sector, "state": ACTIVE, "name": name} | told
    guard.watching = False
    made = Network.objects.create(basis=Basis.CHOSEN, derived_for=TODAY, **said)
    guard.watching = True
    return made


def give(plan: Plan) -> list[Assignment]:
    with change(plan.now(), Can.GIVE_ASSIGNMENTS, by=ROBOT) as row:
        return give_assignments(row, ROBOT)


def answer(row: Assignment, assume: Assume, state: str, **told: Any) -> None:
    assume(row, state=state, answered_on=TODAY, **told)


@pytest.mark.parametrize("state", [FORMING, ACTIVE, DORMANT])
def test_a_network_that_stands_gets_them(plan: Plan, guard: Guard, state: str) -> None:
    network = formed(plan, guard, state=state)
    plan.carry()
    assert [one.spearhead.position for one in plan.asked(network)] == [1, 2]


@pytest.mark.parametrize("state", [PROPOSED, CLOSED, DECLINED])
def test_a_network_that_does_not_stand_gets_none(plan: Plan, guard: Guard, state: str) -> None:
    network = formed(plan, guard, state=state)
    plan.carry()
    assert plan.asked(network) == []


def test_networks_of_another_sector_get_none(plan: Plan, guard: Guard) -> None:
    guard.watching = False
    other = Sector.objects.create(
        key="power", name_nl="Stroom", name_en="Power", tone="power", position=9
    )
    guard.watching = True
    network = formed(plan, guard, sector=other)
    plan.carry()
    assert plan.asked(network) == []
    assert not lacking(plan.agenda)


def test_what_was_dropped_is_given_to_nobody(plan: Plan, network: Network) -> None:
    drop_spearhead(plan.spearhead(1), by=plan.editor())
    plan.carry()
    assert [one.spearhead.position for one in plan.asked(network)] == [2]


def test_a_network_formed_later_gets_the_same(held: Plan, network: Network, guard: Guard) -> None:
    assert not lacking(held.agenda)
    late = formed(held, guard)
    assert lacking(held.agenda)
    made = give(held)
    assert [(one.network, one.spearhead.position) for one in made] == [(late, 1), (late, 2)]
    assert {(one.given_on, one.state, one.version) for one in made} == {(LATER, OPEN, 1)}
    assert not lacking(held.agenda)
    told = left()
    assert (told.action, told.who) == (Can.GIVE_ASSIGNMENTS, "Koppelvlak")
    assert told.rows == [("agendas.assignment", "created")] * 2


def test_giving_again_gives_nothing(held: Plan, network: Network) -> None:
    before = [one.pk for one in held.asked(network)]
    assert give(held) == []
    assert [one.pk for one in held.asked(network)] == before


def test_a_network_that_closed_keeps_what_it_had_and_lacks_nothing(
    held: Plan, network: Network, assume: Assume
) -> None:
    assume(network, state=CLOSED)
    assert not lacking(held.agenda)
    assert give(held) == []
    assert len(held.asked(network)) == 2


def test_only_koppelvlak_gives_and_only_what_is_in_force(plan: Plan) -> None:
    refusal(WrongStateError, lambda: give(plan))
    plan.carry()

    def by_hand() -> None:
        with change(plan.now(), Can.GIVE_ASSIGNMENTS, by=plan.editor()):
            pass

    refusal(RefusedError, by_hand)


@pytest.mark.parametrize("state", [ACCEPTED, IN_PLACE, NOT_APPLICABLE])
def test_an_answer_to_the_same_words_is_taken_along(
    held: Plan, network: Network, guard: Guard, assume: Assume, state: str
) -> None:
    first = held.asked(network)[0]
    answer(first, assume, state, reason="Zo is het.", answered_for=held.world.region)
    guard.watching = False
    proof = Agreement.objects.create(network=network, kind="agreed", action="doet iets")
    first.agreements.add(proof)
    guard.watching = True
    new = held.next()
    new.carry(LATER)
    one, two = new.asked(network)
    assert (one.state, one.reason, one.answered_on) == (state, "Zo is het.", TODAY)
    assert (one.answered_for, one.given_on) == (held.world.region, LATER)
    assert list(one.agreements.all()) == [proof]
    assert (two.state, two.answered_on, list(two.agreements.all())) == (OPEN, None, [])
    assert first.agreements.get() == proof


CHANGES: list[dict[str, Any]] = [
    {"wording_nl": "Anders."},
    {"wording_en": "Other."},
    {"why_nl": "Daarom."},
    {"why_en": "For that."},
    {"horizon": HORIZON + timedelta(days=1)},
]


@pytest.mark.parametrize("changes", CHANGES, ids=[next(iter(one)) for one in CHANGES])
def test_what_says_something_else_is_asked_anew(
    held: Plan, network: Network, assume: Assume, changes: dict[str, Any]
) -> None:
    answer(held.asked(network)[0], assume, ACCEPTED)
    new = held.next()
    same = {
        name: getattr(new.spearhead(1), name)
        for name in ("theme", "wording_nl", "wording_en", "why_nl", "why_en", "horizon")
    }
    wording = new.worded(**same | changes)
    edit_spearhead(new.spearhead(1), wording, by=new.editor(LATER))
    new.carry(LATER)
    assert [one.state for one in new.asked(network)] == [OPEN, OPEN]


@pytest.mark.parametrize("keys", [("M-2",), ("M-1", "M-2")])
def test_what_asks_for_other_agreements_is_asked_anew(
    held: Plan, network: Network, assume: Assume, guard: Guard, keys: tuple[str, ...]
) -> None:
    answer(held.asked(network)[0], assume, ACCEPTED)
    new = held.next()
    guard.watching = False
    new.spearhead(1).agreements.set([new.models[key] for key in keys])
    guard.watching = True
    new.carry(LATER)
    assert [one.state for one in new.asked(network)] == [OPEN, OPEN]


def test_a_new_spearhead_is_asked_of_all(held: Plan, network: Network, assume: Assume) -> None:
    answer(held.asked(network)[1], assume, NOT_APPLICABLE, reason="Geen eilanden.")
    new = held.next()
    add_spearhead(new.now(), new.worded(), by=new.editor(LATER))
    new.carry(LATER)
    states = [one.state for one in new.asked(network)]
    assert states == [OPEN, NOT_APPLICABLE, OPEN]
    assert [one.state for one in held.asked(network)] == [OPEN, NOT_APPLICABLE]


def test_an_assignment_reads_as_its_network_and_spearhead(held: Plan, network: Network) -> None:
    row = held.asked(network)[0]
    assert str(row) == "Drinking water Oost: 1. Everybody knows each other."
    assert row.get_absolute_url() == f"/agendas/netwerk/{network.uuid}/#opdracht-{row.uuid}"
    assert (str(row.state_in_words), row.is_answered) == ("not answered", False)
