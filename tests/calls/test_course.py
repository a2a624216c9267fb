"""The course of a call in time order, the class of a page, and what may be done now."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given as examples
from hypothesis import strategies as st

from koppelvlak.calls import queries
from koppelvlak.calls.actions import invite
from koppelvlak.calls.lifecycle import ANSWERED, CALL, CLOSED, OPEN, OVER, RUNNING, WITHDRAWN
from koppelvlak.calls.models import Call
from koppelvlak.kit.errors import RefusedError, UnseenError
from koppelvlak.kit.tlp import Tlp
from koppelvlak.organisations.models import Organisation
from koppelvlak.rights import Can
from tests.calls.conftest import ANSWER, FACTS, SOON, WORD, Start, fresh
from tests.conftest import Assume
from tests.world import TODAY, World

DAYS = st.none() | st.dates(date(2026, 1, 1), date(2027, 12, 31))
DATED = ("answered_on", "repair_agreed_on", "repaired_on", "escalated_on", "closed_on")


def plain(**days: date | None) -> Call:
    """Return a call that is kept nowhere."""
    one, other = Organisation(short_name="A"), Organisation(short_name="B")
    return Call(
        caller=one, called=other, started_on=date(2026, 1, 1), state=OPEN, facts=FACTS,
        escalated_for=one, escalated_at=other, escalated_to="directeur", **days,
    )  # fmt: skip


@examples(st.fixed_dictionaries(dict.fromkeys(DATED, DAYS)))
def test_the_course_is_in_order_and_tells_each_day_once(days: dict[str, date | None]) -> None:
    told = [turn.on for turn in queries.course(plain(**days))]
    assert told == sorted(told)
    assert sorted(told) == sorted([date(2026, 1, 1), *(day for day in days.values() if day)])


def test_on_one_day_it_is_told_in_the_order_in_which_it_can_happen() -> None:
    day = date(2026, 1, 1)
    told = queries.course(plain(**dict.fromkeys(DATED, day)))
    words = [str(turn.words) for turn in told]
    assert words == [
        "called to account", "answered", "agreed to repair", "brought it higher", "repaired it",
        "waits for an answer",
    ]  # fmt: skip
    assert [turn.organisation.short_name for turn in told] == ["A", "B", "B", "A", "B", "A"]
    assert told[3].at == "directeur, B"


@pytest.mark.parametrize(("state", "words"), [(CLOSED, "closed"), (WITHDRAWN, "withdrawn")])
def test_the_last_word_is_how_it_ended(start: Start, state: str, words: str) -> None:
    last = queries.course(fresh(start(state)))[-1]
    assert (str(last.words), last.text, last.on) == (words, WORD, TODAY)


def test_what_was_said_is_told_with_it(start: Start) -> None:
    first, second = queries.course(fresh(start(ANSWERED)))
    assert (first.text, second.text) == (FACTS, ANSWER)
    assert (first.until, second.until) == (None, None)


def test_the_class_is_the_stricter_of_call_and_agreement(start: Start, assume: Assume) -> None:
    call = start()
    for tlp, shown in (
        (Tlp.CLEAR, Tlp.AMBER), (Tlp.GREEN, Tlp.AMBER), (Tlp.AMBER, Tlp.AMBER),
        (Tlp.AMBER_STRICT, Tlp.AMBER_STRICT),
    ):  # fmt: skip
        assume(call.agreement, tlp=tlp)
        assert fresh(call).shown_tlp == shown
    assert queries.strictest([]) == Tlp.AMBER
    assert queries.strictest([fresh(call)]) == Tlp.AMBER_STRICT


def test_every_state_is_running_or_over() -> None:
    assert set(RUNNING) | set(OVER) == set(CALL.states)
    assert not set(RUNNING) & set(OVER)
    for state in OVER:
        moves = {move.can for move in CALL.moves if state in move.frm}
        assert moves == {Can.UNINVITE_FROM_CALL}


def test_lists_hold_what_one_sees(world: World, start: Start) -> None:
    call, over = start(), start(CLOSED)
    for name in ("noor", "lezer", "joost", "roos"):
        assert set(queries.calls(world.actor(name))) == {call}
        assert set(queries.calls(world.actor(name), queries.OVER_ONES)) == {over}
        assert set(queries.calls(world.actor(name), queries.ALL_ONES)) == {call, over}
    assert not queries.calls(world.actor("iris")).exists()
    invite(call, world.stranger, by=world.actor("joost"))
    assert set(queries.calls(world.actor("iris"), queries.ALL_ONES)) == {call}
    for name in ("sanne", "petra", "otto"):
        with pytest.raises(UnseenError):
            queries.calls(world.actor(name))


def test_where_one_stands_before_one_calls(world: World, start: Start) -> None:
    about = start().agreement
    found = queries.start(about.uuid, actor=world.actor("bram"))
    assert (found.agreement, found.own, found.others) == (about, world.region, [world.water])
    for name in ("lezer", "joost"):
        with pytest.raises(RefusedError):
            queries.start(about.uuid, actor=world.actor(name))
    for name in ("iris", "sanne"):
        with pytest.raises(UnseenError):
            queries.start(about.uuid, actor=world.actor(name))
    with pytest.raises(UnseenError):
        queries.start(UUID(int=0), actor=world.actor("bram"))


def test_once_said_it_is_offered_no_more(world: World, start: Start, assume: Assume) -> None:
    call = start("escalated")
    told = dict.fromkeys(("answered_on", "repair_agreed_on"), TODAY - timedelta(days=1))

    def offered() -> set[str]:
        return queries.possible(fresh(call), [], actor=world.actor("wil"))

    assert offered() == {"answer", "agree_repair", "invite"}
    assume(call, **told, repair_by=SOON)
    assert offered() == {"record_repair", "invite"}
    assume(call, repaired_on=TODAY)
    assert offered() == {"invite"}
