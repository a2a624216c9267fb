"""Taking a covenant to its parties and offering it: both ways, who may not, when not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from koppelvlak.agreements.covenants import Signing, negotiate, offer
from koppelvlak.agreements.lifecycle import COVENANT, DRAFT, NEGOTIATING, READY
from koppelvlak.agreements.models import Covenant
from koppelvlak.kit.errors import (
    BadInputError,
    RefusedError,
    StaleError,
    UnseenError,
    WrongStateError,
)
from koppelvlak.kit.waiting import waiting
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal
from tests.agreements.conftest import SEES, UNSEEN, Lay
from tests.world import World

Step = Callable[..., Covenant]
STEPS: list[tuple[Step, str, str, str]] = [
    (negotiate, DRAFT, NEGOTIATING, Can.NEGOTIATE_COVENANT),
    (negotiate, READY, NEGOTIATING, Can.NEGOTIATE_COVENANT),
    (offer, NEGOTIATING, READY, Can.OFFER_COVENANT),
]
BOTH: list[tuple[Step, str]] = [(negotiate, DRAFT), (offer, NEGOTIATING)]
NAMES = ["negotiate", "offer"]


def state(row: Covenant) -> str:
    return Covenant.objects.get(pk=row.pk).state


@pytest.mark.parametrize(("step", "frm", "to", "can"), STEPS, ids=["take", "take-back", "offer"])
def test_it_moves_one_step_and_the_log_says_so(
    world: World, lay: Lay, step: Step, frm: str, to: str, can: str
) -> None:
    row = lay(signed=None, state=frm)
    step(row, by=world.actor("noor"), seen=1)
    told = left()
    assert state(row) == to
    assert (told.action, told.subject, told.who) == (can, row.uuid, "Noor de Wit")
    assert told.before == {"state": frm, "version": 1}
    assert told.after == {"state": to, "version": 2}
    assert mails() == []


@pytest.mark.parametrize(("step", "frm"), BOTH, ids=NAMES)
def test_the_manager_of_the_lead_may_as_well(world: World, lay: Lay, step: Step, frm: str) -> None:
    assert step(lay(signed=None, state=frm), by=world.actor("bram")).version == 2


@pytest.mark.parametrize("name", ["joost", *SEES])
@pytest.mark.parametrize(("step", "frm"), BOTH, ids=NAMES)
def test_who_only_sits_there_may_not(
    world: World, lay: Lay, step: Step, frm: str, name: str
) -> None:
    row = lay(signed=None, state=frm)
    told = refusal(RefusedError, lambda: step(row, by=world.actor(name)))
    assert told.endswith("boundary worker of the organisation it belongs to; national editor.")
    assert state(row) == frm


@pytest.mark.parametrize("name", UNSEEN)
@pytest.mark.parametrize(("step", "frm"), BOTH, ids=NAMES)
def test_for_others_it_does_not_exist(
    world: World, lay: Lay, step: Step, frm: str, name: str
) -> None:
    row = lay(signed=None, state=frm)
    refusal(UnseenError, lambda: step(row, by=world.actor(name)))
    assert state(row) == frm


def other_states() -> list[tuple[Step, str]]:
    able = {(step, frm) for step, frm, _to, _can in STEPS}
    return [
        (step, frm) for step in (negotiate, offer) for frm in COVENANT.states
        if (step, frm) not in able
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("step", "frm"), other_states(), ids=[f"{s.__name__}-{f}" for s, f in other_states()]
)
def test_from_elsewhere_it_is_refused_in_words(
    world: World, lay: Lay, step: Step, frm: str
) -> None:
    row = lay(signed=None, state=frm)
    told = refusal(WrongStateError, lambda: step(row, by=world.actor("noor")))
    assert told == f'It is now "{COVENANT.states[frm]}"; from there this cannot be done.'
    assert state(row) == frm


@pytest.mark.parametrize(("step", "frm"), BOTH, ids=NAMES)
def test_a_stale_version_moves_nothing(world: World, lay: Lay, step: Step, frm: str) -> None:
    row = lay(signed=None, state=frm)
    refusal(StaleError, lambda: step(row, by=world.actor("noor"), seen=7))
    assert state(row) == frm


@pytest.mark.parametrize("count", [0, 1])
def test_nothing_is_offered_to_fewer_than_two(world: World, lay: Lay, count: int) -> None:
    parties = tuple(Signing(text=f"partij {number}") for number in range(count))
    row = lay(parties=parties, state=NEGOTIATING)
    told = refusal(BadInputError, lambda: offer(row, by=world.actor("noor")))
    assert told == "A covenant has at least two parties."
    assert state(row) == NEGOTIATING


def signing(world: World, name: str) -> list[Any]:
    return [one for one in waiting(world.actor(name)) if "Sign a covenant" in str(one.title)]


def test_what_is_offered_waits_for_the_parties_and_taken_back_no_more(
    world: World, lay: Lay
) -> None:
    row = lay(signed=None, state=NEGOTIATING)
    assert not signing(world, "joost")
    offer(row, by=world.actor("noor"))
    (found,) = signing(world, "joost")
    assert (str(found.title), str(found.about), found.url) == (
        "Sign a covenant: Convenant drinkwater", "ready to sign", row.get_absolute_url(),
    )  # fmt: skip
    negotiate(row, by=world.actor("noor"))
    assert not signing(world, "joost")
