"""Introducing, ranking, adding, changing, dropping, restoring: what holds for all six alike."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from koppelvlak.agendas.actions import (
    Introduction,
    Ranked,
    add_spearhead,
    drop_spearhead,
    edit_spearhead,
    introduce,
    prioritise,
    restore_spearhead,
)
from koppelvlak.agendas.lifecycle import (
    ALIGNING,
    DRAFT,
    DROPPED,
    IN_FORCE,
    STANDING,
    SUPERSEDED,
)
from koppelvlak.kit.access import Actor
from koppelvlak.kit.errors import RefusedError, StaleError, UnseenError, WrongStateError
from koppelvlak.rights import Can
from tests.aftermath import left, mails, refusal, refused
from tests.agendas.conftest import BLIND, READERS, Plan
from tests.conftest import Assume

Act = Callable[[Plan, Actor], object]


def introduces(plan: Plan, by: Actor) -> object:
    return introduce(plan.now(), Introduction("Water", "Water", "Eerste", "First"), by=by)


def ranks(plan: Plan, by: Actor) -> object:
    return prioritise(plan.now(), {5: Ranked(1, "Het hardst nodig.")}, by=by)


def adds(plan: Plan, by: Actor) -> object:
    return add_spearhead(plan.now(), plan.worded(), by=by)


def edits(plan: Plan, by: Actor) -> object:
    return edit_spearhead(plan.spearhead(1), plan.worded(), by=by)


def drops(plan: Plan, by: Actor) -> object:
    return drop_spearhead(plan.spearhead(1), by=by)


def restores(plan: Plan, by: Actor) -> object:
    return restore_spearhead(plan.spearhead(2), by=by)


OF_AGENDA: list[Act] = [introduces, ranks, adds]
OF_SPEARHEAD: list[Act] = [edits, drops, restores]
ACTS = [*OF_AGENDA, *OF_SPEARHEAD]
WORDS: dict[Act, str] = {
    introduces: "say what an agenda is for",
    ranks: "rank the themes of an agenda",
    adds: "add a spearhead to an agenda",
    edits: "change a spearhead of an agenda",
    drops: "drop a spearhead from an agenda",
    restores: "put a dropped spearhead back",
}


def named(act: Act) -> str:
    return act.__name__


@pytest.fixture
def written(plan: Plan, assume: Assume) -> Plan:
    """Return the draft, of which the second spearhead was dropped."""
    assume(plan.spearhead(2), state=DROPPED)
    return plan


def stands(plan: Plan) -> dict[str, Any]:
    """Return all that the six acts could change."""
    now = plan.now()
    told = {
        str(one.line): (one.wording_nl, one.state, one.version, one.theme_id)
        for one in now.spearheads.all()
    }
    ranked = list(now.priorities.values_list("theme__number", "rank", "reason"))
    return {"note": now.note_nl, "version": now.version, "ranked": ranked, **told}


@pytest.mark.parametrize("act", ACTS, ids=named)
def test_participants_read_and_do_not_write(written: Plan, act: Act) -> None:
    before = stands(written)
    told = refused(RefusedError, READERS, lambda name: act(written, written.actor(name)))
    assert told == {f"To do this ({WORDS[act]}) you must be: national editor."}
    assert stands(written) == before


@pytest.mark.parametrize("act", ACTS, ids=named)
def test_others_see_no_draft(written: Plan, act: Act) -> None:
    before = stands(written)
    refused(UnseenError, BLIND, lambda name: act(written, written.actor(name)))
    assert stands(written) == before


@pytest.mark.parametrize("act", [introduces, ranks, adds, edits, drops], ids=named)
def test_a_supervisor_sees_what_is_adopted_and_does_not_write(held: Plan, act: Act) -> None:
    refusal(RefusedError, lambda: act(held, held.actor("sanne")))


@pytest.mark.parametrize("act", OF_SPEARHEAD, ids=named)
@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ALIGNING, "This version is being aligned. Take it back to change a spearhead."),
        (IN_FORCE, "This version is adopted. Start a next version to change a spearhead."),
        (SUPERSEDED, "This version is adopted. Start a next version to change a spearhead."),
    ],
)
def test_a_spearhead_stays_while_others_read_it(
    written: Plan, assume: Assume, act: Act, state: str, words: str
) -> None:
    assume(written.agenda, state=state)
    before = stands(written)
    assert refusal(WrongStateError, lambda: act(written, written.editor())) == words
    assert stands(written) == before


@pytest.mark.parametrize("act", OF_AGENDA, ids=named)
@pytest.mark.parametrize(
    ("state", "words"),
    [(ALIGNING, "being aligned"), (IN_FORCE, "in force"), (SUPERSEDED, "superseded")],
)
def test_a_version_that_others_read_is_not_added_to(
    written: Plan, assume: Assume, act: Act, state: str, words: str
) -> None:
    assume(written.agenda, state=state)
    before = stands(written)
    told = refusal(WrongStateError, lambda: act(written, written.editor()))
    assert told == f'It is now "{words}"; from there this cannot be done.'
    assert stands(written) == before


@pytest.mark.parametrize(
    ("act", "state", "words"),
    [(edits, DROPPED, "dropped"), (drops, DROPPED, "dropped"), (restores, STANDING, "stands")],
    ids=["edits", "drops", "restores"],
)
def test_a_spearhead_is_dropped_once_and_put_back_once(
    written: Plan, assume: Assume, act: Act, state: str, words: str
) -> None:
    for place in (1, 2):
        assume(written.spearhead(place), state=state)
    told = refusal(WrongStateError, lambda: act(written, written.editor()))
    assert told == f'It is now "{words}"; from there this cannot be done.'


def test_a_stale_version_writes_nothing(written: Plan) -> None:
    editor, before = written.editor(), stands(written)
    one, two = written.spearhead(1), written.spearhead(2)
    for act in (
        lambda: introduce(written.now(), Introduction("x"), by=editor, seen=9),
        lambda: prioritise(written.now(), {1: Ranked(1)}, by=editor, seen=9),
        lambda: edit_spearhead(one, written.worded(), by=editor, seen=9),
        lambda: drop_spearhead(one, by=editor, seen=9),
        lambda: restore_spearhead(two, by=editor, seen=9),
    ):
        told = refusal(StaleError, act)
        assert told == "Your change was not saved. Compare both versions and save again."
    assert stands(written) == before


@pytest.mark.parametrize("act", ACTS, ids=named)
def test_each_changes_something_and_leaves_a_draft(written: Plan, act: Act) -> None:
    before = stands(written)
    act(written, written.editor())
    assert stands(written) != before
    assert written.now().state == DRAFT


def test_writing_tells_nobody(written: Plan) -> None:
    for act in ACTS:
        act(written, written.editor())
    assert mails() == []


def test_an_introduction_leaves_both_languages_in_the_log(written: Plan) -> None:
    introduces(written, written.editor())
    told = left()
    assert (told.action, told.subject, told.who) == (
        Can.INTRODUCE_AGENDA, written.agenda.uuid, "Anouk de Groot",
    )  # fmt: skip
    assert told.after == {
        "note_en": "First", "note_nl": "Eerste", "title_en": "Water", "title_nl": "Water",
        "version": 2,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("act", "can", "place", "frm", "to"),
    [
        (drops, Can.DROP_SPEARHEAD, 1, STANDING, DROPPED),
        (restores, Can.RESTORE_SPEARHEAD, 2, DROPPED, STANDING),
    ],
    ids=["drops", "restores"],
)
def test_a_drop_and_its_opposite_leave_a_state(
    written: Plan, act: Act, can: str, place: int, frm: str, to: str
) -> None:
    act(written, written.editor())
    told = left()
    assert (told.action, told.subject) == (can, written.spearhead(place).uuid)
    assert (told.before["state"], told.after["state"]) == (frm, to)
    assert written.spearhead(place).state == to
