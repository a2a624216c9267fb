"""Time turns covenants: each of its turns, nothing twice, and nobody but Koppelvlak does it."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from koppelvlak.agreements.actions import add_agreement
from koppelvlak.agreements.covenants import turn_covenants
from koppelvlak.agreements.lifecycle import (
    EXPIRED,
    EXPIRING,
    IN_FORCE,
    OVER,
    REVIEW_DUE,
    UNSIGNED,
)
from koppelvlak.agreements.models import Agreement, Covenant, Maturity
from koppelvlak.door import system
from koppelvlak.kit.errors import RefusedError
from koppelvlak.networks.models import Network
from koppelvlak.rights import Can
from tests.aftermath import events, left, mails, refusal
from tests.agreements.conftest import WORKED_OUT, Lay, warning
from tests.world import TODAY, World


def turn(on: date = TODAY) -> int:
    return turn_covenants(by=system(on=on, origin="test"))


def state(row: Covenant) -> str:
    return Covenant.objects.get(pk=row.pk).state


PAST, SOON, FAR = (TODAY + timedelta(days=days) for days in (-1, 100, 900))
TURNS: list[tuple[str, dict[str, Any], str]] = [
    (IN_FORCE, {"review_months": 6}, REVIEW_DUE),
    (IN_FORCE, {"valid_to": SOON}, EXPIRING),
    (IN_FORCE, {"valid_to": SOON, "review_months": 6}, EXPIRING),
    (IN_FORCE, {"valid_to": PAST}, EXPIRED),
    (REVIEW_DUE, {"valid_to": SOON}, EXPIRING),
    (REVIEW_DUE, {"valid_to": PAST}, EXPIRED),
    (EXPIRING, {"valid_to": PAST}, EXPIRED),
]
IDS = [f"{frm}-{to}-{number}" for number, (frm, _changes, to) in enumerate(TURNS)]


@pytest.mark.parametrize(("frm", "changes", "to"), TURNS, ids=IDS)
def test_it_turns(lay: Lay, frm: str, changes: dict[str, Any], to: str) -> None:
    row = lay(state=frm, **changes)
    assert turn() == 1
    assert state(row) == to
    assert turn() == 0


STAYS: list[tuple[str, dict[str, Any]]] = [
    (IN_FORCE, {}),
    (IN_FORCE, {"valid_to": FAR, "review_months": 60}),
    # It only goes on: what was once about to expire waits for a person.
    (EXPIRING, {"valid_to": FAR}),
    (EXPIRING, {"review_months": 6}),
    (REVIEW_DUE, {}),
    *[(one, {"valid_to": PAST}) for one in (*UNSIGNED, *OVER)],
]


@pytest.mark.parametrize(
    ("frm", "changes"), STAYS, ids=[f"{frm}-{number}" for number, (frm, _c) in enumerate(STAYS)]
)
def test_it_stays(lay: Lay, frm: str, changes: dict[str, Any]) -> None:
    row = lay(state=frm, **changes)
    before = events()
    assert turn() == 0
    assert (state(row), events()) == (frm, before)


@pytest.mark.parametrize(("days", "to"), [(0, EXPIRING), (1, EXPIRED)])
def test_the_last_day_still_counts(lay: Lay, days: int, to: str) -> None:
    row = lay(valid_to=SOON, state=IN_FORCE)
    turn(SOON + timedelta(days=days))
    assert state(row) == to


def test_it_ends_on_its_last_day_not_on_the_night_that_saw_it(lay: Lay) -> None:
    row = lay(valid_to=SOON, state=IN_FORCE)
    turn(SOON + timedelta(days=40))
    assert Covenant.objects.get(pk=row.pk).ended_on == SOON


def test_what_hangs_under_it_goes_along_at_the_end_only(
    world: World, network: Network, lay: Lay
) -> None:
    row = lay(valid_to=SOON, state=IN_FORCE)
    given = warning(world, covenant=row, **WORKED_OUT)
    below = add_agreement(network, given, by=world.actor("noor"))
    turn()
    assert Agreement.objects.get(pk=below.pk).maturity == Maturity.WORKED_OUT
    turn(SOON + timedelta(days=1))
    assert Agreement.objects.get(pk=below.pk).maturity == Maturity.ENDED
    assert left().rows == [("agreements.agreement", "assessed")]


def test_each_is_turned_and_counted(lay: Lay) -> None:
    rows = [
        lay(valid_to=PAST, state=IN_FORCE), lay(valid_to=SOON, state=IN_FORCE), lay(),
    ]  # fmt: skip
    assert turn() == 2
    assert [state(row) for row in rows] == [EXPIRED, EXPIRING, IN_FORCE]


def test_the_log_says_that_koppelvlak_did_it(lay: Lay) -> None:
    row = lay(valid_to=SOON, state=IN_FORCE)
    turn()
    told = left()
    assert (told.action, told.subject, told.who) == (Can.TURN_COVENANT, row.uuid, "Koppelvlak")
    assert told.after == {"state": EXPIRING, "version": 2}
    assert mails() == []


@pytest.mark.parametrize("name", ["noor", "bram", "joost"])
def test_nobody_else_turns_time(world: World, lay: Lay, name: str) -> None:
    row = lay(valid_to=SOON, state=IN_FORCE)
    told = refusal(RefusedError, lambda: turn_covenants(by=world.actor(name)))
    assert told.endswith("you must be: Koppelvlak itself.")
    assert state(row) == IN_FORCE
