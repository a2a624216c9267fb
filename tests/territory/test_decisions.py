"""Deciding on a division or on areas, alike: who may, from which state, stale, what it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from koppelvlak.door import system
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.rights import Can
from koppelvlak.territory.actions import accept_division_change, decline_division_change
from koppelvlak.territory.area_actions import accept_boundaries, decline_areas
from koppelvlak.territory.lifecycle import ACCEPTED, DECLINED, OPEN
from koppelvlak.territory.models import AreaImport, Boundary, DivisionChange, Municipality
from koppelvlak.thing import Thing
from tests.aftermath import left, mails, refusal, refused, wrong
from tests.conftest import Assume
from tests.territory.squares import file_of, proposed, towns
from tests.world import TODAY, World

Act = Callable[[Thing, Actor, int | None], Thing]


def changes(row: Thing, by: Actor, seen: int | None) -> Thing:
    assert isinstance(row, DivisionChange)
    return accept_division_change(row, by=by, seen=seen)


def leaves(row: Thing, by: Actor, seen: int | None) -> Thing:
    assert isinstance(row, DivisionChange)
    return decline_division_change(row, reason="uitgesteld", by=by, seen=seen)


def takes_over(row: Thing, by: Actor, seen: int | None) -> Thing:
    assert isinstance(row, AreaImport)
    return accept_boundaries(row, by=by, seen=seen)


def forgets(row: Thing, by: Actor, seen: int | None) -> Thing:
    assert isinstance(row, AreaImport)
    return decline_areas(row, reason="te grof", by=by, seen=seen)


@dataclass(frozen=True)
class Case:
    """One decision: on which proposal, the right it needs, where it ends, and whether alone."""

    act: Act
    on: str
    can: str
    to: str
    automatic: bool = False


CASES = [
    Case(changes, "merger", Can.ACCEPT_DIVISION_CHANGE, ACCEPTED),
    Case(leaves, "merger", Can.DECLINE_DIVISION_CHANGE, DECLINED),
    Case(takes_over, "boundaries", Can.ACCEPT_BOUNDARIES, ACCEPTED, automatic=True),
    Case(forgets, "boundaries", Can.DECLINE_AREAS, DECLINED),
]
each = pytest.mark.parametrize("case", CASES, ids=[case.act.__name__ for case in CASES])


@pytest.fixture
def boundaries(gooi: World, machine: Actor) -> AreaImport:
    return proposed(file_of(towns()), machine)


@pytest.fixture
def proposal(request: pytest.FixtureRequest, case: Case) -> Thing:
    found: Thing = request.getfixturevalue(case.on)
    return found


def facts() -> tuple[list[object], int]:
    rows = Municipality.objects.order_by("code", "valid_from")
    return list(rows.values_list("code", "valid_from", "valid_to")), Boundary.objects.count()


def state(row: Thing) -> str:
    return type(row).objects.get(pk=row.pk).state


@each
def test_the_editor_decides_and_the_log_says_so(gooi: World, proposal: Thing, case: Case) -> None:
    done = case.act(proposal, gooi.actor("anouk"), 1)
    assert (state(proposal), getattr(done, "decided_on", None)) == (case.to, TODAY)
    told = left()
    assert (told.action, told.subject, told.who) == (case.can, proposal.uuid, "Anouk de Groot")
    assert (told.before["state"], told.after["state"]) == (OPEN, case.to)
    assert mails() == []


@each
def test_others_read_it_and_do_not_decide(gooi: World, proposal: Thing, case: Case) -> None:
    before = facts()
    names = ("noor", "bram", "lezer", "joost", "wil", "roos", "iris", "sanne")
    (told,) = refused(RefusedError, names, lambda name: case.act(proposal, gooi.actor(name), None))
    assert "you must be: national editor" in told
    refused(UnseenError, ("petra", "otto"), lambda name: case.act(proposal, gooi.actor(name), None))
    assert (state(proposal), facts()) == (OPEN, before)


@each
def test_koppelvlak_decides_only_what_the_rights_say(
    gooi: World, proposal: Thing, case: Case
) -> None:
    by = system(on=TODAY, origin="test")
    if case.automatic:
        case.act(proposal, by, None)
        assert state(proposal) == case.to
    else:
        refusal(RefusedError, lambda: case.act(proposal, by, None))
        assert state(proposal) == OPEN


@each
def test_it_is_decided_once(gooi: World, proposal: Thing, assume: Assume, case: Case) -> None:
    before = facts()
    for decided in (ACCEPTED, DECLINED):
        assume(proposal, state=decided)
        told = refusal(
            WrongStateError,
            lambda: case.act(proposal, gooi.actor("anouk"), None),
        )
        assert told == f'It is now "{decided}"; from there this cannot be done.'
    assert facts() == before


@each
def test_a_stale_version_decides_nothing(gooi: World, proposal: Thing, case: Case) -> None:
    before = facts()
    refusal(StaleError, lambda: case.act(proposal, gooi.actor("anouk"), 4))
    assert (state(proposal), facts()) == (OPEN, before)


@pytest.mark.parametrize("reason", ["", " \n "])
def test_a_refusal_says_why(
    gooi: World, merger: DivisionChange, boundaries: AreaImport, reason: str
) -> None:
    anouk = gooi.actor("anouk")
    told = wrong(lambda: decline_division_change(merger, reason=reason, by=anouk))
    assert told == {"reason": ["Say why this change is declined."]}
    assert list(wrong(lambda: decline_areas(boundaries, reason=reason, by=anouk))) == ["reason"]
    assert (state(merger), state(boundaries)) == (OPEN, OPEN)
